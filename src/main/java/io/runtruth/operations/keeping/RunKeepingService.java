package io.runtruth.operations.keeping;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.keeping.OldRunRepository.Old;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Cursor;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Removes ended runs that are kept no longer, part by part: each commits with its audit entry. Never goes a run that
/// is active, that another part still refers to, or whose question to a person is open.
@Service
public class RunKeepingService {

    /// Runs looked at in one transaction: a few thousand rows with their events, some tens of milliseconds.
    static final int PART = 200;

    private static final int MOST_COUNTED = 1_000;
    private static final int PREVIEWED = 2 * MOST_COUNTED;
    private static final int WORKSPACES = 200;
    private static final Actor KEEPER = new Actor.System("keeping");

    private final OldRunRepository runs;
    private final List<RunReferences> references;
    private final KeepingRules rules;
    private final Access access;
    private final AuditTrail audit;
    private final QueueClock clock;

    RunKeepingService(
            OldRunRepository runs,
            List<RunReferences> references,
            KeepingRules rules,
            Access access,
            AuditTrail audit,
            QueueClock clock) {
        this.runs = runs;
        this.references = references;
        this.rules = rules;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /// The next part, and its audit entry.
    ///
    /// @param after where the last part ended; null for the oldest
    /// @return where to go on; empty where nothing is left
    @Transactional
    public Optional<Cursor> removePart(UUID workspaceId, RunOutcome outcome, @Nullable Cursor after) {
        var kept = rules.byOutcome().get(outcome);
        if (kept == null) {
            return Optional.empty();
        }
        var old = new Old(workspaceId, outcome, clock.now().minus(kept));
        var part = runs.oldest(old, after, PART);
        var removed = part.isEmpty() ? 0 : remove(old, part);
        if (removed > 0) {
            audit.append(
                    KEEPER,
                    workspaceId,
                    new AuditTrail.Entry(
                            "runs.removed",
                            "workspace",
                            workspaceId,
                            Map.of(
                                    "outcome",
                                    outcome.code(),
                                    "runs",
                                    removed,
                                    "ended_before",
                                    old.before().toString())));
        }
        return part.size() < PART ? Optional.empty() : Optional.of(part.getLast());
    }

    private int remove(Old old, List<Cursor> part) {
        var going = without(old.workspaceId(), part);
        return going.isEmpty() ? 0 : runs.remove(old, going);
    }

    private Set<UUID> without(UUID workspaceId, List<Cursor> part) {
        var going = new HashSet<UUID>();
        part.forEach(run -> going.add(run.id()));
        var asked = Set.copyOf(going);
        references.forEach(other -> going.removeAll(other.mustStay(workspaceId, asked)));
        return going;
    }

    /// Workspaces by id, for going through all of them.
    List<UUID> workspaces(@Nullable UUID after) {
        return runs.workspaces(after, WORKSPACES);
    }

    Set<RunOutcome> ruled() {
        return rules.byOutcome().keySet();
    }

    /// For system operators: the rules, and what would go by them now; nothing is removed.
    @Transactional(readOnly = true)
    public List<KeepingPreview> preview(Actor actor) {
        access.requireSystemOperator(actor);
        return Arrays.stream(RunOutcome.values())
                .filter(outcome -> outcome != RunOutcome.PENDING)
                .map(this::preview)
                .toList();
    }

    private KeepingPreview preview(RunOutcome outcome) {
        var kept = rules.byOutcome().get(outcome);
        if (kept == null) {
            return new KeepingPreview(outcome, null, 0, false);
        }
        var found = 0;
        var looked = 0;
        var workspaces = runs.workspaces(null, WORKSPACES);
        for (var workspace : workspaces) {
            var old = new Old(workspace, outcome, clock.now().minus(kept));
            var oldest = runs.oldest(old, null, PREVIEWED - looked);
            looked += oldest.size();
            if (!oldest.isEmpty()) {
                found += runs.removable(old, without(workspace, oldest)).size();
            }
            if (found > MOST_COUNTED || looked >= PREVIEWED) {
                return new KeepingPreview(outcome, kept, Math.min(found, MOST_COUNTED), true);
            }
        }
        return new KeepingPreview(outcome, kept, found, workspaces.size() == WORKSPACES);
    }

    /// @param kept for how long after the end; null for ever
    /// @param going how many would go now, at most 1,000 of them counted
    /// @param more there may be more than were counted
    public record KeepingPreview(
            RunOutcome outcome, @Nullable Duration kept, int going, boolean more) {}
}
