package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// ScubaGear and ScubaGoggles `ScubaResults` (formats 2.1). `Raw`, the tenant's configuration, is skipped.
final class ScubaReader implements FormatReader<JsonFile> {

    static final JsonPaths META_DATA =
            JsonPaths.of("Tool", "ToolVersion", "TenantId", "DisplayName", "DomainName", "OrgName", "TimestampZulu");

    private static final int MAX_PRODUCTS = 200;
    private static final String UNUSED = "N/A";
    private static final Pattern BOD = Pattern.compile(
            "(?:class|title)\\s*=\\s*[\"'][^\"']{0,100}BOD 25-01|indicator-bod\\b", Pattern.CASE_INSENSITIVE);
    private static final JsonPaths CONTROL = JsonPaths.of(
            "Control ID",
            "Requirement",
            "Result",
            "Criticality",
            "Details",
            "OriginalResult",
            "OriginalDetails",
            "OmittedEvaluationResult",
            "OmittedEvaluationDetails",
            "IncorrectResult",
            "IncorrectResultDetails",
            "Comments",
            "ResolutionDate");
    private static final Pattern VERSION = Pattern.compile("v\\d+(?:\\.\\d+)*$", Pattern.CASE_INSENSITIVE);

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        var products = products(file);
        try (var in = file.open()) {
            return new Reading(in, counter, products).read();
        }
    }

    /// The full names of the products, which stand at the beginning of what real tools write, by what abbreviates
    /// them, in lower case.
    private static Map<String, String> products(JsonFile file) {
        var products = new HashMap<String, String>();
        try (var in = file.open()) {
            in.object(name -> {
                if (name.equals("MetaData") && in.isObject()) {
                    in.object(field -> {
                        if (field.equals("ProductAbbreviationMapping") && in.isObject()) {
                            in.object(product -> product(products, product, in.text()));
                        }
                    });
                    in.stop();
                }
            });
        }
        return products;
    }

    private static void product(Map<String, String> products, String name, @Nullable String abbreviation) {
        if (abbreviation != null && products.size() < MAX_PRODUCTS) {
            products.putIfAbsent(word(abbreviation), name);
        }
    }

    private static String word(@Nullable String raw) {
        return raw == null ? "" : raw.strip().toLowerCase(Locale.ROOT);
    }

    private static final class Reading {

        private final JsonCursor in;
        private final CheckCounter counter;
        private @Nullable JsonValues metaData;
        private final Map<String, String> products;
        private @Nullable String groupReference;
        private @Nullable String groupName;
        private @Nullable String groupNumber;
        private final ItemNames items = new ItemNames(EvidenceFormat.SCUBAGEAR);
        private boolean hasResults;

        Reading(JsonCursor in, CheckCounter counter, Map<String, String> products) {
            this.in = in;
            this.counter = counter;
            this.products = products;
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

        /// What a group is called stands before its controls in every version of the tool.
        private void group(String product) {
            groupReference = null;
            groupName = null;
            groupNumber = null;
            in.object(name -> {
                switch (name) {
                    case "GroupName" -> groupName = in.text();
                    case "GroupNumber" -> groupNumber = in.text();
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
            var found = found(control);
            var draft = new CheckDraft()
                    .control(id, requirement(control.first("Requirement")))
                    .base(id == null ? null : VERSION.matcher(id).replaceFirst(""))
                    .severity(criticality, severity(criticality))
                    .area(product)
                    .found(found)
                    .remediation(groupReference)
                    .notes(notes(product, id, control).detail(found).build());
            result(control, draft);
            counter.counted(product + "." + summaryLabel(word(control.first("Result"))));
            counter.add(draft);
        }

        private NotesDraft notes(String product, @Nullable String id, JsonValues control) {
            var name = groupNumber == null || groupName == null ? groupName : groupNumber + ". " + groupName;
            var isBinding = BOD.matcher(control.firstOr("", "Requirement")).find();
            return new NotesDraft()
                    .group(name)
                    .product(products.get(word(product)))
                    .reference("CISA BOD 25-01", isBinding ? id : null);
        }

        /// What was found, as the tool's page shows it. Where the agency has hidden it, its word stands first.
        private static @Nullable StructuredText found(JsonValues control) {
            var details = control.first("Details");
            var original = Stream.of("OriginalDetails", "OmittedEvaluationDetails", "IncorrectResultDetails")
                    .map(control::first)
                    .filter(text -> text != null && !text.equals(UNUSED))
                    .findFirst()
                    .orElse(null);
            if (underlying(control) != null) {
                return HtmlText.found(details, original);
            }
            return HtmlText.found(original == null ? details : original, comments(control));
        }

        /// The agency's own word about a control that is not met, and when it will be.
        private static String comments(JsonValues control) {
            var date = control.first("ResolutionDate");
            var isDated = date != null && !date.equals(UNUSED);
            var comments = control.all("Comments").stream().filter(comment -> !comment.equals(UNUSED));
            return Stream.concat(comments, isDated ? Stream.of("ResolutionDate: " + date) : Stream.of())
                    .collect(Collectors.joining("\n"));
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
            var written = HtmlText.written(text);
            return written == null ? null : PlainText.withoutMarks(written.words());
        }

        private static @Nullable String html(@Nullable String text) {
            return text == null ? null : PlainText.ofHtml(text);
        }
    }
}
