package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One finding in the AWS Security Finding Format (formats 2.10), be it a check or not.
final class AsffFinding {

    static final JsonPaths PATHS = JsonPaths.of(
                    "SchemaVersion",
                    "Id",
                    "ProductArn",
                    "ProductName",
                    "AwsAccountId",
                    "AwsAccountName",
                    "GeneratorId",
                    "Region",
                    "Types",
                    "Title",
                    "Description",
                    "UpdatedAt",
                    "RecordState",
                    "Severity.Label",
                    "Severity.Normalized",
                    "Workflow.Status",
                    "Note.Text",
                    "Compliance.Status",
                    "Compliance.SecurityControlId",
                    "Compliance.RelatedRequirements",
                    "Compliance.AssociatedStandards.StandardsId",
                    "Remediation.Recommendation.Text",
                    "Remediation.Recommendation.Url",
                    "ProductFields.ControlId",
                    "ProductFields.RuleId",
                    "ProductFields.StandardsArn",
                    "ProductFields.StandardsGuideArn",
                    "ProductFields.ProviderName",
                    "ProductFields.ProviderVersion",
                    "ProductFields.aws/securityhub/annotation")
            .each("Resources", JsonPaths.of("Id", "Region"))
            .each("Compliance.StatusReasons", JsonPaths.of("ReasonCode", "Description"));

    private static final String SECURITY_HUB = "aws/securityhub";
    private static final Pattern PRODUCT = Pattern.compile("(?s).*?:product/(.+)");
    private static final Pattern STANDARD = Pattern.compile("(?s)(?:.*?:)?(?:ruleset|standards)/(.+)");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern SERVICE_OF_CONTROL = Pattern.compile("(?:[A-Z]+\\.)?([A-Za-z][A-Za-z0-9]*)\\.\\d+");
    private static final Pattern SERVICE_OF_PROWLER = Pattern.compile("prowler-([a-z0-9]+)_.+");
    private static final Pattern REQUIREMENT = Pattern.compile("(.{1,80}? v[0-9][0-9.]*)/(\\S+)");
    private static final int MAX_REQUIREMENT = 64;
    private static final Set<String> NOTHING_TO_EVALUATE = Set.of("CONFIG_EVALUATIONS_EMPTY");
    private static final Set<String> NOT_APPLICABLE =
            Set.of("CONFIG_RETURNS_NOT_APPLICABLE", "CONFIG_EVALUATIONS_EMPTY");

    private final JsonValues values;

    AsffFinding(JsonValues values) {
        this.values = values;
    }

    /// Whether it has what every finding of this format has.
    boolean isNamed() {
        return values.has("SchemaVersion") && values.has("ProductArn");
    }

    /// A finding without it is a threat or a weakness that some product reports, and no check.
    boolean isCheck() {
        return values.first("Compliance.Status") != null;
    }

    /// No longer current: its resource is gone, or its control off.
    boolean isArchived() {
        return "ARCHIVED".equalsIgnoreCase(values.first("RecordState"));
    }

    /// The account it is about; `null` where an example has masked it.
    @Nullable
    String account() {
        var id = values.firstOr("", "AwsAccountId").strip();
        return ACCOUNT.matcher(id).matches() ? id : null;
    }

    @Nullable
    String accountName() {
        return values.first("AwsAccountName");
    }

    StatedTime updatedAt() {
        return StatedTime.of(values.first("UpdatedAt"));
    }

    String tool() {
        if (isOfSecurityHub()) {
            return "Security Hub";
        }
        return values.firstOr(product(), "ProductFields.ProviderName", "ProductName");
    }

    @Nullable
    String toolVersion() {
        return values.first("ProductFields.ProviderVersion");
    }

    /// Of AWS itself or of Prowler, which write what they found in order as well.
    boolean isOfWholeTool() {
        return isOfSecurityHub() || isOfProwler();
    }

    boolean isPassed() {
        return status().equals("PASSED");
    }

    private boolean isOfSecurityHub() {
        return product().equals(SECURITY_HUB);
    }

    private boolean isOfProwler() {
        return product().equals("prowler/prowler")
                || "prowler".equalsIgnoreCase(values.first("ProductFields.ProviderName"));
    }

    private String product() {
        var product = PRODUCT.matcher(values.firstOr("", "ProductArn").strip());
        return product.matches() ? product.group(1) : "?";
    }

