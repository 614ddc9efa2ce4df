package io.runtruth.reviews;

import io.runtruth.evidence.Check.Suppression;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.FileFacts.SummaryDifference;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The document of a review as data (contract 6): screens, packs and the API put it into words. A section that
/// could not be computed is `null`; there are no placeholders. Every count of checks is recounted from the
/// checks, never taken from a file's own summary. Maps keyed by an enum iterate in its order and leave out what
/// is zero. Texts come from evidence and are plain text: whoever shows them escapes them.
///
/// @param schemaVersion of this shape, [#SCHEMA_VERSION]
/// @param rulesVersion of the composition rules that filled it
/// @param executiveSummary `null` where there is no check at all, as are the next four
/// @param findings `null` also in content that was composed before findings were kept by name
/// @param operationsHealth `null` where no time frame is known
public record ReviewContent(
        int schemaVersion,
        int rulesVersion,
        DocumentEnvironment environment,
        Completeness completeness,
        @Nullable ExecutiveSummary executiveSummary,
        @Nullable ControlPosture controlPosture,
        @Nullable TopRisks topRisks,
        @Nullable Findings findings,
        @Nullable AcceptedSuppressed acceptedSuppressed,
        @Nullable OperationsHealth operationsHealth,
        Provenance provenance) {

    /// Raised when the stored shape changes in a way that older readers would misread. Content of an earlier
    /// version is read as the newest one.
    public static final int SCHEMA_VERSION = 5;

    public ReviewContent {
        if (schemaVersion != SCHEMA_VERSION) {
            throw new IllegalArgumentException("schema version " + schemaVersion);
        }
    }

    /// The stored form: RFC 8785 JSON with snake_case names, absent instead of `null`. Equal content, equal bytes.
    public byte[] canonicalBytes() {
        return ReviewContentJson.write(this);
    }

    /// Reads what [#canonicalBytes()] wrote, in any key order and layout.
    ///
    /// @throws IllegalArgumentException for anything else, another schema version or an unknown name included
    public static ReviewContent parse(byte[] json) {
        return ReviewContentJson.read(json);
    }

    ReviewContent withFindings(@Nullable Findings other) {
        return new ReviewContent(
                schemaVersion,
                rulesVersion,
                environment,
                completeness,
                executiveSummary,
                controlPosture,
                topRisks,
                other,
                acceptedSuppressed,
                operationsHealth,
                provenance);
    }

    /// The parts of the document, in reading order; the steps of a composition.
    public enum Section implements Coded {
        EXECUTIVE_SUMMARY,
        CONTROL_POSTURE,
        TOP_RISKS,
        FINDINGS,
        ACCEPTED_SUPPRESSED,
        OPERATIONS_HEALTH,
        PROVENANCE;
    }

    /// What was reviewed, named as it was when the review was started.
    public record DocumentEnvironment(Scope scope, String slug, String name) {}

    /// How much of the environment the evidence speaks about.
    ///
    /// @param reasons why it is not complete, each with how many checks or snapshots it concerns
    public record Completeness(CompletenessState state, Map<PartialReason, Long> reasons) {

        public Completeness {
            reasons = inOrder(PartialReason.class, reasons);
        }

        /// `MISSING`: not one check; `PARTIAL`: at least one reason.
        public enum CompletenessState implements Coded {
            COMPLETE,
            PARTIAL,
            MISSING
        }

        /// The first three and the unknown results count checks that are not suppressed, the others snapshots.
        public enum PartialReason implements Coded {
            ERRORS,
            MANUAL_OPEN,
            NOT_ASSESSED,
            EVIDENCE_TOO_OLD,
            FAILURES_ONLY,
            UNKNOWN_RESULTS,
            RUN_FAILED,
            NO_CHECKS,
            TIME_UNKNOWN
        }
    }

    /// The posture in facts: coverage before score.
    ///
    /// @param rate over the sources that say what passed as well; `null` where there are none
    /// @param failed failed checks that are not suppressed, those included whose risk is accepted
    /// @param collectedFrom the oldest collection time of the evidence
    /// @param collectedTo the newest one
    public record ExecutiveSummary(
            Coverage coverage,
            @Nullable Rate rate,
            Counts counts,
            Map<Severity, Long> failed,
            Instant collectedFrom,
            Instant collectedTo) {

        public ExecutiveSummary {
            failed = inOrder(Severity.class, failed);
        }
    }

    /// Assessed N of M, and why the rest is not: `assessed` and the gaps add up to `checks`.
    ///
    /// @param assessed checks that passed, failed or warn, and are not suppressed
    public record Coverage(long checks, long assessed, Map<Gap, Long> gaps) {

        public Coverage {
            gaps = inOrder(Gap.class, gaps);
        }
    }

    /// Why a check is not in the rate; from `NOT_CONNECTED` on it was not assessed.
    public enum Gap implements Coded {
        SUPPRESSED,
        MANUAL,
        NOT_APPLICABLE,
        ERROR,
        INFORMATIONAL,
        UNKNOWN,
        NOT_CONNECTED,
        NO_LICENCE,
        NO_PERMISSION,
        NOT_RUN,
        NOT_IN_PROFILE,
        PLANNED,
        OTHER
    }

    /// `passed` of `rated` = pass + fail + warning; meaningless without the coverage beside it.
    public record Rate(long passed, long rated) {

        /// 0 to 10,000, rounded down, so that it says 10,000 only where everything passed; empty where nothing is
        /// rated.
        public OptionalInt basisPoints() {
            return rated == 0 ? OptionalInt.empty() : OptionalInt.of((int) (passed * 10_000 / rated));
        }
    }

    /// How checks are spread over results. Both parts together are all of them; a rate knows the first only.
    ///
    /// @param results checks that are not suppressed
    /// @param suppressed checks that the tool's own waiver hides, by the result under it
    public record Counts(Map<CheckResult, Long> results, Map<CheckResult, Long> suppressed) {

        public Counts {
            results = inOrder(CheckResult.class, results);
            suppressed = inOrder(CheckResult.class, suppressed);
        }

        /// Checks with this result that are not suppressed.
        public long of(CheckResult result) {
            return results.getOrDefault(result, 0L);
        }

        public long totalSuppressed() {
            return sum(suppressed.values());
        }

        public long total() {
            return sum(results.values()) + totalSuppressed();
        }

        public Rate rate() {
            var passed = of(CheckResult.PASS);
            return new Rate(passed, passed + of(CheckResult.FAIL) + of(CheckResult.WARNING));
        }
    }

    /// Each snapshot by area and severity, in the order of [Provenance].
    public record ControlPosture(List<SnapshotPosture> snapshots) {

        public ControlPosture {
            snapshots = List.copyOf(snapshots);
        }
    }

    /// One snapshot's checks, all of them: the areas and `folded` add up to its counts in [Provenance].
    ///
    /// @param areas at most 200, by name
    /// @param folded the checks of all further areas; `null` where there are none
    public record SnapshotPosture(
            UUID snapshotId,
            List<AreaPosture> areas,
            @Nullable Map<Severity, Counts> folded) {

        public SnapshotPosture {
            areas = List.copyOf(areas);
            folded = folded == null ? null : inOrder(Severity.class, folded);
        }
    }

    /// @param area as the tool names it; `""` where it names none
    public record AreaPosture(String area, Map<Severity, Counts> severities) {

        public AreaPosture {
            severities = inOrder(Severity.class, severities);
        }
    }

    /// What failed and is neither suppressed nor accepted: most severe first, then what reaches furthest, then
    /// what costs users and administrators least by the tool's own word, then by control.
    ///
    /// @param failed all such checks
    /// @param shown how many of them the listed risks stand for: "showing X of Y"
    /// @param risks at most 100
    public record TopRisks(long failed, long shown, List<Risk> risks) {

        public TopRisks {
            risks = List.copyOf(risks);
        }
    }

    /// One control of one snapshot with all its failed checks of one severity and title; the other texts are
    /// those of the first of them by resource and ordinal.
    ///
    /// @param rawSeverity the tool's own word, where it has one
    /// @param affected how many failed checks these are: one for each resource, or for the target itself
    /// @param resources up to 10 different ones, by name; empty where the tool names none
    /// @param detail in content without [Findings] only; else the finding has it
    /// @param finding position in [Findings#controls()], where its texts stand; `null` in content without them
    public record Risk(
            UUID snapshotId,
            String controlId,
            String title,
            Severity severity,
            @Nullable String rawSeverity,
            String area,
            long affected,
            List<String> resources,
            @Nullable String detail,
            @Nullable String remediationUrl,
            @Nullable Integer finding) {

        public Risk {
            resources = List.copyOf(resources);
        }
    }

    /// Every check of every snapshot by name, those of one control together: in the order of [FindingGroup], then
    /// by reason, severity and control. The counts are whole, whatever the lists hold.
    ///
    /// @param counts checks by group
    /// @param named how many checks the controls stand for: all, unless there are more controls than are kept
    /// @param listed how many of these are told with resource and texts; the rest of a control is counted only
    /// @param rationalesLeftOut how many controls are without the rationale that their tool gives, as there was no
    ///     room for it; `null` for none, as in content that never knew it
    /// @param controls at most 20,000
    /// @param texts what details, rationales and remedies say, each once
    public record Findings(
            Map<FindingGroup, Long> counts,
            long named,
            long listed,
            @Nullable Long rationalesLeftOut,
            List<Finding> controls,
            List<StructuredText> texts) {

        public Findings {
            counts = inOrder(FindingGroup.class, counts);
            rationalesLeftOut = Objects.equals(rationalesLeftOut, 0L) ? null : rationalesLeftOut;
            controls = List.copyOf(controls);
            texts = List.copyOf(texts);
        }

        public long total() {
            return sum(counts.values());
        }

        Findings withoutLists() {
            return new Findings(counts, named, listed, rationalesLeftOut, List.of(), List.of());
        }

        /// @param index as a [Finding] or [Found] names it
        public Optional<StructuredText> text(@Nullable Integer index) {
            return Optional.ofNullable(index).map(texts::get);
        }
    }

    /// What a reader does about a check, in the order of the document.
    public enum FindingGroup implements Coded {
        NOT_MET,
        WARNING,
        ERROR,
        MANUAL,
        NOT_ASSESSED,
        NOT_APPLICABLE,
        /// Not met or a warning, whose risk somebody accepted.
        ACCEPTED,
        SUPPRESSED,
        MET,
        INFORMATIONAL,
        UNKNOWN;

        /// Of a check that nobody accepted and no tool hides.
        public static FindingGroup of(CheckResult result) {
            return switch (result) {
                case FAIL -> NOT_MET;
                case WARNING -> WARNING;
                case ERROR -> ERROR;
                case MANUAL -> MANUAL;
                case NOT_ASSESSED -> NOT_ASSESSED;
                case NOT_APPLICABLE -> NOT_APPLICABLE;
                case PASS -> MET;
                case INFORMATIONAL -> INFORMATIONAL;
                case UNKNOWN -> UNKNOWN;
            };
        }
    }

    /// The checks of one control of one snapshot that are alike in all but resource and detail; what the tool
    /// writes beside them is that of the first by resource and ordinal, and absent where not even that one is
    /// listed.
    ///
    /// @param source position in [Provenance#snapshots()]
    /// @param reason why it was not assessed; `null` in every other group
    /// @param result under a suppression the result that it hides, under an accepted risk the one that is
    ///     accepted
    /// @param rawResult the tool's own word, as is `rawSeverity`
    /// @param baseId the id without the version behind it; `null` where it has none, and in content that was
    ///     composed before it was kept
    /// @param section the tool's own grouping within the area
    /// @param product full name of what the area abbreviates
    /// @param rationale index of why it matters in [Findings#texts()]; `null` where the tool does not say it, where
    ///     there was no room for it, and in content that was composed before it was kept
    /// @param remedy index of what is to be done in [Findings#texts()]
    /// @param accepted position in [AcceptedSuppressed#accepted()]; `null` in every other group than `ACCEPTED`
    /// @param checks how many they are, listed or not
    /// @param found those that are listed, by resource
    public record Finding(
            int source,
            FindingGroup group,
            @Nullable Gap reason,
            CheckResult result,
            @Nullable String rawResult,
            String controlId,
            @Nullable String baseId,
            String title,
            Severity severity,
            @Nullable String rawSeverity,
            String area,
            @Nullable String section,
            @Nullable String product,
            @Nullable String impact,
            @Nullable String effort,
            @Nullable String licence,
            List<FrameworkReference> references,
            @Nullable Integer rationale,
            @Nullable Integer remedy,
            @Nullable String remediationUrl,
            @Nullable Suppression suppression,
            @Nullable Integer accepted,
            long checks,
            List<Found> found) {

        public Finding {
            references = List.copyOf(references);
            found = List.copyOf(found);
        }
    }

    /// One check of a finding.
    ///
    /// @param resource `null` for the target itself
    /// @param detail index of what was found in [Findings#texts()]
    public record Found(@Nullable String resource, @Nullable Integer detail) {}

    /// What somebody accepted for this environment, and what the tools' own waivers hide, by severity and
    /// control.
    ///
    /// @param total all suppressed checks
    /// @param listed at most 100 of them
    /// @param accepted the accepted risks that held when the review was started, whatever was found under them,
    ///     by tool and control
    public record AcceptedSuppressed(long total, List<SuppressedCheck> listed, List<AcceptedChecks> accepted) {

        public AcceptedSuppressed {
            listed = List.copyOf(listed);
            accepted = List.copyOf(accepted);
        }
    }

    /// An accepted risk and what was found under it.
    ///
    /// @param checks that it is about and that are not suppressed, by result: accepted are those that failed or
    ///     warn
    public record AcceptedChecks(AcceptedRisk risk, Map<CheckResult, Long> checks) {

        public AcceptedChecks {
            checks = inOrder(CheckResult.class, checks);
        }

        public boolean concernsAny() {
            return checks.keySet().stream().anyMatch(AcceptedRisk::isAcceptable);
        }
    }

    /// A risk that somebody accepted, as it was when the review was started. Its texts are a person's.
    ///
    /// @param version raised by each edit
    /// @param control the tool's id of the control, with or without the version behind it
    /// @param ordinal only this one of those with the same id and resource, or without one; `null` for all
    /// @param resource only what was found there; `null` for all
    /// @param owner who answers for it; `null` where a document is handed on without names of people, as is the
    ///     next
    /// @param acceptedBy the name as it was
    /// @param until the last day it holds, of UTC
    /// @param reviewOn the day to look at it again
    public record AcceptedRisk(
            UUID waiverId,
            long version,
            String tool,
            String control,
            @Nullable Integer ordinal,
            @Nullable String resource,
            String reason,
            @Nullable String owner,
            @Nullable String acceptedBy,
            Instant acceptedAt,
            LocalDate until,
            LocalDate reviewOn) {

        /// Only what speaks of a risk: whatever else was found stays what it is.
        public static boolean isAcceptable(CheckResult result) {
            return result == CheckResult.FAIL || result == CheckResult.WARNING;
        }
    }

    /// @param result what the check found under the suppression
    /// @param until the last day the suppression holds; `null` where it has no end
    public record SuppressedCheck(
            UUID snapshotId,
            String controlId,
            String title,
            CheckResult result,
            Severity severity,
            String area,
            @Nullable String resource,
            @Nullable String reason,
            @Nullable LocalDate until) {}

    /// The environment's runs in the 30 days before the newest collection time.
    ///
    /// @param outcomes how many runs ended how, by outcome code; `pending` for those that had not
    public record OperationsHealth(Instant from, Instant to, SortedMap<String, Long> outcomes) {

        public OperationsHealth {
            outcomes = sorted(outcomes);
        }

        public long runs() {
            return sum(outcomes.values());
        }
    }

    /// Where everything above comes from.
    ///
    /// @param leftOut evidence that would belong here but is older than the workspace's limit
    public record Provenance(List<SnapshotProvenance> snapshots, List<LeftOut> leftOut) {

        public Provenance {
            snapshots = List.copyOf(snapshots);
            leftOut = List.copyOf(leftOut);
        }
    }

    /// A snapshot and the counts of its checks, recounted.
    ///
    /// @param accepted of `counts`, by result, what somebody accepted the risk of: it stays in counts and rate
    public record SnapshotProvenance(Source source, Counts counts, Map<CheckResult, Long> accepted) {

        public SnapshotProvenance {
            accepted = inOrder(CheckResult.class, accepted);
        }

        public long acceptedOf(CheckResult result) {
            return accepted.getOrDefault(result, 0L);
        }

        /// Of this tool and target; empty where the tool writes only what failed.
        public Optional<Rate> rate() {
            return source.failuresOnly() ? Optional.empty() : Optional.of(counts.rate());
        }
    }

    /// What was recorded about a snapshot when it was imported.
    ///
    /// @param format `scubagear`, `maester`, `zero_trust_assessment`, `ocsf`, `sarif`, `oscal`, `xccdf`, `hdf` or
    ///     `asff`
    /// @param collectedAtUpload the file names no time that can be believed, so that `collectedAt` is that of the
    ///     upload
    /// @param timeWithoutZone the file's time was read as UTC for want of a zone; it can be up to 14 hours off
    /// @param file `null` as those are told who read what is published only, by [ContentForCustomers]
    /// @param failuresOnly the tool writes nothing about what it found in order
    /// @param rawResults checks by the tool's own word for the result; they add up to the file's checks
    /// @param summaryDifferences where the file's own summary differs from its checks
    /// @param skipped what of the file did not become a check, by a code that says why, and how often
    /// @param warnings what else was remarkable about the file, codes in the order of the alphabet
    public record Source(
            UUID snapshotId,
            String format,
            String tool,
            @Nullable String toolVersion,
            DocumentTarget target,
            Instant collectedAt,
            boolean collectedAtUpload,
            boolean timeWithoutZone,
            @Nullable DocumentFile file,
            boolean failuresOnly,
            SortedMap<String, Long> rawResults,
            List<SummaryDifference> summaryDifferences,
            SortedMap<String, Long> skipped,
            List<String> warnings) {

        /// Stands in `rawResults` for the words beyond those that an import lists one by one.
        public static final String OTHER_WORDS = "…";

        public Source {
            rawResults = sorted(rawResults);
            summaryDifferences = List.copyOf(summaryDifferences);
            skipped = sorted(skipped);
            warnings = warnings.stream().sorted().toList();
        }

        public boolean isWarned(String code) {
            return warnings.contains(code);
        }
    }

    /// What the evidence says it is about.
    ///
    /// @param confirmedBy who took a file that names another target, or none; `null` where nobody had to
    public record DocumentTarget(
            @Nullable String id,
            @Nullable String name,
            @Nullable String confirmedBy) {}

    /// @param fileDigest of the raw bytes
    /// @param postureDigest of what was found, free of display text, time and order
    public record DocumentFile(String name, long sizeBytes, String fileDigest, String postureDigest) {}

    /// @param timeWithoutZone `true` as in [Source]; else `null`, as in what was pinned before this was known
    /// @param ageDays whole days, when the review was started
    public record LeftOut(
            UUID snapshotId,
            String format,
            String tool,
            DocumentTarget target,
            Instant collectedAt,
            @Nullable Boolean timeWithoutZone,
            int ageDays) {

        public LeftOut {
            timeWithoutZone = Boolean.TRUE.equals(timeWithoutZone) ? timeWithoutZone : null;
        }
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static <K extends Enum<K>, V> Map<K, V> inOrder(Class<K> type, Map<K, V> map) {
        var copy = new EnumMap<K, V>(type);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    private static SortedMap<String, Long> sorted(Map<String, Long> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
