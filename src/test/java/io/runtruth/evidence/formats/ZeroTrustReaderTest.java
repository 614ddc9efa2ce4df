package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.FileFacts.SummaryDifference;
import io.runtruth.evidence.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroTrustReaderTest {

    private static final String FILE = """
        {'ExecutedAt': '2026-03-01T10:00:00+00:00', 'TenantId': 't', 'TenantName': 'Contoso',
         'TestResultSummary': {'DataPassed': 4, 'DataTotal': 1}, 'Tests': [%s]}
        """;

    private static ReadFile file(String test) {
        return ReadFile.json(FILE.formatted(test));
    }

    @ParameterizedTest
    @CsvSource({
        "Passed, '', PASS, ",
        "Failed, '', FAIL, ",
        "Investigate, '', MANUAL, ",
        "Error, '', ERROR, tool_error",
        "Planned, UnderConstruction, NOT_ASSESSED, planned",
        "Skipped, NotApplicable, NOT_APPLICABLE, ",
        "Skipped, NoCompatibleLicenseFound, NOT_ASSESSED, no_licence",
        "Skipped, NotLicensedEntraWorkloadID, NOT_ASSESSED, no_licence",
        "Skipped, NotConnectedToService, NOT_ASSESSED, not_connected",
        "Skipped, NotSupported, NOT_ASSESSED, other",
        "Paused, '', UNKNOWN, "
    })
    void results_and_their_reasons_are_normalised(String raw, String skipped, CheckResult result, String reason) {
        var check = file("{'TestId': 1, 'TestStatus': '" + raw + "', 'TestSkipped': '" + skipped + "'}")
                .check();

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.resultReason()).isEqualTo(reason);
    }

    @Test
    void wandering_types_are_read_alike() {
        var file = file("""
            {'TestId': 21887, 'TestStatus': 'Passed', 'TestRisk': 'High', 'TestPillar': ['Data', 'Network']},
            {'TestId': '21887', 'TestStatus': 'Passed', 'TestPillar': null}
            """);

        assertThat(file.checks())
                .extracting("controlId", "ordinal", "area", "severity")
                .containsExactly(
                        tuple("21887", 1, "Data, Network", Severity.HIGH), tuple("21887", 2, "", Severity.UNKNOWN));
    }

    @Test
    void the_summary_is_recounted_as_the_tool_counts() {
        var facts = file("""
            {'TestId': 1, 'TestStatus': 'Passed', 'TestPillar': 'Data'},
            {'TestId': 2, 'TestStatus': 'Skipped', 'TestPillar': 'Data'},
            {'TestId': 3, 'TestStatus': 'Planned', 'TestPillar': 'Data'}
            """).facts();

        assertThat(facts.summaryDifferences()).containsExactly(new SummaryDifference("DataPassed", 4, 1));
    }

    @Test
    void the_remediation_is_the_first_link_of_its_section() {
        var check = file("""
            {'TestId': 1, 'TestStatus': 'Failed', 'TestDescription':
             'See [this](https://example.org/why).\\n\\n**Remediation action**\\n\\n- [Do it](https://example.org/how)'}
            """).check();

        assertThat(check.remediationUrl()).isEqualTo("https://example.org/how");
    }

    @Test
    void a_test_of_several_pillars_counts_in_each_as_the_tool_counts_it() {
        var file = ReadFile.json("""
            {'ExecutedAt': '2026-03-01T12:00:00Z', 'Tests': [{'TestId': '1', 'TestStatus': 'Passed', 'TestPillar': ['Data', 'AI']},
             {'TestId': '2', 'TestStatus': 'Failed', 'TestPillar': 'AI'}],
             'TestResultSummary': {'DataPassed': 1, 'DataTotal': 1, 'AIPassed': 1, 'AITotal': 2}}
            """);

        assertThat(file.facts().summaryDifferences()).isEmpty();
        assertThat(file.check("1").area()).isEqualTo("Data, AI");
    }

    @Test
    void impact_effort_licence_and_category_are_the_tools_words() {
        var file = file("""
            {'TestId': 1, 'TestStatus': 'Failed', 'TestImpact': 'Low', 'TestImplementationCost': 'High',
             'TestMinimumLicense': ['P2', 'Governance'], 'TestCategory': 'Access control', 'TestSfiPillar': 'Protect networks'},
            {'TestId': 2, 'TestStatus': 'Failed', 'TestImpact': '', 'TestMinimumLicense': 'N/A', 'TestDescription': '...'}
            """);

        var notes = file.check("1").notes();
        assertThat(notes.impact()).isEqualTo("Low");
        assertThat(notes.effort()).isEqualTo("High");
        assertThat(notes.licence()).isEqualTo("P2, Governance");
        assertThat(notes.group()).isEqualTo("Access control");
        assertThat(notes.references()).extracting("framework", "id").containsExactly(tuple("SFI", "Protect networks"));
        assertThat(file.check("2").notes().isEmpty()).isTrue();
    }
}
