package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.operations.NewRun;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunStart;
import io.runtruth.operations.RunSubject;
import io.runtruth.reviews.IdempotentAnswers.Asked;
import io.runtruth.reviews.ReviewRepository.Draft;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Joined;
import io.runtruth.reviews.StartResult.RefusalReason;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Starts compositions (contract 6.2). However many people, tabs, nodes and API clients start the same at the same
/// instant, there is one review, one run and one queue entry, and every caller gets a truthful answer.
///
/// Every start goes one way: look without a lock, by the fingerprint alone; hold the environment; pin what the
/// content will be made from; write, unless somebody was quicker; dispatch. What is there already is answered by
/// the look, and pins nothing; whoever finds at the writing that somebody was quicker looks again.
///
/// Lock order: environment, review, run, queue entry.
@Service
public class EnvironmentReviewService {

    /// A competitor that is no start of this environment, and has gone again, may be in the way this often.
    private static final int MOST_TRIES = 5;

    private final Access access;
    private final EnvironmentService environments;
    private final CompositionInputs inputs;
    private final ReviewRepository reviews;
    private final OperationRunService runs;
    private final IdempotentAnswers answers;
    private final AuditTrail audit;

    EnvironmentReviewService(
            Access access,
            EnvironmentService environments,
            CompositionInputs inputs,
            ReviewRepository reviews,
            OperationRunService runs,
            IdempotentAnswers answers,
            AuditTrail audit) {
        this.access = access;
        this.environments = environments;
        this.inputs = inputs;
        this.reviews = reviews;
        this.runs = runs;
        this.answers = answers;
        this.audit = audit;
    }

