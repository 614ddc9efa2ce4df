package io.runtruth.operations.reads;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.queue.NodeSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The machinery as a system operator sees it, across workspaces.
///
/// @param passes of the reconciler, newest first, at most 20
/// @param passOverdue no pass has begun or ended for two of its intervals
public record SystemOverview(List<NodeRow> nodes, QueueDepth queue, List<PassRow> passes, boolean passOverdue) {

    public SystemOverview {
        nodes = List.copyOf(nodes);
        passes = List.copyOf(passes);
    }

    /// The newest pass that came to its end.
    public Optional<PassRow> lastPass() {
        return passes.stream().filter(it -> it.finishedAt() != null).findFirst();
    }

    /// The releases that run at this moment, by name: more than one while an upgrade is under way.
    public List<String> versions() {
        return nodes.stream()
                .filter(NodeRow::there)
                .map(NodeRow::release)
                .distinct()
                .sorted()
                .toList();
    }

    /// @param role `web`, `worker` or `both`
    /// @param seenAt when it last said that it is there
    /// @param working entries of the queue that it holds
    /// @param heartbeatAt the oldest heartbeat of those; null where it holds none
    /// @param goneAt when it left in order or was found dead; null while it may be there
    /// @param locked whether it has the lock by which its death is noticed at once; else its heartbeats tell
    /// @param clockAhead how far its own clock is ahead of the database's; negative where it is behind
    /// @param version of the release that it runs; null for one of before releases said so
    public record NodeRow(
            String name,
            String role,
            Instant startedAt,
            Instant seenAt,
            int working,
            @Nullable Instant heartbeatAt,
            @Nullable Instant goneAt,
            boolean locked,
            boolean there,
            Duration clockAhead,
            @Nullable String version) {

        private static final String UNNAMED = "?";

        /// Its version, or what stands for one that said none.
        public String release() {
            return Objects.requireNonNullElse(version, UNNAMED);
        }

        /// More than a system operator should accept.
        public boolean isClockOff() {
            return clockAhead.abs().compareTo(NodeSession.CLOCK_TOLERANCE) > 0;
        }
    }

    /// Entries of runs, counted together no further than 10,000: those that were due first.
    ///
    /// @param due may be picked up now
    /// @param later will be tried again at a later time
    /// @param working held by a worker
    /// @param oldestDueAt since when the oldest due one waits; null where none does
    public record QueueDepth(
            int due, int later, int working, @Nullable Instant oldestDueAt) {}

    /// @param source code of the [ReconciliationSource]
    /// @param finishedAt null while it goes on, and for ever where it was broken off
    /// @param decided runs by the reason code of the rule that matched
    /// @param followed runs by what followed: a `Consequence` code, `changed_meanwhile` or `broken`
    /// @param leftAlone runs by freshness code
    public record PassRow(
            long id,
            String source,
            String node,
            Instant startedAt,
            @Nullable Instant finishedAt,
            int lookedAt,
            Map<String, Integer> decided,
            Map<String, Integer> followed,
            Map<String, Integer> leftAlone) {

        public Optional<Duration> lasted() {
            return Optional.ofNullable(finishedAt).map(it -> Duration.between(startedAt, it));
        }
    }

    /// A run that nobody works on, or that waits for long. Nothing of what it is about (contract 8).
    ///
    /// @param environment its name; null for a run of none
    public record StuckRun(
            UUID id,
            String workspace,
            @Nullable String environment,
            OperationType type,
            RunStatus status,
            int attempt,
            Instant createdAt,
            Freshness.State freshness) {}
}
