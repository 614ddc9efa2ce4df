package io.runtruth.reviews;

import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.RunTransition;
import java.time.Clock;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of a review once it is started: ready or failed, together with the run that made it (contract 6.3,
/// 6.4).
@Service
class ReviewLifecycleService {

    static final Ending MOVED_ON = Ending.blocked("review.moved_on");

    private static final String FINGERPRINT_UNIQUE = "environment_reviews_fingerprint_mutable_unique";

    private final EnvironmentService environments;
    private final ReviewRepository reviews;
    private final OperationRunService runs;
    private final ChangeFeed feed;
    private final Clock clock;

    ReviewLifecycleService(
            EnvironmentService environments,
            ReviewRepository reviews,
            OperationRunService runs,
            ChangeFeed feed,
            Clock clock) {
        this.environments = environments;
        this.reviews = reviews;
        this.runs = runs;
        this.feed = feed;
        this.clock = clock;
    }

    /// Review, run and event commit together, or nothing does. A worker that no longer holds the run changes
    /// nothing. Where this node's rules give another fingerprint than those of the start, review and run get it
    /// together.
    ///
    /// @param made by the rules that the content was composed with
    /// @return empty where the worker holds the run, but the review is no longer its draft; it is left as it is
    /// @throws FingerprintTaken where another review has this content; everything is rolled back
    @Transactional
    public Optional<RunTransition> ready(OperationRun run, ReviewContent content, ReviewFingerprint made) {
        if (!made.value().equals(run.subject().fingerprint())) {
            // first in the lock order: starts and refreshes of the environment wait for the new fingerprint
            environments.hold(run.scope());
        }
        var review = lockOwn(run);
        var draft = review.filter(it -> it.status() == ReviewStatus.DRAFT);
        if (draft.isEmpty()) {
            return runs.completeLate(run, reached(review) ? Ending.succeeded(SummaryCounts.counts(content)) : MOVED_ON);
        }
        var subject = new RunSubject(draft.get().id(), made.value());
        var transition = runs.complete(run.about(subject), Ending.succeeded(SummaryCounts.counts(content)));
        if (transition instanceof RunTransition.Applied) {
            store(draft.get(), content, made);
            feed.publish(new Change(Change.Kind.REVIEW, run.scope(), draft.get().id()));
        }
        return Optional.of(transition);
    }

    /// The run has made its review, by another attempt; whatever else has become of the review since, it had
    /// moved on.
    private static boolean reached(Optional<EnvironmentReview> review) {
        return review.map(EnvironmentReview::status)
                .filter(it -> it.isAvailable() || it == ReviewStatus.SUPERSEDED)
                .isPresent();
    }

    private void store(EnvironmentReview draft, ReviewContent content, ReviewFingerprint made) {
        try {
            reviews.ready(draft, content, made, clock.instant());
        } catch (DuplicateKeyException e) {
            if (String.valueOf(e.getMessage()).contains(FINGERPRINT_UNIQUE)) {
                throw new FingerprintTaken(e);
            }
            throw e;
        }
    }

    /// Ends the run as failed, and its draft with it.
    @Transactional
    public RunTransition failed(OperationRun run, Ending failure) {
        var draft = lockOwn(run).filter(it -> it.status() == ReviewStatus.DRAFT);
        var transition = runs.complete(run, failure);
        if (transition instanceof RunTransition.Applied && draft.isPresent()) {
            reviews.failed(draft.get(), clock.instant());
            feed.publish(new Change(Change.Kind.REVIEW, run.scope(), draft.get().id()));
        }
        return transition;
    }

    /// Empty where another run has taken the review over.
    private Optional<EnvironmentReview> lockOwn(OperationRun run) {
        var reviewId = run.subject().recordId();
        if (reviewId == null) {
            return Optional.empty();
        }
        return reviews.lock(run.scope(), reviewId).filter(review -> run.id().equals(review.runId()));
    }
}
