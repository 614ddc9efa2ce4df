package io.runtruth.ui.kit;

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

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.RouteBaseData;
import com.vaadin.flow.router.RouteConfiguration;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.SnapshotService;
import io.runtruth.reviews.ControlFilter;
import io.runtruth.reviews.ControlQueries;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who gets to see which page and which action of the console (contract 8): it follows from what each asks for
/// and from the table of capabilities. A route or an action that does not stand here fails the build.
@Tag("I12")
class AccessViewTest extends ViewTest {

    /// To whom a page is as if it were not there.
    private enum Of {
        ANYBODY,
        WORKSPACE,
        ENVIRONMENT,
        SYSTEM
    }

    private enum Page {
        SIGN_IN(Routes.SIGN_IN, Of.ANYBODY, null),
        /// Leads to the sign-in, as soon as somebody can sign in.
        SETUP(Routes.SETUP, Of.ANYBODY, null),
        /// Of whoever has the link; without it there is nothing on them.
        INVITATION(Routes.INVITATION, Of.ANYBODY, null),
        RESET(Routes.RESET, Of.ANYBODY, null),
        /// One's own.
        TOKENS(Routes.TOKENS, Of.ANYBODY, null),
        SESSIONS(Routes.SESSIONS, Of.ANYBODY, null),
        PASSKEYS(Routes.PASSKEYS, Of.ANYBODY, null),
        PROVIDERS(Routes.PROVIDERS, Of.ANYBODY, null),
        /// Of whoever has the link and is its person; to others it confirms nothing.
        MAIL_ADDRESS(Routes.MAIL_ADDRESS, Of.ANYBODY, null),
        START(Routes.START, Of.ANYBODY, null),
        IN_WORKSPACE(Routes.WORKSPACE, Of.WORKSPACE, null),
        OPERATIONS(Routes.OPERATIONS, Of.WORKSPACE, OPERATIONS_VIEW),
        RUN(Routes.RUN, Of.ENVIRONMENT, OPERATIONS_VIEW),
        REVIEWS(Routes.REVIEWS, Of.WORKSPACE, ENVIRONMENT_REVIEW_VIEW),
        REVIEW(Routes.REVIEW, Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        PUBLISH_REVIEW(Routes.PUBLISH_REVIEW, Of.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE),
        CONTROLS(Routes.CONTROLS, Of.WORKSPACE, ENVIRONMENT_REVIEW_VIEW),
        CONTROL(Routes.CONTROL, Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        ACCEPTED_RISKS(Routes.ACCEPTED_RISKS, Of.WORKSPACE, ENVIRONMENT_REVIEW_VIEW),
        PUBLISHED(Routes.PUBLISHED, Of.WORKSPACE, null),
        QUESTIONS(Routes.QUESTIONS, Of.WORKSPACE, ENVIRONMENT_REVIEW_VIEW),
        ENVIRONMENTS(Routes.ENVIRONMENTS, Of.WORKSPACE, ENVIRONMENT_REVIEW_VIEW),
        ENVIRONMENT(Routes.ENVIRONMENT, Of.ENVIRONMENT, ENVIRONMENT_REVIEW_VIEW),
        RESTORE(Routes.RESTORE, Of.ENVIRONMENT, OPERATIONS_VIEW),
        SNAPSHOT(Routes.SNAPSHOT, Of.ENVIRONMENT, OPERATIONS_VIEW),
        COMPARE(Routes.COMPARE, Of.ENVIRONMENT, OPERATIONS_VIEW),
        /// Leads to the first page that is open to one.
        SETTINGS(Routes.SETTINGS, Of.WORKSPACE, AUDIT_VIEW),
        SETTINGS_GENERAL(Routes.SETTINGS_GENERAL, Of.WORKSPACE, WORKSPACE_MANAGE),
        SETTINGS_ENVIRONMENTS(Routes.SETTINGS_ENVIRONMENTS, Of.WORKSPACE, WORKSPACE_MANAGE),
        SETTINGS_MEMBERS(Routes.SETTINGS_MEMBERS, Of.WORKSPACE, WORKSPACE_MANAGE),
        SETTINGS_TOKENS(Routes.SETTINGS_TOKENS, Of.WORKSPACE, WORKSPACE_MANAGE),
        SETTINGS_WEBHOOKS(Routes.SETTINGS_WEBHOOKS, Of.WORKSPACE, WORKSPACE_MANAGE),
        SETTINGS_AUDIT(Routes.SETTINGS_AUDIT, Of.WORKSPACE, AUDIT_VIEW),
        /// One's own.
        PERSON(Routes.PERSON, Of.ANYBODY, null),
        SYSTEM(Routes.SYSTEM_OPERATIONS, Of.SYSTEM, null),
        SYSTEM_WORKSPACES(Routes.SYSTEM_WORKSPACES, Of.SYSTEM, null),
        SYSTEM_ACCOUNTS(Routes.SYSTEM_ACCOUNTS, Of.SYSTEM, null),
        SYSTEM_ABOUT(Routes.SYSTEM_ABOUT, Of.SYSTEM, null);

        private final String route;
        private final Of of;
        private final @Nullable Capability needs;

        Page(String route, Of of, @Nullable Capability needs) {
            this.route = route;
            this.of = of;
            this.needs = needs;
        }

        String answer(Who who) {
            var isThere = switch (of) {
                case ANYBODY -> true;
                case WORKSPACE -> who != Who.OUTSIDER && who != Who.SYSTEM_OPERATOR;
                case ENVIRONMENT -> who.role != null && who != Who.OUTSIDER && who != Who.ELSEWHERE;
                case SYSTEM -> who == Who.SYSTEM_OPERATOR;
            };
            if (!isThere) {
                return "Not found";
            }
            return needs == null || who.role != null && who.role.may(needs)
                    ? "ok"
                    // a draft is not even said to be there
                    : this == REVIEW || this == PUBLISH_REVIEW && who == Who.CUSTOMER ? "Not found" : "Not open to you";
        }
    }

    /// What a person can set off, where it is offered; `class` names what has no id.
    private enum Action {
        COMPOSE("action-compose", Page.ENVIRONMENT, ENVIRONMENT_REVIEW_MANAGE),
        COMPOSE_SELECTED("action-compose-selected", Page.REVIEWS, ENVIRONMENT_REVIEW_MANAGE),
        REFRESH("action-refresh", Page.REVIEW, ENVIRONMENT_REVIEW_MANAGE),
        PUBLISH("action-publish", Page.REVIEW, ENVIRONMENT_REVIEW_MANAGE),
        CONFIRM_PUBLISH("action-confirm-publish", Page.PUBLISH_REVIEW, ENVIRONMENT_REVIEW_MANAGE),
        ARCHIVE("action-archive", Page.REVIEW, ENVIRONMENT_REVIEW_MANAGE),
        ACCEPT_SELECTED("action-accept-selected", Page.REVIEW, ENVIRONMENT_REVIEW_MANAGE),
        IMPORT_WAIVERS("action-import-waivers", Page.ACCEPTED_RISKS, ENVIRONMENT_REVIEW_MANAGE),
        DOWNLOAD_WAIVERS("action-download-waivers", Page.ACCEPTED_RISKS, ENVIRONMENT_REVIEW_VIEW),
        PACKS("action-packs", Page.REVIEW, PUBLISHED_REVIEW_VIEW),
        EXPORT_REVIEW("action-export", Page.REVIEW, ENVIRONMENT_REVIEW_VIEW, OPERATIONS_VIEW, AUDIT_VIEW),
        EXPORT_RUN("action-export", Page.RUN, AUDIT_VIEW),
        CANCEL("action-cancel", Page.RUN, OPERATIONS_MANAGE),
        CHECK("action-check-now", Page.RUN, OPERATIONS_MANAGE),
        TRY_AGAIN("action-try-again", Page.RUN, OPERATIONS_MANAGE, ENVIRONMENT_REVIEW_MANAGE),
        CHOOSE_ALL("action-choose-all", Page.OPERATIONS, OPERATIONS_MANAGE),
        BULK_CANCEL("action-bulk-cancel", Page.OPERATIONS, OPERATIONS_MANAGE),
        BULK_CHECK("action-bulk-check-now", Page.OPERATIONS, OPERATIONS_MANAGE),
        BULK_TRY_AGAIN("action-bulk-try-again", Page.OPERATIONS, OPERATIONS_MANAGE),
        TAKE("action-take", Page.RUN, OPERATIONS_MANAGE),
        SNOOZE("action-snooze", Page.RUN, OPERATIONS_MANAGE),
        HAND_OVER("action-hand-over", Page.RUN, OPERATIONS_MANAGE),
        NOTE("action-note", Page.RUN, OPERATIONS_MANAGE),
        CLOSE("action-close", Page.RUN, OPERATIONS_MANAGE),
        UPLOAD("upload", Page.ENVIRONMENT, EVIDENCE_IMPORT),
        CAPTURE("action-capture", Page.RESTORE, RESTORE_EXECUTE),
        UPLOAD_FOLDER("action-upload-folder", Page.RESTORE, RESTORE_EXECUTE),
        COMPARE_TARGET("action-compare-target", Page.ENVIRONMENT, OPERATIONS_VIEW),
        CHOOSE_TARGET("action-choose-target", Page.RESTORE, WORKSPACE_MANAGE),
        DOCUMENT_LANGUAGE("action-change-document-language", Page.SETTINGS_GENERAL, WORKSPACE_MANAGE),
        LETTERHEAD("action-change-letterhead", Page.SETTINGS_GENERAL, WORKSPACE_MANAGE),
        LOGO_REMOVED("action-remove-logo", Page.SETTINGS_GENERAL, WORKSPACE_MANAGE),
        FOUR_EYES("action-change-four-eyes", Page.SETTINGS_GENERAL, WORKSPACE_MANAGE),
        RENAME_WORKSPACE("action-rename-workspace", Page.SETTINGS_GENERAL, WORKSPACE_MANAGE),
        CHANGE_LIMIT("action-change-limit", Page.SETTINGS_GENERAL, WORKSPACE_MANAGE),
        TO_ADD_ENVIRONMENT("action-to-add-environment", Page.ENVIRONMENTS, WORKSPACE_MANAGE),
        ADD_ENVIRONMENT("action-add-environment", Page.SETTINGS_ENVIRONMENTS, WORKSPACE_MANAGE),
        INVITE("action-invite", Page.SETTINGS_MEMBERS, WORKSPACE_MANAGE),
        ADD_WEBHOOK("action-add-webhook", Page.SETTINGS_WEBHOOKS, WORKSPACE_MANAGE),
        DOWNLOAD_RUNS("action-download-runs", Page.OPERATIONS, OPERATIONS_VIEW),
        DOWNLOAD_AUDIT("action-download-audit", Page.SETTINGS_AUDIT, AUDIT_VIEW);

        private final String id;
        private final Page page;
        private final List<Capability> needs;

        Action(String id, Page page, Capability... needs) {
            this.id = id;
            this.page = page;
            this.needs = List.of(needs);
        }
    }

    /// Offered to whoever sees the page, or a step of an action above.
    private static final Set<String> OPEN = Set.of(
            "action-sign-out",
            // rows and steps of the page of a restore
            "action-more-items",
            "action-more-documents",
            "action-see-drift",
            "action-more-restores",
            "action-more-reviews",
            "action-download-snapshot-",
            "action-preview-snapshot-",
            "action-choose-documents",
            "action-approve-restore",
            "action-start-restore",
            "action-undo-restore",
            "action-tokens",
            "action-sessions",
            "action-passkey",
            "action-passkeys",
            "action-add-passkey",
            "action-rename-passkey-",
            "action-remove-passkey-",
            "action-provider-",
            "action-link-provider-",
            "action-unlink-provider-",
            "action-end-session-",
            "action-end-all-sessions",
            "action-create-token",
            "action-revoke-token-",
            "action-join",
            "action-accept",
            "action-reset",
            "action-set-up",
            "action-print",
            // of what is published only, by who manages reviews: ReadersViewTest
            "action-share",
            // rows and steps of what is published to somebody without an account, and their page
            "action-make-share-link",
            "action-revoke-share-",
            "action-read",
            "action-pdf",
            // showing the fields by which a list that one may see is narrowed
            "action-filters",
            // going anywhere that one may see
            "action-palette",
            "action-leave-palette",
            "action-open-restore",
            // what readers say of a published review, and are answered; the services decide
            "action-ask-",
            "action-confirm-ask",
            "action-answer-question-",
            "action-confirm-answer",
            "action-close-question-",
            "action-confirm-read",
            "action-to-question-",
            // of one's own words, by who manages reviews: ReviewNotesViewTest
            "action-edit-note-",
            "action-save-note",
            "action-join-notes",
            "action-take-notes",
            // of the page of a publication, which is open to nobody else
            "action-cancel-publish",
            "action-look-again",
            // of a finding, and rows and steps of the list of accepted risks
            "action-accept-risk-",
            "action-confirm-accept-risk",
            "action-edit-waiver-",
            "action-confirm-edit-waiver",
            "action-withdraw-waiver-",
            "action-leave-import",
            "action-download-pack",
            // a file of what was just published
            "action-download-pack-",
            "action-leave-packs",
            "action-download-evidence",
            "action-leave-export",
            "action-clear-filters",
            "action-close-bulk",
            "action-choose-none",
            // of one's own, or, where it is shared, of whoever may share
            "action-save-view",
            "action-confirm-save-view",
            "action-rename-view",
            "action-confirm-rename-view",
            "action-delete-view",
            "action-more",
            "action-back",
            "action-close-group-",
            "action-confirm-close-together",
            "action-confirm-hand-over",
            "action-confirm-snooze",
            "action-confirm-words",
            "action-open-run",
            "action-release",
            "action-preview",
            "action-apply",
            "action-confirm-target",
            "action-cancel-",
            "action-changes-",
            "action-confirm-unbind",
            "action-import-into-",
            "action-part-",
            "action-confirm-",
            "action-show-all-findings",
            "action-unbind-",
            // rows and steps of the pages of the settings, of the system and of the person
            "action-add-workspace",
            "action-archive-environment-",
            "action-change-member-",
            "action-change-password",
            "action-confirm-add",
            "action-confirm-archive",
            "action-confirm-change",
            "action-confirm-delete",
            "action-confirm-disable",
            "action-confirm-operator",
            "action-confirm-remove",
            "action-confirm-rename",
            "action-confirm-suspend",
            "action-confirm-revoke",
            "action-confirm-mail",
            "action-remove-mail",
            "action-send-invitation-",
            "action-copy",
            "action-delete-webhook-",
            "action-deliveries-",
            "action-disable-account-",
            "action-enable-account-",
            "action-end-operator-",
            "action-invite-owner-",
            "action-leave-form",
            "action-make-link",
            "action-make-operator-",
            "action-person",
            "action-remove-member-",
            "action-rename-environment-",
            "action-rename-person",
            "action-rename-workspace-",
            "action-reset-link-",
            "action-resume-workspace-",
            "action-revoke-invitation-",
            "action-revoke-token-of-member-",
            "action-send-again-",
            "action-suspend-workspace-",
            "action-targets-");

    private enum Who {
        OWNER(Role.OWNER),
        REVIEWER(Role.REVIEWER),
        OPERATOR(Role.OPERATOR),
        AUDITOR(Role.AUDITOR),
        CUSTOMER(Role.CUSTOMER),
        /// A reviewer whose list holds another environment only.
        ELSEWHERE(Role.REVIEWER),
        /// An owner of another workspace.
        OUTSIDER(Role.OWNER),
        SYSTEM_OPERATOR(null);

        private final @Nullable Role role;

        Who(@Nullable Role role) {
            this.role = role;
        }
    }

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final TestRuns runs;
    private final TestTargets targets;
    private final SnapshotService snapshots;
    private final EnvironmentReviewService starts;
    private final ControlQueries controls;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final Map<String, String> names = new HashMap<>();

    private Scope scope;

    AccessViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            OperationRunService runs,
            TestTargets targets,
            SnapshotService snapshots,
            EnvironmentReviewService starts,
            ControlQueries controls,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            ManualQueue queue,
            JdbcClient jdbc) {
        this.some = some;
        this.evidence = evidence;
        this.runs = new TestRuns(runs);
        this.targets = targets;
        this.snapshots = snapshots;
        this.starts = starts;
        this.controls = controls;
        this.workspaces = workspaces;
        this.environments = environments;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void records() {
        scope = some.environment(some.workspace());
        var owner = some.person(scope.workspaceId(), Role.OWNER);
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
        var composed = (StartResult.Dispatched) starts.create(owner, scope, new StartRequest(Via.CONSOLE, null));
        queue.work(composed.runId());
        names.put("workspace", workspaces.mine(owner).getFirst().slug());
        names.put("environment", environments.byId(owner, scope).slug());
        names.put("review", composed.reviewId().toString());
        names.put(
                "control",
                controls.page(owner, scope.workspaceId(), ControlFilter.ALL, null, 1)
                        .getFirst()
                        .id()
                        .toString());
        names.put("secret", "of-nobody");
        targets.target(scope);
        names.put("snapshot", snapshots.capture(owner, scope).snapshot().id().toString());
        names.put("run", composed.runId().toString());
    }

    @ParameterizedTest
    @EnumSource
    void a_page_is_shown_by_role(Page page) {
        var answers = new ArrayList<String>();
        for (var who : Who.values()) {
            signIn(person(who));
            answers.add(who + " " + opened(page));
        }

        assertThat(answers)
                .containsExactlyElementsOf(Arrays.stream(Who.values())
                        .map(who -> who + " " + page.answer(who))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void an_action_is_offered_by_role(Action action) {
        switch (action) {
            case CANCEL, CHECK ->
                names.put(
                        "run", runs.queued(new Actor.System("test"), scope).id().toString());
            case TRY_AGAIN, TAKE, SNOOZE, HAND_OVER, NOTE, CLOSE ->
                names.put(
                        "run",
                        runs.ended(new Actor.System("test"), scope, Ending.failed("run.unexpected", null))
                                .id()
                                .toString());
            default -> {}
        }
        var offered = new ArrayList<String>();
        for (var who : Who.values()) {
            signIn(person(who));
            if (opened(action.page).equals("ok") && isOffered(action)) {
                offered.add(who.name());
            }
        }

        assertThat(offered)
                .containsExactlyElementsOf(Arrays.stream(Who.values())
                        .filter(who -> action.page.answer(who).equals("ok"))
                        .filter(who -> who.role != null && action.needs.stream().allMatch(who.role::may))
                        .map(Who::name)
                        .toList());
    }

    @Test
    void every_route_stands_in_the_table() {
        signIn(some.stranger());
        var registered = RouteConfiguration.forSessionScope().getAvailableRoutes().stream()
                .flatMap(route -> Stream.concat(Stream.of(route), route.getRouteAliases().stream()))
                .map(RouteBaseData::getTemplate)
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(Page.values()).map(page -> page.route).collect(Collectors.toSet()))
                .isEqualTo(registered);
    }

    @Test
    void every_action_stands_in_the_table() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                var ids = Pattern.compile("\"(action-[a-z-]+)\"").matcher(Files.readString(file));
                ids.results().map(it -> it.group(1)).forEach(found::add);
            }
        }