    /// What makes two findings one: of those with one key the newest counts. Security Hub finds a thing again under
    /// another id; every other product means several where the ids differ.
    long key(DigestTable table) {
        return table.key(
                product(),
                control(),
                standard(),
                resources(false),
                values.first("AwsAccountId"),
                values.first("Region"),
                isOfSecurityHub() ? null : values.first("Id"));
    }

    private @Nullable String control() {
        return values.first(
                "Compliance.SecurityControlId", "ProductFields.ControlId", "ProductFields.RuleId", "GeneratorId");
    }

    /// The one standard that the finding belongs to; `null` where findings of all standards are one.
    private @Nullable String standard() {
        var arn = values.first("ProductFields.StandardsArn", "ProductFields.StandardsGuideArn");
        return arn == null ? null : standard(arn);
    }

    /// `cis-aws-foundations-benchmark/v/1.2.0`.
    private static String standard(String id) {
        var standard = STANDARD.matcher(id.strip());
        return standard.matches() ? standard.group(1) : id.strip();
    }

    /// @param isOneOfSeveralAccounts whether resources must tell their account
    CheckDraft draft(boolean isOneOfSeveralAccounts) {
        var control = control();
        var standard = standard();
        var draft = new CheckDraft()
                .control(standard == null || control == null ? control : standard + "/" + control, text("Title"))
                .base(control)
                .result(values.first("Compliance.Status"), outcome())
                .severity(values.first("Severity.Label", "Severity.Normalized"), severity())
                .area(area())
                .resource(resources(isOneOfSeveralAccounts))
                .detail(detail())
                .remediation(values.first("Remediation.Recommendation.Url"))
                .notes(notes());
        if ("SUPPRESSED".equalsIgnoreCase(values.first("Workflow.Status"))) {
            draft.suppressed(values.first("Note.Text"), null);
        } else if (isMuted()) {
            draft.suppressed(null, null);
        }
        return draft;
    }

    private String status() {
        return values.firstOr("", "Compliance.Status").strip().toUpperCase(Locale.ROOT);
    }

    /// Prowler writes so whatever the result of a muted finding was.
    private boolean isMuted() {
        return isOfProwler() && status().startsWith("WARNING");
    }

