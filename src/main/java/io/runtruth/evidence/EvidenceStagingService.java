package io.runtruth.evidence;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The transactions of an import. What is staged in many short ones becomes visible in the one that finishes it
/// (I15). Lock order: environment, import.
@Service
class EvidenceStagingService {

    private static final Duration CONFIRMABLE = Duration.ofHours(1);
    /// Each can have a million rows.
    private static final int REMOVED_AT_ONCE = 1;

    private final EvidenceRepository evidence;
    private final EvidenceQueries queries;
    private final EnvironmentQueries environments;
    private final EnvironmentService environmentService;
    private final AuditTrail audit;
    private final ChangeFeed feed;
    private final Clock clock;

    EvidenceStagingService(
            EvidenceRepository evidence,
            EvidenceQueries queries,
            EnvironmentQueries environments,
            EnvironmentService environmentService,
            AuditTrail audit,
            ChangeFeed feed,
            Clock clock) {
        this.evidence = evidence;
        this.queries = queries;
        this.environments = environments;
        this.environmentService = environmentService;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /// @return the id of the import, and of the snapshot that it may become
    @Transactional
    public UUID begin(Actor actor, Scope scope) {
        if (environments.isArchived(scope)) {
            throw archived();
        }
        var importId = UUID.randomUUID();
        evidence.insertImport(scope, importId, actor.accountId().orElse(null), clock.instant());
        return importId;
    }

    @Transactional
    public void addChecks(Scope scope, UUID importId, int firstPosition, List<Check> checks) {
        evidence.insertChecks(scope, importId, firstPosition, checks);
    }

    @Transactional
    public void addChunk(Scope scope, UUID importId, int position, byte[] gzip) {
        evidence.insertChunk(scope, importId, position, gzip);
    }

    /// Commits together: the snapshot, a target that became known, the audit entry and the change. Where the person
    /// has to confirm, only what was read is kept, with its audit entry; where the bytes are known, the import
    /// is removed.
    ///
    /// @throws Problem.Conflict `environment.archived` where it was archived meanwhile
    @Transactional
    public ImportResult finish(Actor actor, Scope scope, UUID importId, StagedImport staged, boolean confirmed) {
        hold(scope);
        return settle(actor, scope, importId, staged, confirmed);
    }

    /// Finishes what waits for the actor's own confirmation, and commits the same together.
    ///
    /// @throws Problem.NotFound `evidence.upload_gone` after an hour, and for what was never there or is another's
    @Transactional
    public ImportResult confirm(Actor actor, Scope scope, UUID importId) {
        hold(scope);
        var account = actor.accountId().orElse(null);
        var staged = evidence.staged(scope, importId, account, clock.instant().minus(CONFIRMABLE))
                .orElseThrow(() -> new Problem.NotFound("evidence.upload_gone"));
        return settle(actor, scope, importId, staged, true);
    }

    /// Moves what waits for the actor's own confirmation to another environment of the workspace, and finishes it
    /// there as if it had been uploaded there: where that does not know its target either, it waits for a
    /// person's word there.
    ///
    /// @throws Problem.NotFound as [#confirm]
    @Transactional
    public ImportResult confirmElsewhere(Actor actor, Scope scope, UUID importId, Scope elsewhere) {
        hold(elsewhere);
        var account = actor.accountId().orElse(null);
        var staged = evidence.staged(scope, importId, account, clock.instant().minus(CONFIRMABLE))
                .orElseThrow(() -> new Problem.NotFound("evidence.upload_gone"));
        evidence.moveImport(scope, importId, elsewhere);
        return settle(actor, elsewhere, importId, staged, false);
    }

    /// The imports of one environment are finished one after the other, so that two that each bring the first
    /// target can't both be taken without a question, and none once it is archived.
    private void hold(Scope scope) {
        if (!environmentService.hold(scope)) {
            throw archived();
        }
    }

    private static Problem.Conflict archived() {
        return new Problem.Conflict("environment.archived");
    }

    private ImportResult settle(Actor actor, Scope scope, UUID importId, StagedImport staged, boolean confirmed) {
        var known = environments.targets(scope);
        var target = target(staged.facts());
        var isDoubtful = target == null || isOther(target, known) || environments.isUnbound(scope, target);
        if (isDoubtful && !confirmed) {
            return askFirst(actor, scope, importId, staged, known);
        }
        return insert(actor, snapshot(actor, scope, importId, staged, isDoubtful), target);
    }

    /// The first file of an environment that is known by nothing yet says what it is known by.
    private static boolean isOther(TargetIdentity target, List<TargetIdentity> known) {
        return !known.isEmpty() && known.stream().noneMatch(one -> one.sameAs(target));
    }

    private static @Nullable TargetIdentity target(FileFacts facts) {
        return facts.targetId() == null ? null : new TargetIdentity(facts.targetId(), facts.targetName());
    }

    private ImportResult askFirst(
            Actor actor, Scope scope, UUID importId, StagedImport staged, List<TargetIdentity> known) {
        var facts = staged.facts();
        var existing = queries.ofFile(scope, staged.file().digest(), facts.tenant(), facts.format());
        if (existing.isPresent() && isBound(scope, facts)) {
            return alreadyKnown(scope, importId, existing);
        }
        evidence.markStaged(scope, importId, staged);
        audited(actor, scope, "evidence.upload_staged", importId, Map.of("tool", facts.tool()));
        return new ImportResult.NeedsConfirmation(importId, facts, target(facts), known);
    }

    /// What is of a target that the environment was unbound from is not known here any more, though its bytes are.
    @Transactional(readOnly = true)
    public boolean isBound(Scope scope, FileFacts facts) {
        var target = target(facts);
        return target == null || !environments.isUnbound(scope, target);
    }

    private EvidenceSnapshot snapshot(
            Actor actor, Scope scope, UUID importId, StagedImport staged, boolean isConfirmed) {
        var now = clock.instant();
        var collectedAt = staged.collectedAt();
        return new EvidenceSnapshot(
                importId,
                scope,
                staged.file(),
                staged.facts(),
                collectedAt == null ? now : collectedAt,
                collectedAt == null,
                now,
                actor.name(),
                isConfirmed ? actor.name() : null);
    }

    private ImportResult insert(Actor actor, EvidenceSnapshot snapshot, @Nullable TargetIdentity target) {
        var scope = snapshot.scope();
        if (!evidence.insertSnapshot(snapshot)) {
            var facts = snapshot.facts();
            var existing = queries.ofFile(scope, snapshot.file().digest(), facts.tenant(), facts.format());
            bindAgain(actor, existing.orElseThrow(), target);
            return alreadyKnown(scope, snapshot.id(), existing);
        }
        if (target != null) {
            environmentService.addTarget(scope, target);
        }
        var details = Map.<String, Object>of(
                "tool", snapshot.facts().tool(),
                "checks", snapshot.facts().total(),
                "target_confirmed", snapshot.confirmedBy() != null);
        audited(actor, scope, "evidence.imported", snapshot.id(), details);
        feed.publish(new Change(Change.Kind.EVIDENCE, scope, snapshot.id()));
        return new ImportResult.Imported(snapshot);
    }

    private void bindAgain(Actor actor, EvidenceSnapshot existing, @Nullable TargetIdentity target) {
        var scope = existing.scope();
        if (target != null && environments.isUnbound(scope, target)) {
            environmentService.addTarget(scope, target);
            audited(actor, scope, "evidence.target_confirmed", existing.id(), Map.of("target", target.id()));
            feed.publish(new Change(Change.Kind.EVIDENCE, scope, existing.id()));
        }
    }

    private void audited(Actor actor, Scope scope, String action, UUID importId, Map<String, Object> details) {
        audit.append(actor, scope.workspaceId(), new AuditTrail.Entry(action, "evidence_snapshot", importId, details));
    }

    private ImportResult alreadyKnown(Scope scope, UUID importId, Optional<EvidenceSnapshot> existing) {
        evidence.deleteImport(scope, importId);
        return new ImportResult.AlreadyKnown(existing.orElseThrow());
    }

    /// Removes what was staged; a finished import stays.
    @Transactional
    public void discard(Scope scope, UUID importId) {
        evidence.deleteImport(scope, importId);
    }

    /// The same for what waits for the actor's own confirmation, with an audit entry; silent where nothing does.
    @Transactional
    public void discardOwn(Actor actor, Scope scope, UUID importId) {
        var account = actor.accountId().orElse(null);
        if (evidence.staged(scope, importId, account, Instant.EPOCH).isPresent()) {
            evidence.deleteImport(scope, importId);
            audited(actor, scope, "evidence.upload_discarded", importId, Map.of());
        }
    }

    /// @return how many were removed; as many as could be at once where there may be more
    @Transactional
    public int removeAbandoned(Instant startedBefore) {
        return evidence.deleteAbandoned(startedBefore, REMOVED_AT_ONCE);
    }
}
