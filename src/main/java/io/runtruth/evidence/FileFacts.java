package io.runtruth.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a file says about itself, and what was counted while its checks were read (contract 6, 6.1). The counts are
/// recounted from the checks; the file's own summary only shows up where it differs.
///
/// @param toolVersion the tool's own text, not ordered; OSCAL: the version of the model
/// @param targetId what was assessed, in the tool's words; `null` where the file names none or several
/// @param tenant which tenant, account, document or scan of a file with several was read; `""` for every other file
/// @param collectedAt the tool's time in microseconds as the file states it, believed or not; `null` where it has
///     none that can be read
/// @param byRawResult by the tool's own word; a file with more than 200 words has the rest under `…`
/// @param postureDigest see contract 6: `sha256:` and 64 hexadecimal digits
/// @param skipped what of the file did not become a check, by code, and how often
/// @param warnings codes; each is the tail of the message key `evidence.warning.<code>`
public record FileFacts(
        EvidenceFormat format,
        String tool,
        @Nullable String toolVersion,
        @Nullable String targetId,
        @Nullable String targetName,
        String tenant,
        @Nullable Instant collectedAt,
        long total,
        Map<CheckResult, Long> byResult,
        Map<String, Long> byRawResult,
        long suppressed,
        String postureDigest,
        List<SummaryDifference> summaryDifferences,
        Map<String, Long> skipped,
        List<String> warnings) {

    /// Warning: a tool in the file writes nothing about what it found in order, so that no rate can be told.
    public static final String FAILURES_ONLY = "failures_only";

    /// Warning: a tool says that its own run failed, or broke off.
    public static final String RUN_FAILED = "run_failed";

    /// Warning: a tool tells of errors in its own run, after which results may be missing.
    public static final String RUN_ERRORS = "run_errors";

    /// Warning: the file is one page of several, and the others are not in it.
    public static final String NOT_ALL = "page_of_several";

    /// Warning: a part of what the tool was to check did not run at all.
    public static final String PROFILE_NOT_RUN = "profile_not_run";

    /// Warning: the time was read as UTC, for want of a zone; it can be up to 14 hours off.
    public static final String TIME_WITHOUT_ZONE = "time_without_offset";

    /// Warning: the file's time has not come yet and is not believed.
    public static final String TIME_IN_FUTURE = "time_in_future";

    public FileFacts {
        byResult = Map.copyOf(byResult);
        byRawResult = Map.copyOf(byRawResult);
        summaryDifferences = List.copyOf(summaryDifferences);
        skipped = Map.copyOf(skipped);
        warnings = List.copyOf(warnings);
    }

    public boolean isWarned(String code) {
        return warnings.contains(code);
    }

    /// The same, with one warning more.
    public FileFacts warned(String code) {
        var all = new ArrayList<>(warnings);
        all.add(code);
        return new FileFacts(
                format,
                tool,
                toolVersion,
                targetId,
                targetName,
                tenant,
                collectedAt,
                total,
                byResult,
                byRawResult,
                suppressed,
                postureDigest,
                summaryDifferences,
                skipped,
                all);
    }

    /// A number of the file's own summary that its checks do not bear out.
    ///
    /// @param label the file's name for the number, for example `IdentityPassed`
    public record SummaryDifference(String label, long stated, long counted) {}
}
