package io.runtruth.node.demo;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceService;
import io.runtruth.access.WorkspaceService.WorkspaceChange;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.Upload;
import io.runtruth.node.demo.DemoEvidence.Assessment;
import io.runtruth.operations.NewRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/// What the demo tells of one environment: three months of assessments, each composed and published, and a fourth
/// that waits to be; a run that was ended from the records, and one that asks a person.
///
/// All of it goes the way of every upload, start and publication, a step at a time while the node already serves.
/// Each step looks at what is there: what one start was cut off in, the next goes on with, and of two nodes one is
/// ahead.
@Component
@Order(1)
class DemoStory implements ApplicationRunner, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStory.class);

    static final String ENVIRONMENT = "adventure-m365";
    static final String TENANT = "Adventure Works";

    /// Ages of its assessments, about a month apart, the newest first.
    private static final List<Integer> DAYS_AGO = List.of(2, 33, 61, 92);

    /// The part of the story that comes last.
    private static final String ASKING = "asking";

    private static final Actor TELLER = new Actor.System("demo");
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(500);

    /// Where no worker runs, nothing is composed: then the next start goes on.
    private static final int MOST_STEPS = 1_200;

    /// While older evidence is composed.
    private static final int DAYS_ACCEPTED_MEANWHILE = 120;

    private final DemoMode demo;
    private final EnvironmentService environments;
    private final EvidenceService evidence;
    private final EvidenceQueries snapshots;
    private final EnvironmentReviewService reviews;
    private final ReviewQueries reviewQueries;
    private final PublicationService publication;
    private final OperationRunService runs;
    private final RunQueries runQueries;
    private final WorkspaceService workspaces;
    private final WorkspaceQueries workspaceQueries;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("demo-story").factory());

    DemoStory(
            DemoMode demo,
            EnvironmentService environments,
            EvidenceService evidence,
            EvidenceQueries snapshots,
            EnvironmentReviewService reviews,
            ReviewQueries reviewQueries,
            PublicationService publication,
            OperationRunService runs,
            RunQueries runQueries,
            WorkspaceService workspaces,
            WorkspaceQueries workspaceQueries,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock) {
        this.demo = demo;
        this.environments = environments;
        this.evidence = evidence;
        this.snapshots = snapshots;
        this.reviews = reviews;
        this.reviewQueries = reviewQueries;
        this.publication = publication;
        this.runs = runs;
        this.runQueries = runQueries;
        this.workspaces = workspaces;
        this.workspaceQueries = workspaceQueries;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (demo instanceof DemoMode.On) {
            workspaces
                    .find("demo")
                    .flatMap(workspace -> environments.find(workspace, ENVIRONMENT))
                    .map(Tale::new)
                    .ifPresent(tale ->
                            teller.scheduleWithFixedDelay(tale, 0, BETWEEN_STEPS.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    Tale tale(Scope scope) {
        return new Tale(scope);
    }

    private byte[] file(int months) {
        var collectedAt = clock.instant().minus(DAYS_AGO.get(months), ChronoUnit.DAYS);
        return DemoEvidence.scubaGear(Assessment.of(TENANT, collectedAt, months));
    }

    @Override
    public void destroy() {
        teller.shutdownNow();
    }

    final class Tale implements Runnable {

        private final Scope scope;
        private int steps;

        private Tale(Scope scope) {
            this.scope = scope;
        }

        @Override
        public void run() {
            try {
                steps++;
                if (!isGoingOn() || steps >= MOST_STEPS) {
                    teller.shutdown();
                }
            } catch (Problem | DataAccessException | TransactionException e) {
                LOG.info("the demo's story waits for a moment: {}", e.getMessage());
            }
        }

        /// The next step, where there is one.
        ///
        /// @return whether there is more to tell
        boolean isGoingOn() {
            var told = snapshots.count(TELLER, scope, null, DAYS_AGO.size());
            if (told < DAYS_AGO.size()) {
                accept(DemoData.EVIDENCE_MAX_AGE_DAYS, DAYS_ACCEPTED_MEANWHILE);
            } else {
                accept(DAYS_ACCEPTED_MEANWHILE, DemoData.EVIDENCE_MAX_AGE_DAYS);
                if (isStarted(id(ASKING))) {
                    // all is told: what has become of it since is people's
                    return false;
                }
            }
            return switch (reviews.create(TELLER, scope, new StartRequest(Via.API, null))) {
                case StartResult.Refused _ when told == 0 -> isTaken(told);
                // somebody has changed something: the demo is theirs
                case StartResult.Refused _ -> false;
                case StartResult.Dispatched _, StartResult.ReusedActiveRun _ -> true;
                case StartResult.AlreadyAvailable(var id, var status) ->
                    isFollowed(told, new ReviewRef(scope, id), status);
            };
        }

        private boolean isFollowed(int told, ReviewRef review, ReviewStatus status) {
            if (told == DAYS_AGO.size()) {
                ask(review);
                return false;
            }
            if (status != ReviewStatus.PUBLISHED) {
                publication.publish(TELLER, review, null);
                return true;
            }
            if (told == DAYS_AGO.size() - 1) {
                start("proven", review, fingerprint(review));
            }
            return isTaken(told);
        }

        private boolean isTaken(int told) {
            var file = file(DAYS_AGO.size() - 1 - told);
            evidence.importFile(TELLER, scope, Upload.of("demo-scubagear.json", new ByteArrayInputStream(file)));
            return true;
        }

        /// A run that is to compose other content than its review has: which counts is for a person to say.
        private void ask(ReviewRef review) {
            start(
                    ASKING,
                    review,
                    new StringBuilder(fingerprint(review)).reverse().toString());
        }

        private String fingerprint(ReviewRef review) {
            return reviewQueries.row(TELLER, scope.workspaceId(), review.id()).fingerprint();
        }

        /// As after a restore of the database: a run for a review that is there already. Its worker proves how it ends
        /// before it composes anything.
        private void start(String part, ReviewRef review, String fingerprint) {
            var id = id(part);
            if (!isStarted(id)) {
                var run = new NewRun(
                        id,
                        OperationType.REVIEW_COMPOSE,
                        scope,
                        scope.environmentId() + ":" + part,
                        new RunSubject(review.id(), fingerprint),
                        Via.API,
                        null,
                        List.of());
                transaction.executeWithoutResult(_ -> {
                    runs.start(TELLER, run);
                    audit.append(
                            TELLER,
                            scope.workspaceId(),
                            new Entry(
                                    "review.composition_started",
                                    "environment_review",
                                    review.id(),
                                    Map.of("run", id)));
                });
            }
        }

        private boolean isStarted(UUID runId) {
            return !runQueries.rows(TELLER, scope.workspaceId(), List.of(runId)).isEmpty();
        }

        private UUID id(String part) {
            return UUID.nameUUIDFromBytes((part + scope.environmentId()).getBytes(StandardCharsets.UTF_8));
        }

        private void accept(int before, int days) {
            var settings = workspaceQueries.settings(TELLER, scope.workspaceId());
            if (settings.evidenceMaxAgeDays() == before) {
                workspaces.change(
                        TELLER, scope.workspaceId(), WorkspaceChange.evidenceMaxAge(days, settings.version()));
            }
        }
    }
}
