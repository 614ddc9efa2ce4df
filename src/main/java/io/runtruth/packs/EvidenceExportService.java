package io.runtruth.packs;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.queue.NodeBuild;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.packs.chain.ExportLayout;
import io.runtruth.reviews.ReviewDriftQueries;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewQueries.WholeReview;
import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.texts.Language;
import io.runtruth.texts.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Hands a run or a review on as evidence (contract 11): what is kept of it, what happened to it as a
/// chain, and what shows changes. For who may read the audit trail of its environment, a part of which is
/// in it. Each is kept in that trail with its digest, which is what a file is held against later.
@Service
public class EvidenceExportService {

    /// Left out of the trail that an export tells, so that the same run is told the same by each.
    private static final List<String> EXPORTS = List.of("run.evidence_exported", "review.evidence_exported");

    /// A run may have been written by another clock than its review.
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final Access access;
    private final RunQueries runs;
    private final ReviewQueries reviews;
    private final ReviewDriftQueries drifts;
    private final EvidenceQueries evidence;
    private final AuditQueries trail;
    private final WorkspaceQueries workspaces;
    private final PackPlaces places;
    private final PackSpool spool;
    private final AuditTrail audit;
    private final Texts texts;
    private final NodeBuild build;
    private final Clock clock;

    EvidenceExportService(
            Access access,
            RunQueries runs,
            ReviewQueries reviews,
            ReviewDriftQueries drifts,
            EvidenceQueries evidence,
            AuditQueries trail,
            WorkspaceQueries workspaces,
            PackPlaces places,
            PackSpool spool,
            AuditTrail audit,
            Texts texts,
            NodeBuild build,
            Clock clock) {
        this.access = access;
        this.runs = runs;
        this.reviews = reviews;
        this.drifts = drifts;
        this.evidence = evidence;
        this.trail = trail;
        this.workspaces = workspaces;
        this.places = places;
        this.spool = spool;
        this.audit = audit;
        this.texts = texts;
        this.build = build;
        this.clock = clock;
    }

    /// Written outside any transaction; to be closed when it was sent.
    ///
    /// @param language null for that of the workspace's documents
    /// @throws Problem.NotFound also for a run that the actor may not see
    /// @throws Problem.Conflict `export.run_active`, `export.too_large`
    /// @throws Problem.TooMuch `pack.at_once`
    public WrittenPack ofRun(Actor actor, UUID workspaceId, UUID runId, @Nullable Language language) {
        var run = runs.row(actor, workspaceId, runId);
        var scope = run.scope();
        access.require(actor, scope, Capability.AUDIT_VIEW);
        if (run.status().isActive()) {
            throw new Problem.Conflict("export.run_active");
        }
        try (var _ = places.enter(actor)) {
            var files = new LinkedHashMap<String, byte[]>();
            files.put("run.json", CanonicalJson.bytes(EvidenceJson.run(run)));
            return written(actor, ExportSubject.of(run), files, List.of(run), language);
        }
    }

    /// As of a run, with the review's document, what it was composed from, and its runs.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    /// @throws Problem.Conflict `export.not_composed`, `export.too_large`
    public WrittenPack ofReview(Actor actor, UUID workspaceId, UUID reviewId, @Nullable Language language) {
        var seen = reviews.row(actor, workspaceId, reviewId);
        var scope = new Scope(workspaceId, seen.environment().id());
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        access.require(actor, scope, Capability.AUDIT_VIEW);
        try (var _ = places.enter(actor)) {
            var whole = reviews.whole(actor, workspaceId, reviewId);
            var since = seen.createdAt().minus(CLOCKS_DIFFER);
            var made = runs.ofRecord(
                            actor, scope, OperationType.REVIEW_COMPOSE, reviewId, since, ChainEntries.MOST_RUNS)
                    .reversed();
            return written(actor, ExportSubject.of(scope, seen), files(actor, scope, whole, made), made, language);
        }
    }

    private Map<String, byte[]> files(Actor actor, Scope scope, WholeReview whole, List<RunRow> made) {
        var content = whole.content();
        if (content == null) {
            throw new Problem.Conflict("export.not_composed");
        }
        var review = whole.review();
        var files = new LinkedHashMap<String, byte[]>();
        files.put(ExportLayout.REVIEW, CanonicalJson.bytes(EvidenceJson.review(whole, content)));
        files.put("document.json", content.getBytes(StandardCharsets.UTF_8));
        files.put(ExportLayout.FINGERPRINT, whole.fingerprintInputs().getBytes(StandardCharsets.UTF_8));
        files.put("inputs.json", CanonicalJson.bytes(EvidenceJson.inputs(whole)));
        files.put(
                "evidence.json",
                CanonicalJson.bytes(evidence.snapshots(scope, whole.pinned().snapshotIds()).stream()
                        .sorted(Comparator.comparing(it -> it.id().toString()))
                        .map(EvidenceJson::snapshot)
                        .toList()));
        if (review.publication() != null) {
            drifts.drift(actor, scope.workspaceId(), review.id())
                    .ifPresent(it -> files.put("drift.json", CanonicalJson.bytes(EvidenceJson.drift(it))));
        }
        files.put(
                "runs.json",
                CanonicalJson.bytes(made.stream().map(EvidenceJson::run).toList()));
        return files;
    }

    private WrittenPack written(
            Actor actor, ExportSubject of, Map<String, byte[]> files, List<RunRow> made, @Nullable Language asked) {
        var scope = of.scope();
        var language = asked == null ? workspaces.documentLanguage(scope.workspaceId()) : asked;
        var entries = new ChainEntries(
                runs.timeline(actor, scope, made.stream().map(RunRow::id).toList(), ChainEntries.MOST + 1),
                made,
                trail.about(actor, scope, of.audited(made), EXPORTS, ChainEntries.MOST + 1));
        var chain = entries.chain(of.named());
        files.put(ExportLayout.CHAIN, chain.bytes());
        var export = new EvidenceExport(
                of,
                workspaces.name(scope.workspaceId()),
                actor,
                clock.instant(),
                build.version(),
                language,
                files,
                chain,
                entries.isComplete());
        return audited(
                actor,
                export,
                spool.write(export.fileName(), PackFormat.ZIP, "export.too_large", out -> export.write(texts, out)));
    }

    private WrittenPack audited(Actor actor, EvidenceExport export, WrittenPack written) {
        try {
            var of = export.of();
            audit.append(
                    actor,
                    of.scope().workspaceId(),
                    new Entry(
                            of.word() + ".evidence_exported",
                            of.type(),
                            of.id(),
                            Map.of(
                                    "file_digest", ExportLayout.DIGEST + written.digest(),
                                    "chain_head",
                                            ExportLayout.DIGEST + export.chain().head(),
                                    "language", export.language().code())));
            return written;
        } catch (RuntimeException e) {
            written.close();
            throw e;
        }
    }
}