        var known = new TreeSet<>(OPEN);
        Arrays.stream(Action.values())
                .map(action -> action.id)
                .filter(id -> !id.equals("upload"))
                .forEach(known::add);
        assertThat(known).isEqualTo(found);
    }

    /// Also of those that by themselves look again at less than they show: a list keeps no row.
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "SIGN_IN",
                "SETUP",
                "INVITATION",
                "RESET",
                "TOKENS",
                "SESSIONS",
                "PASSKEYS",
                "PROVIDERS",
                "MAIL_ADDRESS",
                "PERSON",
                "START",
                "SYSTEM",
                "SYSTEM_WORKSPACES",
                "SYSTEM_ACCOUNTS",
                "SYSTEM_ABOUT"
            })
    void a_page_that_is_open_when_its_reader_is_removed_is_loaded_again(Page page) {
        var isReviewers = page.needs == null || Role.REVIEWER.may(page.needs);
        var reader = some.person(scope.workspaceId(), isReviewers ? Role.REVIEWER : Role.OWNER);
        signIn(reader);
        assertThat(opened(page)).isEqualTo("ok");
        tick();
        assertThat(isLoadedAgain()).isFalse();

        some.leave(scope.workspaceId(), reader);
        tick();

        eventually("it is loaded again", AccessViewTest::isLoadedAgain);
        assertThat(opened(page)).isEqualTo("Not found");
    }

    /// Whoever looks hears of it at once, and when it is over too.
    @ParameterizedTest
    @EnumSource
    void nothing_of_a_suspended_workspace_is_shown_and_an_open_page_of_it_closes(Page page) {
        if (page.of != Of.WORKSPACE && page.of != Of.ENVIRONMENT) {
            return;
        }
        var isReviewers = page.needs == null || Role.REVIEWER.may(page.needs);
        var reader = some.person(scope.workspaceId(), isReviewers ? Role.REVIEWER : Role.OWNER);
        signIn(reader);
        assertThat(opened(page)).isEqualTo("ok");
        assertThat(isLoadedAgain()).isFalse();

        some.suspend(scope.workspaceId());

        eventually("it is loaded again", AccessViewTest::isLoadedAgain);
        var answers = new ArrayList<String>();
        for (var who : Who.values()) {
            signIn(person(who));
            answers.add(who + " " + opened(page));
        }
        assertThat(answers)
                .containsExactlyElementsOf(Arrays.stream(Who.values())
                        .map(who -> who
                                + (who == Who.OUTSIDER || who == Who.SYSTEM_OPERATOR
                                        ? " Not found"
                                        : " Not open to you"))
                        .toList());

        signIn(reader);
        assertThat(opened(page)).isEqualTo("Not open to you");
        some.resume(scope.workspaceId());
        eventually("it is loaded again", AccessViewTest::isLoadedAgain);
        assertThat(opened(page)).isEqualTo("ok");
    }

    @Test
    void a_page_that_is_open_when_its_reader_gets_fewer_environments_or_another_role_is_loaded_again() {
        for (var change : List.of(
                "update member set role = 'auditor' where account_id = ?",
                "update member set all_environments = false where account_id = ?",
                "update account set system_operator = not system_operator where id = ?")) {
            var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
            signIn(reviewer);
            assertThat(opened(Page.OPERATIONS)).isEqualTo("ok");

            jdbc.sql(change).param(reviewer.account()).update();
            tick();

            eventually(change, AccessViewTest::isLoadedAgain);
        }
    }

    private Actor.Person person(Who who) {
        return switch (who) {
            case ELSEWHERE -> some.personFor(some.environment(scope.workspaceId()), Role.REVIEWER);
            case OUTSIDER -> some.person(some.workspace(), Role.OWNER);
            case SYSTEM_OPERATOR -> some.systemOperator();
            default -> some.person(scope.workspaceId(), who.role);
        };
    }

    private String opened(Page page) {
        var address = page.route;
        for (var name : names.entrySet()) {
            address = address.replace(":" + name.getKey(), name.getValue());
        }
        UI.getCurrent().navigate(address);
        return getCurrentView() instanceof ProblemView refused ? refused.getPageTitle() : "ok";
    }

    private boolean isOffered(Action action) {
        return action == Action.UPLOAD
                ? find(Upload.class).exists()
                : find(Button.class).withId(action.id).exists()
                        || find(Component.class).withId(action.id).exists();
    }

    /// What the page does every few seconds.
    private static void tick() {
        ComponentUtil.getData(UI.getCurrent(), Pulse.class).tick();
    }

    private static boolean isLoadedAgain() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(PendingJavaScriptInvocation::getInvocation)
                .anyMatch(it -> it.getExpression().contains("reload"));
    }
}
