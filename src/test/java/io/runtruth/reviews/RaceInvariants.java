package io.runtruth.reviews;

import io.runtruth.operations.RunTransition;
import io.runtruth.reviews.RaceFacts.Review;
import io.runtruth.reviews.RaceFacts.Run;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.RefusalReason;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// contract 2, asked of an environment at rest: pure, a list of what does not hold, in words.
final class RaceInvariants {

    private static final Set<String> REVIEW_STATUSES =
            Set.of("draft", "ready", "published", "superseded", "archived", "failed");
    private static final Set<String> RUN_STATUSES = Set.of("queued", "running", "completed");
    private static final Set<String> MOVES = Set.of("picked_up", "given_back", "stop_requested", "retry_scheduled");

    /// What a run of this decision ends as; without proof and out of attempts it has failed.
    private static final Map<String, String> OUTCOMES = Map.of(
            "reconciled_succeeded", "succeeded",
            "reconciled_partial", "partially_succeeded",
            "reconciled_blocked", "blocked",
            "attention_required", "blocked",
            "reconciled_failed", "failed",
            "no_proof", "failed",
            "unsupported", "failed");
    private static final Set<String> UNPROVEN = Set.of("no_proof", "unsupported");

    private final RaceFacts facts;
    private final List<String> broken = new ArrayList<>();

    private RaceInvariants(RaceFacts facts) {
        this.facts = facts;
    }

    /// What holds at every moment at which no transaction is open.
    ///
    /// @param withoutEntry runs whose queue entry was taken away before the race
    static List<String> always(RaceFacts facts, Set<UUID> withoutEntry) {
        var asked = new RaceInvariants(facts);
        asked.oneMutableReviewForEachContent();
        asked.oneActiveRunForEachIdentity();
        asked.oneScope();
        asked.oneEndForEachRun();
        asked.nothingFollowsTheEnd();
        asked.attemptsGrow();
        asked.contradictionsAreFlagged();
        asked.runsHaveEntriesAndReviews(withoutEntry);
        asked.successIsProven();
        asked.onlyKnownStatuses();
        return asked.broken;
    }

    /// What holds once everything has come to its end.
    static List<String> inTheEnd(RaceFacts facts) {
        var asked = new RaceInvariants(facts);
        asked.nothingIsActive();
        asked.readyReviewsHaveRunsThatSucceeded();
        return asked.broken;
    }

    /// Whether the starts were answered with the truth.
    static List<String> answers(RaceFacts facts, List<Answer> answers) {
        var asked = new RaceInvariants(facts);
        answers.forEach(asked::isTrue);
        asked.nobodyStartedTheSame(answers);
        return asked.broken;
    }

    /// Whether the run that was tried again says so for each that was answered with a run.
    ///
    /// @param before null where no run is tried again
    static List<String> retries(RaceFacts facts, @Nullable UUID before, List<Answer> retries) {
        var asked = new RaceInvariants(facts);
        retries.stream()
                .filter(answer -> switch (answer.result) {
                    case Dispatched _, ReusedActiveRun _ ->
                        !asked.has(Objects.requireNonNull(before), "tried_again", answer.name);
                    case AlreadyAvailable _, Refused _ -> false;
                })
                .forEach(answer -> asked.says("3: the run that was tried again does not name the other: " + answer));
        return asked.broken;
    }

    /// Whether what was published once is still as it was published, or superseded.
    static List<String> published(RaceFacts facts, Set<UUID> oncePublished) {
        return facts.reviews().stream()
                .filter(review -> oncePublished.contains(review.id()))
                .filter(review -> !List.of("published", "superseded").contains(review.status()))
                .map(review -> "6.2: was published: " + review)
                .toList();
    }

    /// Whether an end that a worker reported counts exactly where its attempt held the run.
    static List<String> reports(List<Report> reports) {
        return reports.stream()
                .filter(report -> switch (report.came) {
                    case RunTransition.Applied(var run) -> run.attempt() != report.attempt;
                    case RunTransition.LeaseLost(var run) -> run.attempt() == report.attempt;
                    case RunTransition.AlreadyTerminal(var run) -> run.status().isActive();
                })
                .map(report -> "I4: not what attempt %d may be told: %s".formatted(report.attempt, report.came))
                .toList();
    }

    /// Whether another pass of the reconciler left everything as it was.
    static List<String> idempotent(RaceFacts before, RaceFacts after) {
        return before.equals(after)
                ? List.of()
                : List.of("I7: another pass made of %s%n  this: %s".formatted(before, after));
    }

    private void oneMutableReviewForEachContent() {
        twice(facts.reviews().stream().filter(Review::isMutable), Review::fingerprint)
                .forEach(it -> says("I1: several mutable reviews of " + it));
    }

    private void oneActiveRunForEachIdentity() {
        twice(facts.runs().stream().filter(Run::isActive), run -> run.type() + " " + run.identity())
                .forEach(it -> says("I2: several active runs of " + it));
    }

    private void oneScope() {
        var workspace = facts.scope().workspaceId();
        facts.reviews().stream()
                .filter(review -> !review.workspaceId().equals(workspace))
                .forEach(it -> says("I3: of another workspace: " + it));
        facts.runs().stream()
                .filter(run -> !run.workspaceId().equals(workspace))
                .forEach(it -> says("I3: of another workspace: " + it));
        facts.reviews().stream()
                .filter(review ->
                        review.runId() != null && facts.run(review.runId()).isEmpty())
                .forEach(it -> says("I3: its run is not of this environment: " + it));
    }

