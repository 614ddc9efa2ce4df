package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.Severity;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// ScubaGear and ScubaGoggles `ScubaResults` (formats 2.1). `Raw`, the tenant's configuration, is skipped.
final class ScubaReader implements FormatReader<JsonFile> {

    static final JsonPaths META_DATA =
            JsonPaths.of("Tool", "ToolVersion", "TenantId", "DisplayName", "DomainName", "OrgName", "TimestampZulu");

    private static final JsonPaths CONTROL = JsonPaths.of(
            "Control ID",
            "Requirement",
            "Result",
            "Criticality",
            "Details",
            "OriginalResult",
            "OriginalDetails",
            "OmittedEvaluationResult",
            "IncorrectResult",
            "Comments",
            "ResolutionDate");
    private static final Pattern VERSION = Pattern.compile("v\\d+(?:\\.\\d+)*$", Pattern.CASE_INSENSITIVE);

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        try (var in = file.open()) {
            return new Reading(in, counter).read();
        }
    }

    private static final class Reading {

        private final JsonCursor in;
        private final CheckCounter counter;
        private @Nullable JsonValues metaData;
        private @Nullable String groupReference;
        private final ItemNames items = new ItemNames(EvidenceFormat.SCUBAGEAR);
        private boolean hasResults;

        Reading(JsonCursor in, CheckCounter counter) {
            this.in = in;
            this.counter = counter;
        }

        FileOrigin read() {
            in.object(name -> {
                switch (name) {
                    case "MetaData" -> metaData = in.select(META_DATA);
                    case "Summary" -> in.object(product -> in.object(label -> stated(product, label)));
                    case "Results" -> results();
                    case "Raw" -> counter.skipped("tenant_configuration");
                    default -> {}
                }
            });
            in.end();
            return source();
        }

        private FileOrigin source() {
            items.require(metaData != null && hasResults);
            return origin(Objects.requireNonNull(metaData));
        }

        private static FileOrigin origin(JsonValues metaData) {
            return new FileOrigin(
                    metaData.firstOr("ScubaGear", "Tool"),
                    metaData.first("ToolVersion"),
                    metaData.first("TenantId"),
                    metaData.first("DisplayName", "OrgName", "DomainName"),
                    "",
                    StatedTime.of(metaData.first("TimestampZulu")));
        }

        private void stated(String product, String label) {
            counter.stated(product + "." + (label.equals("Omit") ? "Omits" : label), in.number());
        }

        private void results() {
            hasResults = true;
            in.object(product -> in.items(() -> group(product)));
        }

        /// The reference of a group stands before its controls in every version of the tool.
        private void group(String product) {
            groupReference = null;
            in.object(name -> {
                switch (name) {
                    case "GroupReferenceURL" -> groupReference = in.text();
                    case "Controls" -> in.items(() -> control(product));
                    default -> {}
                }
            });
        }

        private void control(String product) {
            var control = in.select(CONTROL);
            var id = control.first("Control ID");
            items.item(control.has("Control ID") || control.has("Result"));
            var criticality = control.first("Criticality");
            var draft = new CheckDraft()
                    .control(id, requirement(control.first("Requirement")))
                    .base(id == null ? null : VERSION.matcher(id).replaceFirst(""))
                    .severity(criticality, severity(criticality))
                    .area(product)
                    .detail(html(control.first("Details")))
                    .remediation(groupReference);
            result(control, draft);
            counter.counted(product + "." + summaryLabel(word(control.first("Result"))));
            counter.add(draft);
        }

        private static void result(JsonValues control, CheckDraft draft) {
            var raw = control.first("Result");
            var hidden = underlying(control);
            if (hidden == null) {
                draft.result(raw, NormalisedResult.of(result(word(raw))));
                return;
            }
            var reason = control.first("Comments", "Details");
            draft.result(raw, NormalisedResult.of(result(word(hidden))))
                    .suppressed(html(reason), Days.of(control.first("ResolutionDate")));
        }

        /// What stands under the agency's own omission or correction; `null` for a check without one.
        private static @Nullable String underlying(JsonValues control) {
            return switch (word(control.first("Result"))) {
                case "omitted" -> control.firstOr("", "OriginalResult", "OmittedEvaluationResult");
                case "incorrect result" -> control.firstOr("", "OriginalResult", "IncorrectResult");
                default -> null;
            };
        }

        private static String word(@Nullable String raw) {
            return raw == null ? "" : raw.strip().toLowerCase(Locale.ROOT);
        }

        private static CheckResult result(String word) {
            return switch (word) {
                case "pass" -> CheckResult.PASS;
                case "fail" -> CheckResult.FAIL;
                case "warning" -> CheckResult.WARNING;
                case "n/a", "no events found" -> CheckResult.MANUAL;
                default -> word.startsWith("error") ? CheckResult.ERROR : CheckResult.UNKNOWN;
            };
        }

        private static String summaryLabel(String word) {
            return switch (word) {
                case "pass" -> "Passes";
                case "fail" -> "Failures";
                case "warning" -> "Warnings";
                case "n/a", "no events found" -> "Manual";
                case "omitted" -> "Omits";
                case "incorrect result" -> "IncorrectResults";
                default -> word.startsWith("error") ? "Errors" : word;
            };
        }

        private static Severity severity(@Nullable String criticality) {
            var word = word(criticality);
            if (word.startsWith("shall")) {
                return Severity.HIGH;
            }
            return word.startsWith("should") ? Severity.MEDIUM : Severity.UNKNOWN;
        }

        /// From the Markdown of a baseline, in HTML since.
        private static @Nullable String requirement(@Nullable String text) {
            return text == null ? null : PlainText.withoutMarks(PlainText.ofHtml(text));
        }

        private static @Nullable String html(@Nullable String text) {
            return text == null ? null : PlainText.ofHtml(text);
        }
    }
}
