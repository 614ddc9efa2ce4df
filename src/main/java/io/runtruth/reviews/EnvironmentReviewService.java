package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.NewRun;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunStart;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.IdempotentAnswers.Asked;
import io.runtruth.reviews.ReviewRepository.Draft;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Joined;
import io.runtruth.reviews.StartResult.Reason;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Starts compositions (SPEC 6.2). However many people, tabs, nodes and API clients start the same at the same
/// instant, there is one review, one run and one queue entry, and every caller gets a truthful answer.
///
/// Lock order: environment, review, run, queue entry.
@Service
public class EnvironmentReviewService {

    /// A competitor that is no start of this environment, and has gone again, may be in the way this often.
    private static final int MOST_TRIES = 5;

    private final Access access;
    private final EnvironmentQueries environments;
    private final EnvironmentService environmentHold;
    private final CompositionInputs evidence;
    private final ReviewRepository reviews;
    private final OperationRunService runs;
    private final IdempotentAnswers once;
    private final ChangeFeed feed;
    private final AuditTrail audit;

    EnvironmentReviewService(
            Access access,
            EnvironmentQueries environments,
            EnvironmentService environmentHold,
            CompositionInputs evidence,
            ReviewRepository reviews,
            OperationRunService runs,
            IdempotentAnswers once,
            ChangeFeed feed,
            AuditTrail audit) {
        this.access = access;
        this.environments = environments;
        this.environmentHold = environmentHold;
        this.evidence = evidence;
        this.reviews = reviews;
        this.runs = runs;
        this.once = once;
        this.feed = feed;
        this.audit = audit;
    }

