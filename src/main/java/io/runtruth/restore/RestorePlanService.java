package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.restore.RestoreRun.ActedBy;
import io.runtruth.restore.RestoreRun.RestoreCounts;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Stores previews: no file is read here.
@Service
class RestorePlanService {

    static final RestoreCounts NOTHING = new RestoreCounts(0, 0, 0, 0, 0);

    private final EnvironmentService environments;
    private final SnapshotRepository snapshots;
    private final SnapshotQueries documents;
    private final RestoreRepository restores;
    private final RestoreRequestRepository requests;
    private final AuditTrail audit;
    private final ChangeFeed feed;
    private final Clock clock;

    RestorePlanService(
            EnvironmentService environments,
            SnapshotRepository snapshots,
            SnapshotQueries documents,
            RestoreRepository restores,
            RestoreRequestRepository requests,
            AuditTrail audit,
            ChangeFeed feed,
            Clock clock) {
        this.environments = environments;
        this.snapshots = snapshots;
        this.documents = documents;
        this.restores = restores;
        this.requests = requests;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /// Commits together: the restore with its documents, the answer to the request, the audit entry and the
    /// change.
    ///
    /// @param before the target as it was found just now
    /// @throws Problem.NotFound where there is no such snapshot
    /// @throws Problem.InvalidInput as [RestorePlan#items] and [RestorePlan#requireSet]
    @Transactional
    public RestoreRun store(
            Actor actor, Scope scope, RestoreService.NewPreview asked, ConfigurationSnapshot before, String place) {
        if (!environments.hold(scope)) {
            throw new Problem.Conflict("environment.archived");
        }
        var id = UUID.randomUUID();
        if (!requests.claim(actor, scope, asked.request(), asked.what(), id, clock.instant())) {
            var known = requests.answered(actor, scope, asked.request(), asked.what())
                    .orElseThrow();
            return restores.find(scope, known).orElseThrow();
        }
        var snapshot = snapshots.find(scope, asked.snapshotId()).orElseThrow(() -> new Problem.NotFound("not_found"));
        var wanted = documents.all(scope, snapshot.id());
        var found = documents.all(scope, before.id());
        var items = RestorePlan.items(wanted, found, asked.paths());
        RestorePlan.requireSet(items, wanted, found);
        var restore = new RestoreRun(
                id,
                scope,
                snapshot.id(),
                before.id(),
                place,
                RestoreState.NOT_BEGUN,
                RestorePlan.digest(scope, place, snapshot.id(), items),
                count(items),
                by(actor),
                null,
                null,
                null,
                null,
                NOTHING,
                null);
        restores.insert(restore);
        restores.insertItems(restore, items);
        audit.append(
                actor,
                scope.workspaceId(),
                new AuditTrail.Entry(
                        "restore.previewed",
                        "restore_run",
                        id,
                        Map.of(
                                "documents",
                                restore.chosen(),
                                "preview",
                                restore.previewDigest(),
                                "content_digest",
                                snapshot.digest())));
        publish(scope, id);
        return restore;
    }

    private static int count(List<RestoreItem> items) {
        return (int) items.stream().filter(RestoreItem::chosen).count();
    }

    /// Another choice of the same preview, which nobody has approved yet.
    @Transactional
    public RestoreRun choose(Actor actor, Scope scope, UUID restoreId, Set<String> paths) {
        var restore = open(scope, restoreId);
        var items = RestorePlan.chosen(restores.items(restore), paths);
        RestorePlan.requireSet(
                items, documents.all(scope, restore.snapshotId()), documents.all(scope, restore.beforeId()));
        var digest = RestorePlan.digest(scope, restore.place(), restore.snapshotId(), items);
        restores.choose(restore, List.copyOf(paths), digest, by(actor));
        audit.append(
                actor,
                scope.workspaceId(),
                new AuditTrail.Entry(
                        "restore.chosen",
                        "restore_run",
                        restoreId,
                        Map.of("documents", paths.size(), "preview", digest)));
        publish(scope, restoreId);
        return restores.find(scope, restoreId).orElseThrow();
    }

    /// @param digest of the preview that the actor has seen
    @Transactional
    public RestoreRun approve(Actor actor, Scope scope, UUID restoreId, String digest) {
        var restore = open(scope, restoreId);
        if (!digest.equals(restore.previewDigest())) {
            throw new Problem.Conflict("restore.preview_changed");
        }
        var account = actor.accountId().orElse(null);
        if (account == null || account.equals(restore.previewed().account())) {
            throw new Problem.Conflict("restore.own_preview");
        }
        restores.approve(restore, by(actor));
        audit.append(
                actor,
                scope.workspaceId(),
                new AuditTrail.Entry(
                        "restore.approved", "restore_run", restoreId, Map.of("preview", restore.previewDigest())));
        publish(scope, restoreId);
        return restores.find(scope, restoreId).orElseThrow();
    }

    private RestoreRun open(Scope scope, UUID restoreId) {
        var restore = restores.lock(scope, restoreId).orElseThrow(() -> new Problem.NotFound("not_found"));
        if (!restore.isOpen()) {
            throw new Problem.Conflict("restore.started_already");
        }
        return restore;
    }

    private ActedBy by(Actor actor) {
        return new ActedBy(actor.name(), actor.accountId().orElse(null), clock.instant());
    }

    private void publish(Scope scope, UUID restoreId) {
        feed.publish(new Change(Change.Kind.CONFIGURATION, scope, restoreId));
    }
}
