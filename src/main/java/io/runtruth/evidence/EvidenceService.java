package io.runtruth.evidence;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.evidence.formats.EvidenceFiles;
import io.runtruth.evidence.formats.ReadOptions;
import io.runtruth.evidence.formats.RecognisedFile;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Workload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/// Takes evidence in (contract 6): an upload is written to disk and hashed, read once, staged, and becomes
/// visible as a whole or not at all (I15). No transaction is open while a file is read.
@Service
public class EvidenceService {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceService.class);

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Access access;
    private final EnvironmentQueries environments;
    private final EvidenceQueries snapshots;
    private final EvidenceStagingService staging;
    private final EvidenceChangeQueries changeQueries;
    private final EvidenceChangeService changes;
    private final UploadSpool spool;
    private final ImportBudget budget;
    private final Clock clock;

    EvidenceService(
            Access access,
            EnvironmentQueries environments,
            EvidenceQueries snapshots,
            EvidenceStagingService staging,
            EvidenceChangeQueries changeQueries,
            EvidenceChangeService changes,
            UploadSpool spool,
            ImportBudget budget,
            Clock clock) {
        this.access = access;
        this.environments = environments;
        this.snapshots = snapshots;
        this.staging = staging;
        this.changeQueries = changeQueries;
        this.changes = changes;
        this.spool = spool;
        this.budget = budget;
        this.clock = clock;
    }

    /// Imports a file. The first file of an environment without known targets that names one is taken, and makes it
    /// known; a later one of another target, or of none, needs a person's word.
    ///
    /// @throws Problem.InvalidInput `evidence.…`: the file was refused, and nothing of it is stored
    /// @throws Problem.Conflict `environment.archived`
    /// @throws Problem.TooMuch `import.…` where the person or the workspace has too much under way already
    public ImportResult importFile(Actor actor, Scope scope, Upload upload) {
        try (var received = receive(actor, scope, upload)) {
            return importReceived(received);
        }
    }

    /// The first half of [#importFile], for who has to know what arrived before anything is stored of it.
    ///
    /// @throws Problem the same as there, for what shows before the file is read
    public ReceivedUpload receive(Actor actor, Scope scope, Upload upload) {
        requireImport(actor, scope);
        var place = budget.enter(actor, scope);
        try {
            var file = spool.receive(place.paced(upload.content()), place::arrived);
            return new ReceivedUpload(actor, scope, upload, file, place);
        } catch (RuntimeException | Error e) {
            place.close();
            throw e;
        }
    }

    /// The second half.
    ///
    /// @throws Problem the same as there, for what shows in the file
    public ImportResult importReceived(ReceivedUpload received) {
        var deadline = new ImportDeadline(clock);
        var upload = received.upload();
        var options = new ReadOptions(upload.format(), upload.tenant(), clock.instant());
        var file = EvidenceFiles.recognised(received.file().path(), options, deadline::require);
        var known = knownWhole(received, file.format());
        return known.isPresent()
                ? new ImportResult.AlreadyKnown(known.get())
                : importRecognised(received, file, deadline);
    }

    /// Without reading it again; where one part of it is wanted, only its reader can say which one that is.
    private Optional<EvidenceSnapshot> knownWhole(ReceivedUpload received, EvidenceFormat format) {
        return received.upload().tenant() == null
                ? snapshots
                        .ofFile(received.scope(), received.file().digest(), "", format)
                        .filter(it -> staging.isBound(received.scope(), it.facts()))
                : Optional.empty();
    }

    private void requireImport(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.EVIDENCE_IMPORT);
        if (environments.isArchived(scope)) {
            throw new Problem.Conflict("environment.archived");
        }
    }

    /// What is staged of a file that is refused, or while something breaks, goes with it.
    private ImportResult importRecognised(ReceivedUpload received, RecognisedFile file, ImportDeadline deadline) {
        var actor = received.actor();
        var scope = received.scope();
        var importId = staging.begin(actor, scope);
        var isSettled = false;
        try {
            var staged = stage(received, file, new StagedFile(staging, scope, importId, deadline));
            // reading took its time: the right may be gone, or the workspace suspended
            access.require(actor, scope, Capability.EVIDENCE_IMPORT);
            var result = staging.finish(
                    actor, scope, importId, staged, received.upload().confirmTarget());
            isSettled = true;
            return counted(result);
        } finally {
            if (!isSettled) {
                Workload.asJob(() -> discardQuietly(scope, importId));
            }
        }
    }

    /// A large one takes longer than a call may. What could not be removed now is removed as abandoned later; why
    /// the import ended is what its sender is told.
    private void discardQuietly(Scope scope, UUID importId) {
        try {
            staging.discard(scope, importId);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("import {} could not be removed now and will be later", importId, e);
        }
    }

    private StagedImport stage(ReceivedUpload received, RecognisedFile file, StagedFile into) {
        var upload = received.upload();
        var spooled = received.file();
        var facts = file.read(into::add);
        into.flush();
        into.addBytes(spooled.path());
        var stored = new EvidenceSnapshot.StoredFile(upload.fileName(), spooled.sizeBytes(), spooled.digest());
        return isInFuture(facts.collectedAt())
                ? new StagedImport(stored, facts.warned(FileFacts.TIME_IN_FUTURE), null)
                : new StagedImport(stored, facts, facts.collectedAt());
    }

    /// A time that has not come yet would be the newest evidence until it has.
    private boolean isInFuture(@Nullable Instant collectedAt) {
        return collectedAt != null && collectedAt.isAfter(clock.instant().plus(CLOCKS_DIFFER));
    }

    /// Imports what [ImportResult.NeedsConfirmation] asked about. The confirmation is recorded, and a target that
    /// the file names is added to those of the environment.
    ///
    /// @throws Problem.NotFound `evidence.upload_gone` after an hour, and for another's upload
    public ImportResult confirm(Actor actor, Scope scope, UUID uploadId) {
        requireImport(actor, scope);
        return counted(staging.confirm(actor, scope, uploadId));
    }

    /// Imports what [ImportResult.NeedsConfirmation] asked about into another environment of the workspace, which
    /// the actor may import into as well, by that one's rules.
    ///
    /// @throws Problem.NotFound as [#confirm], and for an environment of another workspace
    public ImportResult confirmElsewhere(Actor actor, Scope scope, UUID uploadId, Scope elsewhere) {
        access.require(actor, scope, Capability.EVIDENCE_IMPORT);
        if (!elsewhere.workspaceId().equals(scope.workspaceId())) {
            throw new Problem.NotFound("not_found");
        }
        requireImport(actor, elsewhere);
        return counted(staging.confirmElsewhere(actor, scope, uploadId, elsewhere));
    }

    /// The snapshot is there whether this succeeds or not; where it does not, what changed is compared when
    /// somebody looks. One that was collected between two others changes what the later one is compared with.
    private ImportResult counted(ImportResult result) {
        if (result instanceof ImportResult.Imported(var snapshot)) {
            Workload.asJob(() -> countQuietly(snapshot));
        }
        return result;
    }

    private void countQuietly(EvidenceSnapshot snapshot) {
        try {
            changes.keep(changeQueries.of(snapshot));
            snapshots.after(snapshot).ifPresent(next -> changes.keep(changeQueries.of(next)));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("what {} changed could not be counted now", snapshot.id(), e);
        }
    }

    /// Removes what [ImportResult.NeedsConfirmation] asked about; silent where there is nothing.
    public void discard(Actor actor, Scope scope, UUID uploadId) {
        access.require(actor, scope, Capability.EVIDENCE_IMPORT);
        Workload.asJob(() -> staging.discardOwn(actor, scope, uploadId));
    }
}
