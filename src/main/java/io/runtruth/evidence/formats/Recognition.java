package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.shared.Problem;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells a file's format from its content, whatever the order of its names (EVIDENCE-FORMATS 1). It reads no further
/// than it must.
final class Recognition {

    private static final int ITEMS_LOOKED_AT = 20;

    private final JsonCursor in;
    private final Set<Sign> signs = EnumSet.noneOf(Sign.class);
    private @Nullable String version;

    private Recognition(JsonCursor in) {
        this.in = in;
    }

    /// @throws Problem.InvalidInput `evidence.unknown_format`, or a code that names the kind and what to upload
    static EvidenceFormat of(JsonFile file) {
        try (var in = file.open()) {
            return new Recognition(in).recognise();
        }
    }

    private EvidenceFormat recognise() {
        var isArray = in.isArray();
        if (isArray) {
            firstItems(this::record);
        } else if (in.isObject()) {
            topLevel();
        }
        in.end();
        if (isArray && signs.isEmpty()) {
            return EvidenceFormat.OCSF;
        }
        return decided().orElseThrow(this::unknown);
    }

    private void topLevel() {
        var names = new HashSet<String>();
        in.object(name -> {
            names.add(name);
            switch (name) {
                case "MetaData" -> metaData();
                case "Tests" -> firstItems(this::test);
                case "Tenants" -> firstItems(() -> in.object(this::tenant));
                case "results" -> firstItems(this::oscalResult);
                case "Findings" -> firstItems(this::record);
                case "version" -> version = in.text();
                default -> {}
            }
            topLevel(names);
            if (decided().isPresent()) {
                in.stop();
            }
        });
        record(names);
    }

    private void topLevel(Set<String> names) {
        sign(Sign.RESULTS, names.contains("Results"));
        sign(Sign.DIFF, names.contains("Diff"));
        sign(Sign.EXECUTED, names.contains("ExecutedAt"));
        sign(Sign.RUNS, names.contains("runs"));
        sign(Sign.OSCAL, names.contains("assessment-results"));
        sign(Sign.OCSF, names.contains("class_uid"));
        sign(Sign.SCUBA_SETTINGS, names.contains("baseline_version") && names.contains("module_version"));
    }

    private void metaData() {
        var tool = in.select(ScubaReader.META_DATA).first("Tool");
        sign(Sign.SCUBA, "ScubaGear".equalsIgnoreCase(tool) || "ScubaGoggles".equalsIgnoreCase(tool));
    }

    private void tenant(String name) {
        if (name.equals("Tests")) {
            sign(Sign.TENANTS, true);
            firstItems(this::test);
        }
    }

    private void test() {
        var names = in.names();
        sign(Sign.ZERO_TRUST, names.contains("TestId") && names.contains("TestStatus"));
        sign(Sign.MAESTER, names.contains("Id") && names.contains("Result"));
    }

    private void oscalResult() {
        var names = in.names();
        sign(Sign.OSCAL, names.contains("observations") || names.contains("findings") || names.contains("start"));
    }

    private void record() {
        sign(Sign.ITEMS, true);
        record(in.names());
    }

    private void record(Set<String> names) {
        sign(Sign.OCSF, names.contains("class_uid"));
        sign(Sign.ASFF, names.contains("SchemaVersion") && names.contains("ProductArn"));
        sign(Sign.NATIVE_PROWLER, names.contains("CheckID") && names.contains("FindingUniqueId"));
        sign(Sign.SCUBA_INTERMEDIATE, names.contains("PolicyId") && names.contains("RequirementMet"));
    }

    private void firstItems(Runnable action) {
        var looked = new int[1];
        in.items(() -> {
            if (looked[0]++ < ITEMS_LOOKED_AT) {
                action.run();
            }
        });
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
        return has(Sign.OCSF) ? Optional.of(EvidenceFormat.OCSF) : Optional.empty();
    }

    private Problem.InvalidInput unknown() {
        if (has(Sign.RUNS) && version != null) {
            return new Problem.InvalidInput(
                    "evidence.sarif_version", version.substring(0, Math.min(20, version.length())));
        }
        if (has(Sign.ASFF)) {
            return new Problem.InvalidInput("evidence.asff_unsupported");
        }
        if (has(Sign.NATIVE_PROWLER)) {
            return new Problem.InvalidInput("evidence.native_prowler_unsupported");
        }
        if (has(Sign.SCUBA_INTERMEDIATE)) {
            return new Problem.InvalidInput("evidence.scuba_test_results_unsupported");
        }
        if (has(Sign.SCUBA_SETTINGS)) {
            return new Problem.InvalidInput("evidence.scuba_settings_unsupported");
        }
        if (has(Sign.SCUBA, Sign.DIFF)) {
            return new Problem.InvalidInput("evidence.scuba_diff_unsupported");
        }
        return new Problem.InvalidInput("evidence.unknown_format");
    }

    private boolean has(Sign... all) {
        return signs.containsAll(Set.of(all));
    }

    private enum Sign {
        SCUBA,
        RESULTS,
        DIFF,
        ZERO_TRUST,
        MAESTER,
        EXECUTED,
        TENANTS,
        RUNS,
        OSCAL,
        OCSF,
        ITEMS,
        ASFF,
        NATIVE_PROWLER,
        SCUBA_INTERMEDIATE,
        SCUBA_SETTINGS
    }
}
