package io.runtruth.api;

import static io.runtruth.access.Capability.AUDIT_VIEW;
import static io.runtruth.access.Capability.ENVIRONMENT_REVIEW_MANAGE;
import static io.runtruth.access.Capability.ENVIRONMENT_REVIEW_VIEW;
import static io.runtruth.access.Capability.EVIDENCE_IMPORT;
import static io.runtruth.access.Capability.OPERATIONS_MANAGE;
import static io.runtruth.access.Capability.OPERATIONS_VIEW;
import static io.runtruth.access.Capability.PUBLISHED_REVIEW_VIEW;
import static io.runtruth.access.Capability.RESTORE_EXECUTE;
import static io.runtruth.access.Capability.WORKSPACE_MANAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.InvitationService;
import io.runtruth.access.Role;
import io.runtruth.access.SessionPlace;
import io.runtruth.access.SessionService;
import io.runtruth.access.Share;
import io.runtruth.access.SignInBy;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.operations.Via;
import io.runtruth.operations.lists.NewSavedView;
import io.runtruth.operations.lists.SavedViewService;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.portal.NewQuestion;
import io.runtruth.portal.NewShareLink;
import io.runtruth.portal.QuestionService;
import io.runtruth.portal.SharingService;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.SnapshotService;
import io.runtruth.reviews.NewNote;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.ReviewNoteService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.WaiverService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who gets what from each call (contract 8): it follows from what the call asks for and from the table of
/// capabilities. A call that does not stand here fails the build.
@Tag("I12")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessApiTest extends ApiTest {

    private static final String W = "/api/v1/workspaces/{workspace}";
    private static final String E = W + "/environments/{environment}";

    /// What a call is about, and so to whom it is as if it were not there.
    enum Of {
        /// The caller themselves.
        PERSON,
        /// Whoever is a member; the workspace stands in the content.
        MEMBER,
        /// Of nobody here.
        NOBODY,
        /// System operators.
        SYSTEM,
        /// As the next, and a system operator may too.
        WORKSPACE_OR_SYSTEM,
        /// A list of the workspace, in which everybody finds what they may see.
        WORKSPACE,
        /// One environment, or something in it.
        ENVIRONMENT,
        /// The same, and without the right it does not exist either.
        HIDDEN
    }

    private static final Set<Call> OF_PUBLISHED = EnumSet.of(
            Call.PUBLISHED,
            Call.PUBLISHED_ONE,
            Call.READ_CONFIRMED,
            Call.READINGS,
            Call.QUESTION_ASKED,
            Call.QUESTIONS_OF,
            Call.SHARE_LINKS,
            Call.SHARED,
            Call.DRIFT_PUBLISHED,
            Call.REFRESH_PUBLISHED,
            Call.PACK_PUBLISHED,
            Call.PACK_TECHNICAL,
            Call.EXPORT_REVIEW);

    enum Call {
        ME("GET /api/v1/me", Of.PERSON),
        TOKENS("GET /api/v1/me/tokens", Of.PERSON),
        TOKEN_MADE("POST /api/v1/me/tokens", Of.MEMBER, PUBLISHED_REVIEW_VIEW) {
            @Override
            String content(String workspace) {
                return """
                        {"name": "n", "workspace": "%s", "capabilities": ["PUBLISHED_REVIEW_VIEW"]}
                        """.formatted(workspace);
            }
        },
        /// Somebody else's: nobody may.
        TOKEN_REVOKED("DELETE /api/v1/me/tokens/{token}", Of.NOBODY),
        NOTICES("GET /api/v1/me/notifications", Of.PERSON),
        NOTICES_CHOSEN("PUT /api/v1/me/notifications", Of.PERSON) {
            @Override
            String content(String workspace) {
                return "{\"kinds\": []}";
            }
        },
        SESSIONS("GET /api/v1/me/sessions", Of.PERSON),
        /// Somebody else's: nobody may.
        SESSION_ENDED("DELETE /api/v1/me/sessions/{session}", Of.NOBODY),
        SESSIONS_ENDED("DELETE /api/v1/me/sessions", Of.PERSON),
        KEEPING("GET /api/v1/keeping", Of.SYSTEM),
        ACCOUNTS("GET /api/v1/accounts", Of.SYSTEM),
        ACCOUNT_CHANGED("PATCH /api/v1/accounts/{account}", Of.SYSTEM),
        RESET_LINK("POST /api/v1/accounts/{account}/reset-link", Of.SYSTEM) {
            @Override
            String content(String workspace) {
                return "{}";
            }
        },
        SYSTEM_AUDIT("GET /api/v1/system/audit", Of.SYSTEM),
        WORKSPACE_MADE("POST /api/v1/workspaces", Of.SYSTEM) {
            @Override
            String content(String workspace) {
                return "{\"slug\": \"w" + UUID.randomUUID() + "\", \"name\": \"New\"}";
            }
        },
        WORKSPACE_CHANGED("PATCH " + W, Of.WORKSPACE_OR_SYSTEM, WORKSPACE_MANAGE),
        ENVIRONMENT_MADE("POST " + W + "/environments", Of.WORKSPACE, WORKSPACE_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"slug\": \"e" + UUID.randomUUID() + "\", \"name\": \"New\"}";
            }
        },
        ENVIRONMENT_CHANGED("PATCH " + E, Of.ENVIRONMENT, WORKSPACE_MANAGE),
        MEMBERS("GET " + W + "/members", Of.WORKSPACE, WORKSPACE_MANAGE),
        MEMBER_CHANGED("PATCH " + W + "/members/{member}", Of.WORKSPACE, WORKSPACE_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"role\": \"auditor\"}";
            }
        },
        MEMBER_REMOVED("DELETE " + W + "/members/{member}", Of.WORKSPACE, WORKSPACE_MANAGE),
        INVITATIONS("GET " + W + "/invitations", Of.WORKSPACE_OR_SYSTEM, WORKSPACE_MANAGE),
        INVITED("POST " + W + "/invitations", Of.WORKSPACE, WORKSPACE_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"role\": \"auditor\"}";
            }
        },
        INVITATION_REVOKED("DELETE " + W + "/invitations/{invitation}", Of.WORKSPACE_OR_SYSTEM, WORKSPACE_MANAGE),
        /// Sent nowhere: whoever may have it sent is told so.
        INVITATION_SENT("POST " + W + "/invitations/{invitation}/send", Of.WORKSPACE_OR_SYSTEM, WORKSPACE_MANAGE) {
            @Override
            String answer(Who who) {
                return super.answer(who).equals("ok") ? "409" : super.answer(who);
            }

            @Override
            String content(String workspace) {
                return "{}";
            }
        },
        WEBHOOKS("GET " + W + "/webhooks", Of.WORKSPACE, WORKSPACE_MANAGE),
        WEBHOOK_MADE("POST " + W + "/webhooks", Of.WORKSPACE, WORKSPACE_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"url\": \"https://hooks.example/a\", \"events\": [\"run.ended\"]}";
            }
        },
        DELIVERIES("GET " + W + "/webhooks/{webhook}/deliveries", Of.WORKSPACE, WORKSPACE_MANAGE),
        SENT_AGAIN("POST " + W + "/webhooks/{webhook}/deliveries/{delivery}/send", Of.WORKSPACE, WORKSPACE_MANAGE),
        WEBHOOK_REMOVED("DELETE " + W + "/webhooks/{webhook}", Of.WORKSPACE, WORKSPACE_MANAGE),
        AUDIT("GET " + W + "/audit", Of.WORKSPACE, AUDIT_VIEW),
        WORKSPACES("GET /api/v1/workspaces", Of.PERSON),
        ENVIRONMENTS("GET " + W + "/environments", Of.WORKSPACE, ENVIRONMENT_REVIEW_VIEW),
        ENVIRONMENT("GET " + E, Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        UNBIND("DELETE " + E + "/targets/{target}", Of.ENVIRONMENT, WORKSPACE_MANAGE),
        TARGET("GET " + E + "/configuration-target", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW, OPERATIONS_VIEW),
        DRIFT("GET " + E + "/configuration-drift", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW, OPERATIONS_VIEW),
        TARGET_CHOSEN("PUT " + E + "/configuration-target", Of.ENVIRONMENT, WORKSPACE_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"place\": \"{place}\"}";
            }
        },
        CONFIGURATION_TAKEN("POST " + E + "/snapshots", Of.ENVIRONMENT, RESTORE_EXECUTE) {
            @Override
            String content(String workspace) {
                return "";
            }
        },
        CONFIGURATIONS("GET " + E + "/snapshots", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW, OPERATIONS_VIEW),
        CONFIGURATION(
                "GET " + E + "/snapshots/{configuration}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW, OPERATIONS_VIEW),
        DOCUMENTS(
                "GET " + E + "/snapshots/{configuration}/documents",
                Of.ENVIRONMENT,
                ENVIRONMENT_REVIEW_VIEW,
                OPERATIONS_VIEW),
        DIFFERENCES(
                "GET " + E + "/snapshots/{configuration}/diff/{other}",
                Of.ENVIRONMENT,
                ENVIRONMENT_REVIEW_VIEW,
                OPERATIONS_VIEW),
        DIFFERENCES_WITHIN(
                "GET " + E + "/snapshots/{configuration}/diff/{other}?path=a.json", Of.ENVIRONMENT, RESTORE_EXECUTE),
        ARCHIVE("GET " + E + "/snapshots/{configuration}/archive", Of.ENVIRONMENT, RESTORE_EXECUTE),
        RESTORES("GET " + E + "/restores", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW, OPERATIONS_VIEW),
        RESTORE("GET " + E + "/restores/{restore}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW, OPERATIONS_VIEW),
        RESTORE_ITEMS(
                "GET " + E + "/restores/{restore}/items", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW, OPERATIONS_VIEW),
        RESTORE_PREVIEWED("POST " + E + "/restores", Of.ENVIRONMENT, RESTORE_EXECUTE) {
            @Override
            String content(String workspace) {
                return "{\"snapshot\": \"{configuration}\"}";
            }
        },
        RESTORE_CHOSEN("POST " + E + "/restores/{restore}/choose", Of.ENVIRONMENT, RESTORE_EXECUTE) {
            @Override
            String content(String workspace) {
                return "{\"paths\": [\"a.json\"]}";
            }
        },
        RESTORE_APPROVED("POST " + E + "/restores/{restore}/approve", Of.ENVIRONMENT, RESTORE_EXECUTE) {
            @Override
            String content(String workspace) {
                return "{\"preview\": \"{preview}\"}";
            }
        },
        /// The same one by all, which the first of them starts.
        RESTORE_STARTED("POST " + E + "/restores/{started}/start", Of.ENVIRONMENT, RESTORE_EXECUTE) {
            @Override
            String content(String workspace) {
                return "{\"confirm\": \"Environment\"}";
            }
        },
        EVIDENCE("GET " + E + "/evidence", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        SNAPSHOT("GET " + E + "/evidence/{snapshot}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        CHANGES("GET " + E + "/evidence/{snapshot}/changes", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        IMPORT("POST " + E + "/evidence?confirm_target=true", Of.ENVIRONMENT, EVIDENCE_IMPORT),
        START("POST " + E + "/reviews", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE),
        REVIEWS("GET " + W + "/reviews", Of.WORKSPACE, PUBLISHED_REVIEW_VIEW),
        REVIEWS_HERE("GET " + W + "/reviews?environment={environment}", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW),
        LETTERHEAD("GET " + W + "/letterhead", Of.WORKSPACE, PUBLISHED_REVIEW_VIEW),
        LETTERHEAD_CHANGED("PUT " + W + "/letterhead", Of.WORKSPACE, WORKSPACE_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"address\": null}";
            }
        },
        CONTROLS("GET " + W + "/controls", Of.WORKSPACE, ENVIRONMENT_REVIEW_VIEW),
        CONTROL("GET " + W + "/controls/{control}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        VIEWS("GET " + W + "/views", Of.WORKSPACE, OPERATIONS_VIEW),
        VIEW_SAVED("POST " + W + "/views", Of.ENVIRONMENT, OPERATIONS_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"name\": \"" + UUID.randomUUID()
                        + "\", \"filter\": \"\", \"environment\": \"{environment}\", \"shared\": true}";
            }
        },
        VIEW_RENAMED("PATCH " + W + "/views/{view}", Of.ENVIRONMENT, OPERATIONS_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"name\": \"" + UUID.randomUUID() + "\"}";
            }
        },
        VIEW_DELETED("DELETE " + W + "/views/{view}", Of.ENVIRONMENT, OPERATIONS_MANAGE),
        WAIVERS("GET " + W + "/waivers", Of.WORKSPACE, ENVIRONMENT_REVIEW_VIEW),
        WAIVERS_HERE("GET " + W + "/waivers?environment={environment}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        WAIVER("GET " + W + "/waivers/{waiver}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        WAIVER_ACCEPTED("POST " + W + "/waivers", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"environment\": \"{environment}\", \"tool\": \"T\", \"control\": \"C." + UUID.randomUUID()
                        + "\", \"reason\": \"r\", \"until\": \"{until}\"}";
            }
        },
        WAIVER_CHANGED("PATCH " + W + "/waivers/{waiver}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"version\": 1, \"reason\": \"other\"}";
            }
        },
        WAIVER_WITHDRAWN("DELETE " + W + "/waivers/{waiver}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE),
        DRAFT("GET " + W + "/reviews/{review}", Of.HIDDEN, ENVIRONMENT_REVIEW_VIEW),
        PUBLISHED("GET " + W + "/reviews/{review}", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW),
        PUBLISHED_LIST("GET " + W + "/published", Of.WORKSPACE, PUBLISHED_REVIEW_VIEW),
        PUBLISHED_ONE("GET " + W + "/published/{review}", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW),
        READ_CONFIRMED("POST " + W + "/published/{review}/readings", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW),
        READINGS("GET " + W + "/published/{review}/readings", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW),
        QUESTION_ASKED("POST " + W + "/published/{review}/questions", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW) {
            @Override
            String content(String workspace) {
                return "{\"finding\": 0, \"text\": \"Why?\"}";
            }
        },
        QUESTIONS_OF("GET " + W + "/published/{review}/questions", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW),
        SHARE_LINKS("GET " + W + "/reviews/{review}/share-links", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE),
        SHARED("POST " + W + "/reviews/{review}/share-links", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String content(String workspace) {
                return "{\"for_whom\": \"Board\"}";
            }
        },
        SHARE_REVOKED("DELETE " + W + "/share-links/{link}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE),
        QUESTIONS("GET " + W + "/questions", Of.WORKSPACE, PUBLISHED_REVIEW_VIEW),
        /// Somebody else's: to a customer there is none.
        QUESTION_ANSWERED("POST " + W + "/questions/{question}/answer", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String answer(Who who) {
                return who == Who.CUSTOMER ? "404" : super.answer(who);
            }

            @Override
            String content(String workspace) {
                return "{\"text\": \"So.\"}";
            }
        },
        QUESTION_CLOSED("POST " + W + "/questions/{question}/close", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String answer(Who who) {
                return who == Who.CUSTOMER ? "404" : super.answer(who);
            }
        },
        DRIFT_PUBLISHED("GET " + W + "/reviews/{review}/drift", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW),
        PACK_READY("GET " + W + "/reviews/{ready}/packs/customer.json", Of.HIDDEN, ENVIRONMENT_REVIEW_VIEW),
        PACK_PUBLISHED("GET " + W + "/reviews/{review}/packs/customer.json", Of.ENVIRONMENT, PUBLISHED_REVIEW_VIEW),
        PACK_TECHNICAL("GET " + W + "/reviews/{review}/packs/technical.json", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        EXPORT_REVIEW(
                "GET " + W + "/reviews/{review}/evidence.zip",
                Of.ENVIRONMENT,
                ENVIRONMENT_REVIEW_VIEW,
                OPERATIONS_VIEW,
                AUDIT_VIEW),
        REFRESH_DRAFT("POST " + W + "/reviews/{review}/refresh", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            /// Who may not see drafts learns of none (contract 8).
            @Override
            String answer(Who who) {
                return who == Who.CUSTOMER ? "404" : super.answer(who);
            }
        },
        REFRESH_PUBLISHED("POST " + W + "/reviews/{review}/refresh", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE),
        REVIEW_PUBLISHED("POST " + W + "/reviews/{ready}/publish", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String answer(Who who) {
                return who == Who.CUSTOMER ? "404" : super.answer(who);
            }
        },
        NOTE_WRITTEN("PUT " + W + "/reviews/{ready}/notes/{section}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String answer(Who who) {
                return who == Who.CUSTOMER ? "404" : super.answer(who);
            }

            @Override
            String content(String workspace) {
                return "{\"text\": \"So.\", \"version\": 0}";
            }
        },
        NOTE_REMOVED("DELETE " + W + "/reviews/{noted}/notes/{section}", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String answer(Who who) {
                return who == Who.CUSTOMER ? "404" : super.answer(who);
            }
        },
        NOTES_TAKEN_OVER("POST " + W + "/reviews/{ready}/notes/take-over", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String answer(Who who) {
                return who == Who.CUSTOMER ? "404" : super.answer(who);
            }
        },
        REVIEW_ARCHIVED("POST " + W + "/reviews/{ready}/archive", Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE) {
            @Override
            String answer(Who who) {
                return who == Who.CUSTOMER ? "404" : super.answer(who);
            }
        },
        RUNS("GET " + W + "/runs", Of.WORKSPACE, OPERATIONS_VIEW),
        RUNS_HERE("GET " + W + "/runs?environment={environment}", Of.ENVIRONMENT, OPERATIONS_VIEW),
        RUNS_STREAMED("GET " + W + "/runs/stream", Of.WORKSPACE, OPERATIONS_VIEW),
        RUN("GET " + W + "/runs/{run}", Of.ENVIRONMENT, OPERATIONS_VIEW),
        EXPORT_RUN("GET " + W + "/runs/{cancelled}/evidence.zip", Of.ENVIRONMENT, OPERATIONS_VIEW, AUDIT_VIEW),
        CANCEL("POST " + W + "/runs/{run}/cancel", Of.ENVIRONMENT, OPERATIONS_MANAGE),
        CHECK("POST " + W + "/runs/{run}/check", Of.ENVIRONMENT, OPERATIONS_MANAGE),
        CHECK_DRY("POST " + W + "/runs/{run}/check?dryRun=true", Of.ENVIRONMENT, OPERATIONS_VIEW),
        /// The run asks nothing: whoever may deal with what it asks is told so.
        ATTENTION("POST " + W + "/runs/{run}/attention", Of.ENVIRONMENT, OPERATIONS_MANAGE) {
            @Override
            String answer(Who who) {
                return super.answer(who).equals("ok") ? "409" : super.answer(who);
            }

            @Override
            String content(String workspace) {
                return "{\"action\": \"take\"}";
            }
        },
        /// Who starts again must be able to start (contract 3).
        RETRY("POST " + W + "/runs/{cancelled}/retry", Of.ENVIRONMENT, OPERATIONS_MANAGE, ENVIRONMENT_REVIEW_MANAGE);

        private final HttpMethod method;
        private final String address;
        private final Of of;
        private final List<Capability> needs;

        Call(String call, Of of, Capability... needs) {
            this.method = HttpMethod.valueOf(call.substring(0, call.indexOf(' ')));
            this.address = call.substring(call.indexOf(' ') + 1);
            this.of = of;
            this.needs = List.of(needs);
        }

        /// `ok`, or the status of the refusal.
        String answer(Who who) {
            if (of == Of.PERSON || who == Who.SYSTEM_OPERATOR && isOfSystem()) {
                return "ok";
            }
            if (of == Of.NOBODY
                    || of == Of.SYSTEM
                    || who == Who.OUTSIDER
                    || who == Who.SYSTEM_OPERATOR
                    || who == Who.ELSEWHERE && (of == Of.ENVIRONMENT || of == Of.HIDDEN)) {
                return "404";
            }
            if (needs.stream().allMatch(who.role::may)) {
                return "ok";
            }
            return of == Of.HIDDEN ? "404" : "403";
        }

        /// `ok`, the status of the refusal, or the code of this one.
        String answerWhileSuspended(Who who) {
            var isOfWorkspace = of != Of.PERSON && of != Of.NOBODY && of != Of.SYSTEM;
            return isOfWorkspace && who != Who.OUTSIDER && who != Who.SYSTEM_OPERATOR
                    ? "workspace.suspended"
                    : answer(who);
        }

        private boolean isOfSystem() {
            return of == Of.SYSTEM || of == Of.WORKSPACE_OR_SYSTEM;
        }

        String content(String workspace) {
            return method == HttpMethod.PATCH ? "{}" : OCSF.formatted("r", "account-1");
        }

        String mapping() {
            return method + " "
                    + address.replaceFirst("\\?.*", "")
                            .replace("{cancelled}", "{run}")
                            .replace("{ready}", "{review}")
                            .replace("{noted}", "{review}")
                            .replace("{configuration}", "{snapshot}")
                            .replace("{started}", "{restore}")
                            .replaceFirst("/packs/.*", "/packs/{profile:[a-z]+}.{format:.+}");
        }
    }

    /// One of each role, a reviewer whose list holds another environment only, an owner of another workspace, and
    /// a system operator who is a member of none.
    enum Who {
        OWNER(Role.OWNER),
        REVIEWER(Role.REVIEWER),
        OPERATOR(Role.OPERATOR),
        AUDITOR(Role.AUDITOR),
        CUSTOMER(Role.CUSTOMER),
        ELSEWHERE(Role.REVIEWER),
        OUTSIDER(Role.OWNER),
        SYSTEM_OPERATOR(Role.OWNER);

        private final Role role;

        Who(Role role) {
            this.role = role;
        }
    }

    @Test
    void there_is_somebody_of_each_role() {
        assertThat(Arrays.stream(Who.values()).map(it -> it.role)).contains(Role.values());
    }

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final EnvironmentService environments;
    private final EnvironmentQueries environmentQueries;
    private final ManualQueue queue;
    private final InvitationService invitations;
    private final SessionService sessions;
    private final SnapshotService snapshots;
    private final RestoreService restores;
    private final SavedViewService views;
    private final WaiverService waivers;
    private final ReviewNoteService notes;
    private final TestTargets targets;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final RequestMappingHandlerMapping mappings;
    private final Map<Who, Actor.Person> people = new EnumMap<>(Who.class);

    private Scope scope;
    private UUID snapshot;
    private UUID published;
    private UUID draft;
    private UUID run;
    private UUID configuration;
    private UUID started;
    private UUID cancelled;

    private final QuestionService questions;
    private final SharingService sharing;

    AccessApiTest(
            QuestionService questions,
            SharingService sharing,
            TestWorkspaces some,
            TestEvidence evidence,
            EnvironmentService environments,
            EnvironmentQueries environmentQueries,
            ManualQueue queue,
            InvitationService invitations,
            SessionService sessions,
            SnapshotService snapshots,
            RestoreService restores,
            SavedViewService views,
            WaiverService waivers,
            ReviewNoteService notes,
            TestTargets targets,
            Clock clock,
            JdbcClient jdbc,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.questions = questions;
        this.sharing = sharing;
        this.some = some;
        this.evidence = evidence;
        this.environments = environments;
        this.environmentQueries = environmentQueries;
        this.queue = queue;
        this.invitations = invitations;
        this.sessions = sessions;
        this.snapshots = snapshots;
        this.restores = restores;
        this.views = views;
        this.waivers = waivers;
        this.notes = notes;
        this.targets = targets;
        this.clock = clock;
        this.jdbc = jdbc;
        this.mappings = mappings;
    }

    @BeforeAll
    void people() {
        var workspace = some.workspace();
        scope = some.environment(workspace);
        for (var who : Who.values()) {
            people.put(
                    who,
                    switch (who) {
                        case ELSEWHERE -> some.personFor(some.environment(workspace), who.role);
                        case OUTSIDER -> some.person(some.workspace(), who.role);
                        case SYSTEM_OPERATOR -> some.systemOperator();
                        default -> some.person(workspace, who.role);
                    });
        }
    }

    /// New evidence and a new draft for each call, so that one call leaves nothing to the next.
    @BeforeEach
    void records() {
        if (published == null) {
            published = UUID.fromString(started().text("/review/id"));
            queue.work(run);
            jdbc.sql("update environment_review set status = 'published' where id = ?")
                    .param(published)
                    .update();
        }
        started();
        cancelled = run;
        post(people.get(Who.OWNER), address(scope.workspaceId()) + "/runs/" + cancelled + "/cancel");
        draft = UUID.fromString(started().text("/review/id"));
    }

    private Answer started() {
        snapshot = evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
        var answer = post(people.get(Who.OWNER), address(scope) + "/reviews");
        run = UUID.fromString(answer.text("/run/id"));
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    void a_call_is_answered_by_role(Call call) {
        var answers = Arrays.stream(Who.values())
                .map(who -> who + " " + shown(send(people.get(who), request(call))))
                .toList();

        assertThat(answers)
                .containsExactlyElementsOf(Arrays.stream(Who.values())
                        .map(who -> who + " " + call.answer(who))
                        .toList());
    }

    /// Whatever the call: to its members it is suspended, and to others as it always was (contract 8).
    @ParameterizedTest
    @EnumSource
    void no_call_opens_anything_of_a_suspended_workspace(Call call) {
        var asked =
                new EnumMap<Who, org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder>(Who.class);
        for (var who : Who.values()) {
            asked.put(who, request(call));
        }
        some.suspend(scope.workspaceId());
        try {
            var answers = asked.entrySet().stream()
                    .map(it -> it.getKey() + " " + told(send(people.get(it.getKey()), it.getValue())))
                    .toList();

            assertThat(answers)
                    .containsExactlyElementsOf(Arrays.stream(Who.values())
                            .map(who -> who + " " + call.answerWhileSuspended(who))
                            .toList());
        } finally {
            some.resume(scope.workspaceId());
        }
    }

    @Test
    void nobody_is_answered_without_a_sign_in() {
        for (var call : Call.values()) {
            assertThat(send(request(call)).status()).as(call.name()).isEqualTo(401);
        }
    }

    @Test
    void every_call_stands_in_the_table() {
        var mapped = mappings.getHandlerMethods().entrySet().stream()
                .filter(it -> it.getValue().getBeanType().getPackage().equals(Call.class.getPackage()))
                .flatMap(it -> it.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method ->
                                it.getKey().getPatternValues().stream().map(pattern -> method + " " + pattern)))
                .collect(Collectors.toSet());

        assertThat(mapped).isNotEmpty();
        assertThat(Stream.of(Call.values()).map(Call::mapping).collect(Collectors.toSet()))
                .isEqualTo(mapped);
    }

    private org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request(Call call) {
        var review = OF_PUBLISHED.contains(call) ? published : draft;
        var address = call.address
                .replace("{workspace}", slug(scope.workspaceId()))
                .replace("{environment}", slug(scope))
                .replace("{snapshot}", snapshot.toString())
                .replace("{target}", call == Call.UNBIND ? target().toString() : "")
                .replace("{configuration}", configuration().toString())
                .replace("{other}", configuration.toString())
                .replace(
                        "{restore}",
                        call.address.contains("{restore}") ? restore().toString() : "")
                .replace(
                        "{started}",
                        call.address.contains("{started}") ? startedOnce().toString() : "")
                .replace("{view}", call.address.contains("{view}") ? view().toString() : "")
                .replace("{waiver}", call.address.contains("{waiver}") ? waiver().toString() : "")
                .replace(
                        "{control}",
                        call.address.contains("{control}") ? control().toString() : "")
                .replace("{review}", review.toString())
                .replace("{ready}", call.address.contains("{ready}") ? ready().toString() : "")
                .replace("{noted}", call.address.contains("{noted}") ? noted().toString() : "")
                .replace("{section}", "whole")
                .replace("{link}", call.address.contains("{link}") ? shareLink().toString() : "")
                .replace(
                        "{question}",
                        call.address.contains("{question}") ? question().toString() : "")
                .replace("{run}", run.toString())
                .replace("{cancelled}", cancelled.toString())
                .replace("{member}", somebody(Role.REVIEWER).toString())
                .replace("{account}", some.stranger().account().toString())
                .replace("{token}", tokenOfSomebody().toString())
                .replace("{session}", sessionOfSomebody().toString())
                .replace(
                        "{invitation}",
                        call.address.contains("{invitation}") ? invitation().toString() : "")
                .replace(
                        "{webhook}",
                        call.address.contains("{webhook}") ? webhook().toString() : "")
                .replace(
                        "{delivery}",
                        call.address.contains("{delivery}") ? delivery().toString() : "");
        return call(call.method, address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(call.content(slug(scope.workspaceId()))
                        .replace("{place}", "e" + scope.environmentId())
                        .replace("{environment}", slug(scope))
                        .replace("{until}", LocalDate.now(clock).plusDays(9).toString())
                        .replace("{configuration}", configuration.toString())
                        .replace("{preview}", call == Call.RESTORE_APPROVED ? preview() : ""));
    }

    /// Of all restores here, which are of the same documents.
    /// Of somebody else, and open.
    private UUID question() {
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        return questions.ask(
                customer,
                scope.workspaceId(),
                published,
                new NewQuestion(0, "Why?", UUID.randomUUID().toString()));
    }

    private UUID shareLink() {
        var until = clock.instant().plus(SharingService.USUAL);
        return sharing.share(
                        people.get(Who.OWNER), scope.workspaceId(), published, new NewShareLink("Board", until, null))
                .id();
    }

    private String preview() {
        return jdbc.sql("select preview_digest from restore_run where environment_id = ? limit 1")
                .param(scope.environmentId())
                .query(String.class)
                .single();
    }

    private UUID configuration() {
        if (configuration == null) {
            targets.target(scope);
            configuration = snapshots
                    .take(
                            people.get(Who.OWNER),
                            scope,
                            "a.zip",
                            new ByteArrayInputStream(TestTargets.zip("a.json", "1")))
                    .snapshot()
                    .id();
        }
        return configuration;
    }

    /// A new one of somebody else's for each caller.
    private UUID restore() {
        var other = some.person(scope.workspaceId(), Role.OWNER);
        return restores.preview(
                        other,
                        scope,
                        new RestoreService.NewPreview(configuration(), null, new RestoreRequest(Via.API, null)))
                .id();
    }

    /// A new one for each caller.
    /// One that all see who may see its environment; there is room for few.
    private UUID view() {
        jdbc.sql("delete from saved_view where workspace_id = ?")
                .param(scope.workspaceId())
                .update();
        return views.save(
                people.get(Who.OWNER),
                scope.workspaceId(),
                new NewSavedView(UUID.randomUUID().toString(), "", scope.environmentId(), true));
    }

    private UUID waiver() {
        return waivers.accept(
                        people.get(Who.OWNER),
                        scope.workspaceId(),
                        List.of(new WaiverService.PlacedWaiver(
                                scope,
                                new NewWaiver(
                                        "T",
                                        "C." + UUID.randomUUID(),
                                        null,
                                        null,
                                        new NewWaiver.Terms(
                                                "r", null, LocalDate.now(clock).plusDays(9), null)))),
                        new StartRequest(Via.API, null))
                .getFirst();
    }

    private UUID startedOnce() {
        if (started == null) {
            started = restore();
        }
        return started;
    }

    private UUID somebody(Role role) {
        return some.person(scope.workspaceId(), role).account();
    }

    private UUID tokenOfSomebody() {
        var person = some.person(scope.workspaceId(), Role.REVIEWER);
        some.token(scope.workspaceId(), person);
        return jdbc.sql("select id from access_token where account_id = ?")
                .param(person.account())
                .query(UUID.class)
                .single();
    }

    private UUID sessionOfSomebody() {
        return sessions.begin(somebody(Role.REVIEWER), SignInBy.PASSWORD, SessionPlace.of(null, null), null)
                .id();
    }

    private UUID invitation() {
        return invitations
                .create(
                        new Actor.System("test"),
                        scope.workspaceId(),
                        Share.of(Role.AUDITOR),
                        clock.instant().plus(InvitationService.USUAL))
                .id();
    }

    /// The only one, for a workspace may have but a few.
    private UUID webhook() {
        jdbc.sql("delete from webhook where workspace_id = ?")
                .param(scope.workspaceId())
                .update();
        return jdbc.sql("""
                insert into webhook (id, workspace_id, url, events, secret, created_at, created_by)
                values (gen_random_uuid(), ?, 'https://hooks.example/a', '{run.ended}', '\\x00', now(), 'test')
                returning id
                """).param(scope.workspaceId()).query(UUID.class).single();
    }

    /// A new one for each caller.
    private UUID control() {
        return jdbc.sql("""
                select w.control_id
                from review_controls c
                join control_wording w on w.id = any (c.wordings)
                where c.review_id = ?
                """).param(published).query(UUID.class).single();
    }

    private UUID ready() {
        return jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, completeness, created_at, status_at, version)
                select gen_random_uuid(), v.workspace_id, v.environment_id, 'ready',
                    replace(gen_random_uuid() || '' || gen_random_uuid(), '-', ''), v.fingerprint_version,
                    v.fingerprint_inputs, v.pinned, v.content, 'complete', v.created_at, v.status_at, 0
                from environment_review v
                where v.id = ?
                returning id
                """).param(published).query(UUID.class).single();
    }

    /// With own words of the whole.
    private UUID noted() {
        var ready = ready();
        notes.write(
                people.get(Who.OWNER), new ReviewRef(scope, ready), ReviewSection.WHOLE, new NewNote("So.", false, 0));
        return ready;
    }

    /// To the only webhook.
    private UUID delivery() {
        return jdbc.sql("""
                insert into webhook_delivery (id, workspace_id, webhook_id, event, run_id, at, state, attempts)
                select gen_random_uuid(), workspace_id, id, 'run.ended', gen_random_uuid(), now(), 'delivered', 1
                from webhook
                where workspace_id = ?
                returning id
                """).param(scope.workspaceId()).query(UUID.class).single();
    }

    /// A new one for each caller.
    private UUID target() {
        var identity = new TargetIdentity(UUID.randomUUID().toString(), null);
        environments.addTarget(scope, identity);
        return environmentQueries.targets(people.get(Who.OWNER), scope).stream()
                .filter(known -> known.identity().sameAs(identity))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static String told(Answer answer) {
        return answer.status() == 403 ? answer.code() : shown(answer);
    }

    private static String shown(Answer answer) {
        return answer.status() < 300 ? "ok" : Integer.toString(answer.status());
    }
}