    private void oneEndForEachRun() {
        for (var run : facts.runs()) {
            var ends = facts.events(run).filter(RaceFacts.Event::ends).toList();
            if (run.isActive() ? !ends.isEmpty() : ends.size() != 1) {
                says("I4: %d ends of %s".formatted(ends.size(), run));
            }
            if (ends.size() == 1 && !run.outcome().equals(ends.getFirst().outcome())) {
                says("I4: it had ended as %s: %s".formatted(ends.getFirst().outcome(), run));
            }
        }
    }

    private void nothingFollowsTheEnd() {
        for (var run : facts.runs()) {
            facts.events(run)
                    .dropWhile(event -> !event.ends())
                    .filter(event -> MOVES.contains(event.kind()))
                    .forEach(it -> says("I4: %s after the end of %s".formatted(it.kind(), run)));
        }
    }

    private void attemptsGrow() {
        for (var run : facts.runs()) {
            var last = 0;
            for (var event : facts.events(run).filter(it -> it.is("picked_up")).toList()) {
                if (event.attempt() <= last) {
                    says("I4: attempt %d was given twice: %s".formatted(event.attempt(), run));
                }
                last = event.attempt();
            }
            if (run.attempt() < last) {
                says("I4: the attempt fell: " + run);
            }
        }
    }

    private void contradictionsAreFlagged() {
        facts.runs().stream()
                .filter(run -> !run.isActive() && run.attentionCode() == null)
                .filter(run -> facts.events(run)
                        .anyMatch(event ->
                                event.is("late_report") && !run.outcome().equals(event.outcome())))
                .forEach(it -> says("I4: contradicted by a late report, and nobody is told: " + it));
    }

    private void runsHaveEntriesAndReviews(Set<UUID> withoutEntry) {
        facts.runs().stream()
                .filter(Run::isActive)
                .filter(run -> !facts.hasEntry(run) && !withoutEntry.contains(run.id()))
                .forEach(it -> says("I5: no queue entry: " + it));
        facts.runs().stream()
                .filter(run -> facts.review(run.reviewId()).isEmpty())
                .forEach(it -> says("I5: no review: " + it));
        facts.reviews().stream()
                .filter(review -> review.status().equals("draft") && review.runId() == null)
                .forEach(it -> says("I5: a draft without a run: " + it));
    }

    /// A review that was composed again says nothing any more of the run that made it first.
    private void successIsProven() {
        facts.runs().stream()
                .filter(run -> run.outcome().equals("succeeded"))
                .filter(run -> facts.review(run.reviewId())
                        .filter(review -> run.id().equals(review.runId()))
                        .isPresent())
                .filter(run -> facts.reviews().stream()
                        .noneMatch(review ->
                                review.isReached() && review.fingerprint().equals(run.fingerprint())))
                .forEach(it -> says("I9: succeeded, but no review is ready: " + it));
    }

    private void onlyKnownStatuses() {
        facts.reviews().stream()
                .filter(review -> !REVIEW_STATUSES.contains(review.status()))
                .forEach(it -> says("I10: " + it));
        facts.runs().stream()
                .filter(run -> !RUN_STATUSES.contains(run.status()))
                .forEach(it -> says("I10: " + it));
        facts.runs().stream()
                .filter(run -> run.decision() != null && !run.outcome().equals(outcomeOf(run)))
                .forEach(it -> says("I10: another end than its decision: " + it));
    }

    /// A run that was to stop, and about which nothing was proven, ends as was asked.
    private static @Nullable String outcomeOf(Run run) {
        return run.stopRequested() && UNPROVEN.contains(run.decision()) ? "cancelled" : OUTCOMES.get(run.decision());
    }

    private void nothingIsActive() {
        facts.runs().stream().filter(Run::isActive).forEach(it -> says("I6: nobody ends " + it));
    }

    private void readyReviewsHaveRunsThatSucceeded() {
        facts.reviews().stream()
                .filter(review -> review.isReached() && review.runId() != null)
                .filter(review -> facts.run(review.runId())
                        .filter(run -> run.outcome().equals("succeeded"))
                        .isEmpty())
                .forEach(it -> says("I5: ready, but its run did not succeed: " + it));
    }

    private void isTrue(Answer answer) {
        var holds = switch (answer.result) {
            case Dispatched(var runId, var reviewId) ->
                has(runId, "dispatched", answer.name)
                        && facts.review(reviewId).isPresent()
                        && facts.run(runId)
                                .filter(run -> reviewId.equals(run.reviewId()))
                                .isPresent();
            case ReusedActiveRun(var runId, var reviewId, var _) ->
                has(runId, "joined", answer.name) && facts.review(reviewId).isPresent();
            case AlreadyAvailable(var reviewId, var status) ->
                status.isAvailable()
                        && facts.review(reviewId).filter(Review::isReached).isPresent();
            case Refused(var reason, var _) -> reason == RefusalReason.ENVIRONMENT_ARCHIVED && facts.archived();
        };
        if (!holds) {
            says("6.2: not true of what is there: " + answer);
        }
    }

    private boolean has(UUID runId, String kind, String name) {
        return facts.run(runId).stream()
                .flatMap(facts::events)
                .anyMatch(event -> event.is(kind) && event.actorName().equals(name));
    }

    private void nobodyStartedTheSame(List<Answer> answers) {
        var dispatched = answers.stream()
                .map(Answer::result)
                .filter(Dispatched.class::isInstance)
                .map(Dispatched.class::cast);
        twice(dispatched, Dispatched::runId).forEach(it -> says("6.2: several were told that they started " + it));
    }

    private void says(String what) {
        broken.add(what);
    }

    private static <T, K> List<K> twice(Stream<T> things, Function<T, K> key) {
        return things.collect(Collectors.groupingBy(key)).entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .map(group -> group.getKey())
                .toList();
    }

    /// @param name of the person who was answered
    record Answer(String name, StartResult result) {}

    /// @param attempt of the worker that reported
    record Report(int attempt, RunTransition came) {}
}
