package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Hands a snapshot out as a ZIP; each time is kept in the audit trail, for it holds what the documents say.
@Service
public class SnapshotDownloadService {

    private static final int AT_ONCE = 20;

    /// So that the same snapshot is the same file.
    private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Access access;
    private final SnapshotRepository snapshots;
    private final SnapshotQueries queries;
    private final AuditTrail audit;

    SnapshotDownloadService(Access access, SnapshotRepository snapshots, SnapshotQueries queries, AuditTrail audit) {
        this.access = access;
        this.snapshots = snapshots;
        this.queries = queries;
        this.audit = audit;
    }

    /// Keeps that the actor reads it.
    ///
    /// @return what to write, outside of any transaction
    /// @throws Problem.NotFound where there is none
    @Transactional
    public Download download(Actor actor, Scope scope, UUID snapshotId) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        var snapshot = snapshots.find(scope, snapshotId).orElseThrow(() -> new Problem.NotFound("not_found"));
        audit.append(
                actor,
                scope.workspaceId(),
                new AuditTrail.Entry(
                        "configuration.snapshot_downloaded",
                        "configuration_snapshot",
                        snapshotId,
                        Map.of("content_digest", snapshot.digest())));
        return new Download(snapshot, queries);
    }

    /// A snapshot that may be read now.
    public static final class Download {

        private final ConfigurationSnapshot snapshot;
        private final SnapshotQueries queries;

        private Download(ConfigurationSnapshot snapshot, SnapshotQueries queries) {
            this.snapshot = snapshot;
            this.queries = queries;
        }

        /// By its digest: `configuration-0f3a….zip`.
        public String fileName() {
            return "configuration-" + snapshot.digest().substring("sha256:".length(), "sha256:".length() + 12) + ".zip";
        }

        /// The documents in their order, with fixed times; the same bytes each time. A portion is in memory at
        /// once.
        public void writeTo(OutputStream out) throws IOException {
            var zip = new ZipOutputStream(out);
            for (var portion : queries.all(snapshot.scope(), snapshot.id()).stream()
                    .gather(Gatherers.windowFixed(AT_ONCE))
                    .toList()) {
                write(portion, zip);
            }
            zip.finish();
        }

        private void write(List<KeptDocument> portion, ZipOutputStream zip) throws IOException {
            var contents = queries.contents(
                    snapshot.scope(),
                    portion.stream().map(KeptDocument::digest).distinct().toList());
            for (var document : portion) {
                var entry = new ZipEntry(document.path());
                entry.setTimeLocal(FIXED);
                zip.putNextEntry(entry);
                zip.write(Objects.requireNonNull(contents.get(document.digest())));
                zip.closeEntry();
            }
        }
    }
}
