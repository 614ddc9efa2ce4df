package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.FileFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One immutable import of an assessment tool's output (contract 6).
///
/// @param tenant which tenant, or scan, of a file with several was read; `""` for every other file
/// @param collectedAt the tool's time, or the time of the upload
/// @param collectedAtUpload whether it is the latter, because the file has no time that can be trusted
/// @param statedAt the time that the file itself names, believed or not; null where it names none that can be read
/// @param fileDigest of the bytes of the file, unpacked where it came packed
/// @param postureDigest of what was found, free of display text, time and order
/// @param alreadyKnown in the answer to an upload: the environment had these bytes already
/// @param skipped what of the file did not become a check, by code, and how often
/// @param warnings codes
/// @param start what starting the composition came to; only in the answer to an upload that asked for one
@SnakeCase
public record SnapshotJson(
        UUID id,
        String format,
        String tool,
        @Nullable String toolVersion,
        TargetJson target,
        String tenant,
        Instant collectedAt,
        boolean collectedAtUpload,
        @Nullable Instant statedAt,
        Instant importedAt,
        String importedBy,
        String fileName,
        long sizeBytes,
        String fileDigest,
        String postureDigest,
        boolean alreadyKnown,
        Checks checks,
        SortedMap<String, Long> skipped,
        List<String> warnings,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StartJson start) {

    public static SnapshotJson of(EvidenceSnapshot snapshot) {
        return of(snapshot, false, null);
    }

    public static SnapshotJson of(EvidenceSnapshot snapshot, boolean alreadyKnown, @Nullable StartJson start) {
        var facts = snapshot.facts();
        return new SnapshotJson(
                snapshot.id(),
                facts.format().code(),
                facts.tool(),
                facts.toolVersion(),
                new TargetJson(facts.targetId(), facts.targetName(), snapshot.confirmedBy()),
                facts.tenant(),
                snapshot.collectedAt(),
                snapshot.collectedAtUpload(),
                facts.collectedAt(),
                snapshot.importedAt(),
                snapshot.importedBy(),
                snapshot.file().name(),
                snapshot.file().sizeBytes(),
                snapshot.file().digest(),
                facts.postureDigest(),
                alreadyKnown,
                Checks.of(facts),
                new TreeMap<>(facts.skipped()),
                facts.warnings(),
                start);
    }

    /// What was assessed, in the tool's words.
    ///
    /// @param id null where the file names none, or several
    /// @param confirmedBy who took a file that names another target, or none; null where nobody had to
    @SnakeCase
    record TargetJson(
            @Nullable String id,
            @Nullable String name,
            @Nullable String confirmedBy) {}

    /// Recounted from the checks, never taken from the file's own summary.
    ///
    /// @param byRawResult by the tool's own word
    @SnakeCase
    record Checks(long total, Map<String, Long> byResult, SortedMap<String, Long> byRawResult, long suppressed) {

        private static Checks of(FileFacts facts) {
            var byResult = new LinkedHashMap<String, Long>();
            for (var result : CheckResult.values()) {
                var count = facts.byResult().getOrDefault(result, 0L);
                if (count > 0) {
                    byResult.put(result.code(), count);
                }
            }
            return new Checks(facts.total(), byResult, new TreeMap<>(facts.byRawResult()), facts.suppressed());
        }
    }
}
