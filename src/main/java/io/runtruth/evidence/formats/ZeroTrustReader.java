package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.StructuredText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Microsoft Zero Trust Assessment reports (formats 2.3). Accounts and tenant information are skipped.
final class ZeroTrustReader implements FormatReader<JsonFile> {

    private static final JsonPaths TEST = JsonPaths.of(
            "TestId",
            "TestTitle",
            "TestStatus",
            "TestRisk",
            "TestPillar",
            "TestSfiPillar",
            "TestCategory",
            "TestImpact",
            "TestImplementationCost",
            "TestMinimumLicense",
            "TestResult",
            "TestSkipped",
            "SkippedReason",
            "TestDescription");
    private static final Pattern REMEDIATION =
            Pattern.compile("Remediation action.{0,2000}?\\]\\((https?://[^\\s)]{1,1500})", Pattern.DOTALL);

    private static final String NOT_SAID = "N/A";

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        try (var in = file.open()) {
            return new Reading(in, counter).read();
        }
    }

    private static final class Reading {

        private final JsonCursor in;
        private final CheckCounter counter;
        private final ItemNames items = new ItemNames(EvidenceFormat.ZERO_TRUST_ASSESSMENT);
        private boolean hasTests;
        private @Nullable String tenantId;
        private @Nullable String tenantName;
        private @Nullable String version;
        private @Nullable String executedAt;

        Reading(JsonCursor in, CheckCounter counter) {
            this.in = in;
            this.counter = counter;
        }

        FileOrigin read() {
            in.object(this::field);
            in.end();
            items.require(hasTests);
            var time = StatedTime.of(executedAt);
            return new FileOrigin("Microsoft Zero Trust Assessment", version, tenantId, tenantName, "", time);
        }

        private void field(String name) {
            switch (name) {
                case "TenantId" -> tenantId = in.text();
                case "TenantName" -> tenantName = in.text();
                case "CurrentVersion" -> version = in.text();
                case "ExecutedAt" -> executedAt = in.text();
                case "TestResultSummary" -> in.object(label -> counter.stated(label, in.number()));
                case "TenantInfo" -> counter.skipped("tenant_configuration");
                case "Tests" -> {
                    hasTests = true;
                    in.items(this::test);
                }
                default -> {}
            }
        }

        private void test() {
            if (!in.isObject()) {
                throw in.refusal("evidence.unexpected_type");
            }
            var test = in.select(TEST);
            items.item(test.has("TestId") && test.has("TestStatus"));
            var pillar = String.join(", ", test.all("TestPillar"));
            var status = test.firstOr("", "TestStatus");
            var outcome = outcome(status, test.firstOr("", "TestSkipped"));
            var risk = test.first("TestRisk");
            var found = MarkdownText.found(test.first("TestResult", "SkippedReason"));
            counter.add(new CheckDraft()
                    .control(test.first("TestId"), test.first("TestTitle"))
                    .result(status, outcome)
                    .severity(risk, Severities.ofWord(risk))
                    .area(pillar)
                    .found(found)
                    .remediation(remediation(test.first("TestDescription")))
                    .notes(notes(test).detail(found).build()));
            var pillars = test.all("TestPillar").isEmpty() ? List.of("") : test.all("TestPillar");
            pillars.forEach(one -> countLikeTheTool(one, status));
        }

        /// The tool's own totals leave out what was skipped or is only planned, and count a test of several pillars
        /// in each of them.
        private void countLikeTheTool(String pillar, String status) {
            if (status.equals("Passed")) {
                counter.counted(pillar + "Passed");
            }
            if (!status.equals("Skipped") && !status.equals("Planned")) {
                counter.counted(pillar + "Total");
            }
        }

        private static NormalisedResult outcome(String status, String skipped) {
            return switch (status.toLowerCase(Locale.ROOT)) {
                case "passed" -> NormalisedResult.of(CheckResult.PASS);
                case "failed" -> NormalisedResult.of(CheckResult.FAIL);
                case "investigate" -> NormalisedResult.of(CheckResult.MANUAL);
                case "error" -> new NormalisedResult(CheckResult.ERROR, "tool_error");
                case "planned" -> NormalisedResult.notAssessed("planned");
                case "skipped" -> SkipReason.outcome(skipped);
                default -> NormalisedResult.of(CheckResult.UNKNOWN);
            };
        }

        private static NotesDraft notes(JsonValues test) {
            var description = MarkdownText.described(test.first("TestDescription"));
            return new NotesDraft()
                    .group(test.first("TestCategory"))
                    .impact(test.first("TestImpact"))
                    .effort(test.first("TestImplementationCost"))
                    .licence(licence(test.all("TestMinimumLicense")))
                    .reference("SFI", test.first("TestSfiPillar"))
                    .remedy(description.remedy())
                    .rationale(rationale(description.why()));
        }

        private static @Nullable String licence(List<String> names) {
            var needed = names.stream()
                    .filter(name -> !name.equalsIgnoreCase(NOT_SAID))
                    .collect(Collectors.joining(", "));
            return needed.isEmpty() ? null : needed;
        }

        /// A test that is only planned has dots in this place.
        private static @Nullable StructuredText rationale(@Nullable StructuredText why) {
            return why == null || why.words().equals("...") ? null : why;
        }

        private static @Nullable String remediation(@Nullable String description) {
            var link = REMEDIATION.matcher(description == null ? "" : description);
            return link.find() ? link.group(1) : null;
        }
    }
}
