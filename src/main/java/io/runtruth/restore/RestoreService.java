package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.operations.NewRun;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunStart;
import io.runtruth.operations.RunSubject;
import io.runtruth.restore.RestoreStart.AlreadyStarted;
import io.runtruth.restore.RestoreStart.OtherActive;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.RestoreStart.RestoreRefusal;
import io.runtruth.restore.RestoreStart.RestoreRefused;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Restores an environment's configuration (contract 7): a preview of what would change, confirmed by typing the
/// environment's name, and where the workspace asks for it approved by a second person; then one run, however
/// often it is started. Removing anything is never part of it.
///
/// Lock order: environment, restore, run, queue entry.
@Service
public class RestoreService {

    /// A run of the environment that ends just now may be in the way this often.
    private static final int MOST_TRIES = 5;

    private final Access access;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environmentQueries;
    private final EnvironmentService environments;
    private final SnapshotService snapshots;
    private final SnapshotRepository snapshotRows;
    private final SnapshotPlaces places;
    private final Targets targets;
    private final RestorePlanService plans;
    private final RestoreRepository restores;
    private final RestoreRequestRepository requests;
    private final OperationRunService runs;
    private final RestoreMetrics metrics;
    private final AuditTrail audit;
    private final Clock clock;

    RestoreService(
            Access access,
            WorkspaceQueries workspaces,
            EnvironmentQueries environmentQueries,
            EnvironmentService environments,
            SnapshotService snapshots,
            SnapshotRepository snapshotRows,
            SnapshotPlaces places,
            Targets targets,
            RestorePlanService plans,
            RestoreRepository restores,
            RestoreRequestRepository requests,
            OperationRunService runs,
            RestoreMetrics metrics,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.workspaces = workspaces;
        this.environmentQueries = environmentQueries;
        this.environments = environments;
        this.snapshots = snapshots;
        this.snapshotRows = snapshotRows;
        this.places = places;
        this.targets = targets;
        this.plans = plans;
        this.restores = restores;
        this.requests = requests;
        this.runs = runs;
        this.metrics = metrics;
        this.audit = audit;
        this.clock = clock;
    }

