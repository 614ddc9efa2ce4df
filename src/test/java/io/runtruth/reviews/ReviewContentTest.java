package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.evidence.Check.Suppression;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.FileFacts.SummaryDifference;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Heading;
import io.runtruth.evidence.StructuredText.Items;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.evidence.StructuredText.Span;
import io.runtruth.evidence.StructuredText.Table;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.AcceptedSuppressed;
import io.runtruth.reviews.ReviewContent.AreaPosture;
import io.runtruth.reviews.ReviewContent.Completeness;
import io.runtruth.reviews.ReviewContent.ControlPosture;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.Coverage;
import io.runtruth.reviews.ReviewContent.DocumentEnvironment;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.ExecutiveSummary;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.OperationsHealth;
import io.runtruth.reviews.ReviewContent.Provenance;
import io.runtruth.reviews.ReviewContent.Rate;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.Section;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewContent.SuppressedCheck;
import io.runtruth.reviews.ReviewContent.TopRisks;
import io.runtruth.shared.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewContentTest {

    private static final UUID SNAPSHOT = new UUID(0, 5);
    private static final Instant AT = Instant.parse("2026-05-04T17:15:48.307Z");

    @Test
    void what_was_written_is_read_again() {
        var content = content();

        var read = ReviewContent.parse(content.canonicalBytes());

        assertThat(read).isEqualTo(content);
        assertThat(read.canonicalBytes()).isEqualTo(content.canonicalBytes());
    }

    @Test
    void the_stored_form_is_the_one_that_readers_know() throws Exception {
        assertThat(text(content())).isEqualTo(stored("review-content-5.json"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void content_of_an_earlier_version_is_read_as_the_newest_and_knows_no_findings(int version) throws Exception {
        var earlier = stored("review-content-" + version + ".json");

        assertThat(earlier).contains("\"schema_version\":" + version);
        var read = ReviewContent.parse(earlier.getBytes(StandardCharsets.UTF_8));

        assertThat(read).isEqualTo(beforeFindings());
        assertThat(read.findings()).isNull();
    }

    @Test
    void content_of_version_3_is_read_as_the_newest_and_knows_not_why_a_check_matters() throws Exception {
        var earlier = stored("review-content-3.json");
        assertThat(earlier).contains("\"schema_version\":3");

        var read = ReviewContent.parse(earlier.getBytes(StandardCharsets.UTF_8));

        assertThat(read).isEqualTo(content(false).withFindings(findings(false, false)));
        assertThat(read.findings().controls()).extracting(Finding::rationale).containsOnlyNulls();
        assertThat(read.findings().rationalesLeftOut()).isNull();
    }

    @Test
    void content_of_version_4_is_read_as_the_newest_and_knows_no_accepted_risk() throws Exception {
        var earlier = stored("review-content-4.json");
        assertThat(earlier).contains("\"schema_version\":4");

        var read = ReviewContent.parse(earlier.getBytes(StandardCharsets.UTF_8));

        assertThat(read).isEqualTo(content(false));
        assertThat(read.acceptedSuppressed().accepted()).isEmpty();
    }

    /// What was known before findings were kept: the risk has its detail itself.
    private static ReviewContent beforeFindings() {
        var now = content(false);
        var risk = now.topRisks().risks().getFirst();
        var then = new Risk(
                risk.snapshotId(),
                risk.controlId(),
                risk.title(),
                risk.severity(),
                risk.rawSeverity(),
                risk.area(),
                risk.affected(),
                risk.resources(),
                "1 policy found",
                risk.remediationUrl(),
                null);
        return new ReviewContent(
                now.schemaVersion(),
                now.rulesVersion(),
                now.environment(),
                now.completeness(),
                now.executiveSummary(),
                now.controlPosture(),
                new TopRisks(1, 1, List.of(then)),
                null,
                now.acceptedSuppressed(),
                now.operationsHealth(),
                now.provenance());
    }

    private static String stored(String name) throws IOException {
        try (var stored = ReviewContentTest.class.getResourceAsStream(name)) {
            return new String(stored.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void the_sections_are_the_names_in_the_stored_form() {
        var json = text(content());

        for (var section : Section.values()) {
            assertThat(json).contains("\"" + section.code() + "\":{");
        }
    }

    @Test
    void a_section_that_is_not_there_is_absent() {
        var full = content();
        var content = new ReviewContent(
                full.schemaVersion(),
                full.rulesVersion(),
                full.environment(),
                full.completeness(),
                null,
                null,
                null,
                null,
                null,
                null,
                full.provenance());

        assertThat(text(content)).doesNotContain("executive_summary", "top_risks", "operations_health", "null");
        assertThat(ReviewContent.parse(content.canonicalBytes())).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"schema_version\":5; \"schema_version\":6",
                "\"schema_version\":5; \"schema_version\":5,\"schema_version\":5",
                "\"schema_version\":5; \"schema_version\":5,\"surprise\":1",
                "\"assessed\":2; \"assessed\":2.0",
                "\"assessed\":2; \"assessed\":\"2\"",
                "\"assessed\":2,; ''",
                "\"severity\":\"critical\"; \"severity\":\"dreadful\"",
                "\"provenance\"; \"origin\""
            })
    void anything_else_is_refused_whole(String part, String other) {
        var json = text(content());
        assertThat(json).contains(part);

        var changed = json.replace(part, other).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ReviewContent.parse(changed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void half_a_document_and_two_documents_are_refused() {
        var json = text(content());

        for (var broken : List.of("", json.substring(0, json.length() - 1), json + "{}", "[]", "null")) {
            assertThatThrownBy(() -> ReviewContent.parse(broken.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1,0", "1,3,3333", "2,3,6666", "999999,1000000,9999", "5,5,10000"})
    void a_rate_is_rounded_down_to_basis_points(long passed, long rated, int basisPoints) {
        assertThat(new Rate(passed, rated).basisPoints()).hasValue(basisPoints);
    }

    @Test
    void a_rate_of_nothing_is_no_rate() {
        assertThat(new Rate(0, 0).basisPoints()).isEmpty();
    }

    private static String text(ReviewContent content) {
        return new String(content.canonicalBytes(), StandardCharsets.UTF_8);
    }

    private static ReviewContent content() {
        return content(true);
    }

    /// @param isAccepted whether somebody accepted the risk of what failed
    private static ReviewContent content(boolean isAccepted) {
        var counts = new Counts(
                Map.of(CheckResult.PASS, 1L, CheckResult.FAIL, 1L, CheckResult.NOT_APPLICABLE, 1L),
                Map.of(CheckResult.FAIL, 1L));
        var source = new Source(
                SNAPSHOT,
                "scubagear",
                "ScubaGear",
                "1.8.0",
                new DocumentTarget("tenant", "Tenant", null),
                AT,
                true,
                false,
                new DocumentFile("ScubaResults.json", 1_919_694, "sha256:f1", "sha256:p1"),
                false,
                new TreeMap<>(Map.of("Pass", 1L, "Fail", 2L, "N/A", 1L)),
                List.of(new SummaryDifference("Passes", 2, 1)),
                new TreeMap<>(Map.of("raw_configuration", 1L)),
                List.of());
        return new ReviewContent(
                ReviewContent.SCHEMA_VERSION,
                1,
                new DocumentEnvironment(new Scope(new UUID(0, 1), new UUID(0, 2)), "contoso", "Contoso"),
                new Completeness(
                        Completeness.CompletenessState.PARTIAL,
                        Map.of(Completeness.PartialReason.EVIDENCE_TOO_OLD, 1L)),
                new ExecutiveSummary(
                        new Coverage(4, 2, Map.of(Gap.NOT_APPLICABLE, 1L, Gap.SUPPRESSED, 1L)),
                        counts.rate(),
                        counts,
                        Map.of(Severity.CRITICAL, 1L),
                        AT,
                        AT),
                new ControlPosture(List.of(new SnapshotPosture(
                        SNAPSHOT,
                        List.of(new AreaPosture("AAD", Map.of(Severity.CRITICAL, counts))),
                        Map.of(Severity.UNKNOWN, counts)))),
                new TopRisks(
                        1,
                        1,
                        List.of(new Risk(
                                SNAPSHOT,
                                "MS.AAD.1.1v1",
                                "Legacy authentication is blocked",
                                Severity.CRITICAL,
                                "Shall",
                                "AAD",
                                1,
                                List.of("policy-1"),
                                null,
                                "https://example.org/aad",
                                0))),
                findings(true, isAccepted),
                new AcceptedSuppressed(
                        1,
                        List.of(new SuppressedCheck(
                                SNAPSHOT,
                                "MS.AAD.2.1v1",
                                "Risky users are blocked",
                                CheckResult.FAIL,
                                Severity.HIGH,
                                "AAD",
                                "policy-2",
                                "Planned",
                                LocalDate.parse("2027-01-31"))),
                        isAccepted
                                ? List.of(new AcceptedChecks(
                                        new AcceptedRisk(
                                                new UUID(0, 7),
                                                2,
                                                "ScubaGear",
                                                "MS.AAD.1.1",
                                                null,
                                                "policy-1",
                                                "Replaced in spring",
                                                "Olga Owner",
                                                "Robin Reviewer",
                                                AT,
                                                LocalDate.parse("2027-01-31"),
                                                LocalDate.parse("2027-01-17")),
                                        Map.of(CheckResult.FAIL, 1L)))
                                : List.of()),
                new OperationsHealth(AT.minusSeconds(60), AT, new TreeMap<>(Map.of("succeeded", 2L))),
                new Provenance(
                        List.of(new SnapshotProvenance(
                                source, counts, isAccepted ? Map.of(CheckResult.FAIL, 1L) : Map.of())),
                        List.of(new LeftOut(
                                new UUID(0, 6),
                                "sarif",
                                "Checkov",
                                new DocumentTarget(null, null, "Robin"),
                                AT,
                                null,
                                40))));
    }

    /// @param explained with why the check matters
    private static Findings findings(boolean explained, boolean isAccepted) {
        var remedy = new StructuredText(List.of(
                new Heading(Line.of("Remediation")),
                new Paragraph(new Line(
                        List.of(new Span("See the ", null), new Span("portal", "https://example.org/portal")))),
                new Items(true, List.of(Line.of("Open it"), Line.of("Block it"))),
                new Table(List.of(Line.of("Policy")), List.of(List.of(Line.of("policy-1")), List.of(Line.of(""))))));
        var failed = new Finding(
                0,
                isAccepted ? FindingGroup.ACCEPTED : FindingGroup.NOT_MET,
                null,
                CheckResult.FAIL,
                "Fail",
                "MS.AAD.1.1v1",
                isAccepted ? "MS.AAD.1.1" : null,
                "Legacy authentication is blocked",
                Severity.CRITICAL,
                "Shall",
                "AAD",
                "Legacy authentication",
                "Entra ID",
                "Low",
                "Medium",
                "Entra ID P1",
                List.of(new FrameworkReference("CIS Microsoft 365 4.0.0", "1.1.3")),
                explained ? 2 : null,
                0,
                "https://example.org/aad",
                null,
                isAccepted ? 0 : null,
                1,
                List.of(new Found("policy-1", 1)));
        var suppressed = new Finding(
                0,
                FindingGroup.SUPPRESSED,
                null,
                CheckResult.FAIL,
                null,
                "MS.AAD.2.1v1",
                null,
                "Risky users are blocked",
                Severity.HIGH,
                null,
                "AAD",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                new Suppression("Planned", LocalDate.parse("2027-01-31")),
                null,
                1,
                List.of());
        var found = new StructuredText(List.of(new Paragraph(Line.of("1 policy found"))));
        var why = new StructuredText(List.of(new Paragraph(Line.of("It knows no second factor"))));
        return new Findings(
                Map.of(
                        isAccepted ? FindingGroup.ACCEPTED : FindingGroup.NOT_MET,
                        1L,
                        FindingGroup.MET,
                        2L,
                        FindingGroup.SUPPRESSED,
                        1L),
                2,
                1,
                explained ? 1L : null,
                List.of(failed, suppressed),
                explained ? List.of(remedy, found, why) : List.of(remedy, found));
    }
}