    /// Composes a review of the environment's newest evidence, or leads to the one that is there. Review, run,
    /// event and queue entry commit together (I5).
    ///
    /// @throws Problem.Unprocessable `request_id.reused` where the request id was used for something else
    @Transactional
    public StartResult create(Actor actor, Scope scope, StartRequest request) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_MANAGE);
        var asked = new Asked(request, "create " + scope.environmentId());
        return answered(asked, new Start(actor, scope, request, null, null));
    }

    /// The same for a caller that keeps the answer to the request id together with more. Joins its transaction.
    StartResult createKept(Actor actor, Scope scope, StartRequest request) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_MANAGE);
        return start(new Start(actor, scope, request, null, null));
    }

    /// Composes a mutable review again from the newest evidence; of one that can't change any more, its successor.
    /// A draft that is being composed is left alone: newer evidence makes a review of its own.
    ///
    /// @throws Problem.Unprocessable `request_id.reused` where the request id was used for something else
    @Transactional
    public StartResult refresh(Actor actor, ReviewRef ref, StartRequest request) {
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE);
        var asked = new Asked(request, "refresh " + ref.id());
        if (reviews.find(ref.scope(), ref.id()).isEmpty()) {
            throw new Problem.NotFound("not_found");
        }
        return answered(asked, new Start(actor, ref.scope(), request, ref.id(), null));
    }

    /// Starts the operation of a run that did not succeed again, the way of every start (contract 3). The two
    /// runs name each other. Who does so manages operations as well as reviews.
    ///
    /// @throws Problem.NotFound also for a run that the actor may not see (I12)
    /// @throws Problem.Conflict `run.not_retryable` for a run that has not ended, or has succeeded
    /// @throws Problem.Unprocessable `request_id.reused` where the request id was used for something else
    @Transactional
    public StartResult again(Actor actor, UUID workspaceId, UUID runId, StartRequest request) {
        access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_MANAGE);
        var before = runs.retryable(actor, workspaceId, runId);
        if (before.type() != OperationType.REVIEW_COMPOSE) {
            throw new Problem.Conflict("run.not_retryable");
        }
        var asked = new Asked(request, "again " + runId);
        return answered(asked, new Start(actor, before.scope(), request, null, before));
    }

    private StartResult answered(Asked asked, Start start) {
        return answers.answer(start.actor(), start.scope().workspaceId(), asked, start.foreseen(), () -> start(start));
    }

    private StartResult start(Start start) {
        var newest = inputs.newest(start.scope());
        if (newest.refusal().isPresent()) {
            return newest.refusal().get();
        }
        var fingerprint = newest.fingerprint();
        var known = look(start.scope(), fingerprint);
        var answer = answer(start, known, fingerprint);
        if (answer.isPresent()) {
            return answer.get();
        }
        if (!environments.hold(start.scope())) {
            return new Refused(RefusalReason.ENVIRONMENT_ARCHIVED, null);
        }
        var draft = new Draft(fingerprint, inputs.pin(newest), newest.at());
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            answer = write(start, known, draft);
            if (answer.isEmpty()) {
                known = look(start.scope(), fingerprint);
                answer = answer(start, known, fingerprint);
            }
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new IllegalStateException("the reviews of environment " + start.scope() + " did not hold still");
    }

    private List<EnvironmentReview> look(Scope scope, ReviewFingerprint fingerprint) {
        var known = reviews.withFingerprint(scope, fingerprint.value());
        known.forEach(review -> review.checkSameInputs(fingerprint));
        return known;
    }

    /// By what is there already: nothing is written but a join receipt. Content without a review has no run (I5).
    private Optional<StartResult> answer(Start start, List<EnvironmentReview> known, ReviewFingerprint fingerprint) {
        var available =
                known.stream().filter(review -> review.status().isAvailable()).findFirst();
        if (available.isPresent()) {
            return available.map(review -> new AlreadyAvailable(review.id(), review.status()));
        }
        return known.isEmpty()
                ? Optional.empty()
                : activeRun(start.scope(), fingerprint.value()).map(run -> join(start, run));
    }

    private Optional<OperationRun> activeRun(Scope scope, String fingerprint) {
        return runs.activeRun(scope.workspaceId(), OperationType.REVIEW_COMPOSE, identity(scope, fingerprint));
    }

    private StartResult join(Start start, OperationRun run) {
        var join = new OperationRunService.Join(
                start.request().via(), start.request().requestId(), start.againOf());
        runs.join(start.actor(), run, join);
        linkTo(run.id(), start);
        var reviewId = run.subject().recordId();
        if (reviewId == null) {
            throw new IllegalStateException("run " + run.id() + " names no review");
        }
        return new ReusedActiveRun(
                run.id(),
                reviewId,
                new Joined(run.initiator().name(), run.initiator().at()));
    }

    private void linkTo(UUID runId, Start start) {
        if (start.before() != null) {
            runs.triedAgain(start.actor(), start.before(), runId);
        }
    }

    /// A failed review, or a draft that nobody works on, is composed again rather than doubled; so is the one to be
    /// refreshed, where it can still change. Empty where something else changed it since it was seen, or another
    /// review has come to have the content.
    private Optional<StartResult> write(Start start, List<EnvironmentReview> known, Draft draft) {
        var ids = start.foreseen();
        var idle = known.stream().findFirst().or(() -> refreshable(start));
        if (idle.isPresent()) {
            var review = idle.get();
            return reviews.redraft(review, draft, ids.runId()) ? dispatch(start, draft, review.id()) : Optional.empty();
        }
        return reviews.insertDraft(new ReviewRef(start.scope(), ids.reviewId()), draft, ids.runId())
                ? dispatch(start, draft, ids.reviewId())
                : Optional.empty();
    }

    private Optional<EnvironmentReview> refreshable(Start start) {
        return Optional.ofNullable(start.refreshed())
                .flatMap(id -> reviews.find(start.scope(), id))
                .filter(review -> switch (review.status()) {
                    case READY, FAILED -> true;
                    case DRAFT -> activeRun(start.scope(), review.fingerprint()).isEmpty();
                    case PUBLISHED, SUPERSEDED, ARCHIVED -> false;
                });
    }

    /// Empty where another run of this content was in the way and has ended meanwhile.
    private Optional<StartResult> dispatch(Start start, Draft draft, UUID reviewId) {
        var scope = start.scope();
        var runId = start.foreseen().runId();
        var fingerprint = draft.fingerprint().value();
        var run = new NewRun(
                runId,
                OperationType.REVIEW_COMPOSE,
                scope,
                identity(scope, fingerprint),
                new RunSubject(reviewId, fingerprint),
                start.request().via(),
                start.againOf(),
                List.of(new Change(Change.Kind.REVIEW, scope, reviewId)));
        return switch (runs.start(start.actor(), run)) {
            case RunStart.Started _ -> {
                linkTo(runId, start);
                audit.append(start.actor(), scope.workspaceId(), started(start, reviewId, runId));
                yield Optional.of(new Dispatched(runId, reviewId));
            }
            case RunStart.AlreadyActive(var active) -> {
                reviews.bindRun(new ReviewRef(scope, reviewId), active.id());
                yield Optional.of(join(start, active));
            }
            case RunStart.GoneAgain() -> {
                reviews.bindRun(new ReviewRef(scope, reviewId), null);
                yield Optional.empty();
            }
        };
    }

    private static AuditTrail.Entry started(Start start, UUID reviewId, UUID runId) {
        var details = start.againOf() == null
                ? Map.<String, Object>of("run", runId)
                : Map.<String, Object>of("run", runId, "again_of", start.againOf());
        return new AuditTrail.Entry("review.composition_started", "environment_review", reviewId, details);
    }

    private static String identity(Scope scope, String fingerprint) {
        return scope.environmentId() + ":" + fingerprint;
    }

    /// @param foreseen what it comes to where nothing is there yet
    /// @param refreshed the review that is to be composed again; null where none is named
    /// @param before the run that is to be tried again; null where none is
    private record Start(
            Actor actor,
            Scope scope,
            StartRequest request,
            Dispatched foreseen,
            @Nullable UUID refreshed,
            @Nullable OperationRun before) {

        Start(Actor actor, Scope scope, StartRequest request, @Nullable UUID refreshed, @Nullable OperationRun before) {
            this(actor, scope, request, new Dispatched(UUID.randomUUID(), UUID.randomUUID()), refreshed, before);
        }

        @Nullable
        UUID againOf() {
            return before == null ? null : before.id();
        }
    }
}
