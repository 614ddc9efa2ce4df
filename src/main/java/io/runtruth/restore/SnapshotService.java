package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.restore.SnapshotSpool.SpooledArchive;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/// Takes snapshots of configuration (contract 7): from a ZIP of JSON documents, or from the environment's target,
/// which is only read. The same content is the same snapshot. No transaction is open while anything is read.
@Service
public class SnapshotService {

    /// Of documents in a set, and of their bytes together.
    public static final int MOST_DOCUMENTS = DocumentSet.MOST;

    public static final long MOST_BYTES = DocumentSet.MOST_BYTES;

    private static final int LONGEST_NAME = 200;

    private final Access access;
    private final EnvironmentQueries environments;
    private final SnapshotRepository snapshots;
    private final SnapshotStagingService staging;
    private final SnapshotSpool spool;
    private final SnapshotPlaces places;
    private final Targets targets;
    private final Clock clock;

    SnapshotService(
            Access access,
            EnvironmentQueries environments,
            SnapshotRepository snapshots,
            SnapshotStagingService staging,
            SnapshotSpool spool,
            SnapshotPlaces places,
            Targets targets,
            Clock clock) {
        this.access = access;
        this.environments = environments;
        this.snapshots = snapshots;
        this.staging = staging;
        this.spool = spool;
        this.places = places;
        this.targets = targets;
        this.clock = clock;
    }

    /// From a ZIP, or, where nothing is sent, from the target.
    ///
    /// @param fileName as the person's machine calls it: shown, never used as a path
    /// @throws Problem.InvalidInput `snapshot.…`: it was refused, and no snapshot was made
    /// @throws Problem.Conflict `environment.archived`, and as [#capture]
    /// @throws Problem.TooMuch `snapshot.at_once`
    public TakenSnapshot take(Actor actor, Scope scope, String fileName, InputStream content) {
        requireTaking(actor, scope);
        var sent = new PushbackInputStream(content);
        return isEmpty(sent) ? capture(actor, scope) : upload(actor, scope, fileName, sent);
    }

    private static boolean isEmpty(PushbackInputStream sent) {
        try {
            int first = sent.read();
            if (first >= 0) {
                sent.unread(first);
            }
            return first < 0;
        } catch (IOException _) {
            throw new Problem.InvalidInput("snapshot.not_whole");
        }
    }

    private TakenSnapshot upload(Actor actor, Scope scope, String fileName, InputStream content) {
        // a slow sender keeps nobody from a place
        try (var received = spool.receive(content)) {
            return places.within(actor, () -> read(actor, scope, fileName, received));
        }
    }

    private TakenSnapshot read(Actor actor, Scope scope, String fileName, SpooledArchive received) {
        try (var archive = DocumentArchive.open(received.path())) {
            var intake = new SnapshotIntake(snapshots, staging, scope, true);
            archive.read(intake.set(), intake::add);
            // reading took its time: the right may be gone
            access.require(actor, scope, Capability.RESTORE_EXECUTE);
            return settled(actor, scope, intake, SnapshotOrigin.UPLOADED, shown(fileName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(String fileName) {
        var name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        var clean = name.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return clean.isEmpty() ? "upload.zip" : clean;
    }

    /// Reads the environment's target, and nothing else.
    ///
    /// @throws Problem.Conflict `target.…` where it can't be read, `environment.archived`
    /// @throws Problem.TooMuch `snapshot.at_once`
    public TakenSnapshot capture(Actor actor, Scope scope) {
        requireTaking(actor, scope);
        return reading(actor, scope, SnapshotOrigin.CAPTURED);
    }

    /// The same, to look at how the target differs from another snapshot: what that is compared with stays the
    /// newest of those that were taken for themselves.
    ///
    /// @throws Problem as [#capture]
    public TakenSnapshot captureToCompare(Actor actor, Scope scope) {
        requireTaking(actor, scope);
        return reading(actor, scope, SnapshotOrigin.COMPARED);
    }

    private TakenSnapshot reading(Actor actor, Scope scope, SnapshotOrigin origin) {
        return places.reading(actor, scope, targets.kind(scope), () -> capture(actor, scope, origin));
    }

    /// For a preview, which has a place and has checked the right.
    TakenSnapshot capture(Actor actor, Scope scope, SnapshotOrigin origin) {
        var intake = new SnapshotIntake(snapshots, staging, scope, false);
        var target = targets.of(scope);
        try (var opened = target.open()) {
            opened.readAll((path, content) -> {
                intake.set().expect(path, content.length);
                intake.add(path, content);
            });
        } catch (TargetFault e) {
            throw Targets.problem(e);
        }
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        return settled(actor, scope, intake, origin, target.place());
    }

    private TakenSnapshot settled(
            Actor actor, Scope scope, SnapshotIntake intake, SnapshotOrigin origin, String source) {
        var taken = new AtomicReference<TakenSnapshot>();
        // many rows take longer than a call may
        Workload.asJob(() -> taken.set(staging.settle(actor, scope, intake.finished(), origin, source)));
        return taken.get();
    }

    private void requireTaking(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        if (environments.isArchived(scope)) {
            throw new Problem.Conflict("environment.archived");
        }
    }

    @Scheduled(initialDelayString = "PT12M", fixedDelayString = "PT1H")
    void cleanUp() {
        Workload.asJob(() -> {
            spool.removeOlderThan(clock.instant().minus(Duration.ofDays(1)));
            while (staging.removeNobodys()) {
                // there may be more
            }
        });
    }
}
