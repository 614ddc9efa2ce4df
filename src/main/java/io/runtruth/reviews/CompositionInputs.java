package io.runtruth.reviews;

import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.reviews.compose.ReviewComposer;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Gathers what a composition is started from: the newest usable evidence of each tool and target, and the
/// environment's operations around it (SPEC 6.1.1).
@Component
class CompositionInputs {

    private static final Duration OPERATIONS_BEFORE = Duration.ofDays(30);

    private final EvidenceQueries evidence;
    private final WorkspaceQueries workspaces;
    private final RunQueries runs;
    private final Clock clock;

    CompositionInputs(EvidenceQueries evidence, WorkspaceQueries workspaces, RunQueries runs, Clock clock) {
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.runs = runs;
        this.clock = clock;
    }

    EvidenceSet of(Scope scope) {
        var now = clock.instant();
        var oldest = now.minus(workspaces.evidenceMaxAge(scope.workspaceId()));
        return new EvidenceSet(
                now,
                evidence.newest(scope).stream()
                        .sorted(Comparator.comparing(EvidenceSnapshot::id))
                        .toList(),
                oldest);
    }

    ReviewRepository.Draft draft(EnvironmentRow environment, EvidenceSet set) {
        var scope = environment.scope();
        var digests =
                set.usable().stream().map(snapshot -> snapshot.file().digest()).toList();
        return new ReviewRepository.Draft(
                ReviewFingerprint.of(scope, digests, List.of(), ReviewComposer.RULES_VERSION),
                new PinnedInputs(
                        new ReviewContent.Environment(scope, environment.slug(), environment.name()),
                        set.usable().stream().map(EvidenceSnapshot::id).toList(),
                        set.leftOut(),
                        operations(scope, set.newestCollectedAt())),
                set.at());
    }

    private PinnedInputs.Operations operations(Scope scope, Instant to) {
        var from = to.minus(OPERATIONS_BEFORE);
        var ended = runs.outcomes(scope, from, to);
        var outcomes = new TreeMap<String, Long>();
        ended.forEach(run -> outcomes.merge(run.outcome().code(), 1L, Long::sum));
        return new PinnedInputs.Operations(
                from, to, outcomes, ended.stream().map(RunQueries.RunEnd::id).toList());
    }

    /// The newest snapshot of each tool and target.
    ///
    /// @param at now
    /// @param oldest collection time that still counts
    record EvidenceSet(Instant at, List<EvidenceSnapshot> newest, Instant oldest) {

        List<EvidenceSnapshot> usable() {
            return newest.stream()
                    .filter(snapshot -> !snapshot.collectedAt().isBefore(oldest))
                    .toList();
        }

        /// Only of a set that has something usable.
        Instant newestCollectedAt() {
            return usable().stream()
                    .map(EvidenceSnapshot::collectedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        List<ReviewContent.LeftOut> leftOut() {
            return newest.stream()
                    .filter(snapshot -> snapshot.collectedAt().isBefore(oldest))
                    .map(snapshot -> ProvenanceOf.leftOut(snapshot, ageDays(snapshot)))
                    .toList();
        }

        /// Whole days since the youngest evidence was collected; only of a set that is not empty.
        int youngestAgeDays() {
            return newest.stream().mapToInt(this::ageDays).min().orElseThrow();
        }

        private int ageDays(EvidenceSnapshot snapshot) {
            return Math.toIntExact(ChronoUnit.DAYS.between(snapshot.collectedAt(), at));
        }
    }
}