    /// Composes a review of the environment's newest evidence, or leads to the one that is there. Review, run, event
    /// and
    /// queue entry commit together (I5).
    ///
    /// @throws Problem.Unprocessable `request_id.reused` where the request id was used for something else
    @Transactional
    public StartResult create(Actor actor, Scope scope, StartRequest ask) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_MANAGE);
        var asked = new Asked(ask, "create " + scope.environmentId());
        return once.answer(actor, scope.workspaceId(), asked, () -> start(new Start(actor, scope, ask)));
    }

    /// Composes a mutable review again from the newest evidence; of one that can't change any more, its successor. A
    /// draft that is being composed is left alone: newer evidence makes a review of its own.
    ///
    /// @throws Problem.Unprocessable `request_id.reused` where the request id was used for something else
    @Transactional
    public StartResult refresh(Actor actor, ReviewRef ref, StartRequest ask) {
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE);
        var asked = new Asked(ask, "refresh " + ref.id());
        var start = new Start(actor, ref.scope(), ask);
        return once.answer(actor, ref.scope().workspaceId(), asked, () -> refresh(start, ref.id()));
    }

    /// Starts the operation of a run that did not succeed again, the way of every start (SPEC 3).
    ///
    /// @param run as the actor has read it
    /// @throws Problem.Conflict `run.not_retryable` for a run that has not ended, or has succeeded
    @Transactional
    public StartResult again(Actor actor, RunRow run, StartRequest ask) {
        access.require(actor, run.workspaceId(), Capability.ENVIRONMENT_REVIEW_MANAGE);
        if (run.type() != OperationType.REVIEW_COMPOSE || !run.canBeStartedAgain()) {
            throw new Problem.Conflict("run.not_retryable");
        }
        var asked = new Asked(ask, "again " + run.id());
        return once.answer(actor, run.workspaceId(), asked, () -> start(new Start(actor, run.scope(), ask)));
    }

    private StartResult start(Start start) {
        return withDraft(start, draft -> found(start, draft).or(() -> begin(start, draft)));
    }

    private StartResult refresh(Start start, UUID reviewId) {
        var held = environmentHold.hold(start.scope());
        var review = reviews.lock(start.scope(), reviewId).orElseThrow(() -> new Problem.NotFound("not_found"));
        var repinnable = held
                && switch (review.status()) {
                    case READY, FAILED -> true;
                    case DRAFT -> active(start, review.fingerprint()).isEmpty();
                    case PUBLISHED, SUPERSEDED, ARCHIVED -> false;
                };
        if (!repinnable) {
            return start(start);
        }
        return withDraft(
                start,
                draft -> found(start, draft).or(() -> {
                    if (reviews.withFingerprint(
                                    start.scope(), draft.fingerprint().value())
                            .isEmpty()) {
                        reviews.redraft(start.scope(), reviewId, draft);
                        return dispatch(start, draft, reviewId);
                    }
                    return begin(start, draft);
                }));
    }

    private StartResult withDraft(Start start, Function<Draft, Optional<StartResult>> attempt) {
        var environment = environments.byId(start.actor(), start.scope());
        if (environment.archived()) {
            return new Refused(Reason.ENVIRONMENT_ARCHIVED, null);
        }
        var set = evidence.of(start.scope());
        if (set.newest().isEmpty()) {
            return new Refused(Reason.NO_EVIDENCE, null);
        }
        if (set.usable().isEmpty()) {
            return new Refused(Reason.EVIDENCE_TOO_OLD, set.youngestAgeDays());
        }
        var draft = evidence.draft(environment, set);
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            var result = attempt.apply(draft);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new IllegalStateException("the reviews of environment " + start.scope() + " did not hold still");
    }

    /// What is there already: nothing is written but a join receipt, so nobody has to wait for anybody.
    private Optional<StartResult> found(Start start, Draft draft) {
        var known = reviews.withFingerprint(start.scope(), draft.fingerprint().value());
        known.forEach(review -> review.checkSameInputs(draft.fingerprint()));
        var available =
                known.stream().filter(review -> review.status().isAvailable()).findFirst();
        if (available.isPresent()) {
            return available.map(review -> new AlreadyAvailable(review.id(), review.status()));
        }
        return active(start, draft.fingerprint().value()).map(run -> join(start, run));
    }

    private Optional<OperationRun> active(Start start, String fingerprint) {
        return runs.activeRun(
                start.scope().workspaceId(), OperationType.REVIEW_COMPOSE, identity(start.scope(), fingerprint));
    }

    private StartResult join(Start start, OperationRun run) {
        runs.join(
                start.actor(),
                run,
                new OperationRunService.Join(start.ask().via(), start.ask().requestId()));
        var reviewId = run.subject().recordId();
        if (reviewId == null) {
            throw new IllegalStateException("run " + run.id() + " names no review");
        }
        return new ReusedActiveRun(
                run.id(),
                reviewId,
                new Joined(run.initiator().name(), run.initiator().at()));
    }

    /// Under the environment's lock, so that the starts of one environment, and its archiving, follow each other.
    private Optional<StartResult> begin(Start start, Draft draft) {
        if (!environmentHold.hold(start.scope())) {
            return Optional.of(new Refused(Reason.ENVIRONMENT_ARCHIVED, null));
        }
        var found = found(start, draft);
        if (found.isPresent()) {
            return found;
        }
        var idle = reviews.withFingerprint(start.scope(), draft.fingerprint().value()).stream()
                .findFirst();
        return idle.isPresent() ? takeUp(start, draft, idle.get().id()) : insert(start, draft);
    }

    private Optional<StartResult> insert(Start start, Draft draft) {
        var id = UUID.randomUUID();
        return reviews.insertDraft(id, start.scope(), draft) ? dispatch(start, draft, id) : Optional.empty();
    }

    /// A failed review, or a draft that nobody works on, is composed again rather than doubled.
    private Optional<StartResult> takeUp(Start start, Draft draft, UUID reviewId) {
        var locked = reviews.lock(start.scope(), reviewId)
                .filter(review ->
                        review.fingerprint().equals(draft.fingerprint().value()))
                .filter(review -> review.status() == ReviewStatus.DRAFT || review.status() == ReviewStatus.FAILED);
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        reviews.redraft(start.scope(), reviewId, draft);
        return dispatch(start, draft, reviewId);
    }

    /// Empty where another run of this content came in between.
    private Optional<StartResult> dispatch(Start start, Draft draft, UUID reviewId) {
        var scope = start.scope();
        var fingerprint = draft.fingerprint().value();
        var asked = new NewRun(
                OperationType.REVIEW_COMPOSE,
                scope,
                identity(scope, fingerprint),
                new RunSubject(reviewId, fingerprint),
                start.ask().via());
        return switch (runs.start(start.actor(), asked).orElse(null)) {
            case RunStart.Started(var run) -> {
                reviews.bindRun(scope, reviewId, run.id());
                feed.publish(new Change(Change.Kind.REVIEW, scope, reviewId));
                audit.append(
                        start.actor(),
                        scope.workspaceId(),
                        new AuditTrail.Entry(
                                "review.composition_started", "environment_review", reviewId, Map.of("run", run.id())));
                yield Optional.of(new Dispatched(run.id(), reviewId));
            }
            case RunStart.AlreadyActive(var run) -> Optional.of(join(start, run));
            case null -> Optional.empty();
        };
    }

    private static String identity(Scope scope, String fingerprint) {
        return scope.environmentId() + ":" + fingerprint;
    }

    private record Start(Actor actor, Scope scope, StartRequest ask) {}
}
