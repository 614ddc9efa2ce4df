package io.runtruth.ui.operations;

import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.evidence.Severity;
import io.runtruth.operations.Initiator;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.shared.Range;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what the desk shows (contract 9), as the person who looks.
@Component
class CaseReading {

    /// Cases that the desk shows at once: the oldest.
    static final int MOST = 200;

    private final RunQueries runs;
    private final ReviewQueries reviews;
    private final Clock clock;

    CaseReading(RunQueries runs, ReviewQueries reviews, Clock clock) {
        this.runs = runs;
        this.reviews = reviews;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /// The oldest of what is open, in no order; at most 200 of the newest 1,200.
    List<RunRow> open(Actor actor, UUID workspaceId, RunFilter filter) {
        var newest = runs.window(actor, workspaceId, filter, Range.newest(MOST));
        if (newest.size() < MOST) {
            return newest;
        }
        var behind = runs.count(actor, workspaceId, filter, new Range(null, null, 0, Range.MOST_SKIPPED + MOST)) - MOST;
        return behind <= 0 ? newest : runs.window(actor, workspaceId, filter, new Range(null, null, behind, MOST));
    }

    /// The ids of all that is open, as far as the desk counts.
    List<UUID> openIds(Actor actor, UUID workspaceId, RunFilter filter) {
        return runs.keys(actor, workspaceId, filter, Range.newest(Range.MOST_SKIPPED + MOST)).stream()
                .map(key -> key.id())
                .toList();
    }

    List<RunRow> rows(Actor actor, UUID workspaceId, List<UUID> ids) {
        return runs.rows(actor, workspaceId, ids);
    }

    /// By age in whole days, the oldest first; of one day, those whose environment fares worst; then by their time.
    Comparator<RunRow> order(Actor actor, UUID workspaceId, List<RunRow> cases) {
        var now = now();
        var worst = severities(actor, workspaceId, cases);
        return Comparator.comparingLong(
                        (RunRow run) -> -Duration.between(since(run), now).toDays())
                .thenComparing(run -> worst.getOrDefault(environment(run), Severities.NONE), Severities.WORST_FIRST)
                .thenComparing(CaseReading::since)
                .thenComparing(RunRow::id);
    }

    private Map<UUID, Severities> severities(Actor actor, UUID workspaceId, List<RunRow> cases) {
        var environments = cases.stream()
                .map(RunRow::environment)
                .filter(Objects::nonNull)
                .map(RunRow.RunEnvironment::id)
                .collect(Collectors.toSet());
        var found = new HashMap<UUID, Severities>();
        if (!environments.isEmpty()) {
            reviews.environments(actor, workspaceId, environments)
                    .forEach(row -> found.put(row.scope().environmentId(), Severities.of(row)));
        }
        return found;
    }

    static Instant since(RunRow run) {
        return run.attention() == null ? run.createdAt() : run.attention().since();
    }

    private static UUID environment(RunRow run) {
        return run.environment() == null ? new UUID(0, 0) : run.environment().id();
    }

    /// @throws io.runtruth.shared.Problem.NotFound also for a run that the actor may not see
    RunPresenter one(Actor actor, WorkspaceRow workspace, UUID run) {
        var detail = runs.detail(actor, workspace.id(), run);
        return new RunPresenter(detail, workspace, ReviewLinks.of(reviews, actor, workspace, detail.run()), now());
    }

    /// The reviews between which a person must choose, as they are today; none where there is nothing to choose.
    List<CandidateReview> candidates(Actor actor, WorkspaceRow workspace, RunPresenter shown) {
        var ids = shown.proof().stream()
                .flatMap(proof -> proof.considered().stream())
                .filter(it -> it.sameContent() && it.status().isAvailable())
                .map(ProofPresenter.ConsideredReview::id)
                .toList();
        if (ids.size() < 2) {
            return List.of();
        }
        var rows = reviews.rows(actor, workspace.id(), ids);
        var postures = reviews.postures(actor, workspace.id(), ids);
        var by = startedBy(actor, workspace, rows);
        return rows.stream()
                .sorted(Comparator.comparing(ReviewRow::createdAt).thenComparing(ReviewRow::id))
                .map(row -> new CandidateReview(row, by.get(row.id()), postures.get(row.id())))
                .toList();
    }

    private Map<UUID, String> startedBy(Actor actor, WorkspaceRow workspace, List<ReviewRow> rows) {
        var runIds =
                rows.stream().map(ReviewRow::runId).filter(Objects::nonNull).toList();
        var initiators = runs.rows(actor, workspace.id(), runIds).stream()
                .collect(Collectors.toMap(RunRow::id, RunRow::initiator, (first, _) -> first));
        return rows.stream()
                .filter(row -> row.runId() != null && initiators.containsKey(row.runId()))
                .collect(Collectors.toMap(ReviewRow::id, row -> name(initiators, row), (first, _) -> first));
    }

    private static String name(Map<UUID, Initiator> initiators, ReviewRow row) {
        return Objects.requireNonNull(initiators.get(Objects.requireNonNull(row.runId())))
                .name();
    }

    /// One of the reviews that answer the question which one counts.
    ///
    /// @param startedBy null where its run is kept no longer
    /// @param posture null where it has no check
    record CandidateReview(
            ReviewRow review,
            @Nullable String startedBy,
            @Nullable Posture posture) {}

    /// How badly an environment fares, by its newest review.
    private record Severities(long critical, long high, long all) {

        static final Severities NONE = new Severities(0, 0, 0);

        static final Comparator<Severities> WORST_FIRST = Comparator.comparingLong(Severities::critical)
                .thenComparingLong(Severities::high)
                .thenComparingLong(Severities::all)
                .reversed();

        static Severities of(EnvironmentReviewRow row) {
            var posture = row.review() == null ? null : row.review().posture();
            return posture == null
                    ? NONE
                    : new Severities(
                            posture.failed().getOrDefault(Severity.CRITICAL, 0L),
                            posture.failed().getOrDefault(Severity.HIGH, 0L),
                            posture.failures());
        }
    }
}
