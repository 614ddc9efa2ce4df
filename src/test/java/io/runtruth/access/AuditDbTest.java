package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.runtruth.access.TokenService.NewSecret;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.environments.EnvironmentService.NewEnvironment;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.evidence.ImportResult.NeedsConfirmation;
import io.runtruth.evidence.Upload;
import io.runtruth.mail.DigestRhythm;
import io.runtruth.mail.DigestService;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.attention.AttentionService;
import io.runtruth.operations.lists.ListLayout;
import io.runtruth.operations.lists.ListLayoutService;
import io.runtruth.operations.lists.NewSavedView;
import io.runtruth.operations.lists.SavedViewService;
import io.runtruth.operations.proof.PassRequestService;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.Notice;
import io.runtruth.operations.reads.NoticeService;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.packs.EvidenceExportService;
import io.runtruth.packs.PackFormat;
import io.runtruth.packs.PackOrder;
import io.runtruth.packs.PackProfile;
import io.runtruth.packs.PackService;
import io.runtruth.packs.letterhead.LetterheadChange;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.packs.letterhead.LetterheadService;
import io.runtruth.portal.NewQuestion;
import io.runtruth.portal.NewShareLink;
import io.runtruth.portal.QuestionNotice;
import io.runtruth.portal.QuestionService;
import io.runtruth.portal.QuestionStatus;
import io.runtruth.portal.ReadingService;
import io.runtruth.portal.ShareLinkService;
import io.runtruth.portal.SharingService;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreStart;
import io.runtruth.restore.SnapshotDownloadService;
import io.runtruth.restore.SnapshotService;
import io.runtruth.restore.TargetService;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.EvidenceIntakeService;
import io.runtruth.reviews.NewNote;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewNoteService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult;
import io.runtruth.reviews.WaiverService;
import io.runtruth.reviews.WaiverService.WaiverChange;
import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.texts.Language;
import io.runtruth.webhooks.NewWebhook;
import io.runtruth.webhooks.WebhookEvent;
import io.runtruth.webhooks.WebhookService;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Every public method of a service that an actor changes something with appends an entry, in the same transaction
/// (contract 8): each stands in the table with what it appends.
@TestPropertySource(
        properties = {
            // there, and nobody listens: what is kept is looked at, and not what is sent
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=9",
            "runtruth.mail.from=runtruth@console.example",
            "runtruth.address=https://console.example"
        })
class AuditDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");
    private static final String FROM = "192.0.2.10";

    private final AccountService accounts;
    private final WorkspaceService workspaces;
    private final LetterheadService letterheads;
    private final LetterheadQueries letterheadQueries;
    private final EnvironmentService environments;
    private final EnvironmentQueries environmentQueries;
    private final EvidenceService evidence;
    private final EvidenceIntakeService intake;
    private final EnvironmentReviewService reviews;
    private final PublicationService publication;
    private final PackService packs;
    private final EvidenceExportService exports;
    private final OperationRunService runs;
    private final AttentionService attention;
    private final RunProofService proofs;
    private final PassRequestService passes;
    private final NoticeService notices;
    private final ReadingService readings;
    private final QuestionService questions;
    private final SharingService sharing;
    private final ShareLinkService shareLinks;
    private final SavedViewService views;
    private final ListLayoutService layouts;
    private final WebhookService webhooks;
    private final WaiverService waivers;
    private final ReviewNoteService notes;
    private final MemberService members;
    private final AccountMailService addresses;
    private final DigestService digests;
    private final NoticeChoiceService noticeChoices;
    private final InvitationService invitations;
    private final TokenService tokens;
    private final SessionService sessions;
    private final PasskeyService passkeys;
    private final IdentityService identities;
    private final IdentityQueries identityQueries;
    private final TargetService targetService;
    private final SnapshotService snapshots;
    private final SnapshotDownloadService downloads;
    private final RestoreService restores;
    private final TestTargets targets;
    private final Clock clock;
    private final TestWorkspaces some;
    private final TestEvidence someEvidence;
    private final TestRuns someRuns;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private final Map<String, Row> table = new LinkedHashMap<>();

    private final AtomicInteger zones = new AtomicInteger();

    private Scope scope;
    private Actor.Person owner;
    private Actor.Person operator;

    AuditDbTest(
            AccountService accounts,
            WorkspaceService workspaces,
            LetterheadService letterheads,
            LetterheadQueries letterheadQueries,
            EnvironmentService environments,
            EnvironmentQueries environmentQueries,
            EvidenceService evidence,
            EvidenceIntakeService intake,
            EnvironmentReviewService reviews,
            PublicationService publication,
            PackService packs,
            EvidenceExportService exports,
            OperationRunService runs,
            AttentionService attention,
            RunProofService proofs,
            PassRequestService passes,
            NoticeService notices,
            ReadingService readings,
            QuestionService questions,
            SharingService sharing,
            ShareLinkService shareLinks,
            SavedViewService views,
            ListLayoutService layouts,
            WebhookService webhooks,
            WaiverService waivers,
            ReviewNoteService notes,
            MemberService members,
            AccountMailService addresses,
            DigestService digests,
            NoticeChoiceService noticeChoices,
            InvitationService invitations,
            TokenService tokens,
            SessionService sessions,
            PasskeyService passkeys,
            IdentityService identities,
            IdentityQueries identityQueries,
            TargetService targetService,
            SnapshotService snapshots,
            SnapshotDownloadService downloads,
            RestoreService restores,
            TestTargets targets,
            Clock clock,
            TestWorkspaces some,
            TestEvidence someEvidence,
            ManualQueue queue,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.letterheads = letterheads;
        this.letterheadQueries = letterheadQueries;
        this.environments = environments;
        this.environmentQueries = environmentQueries;
        this.evidence = evidence;
        this.intake = intake;
        this.reviews = reviews;
        this.publication = publication;
        this.packs = packs;
        this.exports = exports;
        this.runs = runs;
        this.attention = attention;
        this.proofs = proofs;
        this.passes = passes;
        this.notices = notices;
        this.readings = readings;
        this.questions = questions;
        this.sharing = sharing;
        this.shareLinks = shareLinks;
        this.views = views;
        this.layouts = layouts;
        this.webhooks = webhooks;
        this.waivers = waivers;
        this.notes = notes;
        this.members = members;
        this.addresses = addresses;
        this.digests = digests;
        this.noticeChoices = noticeChoices;
        this.invitations = invitations;
        this.tokens = tokens;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.identities = identities;
        this.identityQueries = identityQueries;
        this.targetService = targetService;
        this.snapshots = snapshots;
        this.downloads = downloads;
        this.restores = restores;
        this.targets = targets;
        this.clock = clock;
        this.some = some;
        this.someEvidence = someEvidence;
        this.queue = queue;
        this.someRuns = new TestRuns(runs);
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        fillTable();
    }

    /// Public methods of services that change nothing.
    private static final Set<String> READING = Set.of(
            "OperationRunService.retryable",
            "OperationRunService.held",
            "EvidenceService.receive",
            "PasskeyService.requireSignedInLately",
            "IdentityService.requireSignedInLately",
            "PackService.language",
            "PackService.profiles",
            "WaiverService.refusals",
            "RunKeepingService.preview");

    /// @param action what is appended
    /// @param refusal how a member who may only read what is published is refused; null where it is their own, or
    ///     where the caller decides
    /// @param prepare what has to be there before, and then the call; it returns the subject
    private record Row(String action, @Nullable Class<? extends Problem> refusal, Supplier<Supplier<UUID>> prepare) {}

    private void fillTable() {
        row("AccountService.create", "account.created", () -> this::account);
        row("AccountService.ensureDemoPassword", "account.password_changed", () -> {
            var account = accounts.create(operator, new NewAccount(unique("demo"), "Demo", "one", false, true));
            return () -> {
                accounts.ensureDemoPassword(operator, account, "another");
                return account;
            };
        });
        row(
                "WorkspaceService.create",
                "workspace.created",
                () -> () -> workspaces.create(operator, unique("w"), "New", Duration.ofDays(35)));
        row("WorkspaceService.ensureMember", "member.added", () -> {
            var account = account();
            return () -> {
                workspaces.ensureMember(
                        owner, new WorkspaceService.NewMember(scope.workspaceId(), account, Role.AUDITOR));
                return account;
            };
        });
        row(
                "EnvironmentService.create",
                "environment.created",
                () -> () -> environments
                        .create(owner, scope.workspaceId(), new NewEnvironment(unique("e"), "New"))
                        .environmentId());
        row("EnvironmentService.unbindTarget", "environment.target_unbound", () -> {
            environments.addTarget(scope, new TargetIdentity("account-1", null));
            var target = environmentQueries.targets(owner, scope).getFirst().id();
            return () -> {
                environments.unbindTarget(owner, scope, target);
                return scope.environmentId();
            };
        });
        row(
                "EvidenceService.importFile",
                "evidence.imported",
                () -> () -> ((Imported) evidence.importFile(owner, scope, file("account-1")))
                        .snapshot()
                        .id());
        row(
                "EvidenceIntakeService.take",
                "evidence.imported",
                () -> () -> ((Imported)
                                intake.take(owner, scope, file("account-1"), new StartRequest(Via.API, "one"), true)
                                        .imported())
                        .snapshot()
                        .id());
        row("EvidenceService.importFile of another target", "evidence.upload_staged", () -> this::staged);
        row("EvidenceService.confirm", "evidence.imported", () -> {
            var upload = staged();
            return () -> ((Imported) evidence.confirm(owner, scope, upload))
                    .snapshot()
                    .id();
        });
        row("EvidenceService.confirmElsewhere", "evidence.imported", () -> {
            var elsewhere = some.environment(scope.workspaceId());
            environments.addTarget(elsewhere, new TargetIdentity("account-2", null));
            var upload = staged();
            return () -> ((Imported) evidence.confirmElsewhere(owner, scope, upload, elsewhere))
                    .snapshot()
                    .id();
        });
        row("EvidenceService.discard", "evidence.upload_discarded", () -> {
            var upload = staged();
            return () -> {
                evidence.discard(owner, scope, upload);
                return upload;
            };
        });
        row("EnvironmentReviewService.create", "review.composition_started", () -> {
            someEvidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
            return () -> composed().review();
        });
        row("EnvironmentReviewService.refresh", "review.composition_started", () -> {
            var first = composedOfNewEvidence();
            cancel(first);
            someEvidence.snapshot(scope, Instant.parse("2026-11-02T08:00:00Z"), "fail");
            return () -> ((StartResult.Dispatched) reviews.refresh(owner, new ReviewRef(scope, first.review()), ask()))
                    .reviewId();
        });
        row("EnvironmentReviewService.again", "review.composition_started", () -> {
            var first = composedOfNewEvidence();
            cancel(first);
            return () ->
                    ((StartResult.Dispatched) reviews.again(owner, scope.workspaceId(), first.run(), ask())).reviewId();
        });
        row("PublicationService.publish", "review.published", () -> {
            var review = readyReview();
            return () -> {
                publication.publish(owner, new ReviewRef(scope, review), null);
                return review;
            };
        });
        row("PublicationService.publishAsSeen", "review.published", () -> {
            var review = composedOfNewEvidence();
            queue.work(review.run());
            var ref = new ReviewRef(scope, review.review());
            var looked = looked(ref);
            return () -> {
                publication.publishAsSeen(owner, ref, looked);
                return ref.id();
            };
        });
        row("PublicationService.archive", "review.archived", () -> {
            var review = readyReview();
            return () -> {
                publication.archive(owner, new ReviewRef(scope, review), null);
                return review;
            };
        });
        row("ReviewNoteService.write", "review.note_written", () -> {
            var review = readyReview();
            return () -> {
                notes.write(owner, new ReviewRef(scope, review), ReviewSection.WHOLE, new NewNote("So.", false, 0));
                return review;
            };
        });
        row("ReviewNoteService.remove", "review.note_removed", () -> {
            var ref = new ReviewRef(scope, readyReview());
            notes.write(SYSTEM, ref, ReviewSection.WHOLE, new NewNote("So.", false, 0));
            return () -> {
                notes.remove(owner, ref, ReviewSection.WHOLE, null);
                return ref.id();
            };
        });
        row("ReviewNoteService.takeOver", "review.notes_taken_over", () -> {
            var before = new ReviewRef(scope, readyReview());
            notes.write(SYSTEM, before, ReviewSection.WHOLE, new NewNote("So.", false, 0));
            publication.publish(SYSTEM, before, null);
            var ref = new ReviewRef(scope, readyReview());
            return () -> {
                notes.takeOver(owner, ref);
                return ref.id();
            };
        });
        row("PackService.write", "review.pack_downloaded", () -> {
            var composed = composedOfNewEvidence();
            queue.work(composed.run());
            var review = composed.review();
            publication.publish(SYSTEM, new ReviewRef(scope, review), null);
            var order = new PackOrder(PackProfile.TECHNICAL, PackFormat.JSON, Language.ENGLISH);
            return () -> {
                packs.write(owner, scope.workspaceId(), review, order).close();
                return review;
            };
        });
        row("EvidenceExportService.ofRun", "run.evidence_exported", () -> {
            var run = asking();
            return () -> {
                exports.ofRun(owner, scope.workspaceId(), run, null).close();
                return run;
            };
        });
        row("EvidenceExportService.ofReview", "review.evidence_exported", () -> {
            var review = readyReview();
            publication.publish(SYSTEM, new ReviewRef(scope, review), null);
            return () -> {
                exports.ofReview(owner, scope.workspaceId(), review, null).close();
                return review;
            };
        });
        // named on the timelines of both runs, and audited with the start that it is part of
        row("OperationRunService.triedAgain", "review.composition_started", () -> {
            var first = composedOfNewEvidence();
            cancel(first);
            return () ->
                    ((StartResult.Dispatched) reviews.again(owner, scope.workspaceId(), first.run(), ask())).reviewId();
        });
        // a start is part of what is started, and audited with it: callers_of_start_append_an_entry
        row("OperationRunService.start", "review.composition_started", () -> {
            someEvidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
            return () -> composed().review();
        });
        row("OperationRunService.join", "run.joined", () -> {
            var first = composedOfNewEvidence();
            return () -> {
                reviews.create(owner, scope, ask());
                return first.run();
            };
        });
        row("OperationRunService.cancel", "run.cancelled", () -> {
            var run = someRuns.queued(owner, scope);
            return () -> runs.cancel(owner, scope.workspaceId(), run.id()).run().id();
        });
        row("OperationRunService.cancel of a running one", "run.stop_requested", () -> {
            var run = someRuns.running(owner, scope);
            return () -> runs.cancel(owner, scope.workspaceId(), run.id()).run().id();
        });
        attention(
                "AttentionService.take", "run.attention_taken", run -> attention.take(owner, scope.workspaceId(), run));
        attention(
                "AttentionService.snooze",
                "run.attention_snoozed",
                run -> attention.snooze(
                        owner, scope.workspaceId(), run, Instant.now(clock).plusSeconds(3_600)));
        attention(
                "AttentionService.handOver",
                "run.attention_handed_over",
                run -> attention.handOver(owner, scope.workspaceId(), run, owner.account()));
        attention(
                "AttentionService.note", "run.noted", run -> attention.note(owner, scope.workspaceId(), run, "Seen."));
        attention(
                "AttentionService.close",
                "run.attention_closed",
                run -> attention.close(owner, scope.workspaceId(), run, "Known."));
        // what is audited with the step that it is part of
        attention(
                "OperationRunService.attended",
                "run.attention_taken",
                run -> attention.take(owner, scope.workspaceId(), run));
        row("AttentionService.release", "run.attention_released", () -> {
            var run = asking();
            attention.take(owner, scope.workspaceId(), run);
            return () -> {
                attention.release(owner, scope.workspaceId(), run);
                return run;
            };
        });
        for (var method : List.of("OperationRunService.reconcile", "RunProofService.prove")) {
            row(method, "run.reconciled", () -> {
                var run = withoutAttempts();
                return () -> proofs.prove(owner, scope.workspaceId(), run.id(), false)
                        .run()
                        .id();
            });
        }
        row("RunProofService.proveAnywhere", "run.reconciled", () -> {
            var run = withoutAttempts();
            return () -> proofs.proveAnywhere(operator, run.id()).run().id();
        });
        row(
                "PassRequestService.request",
                "reconciler.pass_requested",
                () -> () -> new UUID(0, passes.request(operator)));
        row("OperationRunService.giveBack", "run.given_back", () -> {
            var run = lost(someRuns.running(owner, scope));
            return () -> runs.giveBack(owner, ReconciliationSource.OPERATOR, List.of(run)).stream()
                    .findFirst()
                    .orElseThrow();
        });
        row("WaiverService.accept", "waiver.accepted", () -> this::acceptedRisk);
        row("WaiverService.change", "waiver.changed", () -> {
            var waiver = acceptedRisk();
            return () -> {
                waivers.change(owner, scope.workspaceId(), waiver, 1, new WaiverChange("Other", null, null, null));
                return waiver;
            };
        });
        row("WaiverService.withdraw", "waiver.withdrawn", () -> {
            var waiver = acceptedRisk();
            return () -> {
                waivers.withdraw(owner, scope.workspaceId(), waiver, null);
                return waiver;
            };
        });
        row(
                "WebhookService.create",
                "webhook.created",
                () -> () -> webhooks.create(owner, scope.workspaceId(), webhook())
                        .webhook()
                        .id());
        row("WebhookService.delete", "webhook.deleted", () -> {
            var made = webhooks.create(owner, scope.workspaceId(), webhook());
            return () -> {
                webhooks.delete(owner, scope.workspaceId(), made.webhook().id());
                return made.webhook().id();
            };
        });
        row("WebhookService.sendAgain", "webhook.sent_again", () -> {
            var made = webhooks.create(owner, scope.workspaceId(), webhook());
            someRuns.ended(owner, scope, Ending.succeeded(Map.of()));
            var delivery =
                    jdbc.sql("""
                    update webhook_delivery
                    set state = 'delivered', due_at = null
                    where webhook_id = ?
                    returning id
                    """).param(made.webhook().id()).query(UUID.class).single();
            return () -> {
                webhooks.sendAgain(owner, scope.workspaceId(), made.webhook().id(), delivery);
                return made.webhook().id();
            };
        });
        row("AccountService.disable", "account.disabled", () -> {
            var account = account();
            return () -> {
                accounts.disable(operator, account);
                return account;
            };
        });
        row("AccountService.enable", "account.enabled", () -> {
            var account = account();
            accounts.disable(SYSTEM, account);
            return () -> {
                accounts.enable(operator, account);
                return account;
            };
        });
        row("AccountService.makeSystemOperator", "account.system_operator_changed", () -> {
            var account = account();
            return () -> {
                accounts.makeSystemOperator(operator, account, true);
                return account;
            };
        });
        row("AccountService.resetLink", "account.reset_link_made", () -> {
            var account = account();
            return () -> {
                accounts.resetLink(operator, account);
                return account;
            };
        });
        row("AccountService.rename", "account.renamed", () -> () -> {
            accounts.rename(owner, unique("Named "));
            return owner.account();
        });
        row("AccountService.chooseTimeZone", "account.time_zone_changed", () -> () -> {
            accounts.chooseTimeZone(owner, TimeZones.all().get(zones.getAndIncrement()));
            return owner.account();
        });
        row("AccountService.changePassword", "account.password_changed", () -> () -> {
            accounts.changePassword(owner, TestWorkspaces.PASSWORD, "quite long and rare");
            return owner.account();
        });
        row("WorkspaceService.change", "workspace.changed", () -> () -> {
            workspaces.change(
                    owner,
                    scope.workspaceId(),
                    new WorkspaceService.WorkspaceChange(unique("Named "), 40, null, null, null, null));
            return scope.workspaceId();
        });
        row("LetterheadService.change", "workspace.letterhead_changed", () -> () -> {
            var before = letterheadQueries.current(owner, scope.workspaceId()).id();
            letterheads.change(
                    owner, scope.workspaceId(), new LetterheadChange(null, null, unique("Address "), before));
            return scope.workspaceId();
        });
        row("EnvironmentService.change", "environment.renamed", () -> () -> {
            environments.change(owner, scope, new EnvironmentChange(unique("Named "), null, null));
            return scope.environmentId();
        });
        row("MemberService.change", "member.changed", () -> {
            var member = some.person(scope.workspaceId(), Role.AUDITOR).account();
            return () -> {
                members.change(
                        owner,
                        new MemberService.MemberRef(scope.workspaceId(), member),
                        new MemberService.MemberChange(new Share(Role.REVIEWER, Set.of(scope.environmentId())), null));
                return member;
            };
        });
        row("MemberService.remove", "member.removed", () -> {
            var member = some.person(scope.workspaceId(), Role.AUDITOR).account();
            return () -> {
                members.remove(owner, new MemberService.MemberRef(scope.workspaceId(), member));
                return member;
            };
        });
        row(
                "InvitationService.create",
                "invitation.created",
                () -> () -> invited(owner).id());
        row("InvitationService.revoke", "invitation.revoked", () -> {
            var invitation = invited(SYSTEM).id();
            return () -> {
                invitations.revoke(owner, scope.workspaceId(), invitation);
                return invitation;
            };
        });
        row("InvitationService.join", "member.added", () -> {
            var secret = invited(SYSTEM).secret();
            return () -> invitations.join(operator, secret).accountId();
        });
        row("InvitationService.sendAgain", "invitation.sent_again", () -> {
            var invitation = givenUp(invited(SYSTEM).id());
            return () -> {
                invitations.sendAgain(owner, scope.workspaceId(), invitation);
                return invitation;
            };
        });
        row("AccountMailService.ask", "account.mail_asked", () -> () -> {
            addresses.ask(owner, new MailTo(new MailAddress("a@elsewhere.example"), Locale.ENGLISH));
            return owner.account();
        });
        row("AccountMailService.confirm", "account.mail_confirmed", () -> () -> {
            addresses.confirm(owner, asked());
            return owner.account();
        });
        row("AccountMailService.remove", "account.mail_removed", () -> {
            addressed();
            return () -> {
                addresses.remove(owner);
                return owner.account();
            };
        });
        row("DigestService.choose", "account.digest_chosen", () -> {
            addressed();
            return () -> {
                digests.choose(owner, DigestRhythm.DAILY, Locale.ENGLISH);
                return owner.account();
            };
        });
        row("NoticeChoiceService.choose", "account.notices_chosen", () -> () -> {
            noticeChoices.choose(owner, List.of(new NoticeChoice(NoticeKind.RUN_SUCCEEDED, NoticeWay.BELL, false)));
            return owner.account();
        });
        row("TokenService.create", "token.created", () -> () -> tokenOf(owner));
        row("TokenService.revoke", "token.revoked", () -> {
            var token = tokenOf(owner);
            return () -> {
                tokens.revoke(owner, token);
                return token;
            };
        });
        row("TokenService.revokeOfMember", "token.revoked", () -> {
            var token = tokenOf(some.person(scope.workspaceId(), Role.AUDITOR));
            return () -> {
                tokens.revokeOfMember(owner, scope.workspaceId(), token);
                return token;
            };
        });
        row("SessionService.signOut", "sign_in.ended", () -> {
            var session = session();
            return () -> {
                sessions.signOut(owner, session);
                return owner.account();
            };
        });
        row("SessionService.end", "session.ended", () -> {
            var session = session();
            return () -> {
                sessions.end(owner, session);
                return session;
            };
        });
        row("SessionService.endAll", "session.all_ended", () -> {
            session();
            return () -> {
                sessions.endAll(owner);
                return owner.account();
            };
        });
        row("PasskeyService.add", "passkey.added", () -> {
            var session = session();
            var verified = verified();
            return () -> passkeys.add(owner, session, verified, "Laptop");
        });
        row("PasskeyService.rename", "passkey.renamed", () -> {
            var passkey = passkey();
            return () -> {
                passkeys.rename(owner, passkey, "Phone");
                return passkey;
            };
        });
        row("PasskeyService.remove", "passkey.removed", () -> {
            var passkey = passkey();
            return () -> {
                passkeys.remove(owner, passkey);
                return passkey;
            };
        });
        row("IdentityService.link", "account.identity_linked", () -> {
            var session = session();
            return () -> {
                identities.link(owner, session, identity(null));
                return owner.account();
            };
        });
        row("IdentityService.unlink", "account.identity_unlinked", () -> {
            identities.link(owner, session(), identity(null));
            var linked = identityQueries.mine(owner).getFirst().id();
            return () -> {
                identities.unlink(owner, linked);
                return owner.account();
            };
        });
        row("TargetService.choose", "configuration.target_changed", () -> () -> {
            targetService.choose(owner, scope, unique("place"), null);
            return scope.environmentId();
        });
        row("TargetService.choose of the same address", "configuration.target_token_replaced", () -> {
            var address = "https://" + unique("t") + ".example/";
            targetService.choose(owner, scope, address, "one");
            return () -> {
                targetService.choose(owner, scope, address, "two");
                return scope.environmentId();
            };
        });
        row("SnapshotService.take", "configuration.snapshot_taken", () -> () -> configuration(unique("a")));
        row("SnapshotService.capture", "configuration.snapshot_taken", () -> {
            TestTargets.write(targets.target(scope), "a.json", "\"" + unique("a") + "\"");
            return () -> snapshots.capture(owner, scope).snapshot().id();
        });
        row("SnapshotService.captureToCompare", "configuration.snapshot_taken", () -> {
            TestTargets.write(targets.target(scope), "a.json", "\"" + unique("a") + "\"");
            return () -> snapshots.captureToCompare(owner, scope).snapshot().id();
        });
        row("SnapshotDownloadService.download", "configuration.snapshot_downloaded", () -> {
            var snapshot = configuration("1");
            return () -> {
                downloads.download(owner, scope, snapshot);
                return snapshot;
            };
        });
        row("RestoreService.preview", "restore.previewed", () -> {
            targets.target(scope);
            var snapshot = configuration("1");
            return () -> preview(owner, snapshot);
        });
        row("RestoreService.choose", "restore.chosen", () -> {
            var restore = previewed();
            return () ->
                    restores.choose(owner, scope, restore, Set.of("a.json")).id();
        });
        row("RestoreService.approve", "restore.approved", () -> {
            var restore = previewed();
            return () ->
                    restores.approve(owner, scope, restore, digest(restore)).id();
        });
        row("RestoreService.start", "restore.started", () -> {
            var restore = previewed();
            return () -> restores.start(owner, scope, restore, "Environment", null, click())
                    .restoreId();
        });
        row("RestoreService.again", "restore.started", () -> {
            var started = (RestoreStart.RestoreDispatched)
                    restores.start(owner, scope, previewed(), "Environment", null, click());
            runs.cancel(owner, scope.workspaceId(), started.runId());
            return () -> restores.again(owner, scope.workspaceId(), started.runId(), click())
                    .restoreId();
        });
        row("ReadingService.confirm", "review.read_confirmed", () -> {
            var review = publishedReview();
            return () -> {
                readings.confirm(owner, scope.workspaceId(), review);
                return review;
            };
        });
        row("QuestionService.ask", "review.question_asked", () -> {
            var review = publishedReview();
            return () -> {
                questions.ask(owner, scope.workspaceId(), review, question());
                return review;
            };
        });
        row("QuestionService.answer", "review.question_answered", () -> {
            var review = publishedReview();
            var asked = askedBySomebody(review);
            return () -> {
                questions.answer(owner, scope.workspaceId(), asked, "So.");
                return review;
            };
        });
        row("QuestionService.close", "review.question_closed", () -> {
            var review = publishedReview();
            var asked = askedBySomebody(review);
            return () -> {
                questions.close(owner, scope.workspaceId(), asked);
                return review;
            };
        });
        row("SharingService.share", "review.share_created", () -> {
            var review = publishedReview();
            return () -> {
                shared(review);
                return review;
            };
        });
        row("ShareLinkService.revoke", "review.share_revoked", () -> {
            var review = publishedReview();
            var link = shared(review);
            return () -> {
                shareLinks.revoke(owner, scope.workspaceId(), link);
                return review;
            };
        });
        row("QuestionService.seen", "questions.read", () -> () -> {
            questions.seen(owner, List.of(questionNotice()));
            return owner.account();
        });
        row("NoticeService.seen", "notices.read", () -> () -> {
            notices.seen(owner, List.of(notice()));
            return owner.account();
        });
        row("SavedViewService.save", "saved_view.created", () -> () -> savedView(unique("view")));
        row("SavedViewService.rename", "saved_view.renamed", () -> {
            var name = unique("view");
            var view = savedView(name);
            return () -> {
                views.rename(owner, scope.workspaceId(), view, name, unique("renamed"));
                return view;
            };
        });
        row("SavedViewService.delete", "saved_view.deleted", () -> {
            var name = unique("view");
            var view = savedView(name);
            return () -> {
                views.delete(owner, scope.workspaceId(), view, name);
                return view;
            };
        });
        row("ListLayoutService.keep", "list.layout_chosen", () -> () -> {
            layouts.keep(owner, scope.workspaceId(), new ListLayout(Set.of(unique("column")), List.of(), true));
            return owner.account();
        });
    }

    private UUID savedView(String name) {
        return views.save(owner, scope.workspaceId(), new NewSavedView(name, "tab=active", null, true));
    }

    private UUID publishedReview() {
        var composed = composedOfNewEvidence();
        queue.work(composed.run());
        publication.publish(SYSTEM, new ReviewRef(scope, composed.review()), null);
        return composed.review();
    }

    private UUID askedBySomebody(UUID review) {
        return questions.ask(some.person(scope.workspaceId(), Role.CUSTOMER), scope.workspaceId(), review, question());
    }

    private static NewQuestion question() {
        return new NewQuestion(0, "Why?", UUID.randomUUID().toString());
    }

    private static QuestionNotice questionNotice() {
        return new QuestionNotice(
                UUID.randomUUID(),
                "w",
                "E",
                UUID.randomUUID(),
                0,
                "C.0",
                QuestionStatus.OPEN,
                Instant.parse("2026-11-01T08:00:00Z"),
                true);
    }

    private UUID shared(UUID review) {
        var until = clock.instant().plus(SharingService.USUAL);
        return sharing.share(owner, scope.workspaceId(), review, new NewShareLink("Board", until, null))
                .id();
    }

    private UUID configuration(String text) {
        var archive = new ByteArrayInputStream(TestTargets.zip("a.json", "\"" + text + "\""));
        return snapshots.take(owner, scope, "a.zip", archive).snapshot().id();
    }

    /// By somebody else.
    private UUID previewed() {
        targets.target(scope);
        return preview(some.person(scope.workspaceId(), Role.OPERATOR), configuration("1"));
    }

    private String digest(UUID restore) {
        return jdbc.sql("select preview_digest from restore_run where id = ?")
                .param(restore)
                .query(String.class)
                .single();
    }

    private UUID preview(Actor actor, UUID snapshot) {
        return restores.preview(actor, scope, new RestoreService.NewPreview(snapshot, null, click()))
                .id();
    }

    private static RestoreRequest click() {
        return new RestoreRequest(Via.CONSOLE, null);
    }

    private UUID acceptedRisk() {
        var terms = new NewWaiver.Terms("Planned", null, LocalDate.now(clock).plusDays(9), null);
        return waivers.accept(
                        owner,
                        scope.workspaceId(),
                        List.of(new WaiverService.PlacedWaiver(
                                scope, new NewWaiver("Tool", unique("C"), null, null, terms))),
                        ask())
                .getFirst();
    }

    private static NewWebhook webhook() {
        return new NewWebhook("https://hooks.example/a", Set.of(WebhookEvent.RUN_ENDED));
    }

    private void row(String method, String action, Supplier<Supplier<UUID>> prepare) {
        var refusal = switch (method) {
            case "OperationRunService.giveBack",
                    "NoticeService.seen",
                    "ReadingService.confirm",
                    "QuestionService.ask",
                    "QuestionService.seen",
                    "InvitationService.join",
                    "AccountService.rename",
                    "AccountService.chooseTimeZone",
                    "AccountService.changePassword",
                    "AccountMailService.ask",
                    "AccountMailService.confirm",
                    "AccountMailService.remove",
                    "DigestService.choose",
                    "NoticeChoiceService.choose" -> null;
            case "SessionService.signOut", "SessionService.endAll", "PasskeyService.add" -> null;
            case "IdentityService.link" -> null;
            case "IdentityService.unlink", "QuestionService.answer", "QuestionService.close" -> Problem.NotFound.class;
            case "TokenService.revoke", "SessionService.end", "PasskeyService.rename", "PasskeyService.remove" ->
                Problem.NotFound.class;
            default ->
                method.startsWith("AccountService")
                                || method.equals("WorkspaceService.create")
                                || method.equals("RunProofService.proveAnywhere")
                                || method.equals("PassRequestService.request")
                        ? Problem.NotFound.class
                        : Problem.Forbidden.class;
        };
        table.put(method, new Row(action, refusal, prepare));
    }

    private void attention(String method, String action, Consumer<UUID> step) {
        row(method, action, () -> {
            var run = asking();
            return () -> {
                step.accept(run);
                return run;
            };
        });
    }

    private UUID asking() {
        return someRuns.ended(owner, scope, Ending.failed("run.unexpected", null))
                .id();
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        operator = some.systemOperator();
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(FROM);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void leave() {
        RequestContextHolder.resetRequestAttributes();
        // with a demo account in it, the database that tests share starts no further context
        jdbc.sql("update account set demo = false where demo").update();
    }

    @Test
    void every_method_of_a_service_that_an_actor_calls_stands_in_the_table() {
        var methods = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.runtruth").stream()
                        .filter(it -> it.getSimpleName().endsWith("Service")
                                && it.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(it -> it.getMethods().stream())
                        .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(it ->
                                it.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(Actor.class)))
                        .map(it -> it.getOwner().getSimpleName() + "." + it.getName())
                        .collect(Collectors.toSet());

        assertThat(methods).containsAll(READING);
        methods.removeAll(READING);
        assertThat(table.keySet().stream().map(it -> it.replaceFirst(" .*", "")).collect(Collectors.toSet()))
                .isEqualTo(methods);
    }

    @Test
    void callers_of_start_append_an_entry() {
        var code = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.runtruth");

        var callers = code.get(OperationRunService.class).getMethodCallsToSelf().stream()
                .filter(call -> call.getTarget().getName().equals("start"))
                .map(call -> call.getOriginOwner())
                .filter(origin -> !origin.isAssignableTo(OperationRunService.class))
                .collect(Collectors.toSet());

        assertThat(callers)
                .isNotEmpty()
                .allMatch(caller -> caller.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(AuditTrail.class)));
    }

    @TestFactory
    Stream<DynamicTest> a_change_is_kept_with_who_made_it_from_where_and_on_what() {
        return rows(row -> {
            var subject = row.prepare().get().get();

            assertThat(entries(row.action(), subject))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry)
                            .containsEntry("origin", FROM)
                            .hasEntrySatisfying(
                                    "actor_id", it -> assertThat(it).isIn(owner.account(), operator.account())));
        });
    }

    @TestFactory
    Stream<DynamicTest> an_entry_commits_with_its_change_or_not_at_all() {
        return rows(row -> {
            var act = row.prepare().get();

            var subject = transaction.execute(status -> {
                status.setRollbackOnly();
                return act.get();
            });

            assertThat(entries(row.action(), subject)).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> who_may_not_is_refused_and_leaves_no_entry() {
        return rows(row -> {
            var act = row.prepare().get();
            owner = some.person(scope.workspaceId(), Role.CUSTOMER);
            operator = owner;

            if (row.refusal() != null) {
                assertThatThrownBy(act::get).isInstanceOf(row.refusal());
                assertThat(entriesOf(owner)).isZero();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> to_a_stranger_there_is_nothing() {
        return rows(row -> {
            var act = row.prepare().get();
            owner = some.stranger();
            operator = owner;

            if (row.refusal() != null) {
                assertThatThrownBy(act::get).isInstanceOf(Problem.NotFound.class);
            }
        });
    }

    @Test
    void what_changed_nothing_leaves_no_entry() {
        environments.change(owner, scope, new EnvironmentChange(null, true, null));
        environments.change(owner, scope, new EnvironmentChange(null, true, null));
        var run = someRuns.queued(owner, scope);
        runs.cancel(owner, scope.workspaceId(), run.id());
        runs.cancel(owner, scope.workspaceId(), run.id());
        notices.seen(owner, List.of(notice()));
        notices.seen(owner, List.of(notice()));

        assertThat(entries("environment.archived", scope.environmentId())).hasSize(1);
        assertThat(entries("run.cancelled", run.id())).hasSize(1);
        assertThat(entries("notices.read", owner.account())).hasSize(1);
    }

    @Test
    void an_entry_says_what_was_before_and_after() {
        environments.change(owner, scope, new EnvironmentChange(null, true, null));

        assertThat(entries("environment.archived", scope.environmentId()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.get("before")).hasToString("{\"archived\": false}");
                    assertThat(entry.get("after")).hasToString("{\"archived\": true}");
                });
    }

    @Test
    void nothing_that_was_done_can_be_changed_or_removed_in_the_database() {
        environments.change(owner, scope, new EnvironmentChange(null, true, null));

        for (var statement : List.of(
                "update audit_entry set actor_name = 'somebody else'",
                "delete from audit_entry",
                "truncate audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("only ever added");
        }
    }

    private Stream<DynamicTest> rows(Consumer<Row> test) {
        return table.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    people();
                    test.accept(row.getValue());
                }));
    }

    private List<Map<String, Object>> entries(String action, UUID subject) {
        return jdbc.sql("""
                select actor_id, origin, before, after
                from audit_entry
                where action = ? and subject_id = ? and actor_id in (?, ?)
                """)
                .params(action, subject.toString(), owner.account(), operator.account())
                .query()
                .listOfRows();
    }

    private long entriesOf(Actor.Person person) {
        return jdbc.sql("select count(*) from audit_entry where actor_id = ?")
                .param(person.account())
                .query(Long.class)
                .single();
    }

    private record Composed(UUID run, UUID review) {}

    private PublicationService.Looked looked(ReviewRef ref) {
        var replaced = jdbc.sql("select id from environment_review where environment_id = ? and status = 'published'")
                .param(scope.environmentId())
                .query(UUID.class)
                .optional();
        var fingerprint = jdbc.sql("select fingerprint from environment_review where id = ?")
                .param(ref.id())
                .query(String.class)
                .single();
        return new PublicationService.Looked(fingerprint, List.of(), replaced.orElse(null));
    }

    private UUID readyReview() {
        var review = composedOfNewEvidence().review();
        jdbc.sql(
                        "update environment_review set status = 'ready', content = '{}', completeness = 'complete' where id = ?")
                .param(review)
                .update();
        return review;
    }

    private Composed composedOfNewEvidence() {
        someEvidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
        var other = some.person(scope.workspaceId(), Role.OWNER);
        return composedBy(other);
    }

    private Composed composed() {
        return composedBy(owner);
    }

    private Composed composedBy(Actor actor) {
        var result = (StartResult.Dispatched) reviews.create(actor, scope, ask());
        return new Composed(result.runId(), result.reviewId());
    }

    private void cancel(Composed composed) {
        runs.cancel(new Actor.System("test"), scope.workspaceId(), composed.run());
    }

    private static StartRequest ask() {
        return new StartRequest(Via.CONSOLE, null);
    }

    private UUID account() {
        return accounts.create(operator, new NewAccount(unique("p"), "Person", "quite long and rare", false, false));
    }

    private NewSecret invited(Actor actor) {
        return invitations.create(
                actor,
                scope.workspaceId(),
                Share.of(Role.AUDITOR),
                clock.instant().plus(InvitationService.USUAL));
    }

    /// As if the mail server had refused its address.
    private UUID givenUp(UUID invitation) {
        jdbc.sql("""
                insert into letter
                    (id, kind, about, owner, language, sealed, at, expires_at, state, attempts)
                values (gen_random_uuid(), 'invitation', ?, ?, 'en', 'x', now(), now() + interval '1 day', 'given_up', 1)
                """).params(invitation, scope.workspaceId()).update();
        return invitation;
    }

    /// The secret of a link that confirms an address of the owner's.
    private String asked() {
        var secret = OpaqueSecret.generate(OpaqueSecret.SecretKind.MAIL_ADDRESS);
        jdbc.sql("""
                insert into account_mail (account_id, wanted, link_id, link_hash, link_expires_at)
                values (?, 'a@home.example', gen_random_uuid(), ?, now() + interval '1 hour')
                """).params(owner.account(), secret.hash()).update();
        return secret.text();
    }

    private void addressed() {
        jdbc.sql("insert into account_mail (account_id, address, confirmed_at) values (?, 'a@home.example', now())")
                .param(owner.account())
                .update();
    }

    private UUID session() {
        return sessions.begin(owner.account(), SignInBy.PASSWORD, SessionPlace.of(null, FROM), null)
                .id();
    }

    private static ProvidedIdentity identity(@Nullable String address) {
        return new ProvidedIdentity("corp", "https://sso.example", unique("s"), address, "Anna", "anna", null);
    }

    private UUID passkey() {
        return passkeys.add(owner, session(), verified(), "Laptop");
    }

    /// As a device would have made it.
    private VerifiedPasskey verified() {
        return new VerifiedPasskey(
                owner.account(),
                ImmutableCredentialRecord.builder()
                        .userEntityUserId(Bytes.random())
                        .credentialId(Bytes.random())
                        .publicKey(new ImmutablePublicKeyCose(new byte[] {1}))
                        .transports(Set.of())
                        .build());
    }

    private UUID tokenOf(Actor.Person person) {
        return tokens.create(
                        person,
                        new TokenService.NewToken(
                                "n",
                                scope.workspaceId(),
                                Set.of(Capability.OPERATIONS_VIEW),
                                null,
                                clock.instant().plus(Duration.ofDays(1))))
                .id();
    }

    private UUID staged() {
        evidence.importFile(new Actor.System("test"), scope, file("account-1"));
        return ((NeedsConfirmation) evidence.importFile(owner, scope, file("account-2"))).uploadId();
    }

    private static Upload file(String target) {
        var text = """
                [{"class_uid":2004,"metadata":{"event_code":"a","product":{"name":"Prowler"}},"status_code":"FAIL",
                "time":1767225600,"resources":[{"uid":"r"}],"cloud":{"account":{"uid":"%s","name":"Contoso"}}}]
                """.formatted(target);
        return Upload.of("evidence.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Notice notice() {
        return new Notice(
                new UUID(0, 1),
                "Workspace",
                null,
                OperationType.REVIEW_COMPOSE,
                RunOutcome.FAILED,
                null,
                true,
                false,
                Instant.parse("2026-11-01T08:00:00Z"),
                Instant.parse("2026-11-01T08:00:00Z"),
                true);
    }

    private OperationRun withoutAttempts() {
        var run = someRuns.running(owner, scope);
        runs.markRunning(run.id());
        return lost(runs.markRunning(run.id()).run());
    }

    /// Its worker is gone, and its queue entry too.
    private OperationRun lost(OperationRun run) {
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(run.id().toString())
                .update();
        jdbc.sql("""
                update operation_run
                set created_at = created_at - interval '1 hour', started_at = started_at - interval '1 hour'
                where id = ?
                """).param(run.id()).update();
        return run;
    }

    private static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 12);
    }
}
