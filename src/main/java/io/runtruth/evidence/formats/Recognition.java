package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.shared.Problem;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tells a file's format from its content, whatever the order of its names (formats 1). It reads no further
/// than it must.
final class Recognition {

    private static final int ITEMS_LOOKED_AT = 20;
    private static final Set<String> OTHER_OSCAL = Set.of(
            "plan-of-action-and-milestones",
            "system-security-plan",
            "assessment-plan",
            "component-definition",
            "catalog",
            "profile",
            "mapping-collection");
    private static final Set<String> HDF = Set.of("profiles", "platform", "statistics", "version");
    private static final Set<String> ANSWER = Set.of("Findings", "findings", "NextToken");
    private static final Set<String> OSCAL_PART = Set.of("uuid", "title", "description", "props", "target", "subjects");

    private final JsonCursor in;
    private final Set<Sign> signs = EnumSet.noneOf(Sign.class);
    private final Set<String> otherOscal = new TreeSet<>();
    private @Nullable String version;

    private Recognition(JsonCursor in) {
        this.in = in;
    }

    /// @param told what a person said; `null` to recognise it from the content
    /// @throws Problem.InvalidInput `evidence.unknown_format` or `evidence.format_mismatch`, or a code that
    ///     names the kind and what to upload
    static EvidenceFormat of(JsonFile file, @Nullable EvidenceFormat told) {
        if (told == null) {
            return of(file);
        }
        confirm(told, file);
        return told;
    }

    private static EvidenceFormat of(JsonFile file) {
        try (var in = file.open()) {
            var recognition = new Recognition(in);
            return recognition.read().orElseThrow(recognition::unknown);
        }
    }

    /// The same for a file whose format a person has told: it may be one that could not be recognised, but not
    /// one that shows to be another.
    private static void confirm(EvidenceFormat told, JsonFile file) {
        try (var in = file.open()) {
            var recognition = new Recognition(in);
            var recognised = recognition.read();
            if (recognised.filter(format -> format != told).isPresent()) {
                throw new Problem.InvalidInput("evidence.format_mismatch", told.title());
            }
            if (recognised.isEmpty()) {
                recognition.namedKind().ifPresent(kind -> {
                    throw kind;
                });
            }
        }
    }

    private Optional<EvidenceFormat> read() {
        var isArray = in.isArray();
        if (isArray) {
            firstItems(this::record);
        } else if (in.isObject()) {
            topLevel();
            if (decided().isPresent() || namedKind().isPresent()) {
                in.stop(); // what stands below it is the reader's
            }
        }
        in.end();
        return isArray && signs.isEmpty() ? Optional.of(EvidenceFormat.OCSF) : decided();
    }

    private void topLevel() {
        var names = new HashSet<String>();
        in.object(name -> {
            names.add(name);
            switch (name) {
                case "MetaData" -> metaData();
                case "Tests" -> tests();
                case "Tenants" -> firstItems(() -> in.object(this::tenant));
                case "results" -> firstItems(this::result);
                case "Findings", "findings" -> findings();
                case "baselines" -> sign(Sign.HDF_NEWER, in.isArray());
                case "source" -> sign(Sign.EVENT, "aws.securityhub".equals(in.text()));
                case "detail-type" -> detailType(in.text());
                case "version" -> version = in.text();
                default -> otherOscal(name);
            }
            topLevel(names);
            if (decided().isPresent()) {
                in.stop();
            }
        });
        signsOfNone(names);
        record(names);
        if (has(Sign.NO_FINDINGS) && ANSWER.containsAll(names)) {
            sign(Sign.ASFF, true);
        }
    }

    private void findings() {
        var isList = in.isArray();
        var looked = firstItems(this::record);
        sign(Sign.NO_FINDINGS, looked == 0 && isList);
    }

    private void detailType(@Nullable String type) {
        sign(Sign.EVENT_TYPE, type != null);
        sign(Sign.EVENT_OCSF, type != null && type.contains("Imported V2"));
    }

    private void topLevel(Set<String> names) {
        sign(Sign.RESULTS, names.contains("Results"));
        sign(Sign.DIFF, names.contains("Diff"));
        sign(Sign.EXECUTED, names.contains("ExecutedAt"));
        sign(Sign.RUNS, names.contains("runs"));
        sign(Sign.OSCAL, names.contains("assessment-results"));
        sign(Sign.OCSF, names.contains("class_uid"));
        sign(Sign.SCUBA_SETTINGS, names.contains("baseline_version") && names.contains("module_version"));
        sign(Sign.HDF, names.containsAll(HDF));
    }