    /// Reads the target and says what restoring the snapshot would do to it. Nothing is written to it.
    ///
    /// @throws Problem.NotFound for a snapshot that is not the environment's
    /// @throws Problem.Conflict `target.…`, `environment.archived`
    /// @throws Problem.InvalidInput `restore.path_unknown`, `restore.nothing_chosen`; `restore.twins` where
    ///     the target could not be read again afterwards
    /// @throws Problem.Unprocessable `request_id.reused` where the request id was used for something else
    public RestoreRun preview(Actor actor, Scope scope, NewPreview asked) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        var known = requests.answered(actor, scope, asked.request(), asked.what());
        if (known.isPresent()) {
            return restores.find(scope, known.get()).orElseThrow();
        }
        if (environmentQueries.isArchived(scope)) {
            throw new Problem.Conflict("environment.archived");
        }
        if (snapshotRows.find(scope, asked.snapshotId()).isEmpty()) {
            throw new Problem.NotFound("not_found");
        }
        return places.reading(actor, scope, targets.kind(scope), () -> captureAndStore(actor, scope, asked));
    }

    private RestoreRun captureAndStore(Actor actor, Scope scope, NewPreview asked) {
        var begun = System.nanoTime();
        var place = targets.of(scope).place();
        var before = snapshots.capture(actor, scope, SnapshotOrigin.PREVIEWED);
        var stored = new AtomicReference<RestoreRun>();
        // many rows take longer than a call may
        Workload.asJob(() -> stored.set(plans.store(actor, scope, asked, before.snapshot(), place)));
        metrics.previewed(stored.get(), begun);
        return stored.get();
    }

    /// Restores these documents of the preview, and no others. Whoever chooses answers for it: an approval that
    /// it had is gone.
    ///
    /// @throws Problem.Conflict `restore.started_already`
    /// @throws Problem.InvalidInput `restore.path_unknown`, `restore.nothing_chosen`, `restore.twins`
    public RestoreRun choose(Actor actor, Scope scope, UUID restoreId, Set<String> paths) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        return plans.choose(actor, scope, restoreId, paths);
    }

    /// A second person's word for the very preview.
    ///
    /// @param digest of the preview as the actor has seen it
    /// @throws Problem.Conflict `restore.own_preview`, `restore.preview_changed`, `restore.started_already`
    public RestoreRun approve(Actor actor, Scope scope, UUID restoreId, String digest) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        return plans.approve(actor, scope, restoreId, digest);
    }

    /// Starts the confirmed restore. Restore, run, event and queue entry commit together (I5); of one environment
    /// one is under way at a time (I2).
    ///
    /// @param confirm the environment's name, as the actor has typed it
    /// @param preview digest of the preview that the actor has seen; null for whichever it is
    /// @throws Problem.InvalidInput `restore.confirm`
    /// @throws Problem.Conflict `restore.preview_changed`
    /// @throws Problem.Unprocessable `request_id.reused`
    @Transactional
    public RestoreStart start(
            Actor actor,
            Scope scope,
            UUID restoreId,
            String confirm,
            @Nullable String preview,
            RestoreRequest request) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        var found = restores.find(scope, restoreId).orElseThrow(RestoreService::notFound);
        requireConfirmed(actor, scope, confirm);
        var what = "start " + restoreId;
        if (requests.answered(actor, scope, request, what).isEmpty()) {
            requests.claim(actor, scope, request, what, restoreId, clock.instant());
        }
        return started(new Start(actor, scope, found.id(), preview, request, null));
    }

    private void requireConfirmed(Actor actor, Scope scope, String confirm) {
        if (!environmentQueries.byId(actor, scope).name().equals(confirm.strip())) {
            throw new Problem.InvalidInput("restore.confirm");
        }
    }

    /// Starts the operation of a run that did not succeed again (contract 3), by the preview that was confirmed
    /// for it: what it has applied is there already, what somebody changed since is refused. The two runs name
    /// each other.
    ///
    /// @throws Problem.NotFound also for a run that the actor may not see (I12)
    /// @throws Problem.Conflict `run.not_retryable`
    /// @throws Problem.Unprocessable `request_id.reused`
    @Transactional
    public RestoreStart again(Actor actor, UUID workspaceId, UUID runId, RestoreRequest request) {
        access.require(actor, workspaceId, Capability.RESTORE_EXECUTE);
        var before = runs.retryable(actor, workspaceId, runId);
        if (before.type() != OperationType.RESTORE_EXECUTE) {
            throw new Problem.Conflict("run.not_retryable");
        }
        var scope = before.scope();
        var restore = restores.ofRun(scope, runId).orElseThrow(() -> new Problem.Conflict("run.not_retryable"));
        // from here on no other starts: what is refused leaves nothing behind
        if (!environments.hold(scope)) {
            return new RestoreRefused(restore.id(), RestoreRefusal.ENVIRONMENT_ARCHIVED);
        }
        var what = "again " + runId;
        var known = requests.answered(actor, scope, request, what);
        if (known.isPresent()) {
            return started(new Start(actor, scope, known.get(), null, request, before));
        }
        var active = runs.activeRun(
                workspaceId,
                OperationType.RESTORE_EXECUTE,
                scope.environmentId().toString());
        if (active.isPresent()) {
            return otherActive(restore.id(), active.get());
        }
        var refusal = refusal(scope, restore);
        if (refusal.isPresent()) {
            return new RestoreRefused(restore.id(), refusal.get());
        }
        var id = UUID.randomUUID();
        if (!requests.claim(actor, scope, request, what, id, clock.instant())) {
            id = requests.answered(actor, scope, request, what).orElseThrow();
            return started(new Start(actor, scope, id, null, request, before));
        }
        var copy = new RestoreRun(
                id,
                scope,
                restore.snapshotId(),
                restore.beforeId(),
                restore.place(),
                RestoreState.NOT_BEGUN,
                restore.previewDigest(),
                restore.chosen(),
                restore.previewed(),
                restore.approved(),
                null,
                null,
                null,
                RestorePlanService.NOTHING,
                null);
        restores.insert(copy);
        restores.insertItems(copy, restores.items(restore));
        return started(new Start(actor, scope, id, null, request, before));
    }

    private RestoreStart started(Start start) {
        var scope = start.scope();
        if (!environments.hold(scope)) {
            return new RestoreRefused(start.restoreId(), RestoreRefusal.ENVIRONMENT_ARCHIVED);
        }
        var restore = restores.lock(scope, start.restoreId()).orElseThrow(RestoreService::notFound);
        if (restore.runId() != null) {
            return new AlreadyStarted(restore.id(), restore.runId());
        }
        if (!restore.isOpen()) {
            throw new Problem.Conflict("restore.started_already");
        }
        if (start.preview() != null && !start.preview().equals(restore.previewDigest())) {
            throw new Problem.Conflict("restore.preview_changed");
        }
        var refusal = refusal(scope, restore);
        if (refusal.isPresent()) {
            return new RestoreRefused(restore.id(), refusal.get());
        }
        return dispatch(start, restore);
    }

    private Optional<RestoreRefusal> refusal(Scope scope, RestoreRun restore) {
        if (targets.placed(scope)
                .filter(it -> it.place().equals(restore.place()))
                .isEmpty()) {
            return Optional.of(RestoreRefusal.TARGET_MOVED);
        }
        var isMissing = workspaces.restoreFourEyes(scope.workspaceId()) && restore.approved() == null;
        return isMissing ? Optional.of(RestoreRefusal.NOT_APPROVED) : Optional.empty();
    }

    private RestoreStart dispatch(Start start, RestoreRun restore) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var runId = UUID.randomUUID();
            var again = start.before();
            var run = new NewRun(
                    runId,
                    OperationType.RESTORE_EXECUTE,
                    start.scope(),
                    start.scope().environmentId().toString(),
                    new RunSubject(restore.id(), null),
                    start.request().via(),
                    again == null ? null : again.id(),
                    List.of(new Change(Change.Kind.CONFIGURATION, start.scope(), restore.id())));
            switch (runs.start(start.actor(), run)) {
                case RunStart.Started _ -> {
                    restores.start(restore, runId, start.actor(), clock.instant());
                    if (again != null) {
                        runs.triedAgain(start.actor(), again, runId);
                    }
                    audit.append(start.actor(), start.scope().workspaceId(), entry(restore, runId));
                    return new RestoreDispatched(restore.id(), runId);
                }
                case RunStart.AlreadyActive(var active) -> {
                    return otherActive(restore.id(), active);
                }
                case RunStart.GoneAgain() -> {
                    // it has ended meanwhile: the way is free
                }
            }
        }
        throw new IllegalStateException("the runs of environment " + start.scope() + " did not hold still");
    }

    private static OtherActive otherActive(UUID restoreId, OperationRun active) {
        return new OtherActive(
                restoreId,
                active.id(),
                active.initiator().name(),
                active.initiator().at());
    }

    private static AuditTrail.Entry entry(RestoreRun restore, UUID runId) {
        return new AuditTrail.Entry(
                "restore.started",
                "restore_run",
                restore.id(),
                Map.of("run", runId, "documents", restore.chosen(), "preview", restore.previewDigest()));
    }

    private static Problem.NotFound notFound() {
        return new Problem.NotFound("not_found");
    }

    /// Answers are kept for longer than is promised, and then forgotten.
    @Scheduled(initialDelayString = "PT13M", fixedDelayString = "PT1H")
    void forgetOld() {
        Workload.asJob(() -> {
            while (requests.purge(clock.instant()) == RestoreRequestRepository.PURGED_AT_ONCE) {
                // there may be more
            }
        });
    }

    /// @param preview digest of the preview that was confirmed; null for whichever it is
    /// @param before the run that is to be tried again; null where none is
    private record Start(
            Actor actor,
            Scope scope,
            UUID restoreId,
            @Nullable String preview,
            RestoreRequest request,
            @Nullable OperationRun before) {}

    /// A preview as somebody asks for it.
    ///
    /// @param paths the documents to restore; null for all of the snapshot
    public record NewPreview(UUID snapshotId, @Nullable Set<String> paths, RestoreRequest request) {

        public NewPreview {
            paths = paths == null ? null : Set.copyOf(paths);
        }

        /// In one line, so that the request id can't be used for something else.
        String what() {
            var named = paths == null
                    ? "all"
                    : ContentDigest.of(Objects.toString(new TreeSet<>(paths)).getBytes(StandardCharsets.UTF_8));
            return "preview " + snapshotId + " " + named;
        }
    }
}
