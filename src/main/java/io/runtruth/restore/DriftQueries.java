package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// How targets differ from what is known of them (contract 7): counts, for everyone who sees the environment's
/// operations. The target is read when somebody asks, and what was found is told to others for a while.
@Service
public class DriftQueries {

    /// Whoever asks so soon after another has the same.
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final Duration KEPT = Duration.ofMinutes(15);

    private final Access access;
    private final SnapshotQueries snapshots;
    private final SnapshotPlaces places;
    private final Targets targets;
    private final JdbcClient jdbc;
    private final QueueClock clock;
    private final Map<UUID, TargetDrift> read = new ConcurrentHashMap<>();

    DriftQueries(
            Access access,
            SnapshotQueries snapshots,
            SnapshotPlaces places,
            Targets targets,
            JdbcClient jdbc,
            QueueClock clock) {
        this.access = access;
        this.snapshots = snapshots;
        this.places = places;
        this.targets = targets;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// As it was found lately on this node; empty where it was not, where target or snapshot are others
    /// now, and where a restore has written to the target since, or is under way.
    public Optional<TargetDrift> known(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        return knownWithin(scope, KEPT);
    }

    private Optional<TargetDrift> knownWithin(Scope scope, Duration age) {
        return Optional.ofNullable(read.get(scope.environmentId()))
                .filter(it -> it.against().scope().equals(scope))
                .filter(it -> it.readAt().plus(age).isAfter(clock.now()))
                .filter(it -> targets.placed(scope)
                        .filter(placed -> placed.place().equals(it.place()))
                        .isPresent())
                .filter(it -> snapshots
                        .newestKept(scope)
                        .filter(newest -> newest.id().equals(it.against().id()))
                        .isPresent())
                .filter(it -> !isWrittenSince(scope, it.readAt()));
    }

    /// Also by one that was stopped, or is under way.
    private boolean isWrittenSince(Scope scope, Instant readAt) {
        return jdbc.sql("""
                select exists (
                    select
                    from restore_run r
                    join operation_run o on o.workspace_id = r.workspace_id and o.id = r.run_id
                    where r.workspace_id = :workspace
                    and r.environment_id = :environment
                    and r.begun_at is not null
                    and (o.status in ('queued', 'running') or o.completed_at >= :readAt))
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("readAt", readAt.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// Reads the target, which takes as long as it takes, and writes nothing.
    ///
    /// @throws Problem.Conflict `drift.no_snapshot`; `target.…` where it can't be read
    /// @throws Problem.InvalidInput `snapshot.…` where it holds what no set of documents can hold
    /// @throws Problem.TooMuch `snapshot.at_once`
    public TargetDrift drift(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        var fresh = knownWithin(scope, FRESH);
        return fresh.isPresent()
                ? fresh.get()
                : places.reading(actor, scope, targets.kind(scope), () -> compared(scope));
    }

    private TargetDrift compared(Scope scope) {
        var target = targets.of(scope);
        var against = snapshots.newestKept(scope).orElseThrow(() -> new Problem.Conflict("drift.no_snapshot"));
        var readAt = clock.now();
        var comparing = new Comparing();
        snapshots.all(scope, against.id()).forEach(it -> comparing.left.put(it.path(), it));
        try (var opened = target.open()) {
            opened.readAll(comparing::found);
        } catch (TargetFault e) {
            throw Targets.problem(e);
        }
        var drift = new TargetDrift(
                against,
                target.place(),
                comparing.changed,
                comparing.reformatted,
                comparing.onlyInTarget,
                comparing.left.size(),
                comparing.same,
                readAt);
        read.values().removeIf(it -> it.readAt().plus(KEPT).isBefore(clock.now()));
        read.merge(scope.environmentId(), drift, (known, now) -> known.readAt().isAfter(now.readAt()) ? known : now);
        return drift;
    }

    /// One document after the other; what is left at the end, the target does not have.
    private static final class Comparing {

        private final Map<String, KeptDocument> left = new HashMap<>();
        private final DocumentSet set = new DocumentSet();
        private int changed;
        private int reformatted;
        private int onlyInTarget;
        private int same;

        void found(DocumentPath path, byte[] content) {
            set.expect(path, content.length);
            var known = left.remove(path.text());
            if (known == null) {
                onlyInTarget++;
            } else if (known.digest().equals(ContentDigest.of(content))) {
                same++;
            } else if (known.meaning() != null
                    && DocumentReading.meaning(content)
                            .filter(known.meaning()::equals)
                            .isPresent()) {
                reformatted++;
            } else {
                changed++;
            }
        }
    }
}