    /// A run without a single test shows whose it is by what stands around the tests.
    private void signsOfNone(Set<String> names) {
        if (has(Sign.NO_TESTS, Sign.EXECUTED)) {
            sign(names.contains("TestResultSummary") ? Sign.ZERO_TRUST : Sign.MAESTER, true);
        }
        sign(Sign.NATIVE_TRIVY, names.containsAll(Set.of("SchemaVersion", "ArtifactName")));
        sign(Sign.NATIVE_CHECKOV, names.containsAll(Set.of("check_type", "results")));
        sign(Sign.SCUBA_PRODUCT, names.containsAll(Set.of("ReportSummary", "Results")));
        sign(Sign.STIG_CHECKLIST, names.contains("cklb_version"));
        if (!names.contains("profiles") && names.contains("controls")) {
            sign(Sign.INSPEC_MIN, names.containsAll(Set.of("statistics", "version")));
            sign(Sign.INSPEC_PROFILE, names.containsAll(Set.of("name", "groups", "supports", "sha256")));
        }
    }

    private void metaData() {
        if (in.isObject()) {
            var tool = in.select(ScubaReader.META_DATA).first("Tool");
            sign(Sign.SCUBA, "ScubaGear".equalsIgnoreCase(tool) || "ScubaGoggles".equalsIgnoreCase(tool));
        }
    }

    private void tests() {
        var looked = firstItems(this::test);
        sign(Sign.NO_TESTS, looked == 0);
    }

    private void tenant(String name) {
        if (name.equals("Tests")) {
            sign(Sign.TENANTS, true);
            var looked = firstItems(this::test);
            sign(Sign.MAESTER, looked == 0);
        }
    }

    private void test() {
        var names = in.names();
        sign(Sign.ZERO_TRUST, names.contains("TestId") && names.contains("TestStatus"));
        sign(Sign.MAESTER, names.contains("Id") && names.contains("Result"));
    }

    /// Many tools have `results`; those of OSCAL are told by what they hold, not by one name (`start` is a place in
    /// the code elsewhere).
    private void result() {
        if (!in.isObject()) {
            return;
        }
        var names = new HashSet<String>();
        in.object(name -> {
            switch (name) {
                case "start" -> named(names, name, StatedTime.of(in.text()).isStated());
                case "observations", "findings" -> named(names, name, isOscalList(name));
                default -> names.add(name);
            }
        });
        var isOscal = names.contains("observations")
                || names.contains("findings")
                || names.contains("start") && (names.contains("uuid") || names.contains("reviewed-controls"));
        sign(Sign.OSCAL, isOscal);
        sign(Sign.NATIVE_SEMGREP, names.contains("check_id") && names.contains("extra"));
    }

    private static void named(Set<String> names, String name, boolean isMeant) {
        if (isMeant) {
            names.add(name);
        }
    }

    /// An empty list says nothing, unless its name is OSCAL's own.
    private boolean isOscalList(String name) {
        var isMeant = new boolean[] {in.isArray() && name.equals("observations")};
        var looked = new int[1];
        in.items(() -> {
            var parts = in.names();
            parts.retainAll(OSCAL_PART);
            isMeant[0] = looked[0]++ == 0 ? parts.size() >= 2 : isMeant[0] || parts.size() >= 2;
        });
        return isMeant[0];
    }

    private void otherOscal(String name) {
        if (OTHER_OSCAL.contains(name) && in.names().containsAll(Set.of("uuid", "metadata"))) {
            otherOscal.add(name);
        }
    }

    private void record() {
        sign(Sign.ITEMS, true);
        record(in.names());
        if (decided().isPresent()) {
            in.stop();
        }
    }

    private void record(Set<String> names) {
        sign(Sign.OCSF, names.contains("class_uid"));
        sign(Sign.ASFF, names.contains("SchemaVersion") && names.contains("ProductArn"));
        sign(Sign.HDF, names.containsAll(HDF));
        sign(Sign.GUARDDUTY, names.containsAll(Set.of("SchemaVersion", "Service")) && !names.contains("ProductArn"));
        sign(Sign.INSPECTOR, names.contains("findingArn"));
        sign(Sign.NATIVE_PROWLER, names.contains("CheckID") && names.contains("FindingUniqueId"));
        sign(Sign.NATIVE_CHECKOV, names.contains("check_type") && names.contains("results"));
        sign(Sign.SCUBA_INTERMEDIATE, names.contains("PolicyId") && names.contains("RequirementMet"));
        sign(Sign.SCUBA_PRODUCT, names.contains("ReportSummary") && names.contains("Results"));
    }

