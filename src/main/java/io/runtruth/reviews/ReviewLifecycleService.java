package io.runtruth.reviews;

import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunTransition;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of a review once it is started: ready or failed, together with the run that made it (SPEC 6.3, 6.4).
@Service
class ReviewLifecycleService {

    private final ReviewRepository reviews;
    private final OperationRunService runs;
    private final ChangeFeed feed;
    private final Clock clock;

    ReviewLifecycleService(ReviewRepository reviews, OperationRunService runs, ChangeFeed feed, Clock clock) {
        this.reviews = reviews;
        this.runs = runs;
        this.feed = feed;
        this.clock = clock;
    }

    /// Review, run and event commit together, or nothing does. A worker that no longer holds the run changes nothing;
    /// a review that is no longer this run's draft is left as it is, and the run ends as blocked.
    @Transactional
    public RunTransition ready(OperationRun run, ReviewContent content) {
        var draft = lockDraft(run);
        if (draft.isEmpty()) {
            return runs.complete(run, Ending.blocked("review.moved_on"));
        }
        var transition = runs.complete(run, Ending.succeeded(Summary.counts(content)));
        if (transition instanceof RunTransition.Applied) {
            reviews.ready(draft.get(), content, clock.instant());
            feed.publish(new Change(Change.Kind.REVIEW, run.scope(), draft.get().id()));
        }
        return transition;
    }

    /// Ends the run as failed, and its draft with it.
    @Transactional
    public RunTransition failed(OperationRun run, Ending failure) {
        var draft = lockDraft(run);
        var transition = runs.complete(run, failure);
        if (transition instanceof RunTransition.Applied && draft.isPresent()) {
            reviews.failed(draft.get(), clock.instant());
            feed.publish(new Change(Change.Kind.REVIEW, run.scope(), draft.get().id()));
        }
        return transition;
    }

    private Optional<EnvironmentReview> lockDraft(OperationRun run) {
        var reviewId = run.subject().reviewId();
        if (reviewId == null) {
            return Optional.empty();
        }
        return reviews.lock(run.scope(), reviewId)
                .filter(review -> review.status() == ReviewStatus.DRAFT)
                .filter(review -> run.id().equals(review.runId()));
    }
}
