package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.restore.SnapshotRepository.DocumentContent;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The transactions of taking a snapshot: contents in portions, which nobody sees, and then the snapshot that
/// names them, whole or not at all (I15).
@Service
class SnapshotStagingService {

    private static final Duration NOBODYS = Duration.ofDays(1);

    private final SnapshotRepository snapshots;
    private final EnvironmentService environments;
    private final AuditTrail audit;
    private final ChangeFeed feed;
    private final Clock clock;

    SnapshotStagingService(
            SnapshotRepository snapshots,
            EnvironmentService environments,
            AuditTrail audit,
            ChangeFeed feed,
            Clock clock) {
        this.snapshots = snapshots;
        this.environments = environments;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    @Transactional
    public void store(Scope scope, Collection<DocumentContent> contents) {
        snapshots.insertContents(scope, contents, clock.instant());
    }

    /// Commits together: the snapshot, its documents, that somebody took it for itself, the audit entry and
    /// the change. Of content that is known only the latter three, and nothing where it was not taken for
    /// itself.
    ///
    /// @throws Problem.Conflict `environment.archived`
    @Transactional
    public TakenSnapshot settle(
            Actor actor, Scope scope, List<KeptDocument> documents, SnapshotOrigin origin, String source) {
        if (!environments.hold(scope)) {
            throw new Problem.Conflict("environment.archived");
        }
        var snapshot = new ConfigurationSnapshot(
                UUID.randomUUID(),
                scope,
                DocumentSet.digest(documents),
                documents.size(),
                (int) documents.stream().filter(it -> it.meaning() == null).count(),
                documents.stream().mapToLong(KeptDocument::sizeBytes).sum(),
                origin,
                source,
                clock.instant(),
                actor.name());
        if (snapshots.insert(snapshot)) {
            snapshots.insertDocuments(snapshot, documents);
            tell(actor, snapshot, origin);
            return new TakenSnapshot(snapshot, false);
        }
        var known = snapshots.ofContent(scope, snapshot.digest()).orElseThrow();
        if (origin.isForItself()) {
            tell(actor, known, origin);
        }
        return new TakenSnapshot(known, true);
    }

    private void tell(Actor actor, ConfigurationSnapshot snapshot, SnapshotOrigin origin) {
        var scope = snapshot.scope();
        if (origin.isForItself()) {
            snapshots.keep(snapshot, clock.instant(), actor.name());
        }
        audit.append(
                actor,
                scope.workspaceId(),
                new AuditTrail.Entry(
                        "configuration.snapshot_taken",
                        "configuration_snapshot",
                        snapshot.id(),
                        Map.of(
                                "origin",
                                origin.code(),
                                "documents",
                                snapshot.documents(),
                                "content_digest",
                                snapshot.digest())));
        feed.publish(new Change(Change.Kind.CONFIGURATION, scope, snapshot.id()));
    }

    /// @return whether there may be more
    @Transactional
    public boolean removeNobodys() {
        return snapshots.purge(clock.instant().minus(NOBODYS)) == SnapshotRepository.PURGED_AT_ONCE;
    }
}