    /// @return how many items were looked at
    private int firstItems(Runnable action) {
        var looked = new int[1];
        in.items(() -> {
            if (looked[0]++ < ITEMS_LOOKED_AT) {
                action.run();
            }
        });
        return looked[0];
    }

    private void sign(Sign sign, boolean isThere) {
        if (isThere) {
            signs.add(sign);
        }
    }

    private Optional<EvidenceFormat> decided() {
        if (has(Sign.SCUBA, Sign.RESULTS)) {
            return Optional.of(EvidenceFormat.SCUBAGEAR);
        }
        if (has(Sign.ZERO_TRUST)) {
            return Optional.of(EvidenceFormat.ZERO_TRUST_ASSESSMENT);
        }
        if (has(Sign.MAESTER, Sign.EXECUTED) || has(Sign.MAESTER, Sign.TENANTS)) {
            return Optional.of(EvidenceFormat.MAESTER);
        }
        if (has(Sign.RUNS) && "2.1.0".equals(version)) {
            return Optional.of(EvidenceFormat.SARIF);
        }
        if (has(Sign.OSCAL)) {
            return Optional.of(EvidenceFormat.OSCAL);
        }
        if (has(Sign.HDF)) {
            return Optional.of(EvidenceFormat.HDF);
        }
        if (has(Sign.ASFF)) {
            return Optional.of(EvidenceFormat.ASFF);
        }
        return has(Sign.OCSF) ? Optional.of(EvidenceFormat.OCSF) : Optional.empty();
    }

    private Problem.InvalidInput unknown() {
        return namedKind().orElseGet(() -> new Problem.InvalidInput("evidence.unknown_format"));
    }

    private Optional<Problem.InvalidInput> namedKind() {
        if (has(Sign.RUNS) && version != null) {
            var shown = version.substring(0, Math.min(20, version.length()));
            return Optional.of(new Problem.InvalidInput("evidence.sarif_version", shown));
        }
        if (!otherOscal.isEmpty()) {
            return Optional.of(new Problem.InvalidInput(
                    "evidence.oscal_other_unsupported", otherOscal.iterator().next()));
        }
        return signs.stream()
                .filter(sign -> sign.kind != null && sign.isSure(signs))
                .findFirst()
                .map(sign -> new Problem.InvalidInput(Objects.requireNonNull(sign.kind)));
    }

    private boolean has(Sign... all) {
        return signs.containsAll(Set.of(all));
    }

    /// Those with a kind are signs of a file that is refused by its name.
    private enum Sign {
        SCUBA,
        RESULTS,
        ZERO_TRUST,
        MAESTER,
        NO_TESTS,
        EXECUTED,
        TENANTS,
        RUNS,
        OSCAL,
        OCSF,
        ITEMS,
        HDF,
        ASFF,
        NO_FINDINGS,
        EVENT_TYPE,
        EVENT_OCSF("evidence.event_ocsf_unsupported"),
        EVENT("evidence.event_unsupported"),
        GUARDDUTY("evidence.guardduty_unsupported"),
        INSPECTOR("evidence.inspector_unsupported"),
        STIG_CHECKLIST("evidence.stig_checklist_unsupported"),
        HDF_NEWER("evidence.hdf_newer_unsupported"),
        INSPEC_MIN("evidence.inspec_min_unsupported"),
        INSPEC_PROFILE("evidence.inspec_profile_unsupported"),
        NATIVE_PROWLER("evidence.native_prowler_unsupported"),
        NATIVE_SEMGREP("evidence.native_semgrep_unsupported"),
        NATIVE_CHECKOV("evidence.native_checkov_unsupported"),
        NATIVE_TRIVY("evidence.native_trivy_unsupported"),
        SCUBA_INTERMEDIATE("evidence.scuba_test_results_unsupported"),
        SCUBA_PRODUCT("evidence.scuba_product_report_unsupported"),
        SCUBA_SETTINGS("evidence.scuba_settings_unsupported"),
        DIFF("evidence.scuba_diff_unsupported");

        private final @Nullable String kind;

        Sign() {
            this(null);
        }

        Sign(@Nullable String kind) {
            this.kind = kind;
        }

        /// Whether what it needs beside it is there too.
        private boolean isSure(Set<Sign> all) {
            return switch (this) {
                case DIFF -> all.contains(SCUBA);
                case EVENT -> all.contains(EVENT_TYPE);
                case EVENT_OCSF -> all.contains(EVENT);
                default -> true;
            };
        }
    }
}
