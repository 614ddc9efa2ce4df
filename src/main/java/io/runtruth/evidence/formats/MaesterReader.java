package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.StructuredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Maester test results (formats 2.2). Of a file with several tenants one is read, chosen by the caller; they
/// are never merged. Accounts, scripts and system information are skipped.
final class MaesterReader implements FormatReader<JsonFile> {

    private static final int ONLY = -1;
    private static final int MAX_TENANTS = 10_000;
    private static final int MAX_NAME = 300;
    private static final Pattern GUID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final JsonPaths TENANT = JsonPaths.of("TenantId", "TenantName");
    private static final JsonPaths TEST = JsonPaths.of(
            "Id",
            "Title",
            "Name",
            "HelpUrl",
            "Severity",
            "Result",
            "Block",
            "Tag",
            "ErrorRecord.FullyQualifiedErrorId",
            "ErrorRecord.Exception.Message",
            "ResultDetail.TestDescription",
            "ResultDetail.TestResult",
            "ResultDetail.TestSkipped",
            "ResultDetail.SkippedReason",
            "ResultDetail.Severity",
            "ResultDetail.Service");

    private final @Nullable String wanted;

    MaesterReader(@Nullable String tenant) {
        this.wanted = tenant;
    }

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        var tenants = tenants(file);
        var calls = FilePart.toldApart(tenants.stream().map(Tenant::call).toList(), MAX_NAME);
        var index = chosen(tenants, calls);
        try (var in = file.open()) {
            return new Reading(in, counter).read(index, index == ONLY ? "" : calls.get(index));
        }
    }

    /// The tenants of a file with several; empty for one that is a single tenant's.
    private static List<Tenant> tenants(JsonFile file) {
        var tenants = new ArrayList<Tenant>();
        try (var in = file.open()) {
            in.object(name -> {
                if (name.equals("Tenants")) {
                    in.items(() -> tenants.add(tenant(in, tenants.size())));
                }
            });
        }
        return tenants;
    }

    private static Tenant tenant(JsonCursor in, int known) {
        if (known == MAX_TENANTS) {
            throw in.refusal("evidence.too_many_entries");
        }
        var tenant = in.select(TENANT);
        return new Tenant(
                Cleaned.line(tenant.first("TenantId"), MAX_NAME), Cleaned.line(tenant.first("TenantName"), MAX_NAME));
    }

    private int chosen(List<Tenant> tenants, List<String> calls) {
        var parts = IntStream.range(0, tenants.size())
                .mapToObj(i -> tenants.get(i).part(calls.get(i)))
                .toList();
        return parts.isEmpty() ? ONLY : FilePart.chosen(parts, wanted, "evidence.tenant_choice");
    }

    private record Tenant(@Nullable String id, @Nullable String name) {

        String call() {
            return id != null ? id : name != null ? name : "";
        }

        /// @param call what it alone of all is called
        FilePart part(String call) {
            return id == null
                    ? new FilePart(null, call, name == null ? List.of() : List.of(name))
                    : FilePart.named(call, name == null ? "" : name);
        }
    }

    private static final class Reading {

        private final JsonCursor in;
        private final CheckCounter counter;
        private final ItemNames items = new ItemNames(EvidenceFormat.MAESTER);
        private boolean hasTests;
        private @Nullable String tenantId;
        private @Nullable String tenantName;
        private @Nullable String version;
        private @Nullable String executedAt;

        Reading(JsonCursor in, CheckCounter counter) {
            this.in = in;
            this.counter = counter;
        }

        /// @param tenant what the tenant of that number is called; `""` for the only one
        FileOrigin read(int index, String tenant) {
            if (index == ONLY) {
                in.object(this::field);
            } else {
                in.object(name -> shared(name, index));
            }
            in.end();
            items.require(hasTests);
            var id = tenantId != null && GUID.matcher(tenantId).matches() ? tenantId : null;
            return new FileOrigin(
                    "Maester", version, id, id == null ? null : tenantName, tenant, StatedTime.of(executedAt));
        }

        private void shared(String name, int index) {
            if (!name.equals("Tenants")) {
                return;
            }
            var at = new int[1];
            in.items(() -> {
                if (at[0]++ == index) {
                    in.object(this::field);
                } else {
                    counter.skipped("other_tenant");
                }
            });
        }

        private void field(String name) {
            switch (name) {
                case "TenantId" -> tenantId = in.text();
                case "TenantName" -> tenantName = in.text();
                case "CurrentVersion" -> version = in.text();
                case "ExecutedAt" -> executedAt = in.text();
                case "PassedCount", "FailedCount", "ErrorCount", "InvestigateCount", "SkippedCount", "NotRunCount" ->
                    counter.stated(name, in.number());
                case "TotalCount" -> counter.stated(name, in.number());
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
            var raw = test.first("Result");
            items.item(test.has("Id") && test.has("Result"));
            var severity = test.first("Severity", "ResultDetail.Severity");
            var found = found(test);
            var description = MarkdownText.described(test.first("ResultDetail.TestDescription"));
            counter.counted("TotalCount");
            counter.counted(raw + "Count");
            counter.add(new CheckDraft()
                    .control(test.first("Id"), test.first("Title", "Name"))
                    .result(raw, outcome(test))
                    .severity(severity, Severities.ofWord(severity))
                    .area(test.first("Block", "ResultDetail.Service"))
                    .found(found)
                    .remediation(test.first("HelpUrl"))
                    .notes(MaesterTags.notes(test.all("Tag"))
                            .detail(found)
                            .remedy(description.remedy())
                            .rationale(description.why())
                            .build()));
        }

        /// What the test found, else what stopped it, which is no Markdown.
        private static @Nullable StructuredText found(JsonValues test) {
            var found = MarkdownText.found(test.first("ResultDetail.TestResult", "ResultDetail.SkippedReason"));
            var message = test.first("ErrorRecord.Exception.Message");
            if (found != null || message == null) {
                return found;
            }
            var to = new StructureBuilder(true);
            HomeFolders.hiddenIn(message).lines().forEach(line -> {
                to.text(line);
                to.breakLine();
            });
            return to.text();
        }

        private static NormalisedResult outcome(JsonValues test) {
            return switch (test.firstOr("", "Result").toLowerCase(Locale.ROOT)) {
                case "passed" -> NormalisedResult.of(CheckResult.PASS);
                case "failed" -> failed(test.first("ErrorRecord.FullyQualifiedErrorId"));
                case "investigate" -> NormalisedResult.of(CheckResult.MANUAL);
                case "error" -> new NormalisedResult(CheckResult.ERROR, "tool_error");
                case "notrun" -> NormalisedResult.notAssessed("not_run");
                case "skipped" -> SkipReason.outcome(test.firstOr("", "ResultDetail.TestSkipped"));
                default -> NormalisedResult.of(CheckResult.UNKNOWN);
            };
        }

        /// The tool writes `Failed` for a test that broke as well; only an assertion says something about the
        /// tenant.
        private static NormalisedResult failed(@Nullable String errorId) {
            return errorId == null || errorId.startsWith("PesterAssertionFailed")
                    ? NormalisedResult.of(CheckResult.FAIL)
                    : new NormalisedResult(CheckResult.ERROR, "tool_error");
        }
    }
}
