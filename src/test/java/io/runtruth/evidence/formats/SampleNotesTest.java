package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Items;
import io.runtruth.evidence.StructuredText.Table;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many checks of the real files have each thing that a tool may say beside its result (contract 6). Skipped,
/// and reported so, where the sample files are missing.
class SampleNotesTest {

    private static ReadFile read(String sample) {
        assumeTrue(SampleFiles.areThere(), () -> "no sample files in " + SampleFiles.FOLDER);
        var path = SampleFiles.facts().keySet().stream()
                .filter(file -> file.endsWith(Path.of(sample)))
                .findFirst();
        assumeTrue(path.isPresent(), () -> "no " + sample);
        return ReadFile.of(path.orElseThrow());
    }

    private static int count(ReadFile file, Predicate<CheckNotes> has) {
        return (int) file.checks().stream().map(Check::notes).filter(has).count();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
        file | checks | group | product | impact | effort | licence | references | detail | remedy | rationale
        scubagear-1.4.0-ScubaResults_21189b0e.json | 130 | 130 | 130 | 0 | 0 | 0 | 0 | 49 | 0 | 0
        scubagear-1.6.0-ScubaResults_0d275954.json | 126 | 126 | 126 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        scubagear-1.7.0-ScubaResults_dfd70a15.json | 125 | 125 | 125 | 0 | 0 | 0 | 0 | 46 | 0 | 0
        scubagear-1.8.0-ScubaResults_fa5589b7.json | 92 | 92 | 92 | 0 | 0 | 0 | 55 | 16 | 0 | 0
        odd-scubagoggles-1.0.0-ScubaResults_5134dab6.json | 137 | 137 | 137 | 0 | 0 | 0 | 74 | 0 | 0 | 0
        maester-0.1.0-test-results-2025-04-30.json | 284 | 26 | 0 | 0 | 0 | 50 | 210 | 164 | 175 | 266
        large-maester-next-2025-11-27.extracted.json | 315 | 25 | 0 | 0 | 0 | 52 | 209 | 203 | 213 | 287
        maester-next-AD-TestResults-2026-04-25-230310.json | 180 | 0 | 0 | 0 | 0 | 0 | 0 | 10 | 10 | 10
        maester-next-AD-TestResults-2026-04-26-122925.json | 180 | 0 | 0 | 0 | 0 | 0 | 0 | 171 | 150 | 150
        maester-next-AD-TestResults-2026-04-26-123508.json | 180 | 0 | 0 | 0 | 0 | 0 | 0 | 171 | 150 | 150
        maester-next-AD-TestResults-2026-04-26-125144.json | 180 | 0 | 0 | 0 | 0 | 0 | 0 | 171 | 150 | 150
        zta-2.0.0-demo-2025-11-05.extracted.json | 173 | 173 | 0 | 173 | 173 | 148 | 170 | 102 | 146 | 147
        zta-2.1.91-demo-2026-02-17.extracted.json | 247 | 247 | 0 | 247 | 247 | 222 | 232 | 155 | 218 | 221
        zta-2.1.8-SampleReport.json | 295 | 295 | 0 | 276 | 276 | 250 | 291 | 196 | 271 | 271
        zta-2.5.0-demo-2026-07-21.extracted.json | 365 | 365 | 0 | 326 | 326 | 298 | 361 | 208 | 339 | 342
        odd-prowler-4.2.1-aws-event_time.ocsf.json | 3 | 3 | 0 | 0 | 0 | 0 | 1 | 0 | 3 | 3
        prowler-4.2.1-aws-suppressed.ocsf.json | 3 | 3 | 0 | 0 | 0 | 0 | 1 | 0 | 3 | 3
        prowler-4.5.0-azure-multiple-findings.json | 4 | 0 | 0 | 0 | 0 | 0 | 3 | 0 | 4 | 4
        prowler-5.4.0-azure.ocsf.json | 5 | 0 | 0 | 0 | 0 | 0 | 5 | 4 | 5 | 4
        prowler-5.4.0-gcp.ocsf.json | 5 | 4 | 0 | 0 | 0 | 0 | 5 | 5 | 5 | 5
        prowler-5.4.0-kubernetes.ocsf.json | 6 | 6 | 0 | 0 | 0 | 0 | 6 | 6 | 6 | 6
        prowler-aws.ocsf.json | 5 | 5 | 0 | 0 | 0 | 0 | 5 | 1 | 5 | 0
        checkov-2.1.277.sarif | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 4
        codeql-2.5.4.sarif | 72 | 0 | 0 | 0 | 0 | 0 | 25 | 0 | 0 | 72
        flawfinder-2.0.19.sarif | 54 | 0 | 0 | 0 | 0 | 0 | 54 | 0 | 0 | 0
        kics.sarif | 3 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 3
        large-semgrep-0.17.0.sarif | 1768 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 992
        odd-lgtm-two-runs.sarif | 510 | 0 | 0 | 0 | 0 | 0 | 398 | 0 | 0 | 510
        suppression_test.sarif | 5 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        trivy-config-0.47.0.sarif | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 1
        c2p-ocm-assessment-results.json | 4 | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        c2p-testdata-assessment-results.json | 3 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        nist-ifa_assessment-results-example.json | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 1
        odd-fedramp-rev5-sar-template.json | 8 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 5 | 5
        trestle-bare-results-ssg-ocp4-cis.oscal.json | 125 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        """)
    void what_a_tool_writes_beside_its_results_is_read(
            String sample,
            int checks,
            int groups,
            int products,
            int impacts,
            int efforts,
            int licences,
            int references,
            int details,
            int remedies,
            int rationales) {
        var file = read(sample);

        assertThat(file.checks()).hasSize(checks);
        assertThat(count(file, notes -> notes.group() != null)).as("group").isEqualTo(groups);
        assertThat(count(file, notes -> notes.product() != null)).as("product").isEqualTo(products);
        assertThat(count(file, notes -> notes.impact() != null)).as("impact").isEqualTo(impacts);
        assertThat(count(file, notes -> notes.effort() != null)).as("effort").isEqualTo(efforts);
        assertThat(count(file, notes -> notes.licence() != null)).as("licence").isEqualTo(licences);
        assertThat(count(file, notes -> !notes.references().isEmpty()))
                .as("references")
                .isEqualTo(references);
        assertThat(count(file, notes -> notes.detail() != null)).as("detail").isEqualTo(details);
        assertThat(count(file, notes -> notes.remedy() != null)).as("remedy").isEqualTo(remedies);
        assertThat(count(file, notes -> notes.rationale() != null))
                .as("rationale")
                .isEqualTo(rationales);
    }

    @ParameterizedTest
    @CsvSource({
        "zta-2.5.0-demo-2026-07-21.extracted.json",
        "maester-0.1.0-test-results-2025-04-30.json",
        "large-maester-next-2025-11-27.extracted.json",
        "maester-next-AD-TestResults-2026-04-26-125144.json",
        "scubagear-1.8.0-ScubaResults_fa5589b7.json",
        "prowler-5.4.0-gcp.ocsf.json",
        "trivy-config-0.47.0.sarif"
    })
    void no_text_of_a_real_file_holds_markup_or_is_beyond_its_bounds(String sample) {
        var texts = read(sample).checks().stream()
                .map(Check::notes)
                .flatMap(notes -> Stream.of(notes.detail(), notes.remedy(), notes.rationale()))
                .filter(Objects::nonNull)
                .toList();

        assertThat(texts)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text.words()).doesNotContain("<br", "</", "| --"))
                .allSatisfy(SampleNotesTest::isBounded);
    }

    static void isBounded(StructuredText text) {
        assertThat(text.blocks()).hasSizeLessThanOrEqualTo(200);
        assertThat(text.words()).hasSizeLessThan(21_000);
        text.blocks().forEach(block -> {
            if (block instanceof Table table) {
                assertThat(table.rows()).hasSizeLessThanOrEqualTo(100);
                assertThat(table.rows()).allMatch(row -> row.size() <= 12);
                assertThat(table.rows().stream().map(row -> row.size()).distinct())
                        .hasSizeLessThanOrEqualTo(1);
            }
            block.lines()
                    .flatMap(line -> line.spans().stream())
                    .forEach(span -> assertThat(span.url()).matches(url -> url == null || url.startsWith("http")));
        });
    }

    @Test
    void a_remedy_in_markdown_and_in_html_keeps_its_steps() {
        var maester = read("large-maester-next-2025-11-27.extracted.json").check("CIS.M365.1.1.1");
        var zta = read("zta-2.5.0-demo-2026-07-21.extracted.json").checks().stream()
                .map(check -> check.notes().remedy())
                .filter(remedy ->
                        remedy != null && remedy.words().contains("In the Azure portal, open Microsoft Foundry."))
                .findFirst();

        assertThat(Objects.requireNonNull(maester.notes().remedy()).blocks())
                .anySatisfy(block -> assertThat(block).isInstanceOfSatisfying(Items.class, items -> {
                    assertThat(items.ordered()).isTrue();
                    assertThat(items.items()).hasSize(7);
                }));
        assertThat(zta.orElseThrow().blocks())
                .anyMatch(block -> block instanceof Items items
                        && items.ordered()
                        && items.items().size() > 3);
    }

    @Test
    void a_long_table_says_how_many_of_its_rows_are_shown() {
        var rows = IntStream.range(0, 250).mapToObj(i -> "| r" + i + " |\n").reduce("| a |\n| - |\n", String::concat);

        var table = (Table)
                Objects.requireNonNull(MarkdownText.found(rows)).blocks().getFirst();

        assertThat(table.rows()).hasSize(100);
        assertThat(table.rows().getLast().getFirst().plain()).isEqualTo("… (99/250)");
    }
}
