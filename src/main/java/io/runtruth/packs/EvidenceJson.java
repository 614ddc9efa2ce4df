package io.runtruth.packs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.access.AuditQueries.AuditRow;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.reads.RunQueries.EventOfRun;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.packs.JsonPack.Fields;
import io.runtruth.packs.chain.CanonicalValues;
import io.runtruth.packs.chain.ExportLayout;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewPublication;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.reviews.ReviewQueries.WholeReview;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Records of runs and reviews as an export has them: names in snake_case, times in UTC, absent instead of
/// `null`.
final class EvidenceJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private EvidenceJson() {}

    /// Without how its ending is known, and without what the queue says of it.
    static Map<String, Object> run(RunRow run) {
        var initiator = run.initiator();
        var record = run.subject().recordId();
        return fields().with("id", text(run.id()))
                .with("type", run.type().code())
                .with("status", run.status().code())
                .with("outcome", run.outcome().code())
                .with("attempt", run.attempt())
                .with(
                        "initiator",
                        fields().with("kind", initiator.kind())
                                .with("id", text(initiator.accountId()))
                                .with("name", initiator.name())
                                .map())
                .with("created_at", text(run.createdAt()))
                .with("started_at", text(run.startedAt()))
                .with("completed_at", text(run.completedAt()))
                .with("stop_requested", run.stopRequested())
                .with("summary_counts", new TreeMap<String, Object>(run.summaryCounts()))
                .with("failure_code", run.failureCode())
                .with("failure_reference", run.failureReference())
                .with("attention_code", run.attentionCode())
                .with("record", record == null ? null : record(run.type().recordType(), record))
                .with("fingerprint", run.subject().fingerprint())
                .map();
    }

    private static Map<String, Object> record(String type, UUID id) {
        return Map.of("type", type, "id", id.toString());
    }

    static Map<String, Object> event(EventOfRun of) {
        var event = of.event();
        return fields().with("run", text(of.runId()))
                .with("at", text(event.at()))
                .with("event", event.kind().code())
                .with("actor", actor(event.actorKind(), event.actorName()))
                .with("attempt", event.attempt())
                .with("node", event.node())
                .with("from", code(event.from()))
                .with("to", code(event.to()))
                .with("outcome", code(event.outcome()))
                .with("reason_code", event.reasonCode())
                .with("details", CanonicalValues.of(MAPPER.valueToTree(event.details())))
                .map();
    }

    /// How the ending of a run is known, with the facts that were considered.
    static Map<String, Object> decision(UUID runId, Reconciliation kept) {
        return fields().with("run", text(runId))
                .with("decision", CanonicalValues.of(MAPPER.valueToTree(kept)))
                .map();
    }

    /// Without the address that its actor came from, for an export leaves the house; nor its number, which
    /// counts what others do.
    static Map<String, Object> audit(AuditRow row) {
        return fields().with("at", text(row.at()))
                .with("actor", actor(row.actorKind(), row.actorName()))
                .with("action", row.action())
                .with("subject", Map.of("type", row.subjectType(), "id", row.subjectId()))
                .with("before", object(row.before()))
                .with("after", object(row.after()))
                .with("details", object(row.details()))
                .map();
    }

    private static @Nullable Object object(@Nullable String json) {
        return json == null ? null : CanonicalValues.of(MAPPER.readTree(json));
    }

    private static Map<String, Object> actor(String kind, String name) {
        return Map.of("kind", kind, "name", name);
    }

    static Map<String, Object> review(WholeReview whole, String content) {
        var review = whole.review();
        return fields().with("id", text(review.id()))
                .with("status", review.status().code())
                .with("fingerprint", review.fingerprint())
                .with("fingerprint_version", whole.fingerprintVersion())
                .with("content_digest", ExportLayout.DIGEST + Sha256.hex(content.getBytes(StandardCharsets.UTF_8)))
                .with("completeness", review.completeness())
                .with("run", text(review.runId()))
                .with("created_at", text(review.createdAt()))
                .with("composed_at", text(whole.composedAt()))
                .with("status_at", text(review.statusAt()))
                .with("publication", review.publication() == null ? null : publication(review.publication()))
                .map();
    }

    private static Map<String, Object> publication(ReviewPublication publication) {
        return fields().with("number", publication.number())
                .with("at", text(publication.at()))
                .with("by", publication.by())
                .with("replaces", neighbour(publication.replaces()))
                .with("replaced_by", neighbour(publication.replacedBy()))
                .map();
    }

    private static @Nullable Map<String, Object> neighbour(@Nullable Neighbour of) {
        return of == null
                ? null
                : Map.of(
                        "id",
                        of.reviewId().toString(),
                        "number",
                        of.number(),
                        "published_at",
                        of.at().toString());
    }

    /// What the content depends on besides the fingerprint's inputs, as it was pinned.
    static Map<String, @Nullable Object> inputs(WholeReview whole) {
        return CanonicalValues.map(MAPPER.valueToTree(whole.pinned()));
    }

    static Map<String, @Nullable Object> drift(ReviewDrift drift) {
        return CanonicalValues.map(MAPPER.valueToTree(drift));
    }

    static Map<String, Object> snapshot(EvidenceSnapshot snapshot) {
        var facts = snapshot.facts();
        var results = new TreeMap<String, Object>();
        facts.byResult().forEach((result, count) -> results.put(result.code(), count));
        return fields().with("id", text(snapshot.id()))
                .with("format", facts.format().code())
                .with("tool", facts.tool())
                .with("tool_version", facts.toolVersion())
                .with("target_id", facts.targetId())
                .with("target_name", facts.targetName())
                .with("tenant", facts.tenant())
                .with("collected_at", text(snapshot.collectedAt()))
                .with("collected_at_upload", snapshot.collectedAtUpload())
                .with("imported_at", text(snapshot.importedAt()))
                .with("imported_by", snapshot.importedBy())
                .with("confirmed_by", snapshot.confirmedBy())
                .with("file_name", snapshot.file().name())
                .with("size_bytes", snapshot.file().sizeBytes())
                .with("file_digest", snapshot.file().digest())
                .with("posture_digest", facts.postureDigest())
                .with("checks", facts.total())
                .with("by_result", results)
                .with("by_raw_result", new TreeMap<String, Object>(facts.byRawResult()))
                .with("suppressed", facts.suppressed())
                .map();
    }

    private static Fields fields() {
        return JsonPack.fields();
    }

    private static @Nullable String code(@Nullable Coded coded) {
        return coded == null ? null : coded.code();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