    private NormalisedResult outcome() {
        var reasons = values.each("Compliance.StatusReasons").stream()
                .map(reason -> reason.firstOr("", "ReasonCode").strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return switch (status()) {
            case "PASSED" ->
                NormalisedResult.of(
                        hasOneOf(NOTHING_TO_EVALUATE, reasons) ? CheckResult.NOT_APPLICABLE : CheckResult.PASS);
            case "FAILED" -> NormalisedResult.of(CheckResult.FAIL);
            case "NOT_AVAILABLE" -> notAvailable(reasons);
            case "WARNING", "WARNINGED" -> isMuted() ? NormalisedResult.of(CheckResult.UNKNOWN) : warning();
            case "INFOED" -> NormalisedResult.of(isOfProwler() ? CheckResult.MANUAL : CheckResult.UNKNOWN);
            default -> NormalisedResult.of(CheckResult.UNKNOWN);
        };
    }

    private static NormalisedResult notAvailable(Set<String> reasons) {
        if (reasons.stream().anyMatch(reason -> reason.endsWith("_ERROR"))) {
            return new NormalisedResult(CheckResult.ERROR, "tool_error");
        }
        return hasOneOf(NOT_APPLICABLE, reasons)
                ? NormalisedResult.of(CheckResult.NOT_APPLICABLE)
                : NormalisedResult.notAssessed("other");
    }

    /// Data was missing, or the check does not know what it met.
    private NormalisedResult warning() {
        return status().equals("WARNING")
                ? NormalisedResult.notAssessed("other")
                : NormalisedResult.of(CheckResult.UNKNOWN);
    }

    private static boolean hasOneOf(Set<String> wanted, Set<String> reasons) {
        return reasons.stream().anyMatch(wanted::contains);
    }

    /// Security Hub makes every passed finding informational, which says nothing about the control.
    private Severity severity() {
        var severity = Severities.ofWord(values.first("Severity.Label"));
        if (severity == Severity.UNKNOWN) {
            severity = normalised(values.first("Severity.Normalized"));
        }
        var isOfResult = isOfSecurityHub() && isPassed() && severity == Severity.INFORMATIONAL;
        return isOfResult ? Severity.UNKNOWN : severity;
    }

    private static Severity normalised(@Nullable String number) {
        double value;
        try {
            value = number == null ? -1 : Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return Severity.UNKNOWN;
        }
        if (!(value >= 0 && value <= 100)) {
            return Severity.UNKNOWN;
        }
        if (value >= 70) {
            return value >= 90 ? Severity.CRITICAL : Severity.HIGH;
        }
        if (value >= 40) {
            return Severity.MEDIUM;
        }
        return value >= 1 ? Severity.LOW : Severity.INFORMATIONAL;
    }

    /// The service that the control is about, where its id says so; else the standard.
    private @Nullable String area() {
        var control = values.firstOr("", "Compliance.SecurityControlId", "ProductFields.ControlId", "GeneratorId");
        for (var form : List.of(SERVICE_OF_CONTROL, SERVICE_OF_PROWLER)) {
            var service = form.matcher(control);
            if (service.matches()) {
                return service.group(1);
            }
        }
        var standard = standard();
        return standard == null ? null : shown(standard);
    }

    /// `cis-aws-foundations-benchmark v1.2.0`.
    private static String shown(String standard) {
        return standard.replace("/v/", " v");
    }

    /// The id of a resource is unique only within its region, and not always within its account.
    private @Nullable String resources(boolean withAccount) {
        var kept = values.each("Resources");
        var names = new NameList(values.count("Resources") - kept.size());
        var region = values.first("Region");
        kept.stream()
                .map(resource -> resource(
                        resource.first("Id"), resource.firstOr(region == null ? "" : region, "Region"), withAccount))
                .filter(Objects::nonNull)
                .sorted(Comparator.naturalOrder())
                .forEach(names::add);
        return names.isEmpty() ? null : names.text();
    }

    private @Nullable String resource(@Nullable String id, String region, boolean withAccount) {
        if (id == null) {
            return null;
        }
        var account = account();
        var isAccountMissing = withAccount && account != null && !id.contains(account);
        var isRegionMissing = !region.isEmpty() && !id.contains(":" + region + ":");
        var place = Stream.of(isAccountMissing ? account : null, isRegionMissing ? region : null)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return place.isEmpty() ? id : id + " (" + place + ")";
    }

    /// What was found. Prowler's description says that, Security Hub's what is looked for.
    private @Nullable String detail() {
        var found = values.each("Compliance.StatusReasons").stream()
                .map(reason -> reason.first("Description", "ReasonCode"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        var said = values.first("ProductFields.aws/securityhub/annotation");
        var description = isOfSecurityHub() ? null : text("Description");
        var detail = Stream.of(said != null && found.contains(said) ? null : said, found, description)
                .filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        return detail.isEmpty() ? null : detail;
    }

    /// Prowler writes Markdown.
    private @Nullable String text(String path) {
        var text = values.first(path);
        return isOfProwler() ? PlainText.ofMarkdown(text) : text;
    }

    private CheckNotes notes() {
        var standard = standard();
        var remedy = values.first("Remediation.Recommendation.Text");
        return new NotesDraft()
                .group(standard == null ? null : shown(standard))
                .references(references(standard))
                .remedy(isOfProwler() ? MarkdownText.written(remedy) : Paragraphs.of(remedy))
                .rationale(isOfSecurityHub() ? Paragraphs.of(values.first("Description")) : null)
                .build();
    }

    private FrameworkReferences references(@Nullable String standard) {
        var references = new FrameworkReferences();
        var types = Set.copyOf(values.all("Types"));
        values.all("Compliance.RelatedRequirements").stream()
                .map(String::strip)
                .filter(Predicate.not(types::contains))
                .forEach(requirement -> refer(references, requirement));
        if (isOfSecurityHub()) {
            if (standard != null) {
                references.add(shown(standard), control());
            }
            values.all("Compliance.AssociatedStandards.StandardsId")
                    .forEach(id -> references.add(shown(standard(id)), control()));
        }
        return references;
    }

    /// `PCI DSS v3.2.1/8.3.1`, `NIST.800-53.r5 AC-2(1)`; Prowler lists several behind one framework, and cuts off
    /// what is longer than the format allows. Its older versions have the type of the finding there.
    private static void refer(FrameworkReferences references, String requirement) {
        var withVersion = REQUIREMENT.matcher(requirement);
        if (withVersion.matches()) {
            references.add(withVersion.group(1), withVersion.group(2));
            return;
        }
        var words = List.of(requirement.split("\\s+"));
        int end = requirement.length() >= MAX_REQUIREMENT && words.size() > 2 ? words.size() - 1 : words.size();
        words.subList(Math.min(1, end), end).forEach(id -> references.add(words.getFirst(), id));
    }
}
