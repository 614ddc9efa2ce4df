package io.runtruth.restore;

import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationJob;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.RunProgress;
import io.runtruth.operations.proof.WorkerProof;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.restore.RestoreLifecycleService.Beginning;
import io.runtruth.restore.RestoreRepository.RecordedResult;
import io.runtruth.restore.target.ConfigurationTarget;
import io.runtruth.restore.target.ConfigurationTarget.PutMark;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Restores (contract 7): compares the target with the preview, writes the chosen documents that have no result
/// yet, and reads back what it wrote. Safe to repeat: what a worker that died had written is found in the target
/// by the next one. Results are kept in portions of a moment, each after what they tell of outlives the machine's
/// power.
@Component
class RestoreJob implements OperationJob {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreJob.class);
    private static final int READ_AT_ONCE = 32;
    private static final int KEPT_AT_ONCE = 96;
    private static final Duration KEPT_WITHIN = Duration.ofMillis(200);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(2);
    private static final String COMPARING = "comparing";
    private static final String READING_BACK = "reading_back";
    static final String CHANGED = "changed";

    private final RestoreRepository restores;
    private final SnapshotQueries snapshots;
    private final EnvironmentQueries environments;
    private final RestoreLifecycleService lifecycle;
    private final Targets targets;
    private final RestoreMetrics metrics;
    private final WorkerProof proof;
    private final QueueClock clock;

    RestoreJob(
            RestoreRepository restores,
            SnapshotQueries snapshots,
            EnvironmentQueries environments,
            RestoreLifecycleService lifecycle,
            Targets targets,
            RestoreMetrics metrics,
            WorkerProof proof,
            QueueClock clock) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.environments = environments;
        this.lifecycle = lifecycle;
        this.targets = targets;
        this.metrics = metrics;
        this.proof = proof;
        this.clock = clock;
    }

    @Override
    public OperationType type() {
        return OperationType.RESTORE_EXECUTE;
    }

    @Override
    public void work(OperationRun run, RunProgress progress) {
        var bound = restores.ofRun(run.scope(), run.id());
        if (bound.isEmpty()) {
            movedOn(run);
            return;
        }
        var restore = bound.get();
        var items = restores.items(restore).stream().filter(RestoreItem::chosen).toList();
        var work = new Work(run, restore, items, progress);
        if (!work.report(COMPARING)) {
            return;
        }
        if (restore.state() == RestoreState.NOT_BEGUN) {
            if (!work.compare()) {
                return;
            }
            var beginning = lifecycle.begin(run, restore);
            if (beginning == Beginning.MOVED_ON) {
                movedOn(run);
            }
            if (beginning != Beginning.BEGUN) {
                return;
            }
            items.stream().filter(it -> it.change() == ItemChange.UNCHANGED).forEach(_ -> work.done++);
        }
        if (work.write() && work.report(READING_BACK)) {
            work.finish();
        }
    }

    @Override
    public void giveUp(OperationRun run, Ending failure) {
        lifecycle.end(run, failure);
    }

    /// The restore is no longer this run's: what has become of it decides.
    private void movedOn(OperationRun run) {
        if (!proof.recovered(run)) {
            lifecycle.end(run, Ending.blocked("restore.missing"));
        }
    }

    /// Something is there that was not, or the other way round. Else a fault says nothing of the documents.
    private static boolean isOfWhatIsThere(FaultKind kind) {
        return switch (kind) {
            case MISSING, LINK, NAME, FOLDER, TOO_LARGE -> true;
            default -> false;
        };
    }

    private static Ending unread(FaultKind kind) {
        return switch (kind) {
            case BUSY -> Ending.failed("restore.target_busy", null);
            case TIMED_OUT -> Ending.failed("restore.target_timed_out", null);
            case UNREACHABLE -> Ending.failed("restore.target_unreachable", null);
            default -> Ending.failed("restore.target_unread", null);
        };
    }

    /// One worker's work on one restore.
    private final class Work {

        private final OperationRun run;
        private final RestoreRun restore;
        private final List<RestoreItem> items;
        private final RunProgress progress;
        private final boolean isContinued;
        private final Map<String, ItemResult> results = new HashMap<>();
        private final List<RecordedResult> unkept = new ArrayList<>();
        private Instant keptAt = clock.now();
        private Instant askedAt = Instant.MIN;
        private volatile boolean isStopped;
        private int done;

        Work(OperationRun run, RestoreRun restore, List<RestoreItem> items, RunProgress progress) {
            this.run = run;
            this.restore = restore;
            this.items = items;
            this.progress = progress;
            this.isContinued = restore.state() == RestoreState.IN_PROGRESS;
            this.done = (int) items.stream().filter(it -> it.result() != null).count();
        }

        /// @return false where there is nothing more to do: it was stopped, or somebody else holds the run
        boolean report(String step) {
            return switch (progress.report(new Progress(done, items.size(), step))) {
                case ON -> true;
                case STOP_REQUESTED -> {
                    lifecycle.end(run, Ending.cancelled());
                    yield false;
                }
                case LEASE_LOST -> false;
            };
        }

        /// While much is read, it is asked now and then whether to go on.
        private void goOn(String step, DocumentPath path) throws TargetFault {
            var now = clock.now();
            if (now.isAfter(askedAt.plus(ASKED_EVERY))) {
                askedAt = now;
                if (!report(step)) {
                    throw new TargetFault(FaultKind.STOPPED, path.text());
                }
            }
        }

        /// Before the first write. Where the target is not as it was previewed the restore is refused;
        /// where that can't be told it has not begun, and can be tried again.
        ///
        /// @return as [#report]
        boolean compare() {
            try {
                if (isAsPreviewed()) {
                    return report(COMPARING);
                }
                lifecycle.refuse(run, restore);
            } catch (TargetFault e) {
                LOG.warn("the target of restore {} can't be read", restore.id(), e);
                if (isOfWhatIsThere(e.kind())) {
                    lifecycle.refuse(run, restore);
                } else if (e.kind() != FaultKind.STOPPED) {
                    lifecycle.end(run, unread(e.kind()));
                }
            } catch (Problem.Conflict e) {
                LOG.info("restore {} is refused: the environment has another target", restore.id(), e);
                lifecycle.refuse(run, restore);
            }
            return false;
        }

        /// Every document of the target is as the preview found it, or, where it is to be restored, as it
        /// is to be.
        private boolean isAsPreviewed() throws TargetFault {
            if (environments.isArchived(restore.scope())) {
                return false;
            }
            Map<String, String> expected = new HashMap<>();
            snapshots.all(restore.scope(), restore.beforeId()).forEach(it -> expected.put(it.path(), it.digest()));
            Map<String, String> wanted = new HashMap<>();
            items.forEach(it -> wanted.put(it.path(), it.wantedDigest()));
            Map<String, String> found = new HashMap<>();
            try (var target = open()) {
                target.readAll((path, content) -> {
                    goOn(COMPARING, path);
                    found.put(path.text(), ContentDigest.of(content));
                });
            }
            return found.keySet().containsAll(expected.keySet())
                    && found.entrySet().stream()
                            .allMatch(it -> it.getValue().equals(expected.get(it.getKey()))
                                    || it.getValue().equals(wanted.get(it.getKey())));
        }

        /// @return as [#report]
        boolean write() {
            try (var target = open()) {
                // what is not sure the first time is looked at once more, when everything else is done
                return writeAll(target, false) && writeAll(target, true);
            } catch (TargetFault | Problem.Conflict e) {
                LOG.warn("the target of restore {} can't be written", restore.id(), e);
                var kind = e instanceof TargetFault fault ? fault.kind() : FaultKind.MISSING;
                // what the worker before had written nobody can tell now
                unwritten().forEach(it -> unkept.add(failed(it, isContinued ? FaultKind.UNSURE : kind)));
                return keep(null);
            }
        }

        /// Only where it was confirmed for: the environment may have another target meanwhile.
        private ConfigurationTarget open() throws TargetFault {
            return targets.of(restore.scope(), restore.place()).open();
        }

        private List<RestoreItem> unwritten() {
            return items.stream()
                    .filter(it -> it.result() == null && !results.containsKey(it.path()))
                    .filter(it -> isContinued || it.change() != ItemChange.UNCHANGED)
                    .toList();
        }

        /// @param isAgain of what could not be told the first time
        private boolean writeAll(ConfigurationTarget target, boolean isAgain) throws TargetFault {
            for (var portion : unwritten().stream()
                    .gather(Gatherers.windowFixed(READ_AT_ONCE))
                    .toList()) {
                var contents = snapshots.contents(
                        restore.scope(),
                        portion.stream()
                                .map(RestoreItem::wantedDigest)
                                .distinct()
                                .toList());
                // several wait for the disk together
                var puts = portion.stream()
                        .gather(Gatherers.mapConcurrent(
                                target.putsAtOnce(), item -> put(target, item, contents, isAgain)))
                        .flatMap(Optional::stream)
                        .toList();
                if (isStopped) {
                    return false;
                }
                unkept.addAll(puts);
                if (isTimeToKeep() && !keep(target)) {
                    return false;
                }
            }
            return keep(target);
        }

        private boolean isTimeToKeep() {
            return unkept.size() >= KEPT_AT_ONCE || clock.now().isAfter(keptAt.plus(KEPT_WITHIN));
        }

        /// @return empty where it may or may not have been written, and there is a second time, or another
        ///     worker
        private Optional<RecordedResult> put(
                ConfigurationTarget target, RestoreItem item, Map<String, byte[]> contents, boolean isAgain) {
            var content = Objects.requireNonNull(contents.get(item.wantedDigest()), "a content that is named");
            var begun = System.nanoTime();
            try {
                var path = new DocumentPath(item.path());
                var put = target.put(path, item.beforeDigest(), content, mark(item));
                return Optional.of(
                        switch (put) {
                            case APPLIED -> new RecordedResult(item.path(), ItemResult.APPLIED, null);
                            case ALREADY ->
                                new RecordedResult(
                                        item.path(),
                                        isContinued || isAgain ? ItemResult.APPLIED : ItemResult.UNCHANGED,
                                        null);
                            case CHANGED -> new RecordedResult(item.path(), ItemResult.SKIPPED, CHANGED);
                        });
            } catch (TargetFault e) {
                LOG.warn("restore {} could not write a document: {}", restore.id(), e.kind(), e);
                if (e.kind() == FaultKind.STOPPED) {
                    isStopped = true;
                    return Optional.empty();
                }
                return e.kind() == FaultKind.UNSURE && !isAgain
                        ? Optional.empty()
                        : isContinued || isAgain ? looked(target, item, e.kind()) : Optional.of(failed(item, e.kind()));
            } finally {
                metrics.written(restore, begun);
            }
        }

        /// An earlier try may have written it: only looking tells.
        ///
        /// @return empty where another worker has to
        private Optional<RecordedResult> looked(ConfigurationTarget target, RestoreItem item, FaultKind kind) {
            try {
                var found = target.read(new DocumentPath(item.path())).map(ContentDigest::of);
                return Optional.of(
                        found.filter(item.wantedDigest()::equals).isPresent()
                                ? new RecordedResult(item.path(), ItemResult.APPLIED, null)
                                : failed(item, kind));
            } catch (TargetFault e) {
                LOG.debug("{} could not be looked at", item.path(), e);
                if (e.kind() == FaultKind.STOPPED) {
                    isStopped = true;
                    return Optional.empty();
                }
                return Optional.of(failed(item, FaultKind.UNSURE));
            }
        }

        private static RecordedResult failed(RestoreItem item, FaultKind kind) {
            return new RecordedResult(item.path(), ItemResult.FAILED, kind.code());
        }

        private PutMark mark(RestoreItem item) {
            var digest = ContentDigest.of((restore.id() + item.path()).getBytes(StandardCharsets.UTF_8));
            return new PutMark(digest.substring("sha256:".length(), "sha256:".length() + 24), run.attempt());
        }

        /// @param target null where there is none
        private boolean keep(@Nullable ConfigurationTarget target) {
            if (unkept.isEmpty()) {
                return true;
            }
            var failed = settle(target);
            if (failed == FaultKind.STOPPED) {
                return false;
            }
            if (failed != null) {
                unkept.replaceAll(it -> it.result() == ItemResult.APPLIED
                        ? new RecordedResult(it.path(), ItemResult.FAILED, failed.code())
                        : it);
            }
            if (!lifecycle.record(run, restore, List.copyOf(unkept))) {
                return false;
            }
            unkept.forEach(it -> results.put(it.path(), it.result()));
            done += unkept.size();
            unkept.clear();
            keptAt = clock.now();
            return report("writing");
        }

        /// @return why what was written may not outlive the machine's power; null where it does
        private @Nullable FaultKind settle(@Nullable ConfigurationTarget target) {
            try {
                if (target != null) {
                    target.settle();
                }
                return null;
            } catch (TargetFault e) {
                LOG.warn("the target of restore {} could not be settled", restore.id(), e);
                return e.kind();
            }
        }

        /// What was written is read back, each document as it is now; the results stay, and what contradicts them
        /// is kept beside them. What can't be read contradicts nothing.
        void finish() {
            var ended =
                    restores.items(restore).stream().filter(RestoreItem::chosen).toList();
            var back = new ReadBack();
            if (!targets.isAt(restore.scope(), restore.place())) {
                // what was confirmed is not the environment's any more
                ended.forEach(it -> back.absent(it.path()));
            } else if (!readBack(back, ended)) {
                return;
            }
            lifecycle.finish(run, restore, back.told(ended), back.digest());
        }

        /// @return as [#report]
        private boolean readBack(ReadBack back, List<RestoreItem> ended) {
            askedAt = Instant.MIN;
            try (var target = open()) {
                readAll(target, back);
                target.readEach(back.unknown(ended), (path, content) -> {
                    goOn(READING_BACK, path);
                    content.ifPresentOrElse(it -> back.found(path, it), () -> back.absent(path.text()));
                });
            } catch (TargetFault e) {
                LOG.warn("the target of restore {} could not be read back", restore.id(), e);
                switch (e.kind()) {
                    case STOPPED -> {
                        return false;
                    }
                    // the folder itself: nothing is there
                    case MISSING, LINK, FOLDER -> back.unknown(ended).forEach(it -> back.absent(it.text()));
                    default -> {
                        // what was not read contradicts nothing
                    }
                }
            } catch (Problem.Conflict e) {
                LOG.warn("the target of restore {} could not be read back on this node", restore.id(), e);
            }
            return true;
        }

        private void readAll(ConfigurationTarget target, ReadBack back) throws TargetFault {
            try {
                target.readAll((path, content) -> {
                    goOn(READING_BACK, path);
                    back.found(path, content);
                });
                back.whole();
            } catch (TargetFault e) {
                if (e.kind() == FaultKind.STOPPED) {
                    throw e;
                }
                LOG.warn("the target of restore {} could not be read back as a whole", restore.id(), e);
            }
        }
    }
}
