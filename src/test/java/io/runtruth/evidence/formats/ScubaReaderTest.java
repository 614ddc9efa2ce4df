package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.FileFacts.SummaryDifference;
import io.runtruth.evidence.Severity;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScubaReaderTest {

    private static final String FILE = """
            {'Raw': {'users': [{'mail': 'ann@example.org'}]},
             'Results': {'AAD': [{'GroupReferenceURL': 'https://example.org/aad', 'Controls': [%s]}]},
             'Summary': {'AAD': {'Passes': 1, 'Failures': 0, 'Omit': 0}},
             'MetaData': {'Tool': 'ScubaGear', 'ToolVersion': '1.9.0', 'TenantId': 'tenant-1', 'DisplayName': 'Contoso',
                          'TimestampZulu': '2026-03-01T10:00:00.123Z'}}
            """;

    private static ReadFile file(String control) {
        return ReadFile.json(FILE.formatted(control));
    }

    @Test
    void the_file_says_where_it_comes_from() {
        var facts = file("{'Control ID': 'MS.AAD.1.1v2', 'Result': 'Pass'}").facts();

        assertThat(facts.tool()).isEqualTo("ScubaGear");
        assertThat(facts.toolVersion()).isEqualTo("1.9.0");
        assertThat(facts.targetId()).isEqualTo("tenant-1");
        assertThat(facts.targetName()).isEqualTo("Contoso");
        assertThat(facts.collectedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
        assertThat(facts.skipped()).containsEntry("tenant_configuration", 1L);
        assertThat(facts.summaryDifferences()).isEmpty();
    }

    @Test
    void a_control_becomes_a_check() {
        var check = file("""
                {'Control ID': 'MS.AAD.1.1v2', 'Requirement': 'Must be <b>on</b>.', 'Result': 'Fail',
                 'Criticality': 'Shall', 'Details': '0 of 3 &amp; more'}
                """).check();

        assertThat(check)
                .isEqualTo(new Check(
                        "MS.AAD.1.1v2",
                        "MS.AAD.1.1",
                        1,
                        "Must be on.",
                        CheckResult.FAIL,
                        "Fail",
                        null,
                        Severity.HIGH,
                        "Shall",
                        null,
                        "AAD",
                        null,
                        "0 of 3 & more",
                        "https://example.org/aad",
                        CheckNotes.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "Pass, PASS",
        "fail, FAIL",
        "Warning, WARNING",
        "N/A, MANUAL",
        "No events found, MANUAL",
        "Error, ERROR",
        "Error - Test results missing, ERROR",
        "Something new, UNKNOWN",
        "'', UNKNOWN"
    })
    void results_are_normalised_without_regard_to_case(String raw, CheckResult result) {
        var check = file("{'Control ID': 'A.1v1', 'Result': '" + raw + "'}").check();

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.rawResult()).isEqualTo(raw);
    }

    @ParameterizedTest
    @CsvSource({
        "Shall, HIGH",
        "Should, MEDIUM",
        "Shall/3rd Party, HIGH",
        "Should/Not-implemented, MEDIUM",
        "May, UNKNOWN"
    })
    void severity_comes_from_the_criticality_which_is_kept(String criticality, Severity severity) {
        var check = file("{'Control ID': 'A.1v1', 'Criticality': '" + criticality + "'}")
                .check();

        assertThat(check.severity()).isEqualTo(severity);
        assertThat(check.rawSeverity()).isEqualTo(criticality);
    }

    @Test
    void an_omitted_control_is_suppressed_and_keeps_what_is_under_it() {
        var check = file("""
                {'Control ID': 'A.1v1', 'Result': 'Omitted', 'OriginalResult': 'Fail', 'Comments': ['Accepted'],
                 'ResolutionDate': '2026-12-31'}
                """).check();

        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check.suppression()).isEqualTo(new Check.Suppression("Accepted", LocalDate.of(2026, 12, 31)));
    }

    @Test
    void an_incorrect_result_of_an_older_version_keeps_what_is_under_it() {
        var check = file("{'Control ID': 'A.1v1', 'Result': 'Incorrect result', 'IncorrectResult': 'Warning'}")
                .check();

        assertThat(check.result()).isEqualTo(CheckResult.WARNING);
        assertThat(check.suppressed()).isTrue();
    }

    @Test
    void a_summary_that_does_not_add_up_is_mentioned() {
        var facts = file("{'Control ID': 'A.1v1', 'Result': 'Fail'}").facts();

        assertThat(facts.summaryDifferences())
                .containsExactly(
                        new SummaryDifference("AAD.Passes", 1, 0), new SummaryDifference("AAD.Failures", 0, 1));
    }

    @ParameterizedTest
    @CsvSource({"MS.AAD.3.2v1, MS.AAD.3.2", "GWS.GMAIL.1.1v0.3, GWS.GMAIL.1.1", "MS.X.1, MS.X.1"})
    void the_base_id_has_no_version(String id, String baseId) {
        assertThat(file("{'Control ID': '" + id + "'}").check().baseId()).isEqualTo(baseId);
    }

    @Test
    void groups_products_and_the_binding_directive_are_the_tools_own() {
        var file = ReadFile.json("""
            {'MetaData': {'Tool': 'ScubaGear', 'ProductAbbreviationMapping': {'Azure Active Directory': 'AAD'}},
             'Results': {'AAD': [{'GroupName': 'Legacy Authentication', 'GroupNumber': '1', 'Controls': [
               {'Control ID': 'MS.AAD.1.1v1', 'Result': 'Fail',
                'Requirement': 'On.<a class=%sindicator indicator-bod%s>BOD 25-01 Requirement</a>'},
               {'Control ID': 'MS.AAD.1.2v1', 'Result': 'Fail', 'Requirement': 'As BOD 25-01 says.'}]}],
              'XYZ': [{'Controls': [{'Control ID': 'X', 'Result': 'Pass'}]}]}}
            """.replace("%s", "\\u0027"));

        var notes = file.check("MS.AAD.1.1v1").notes();
        assertThat(notes.group()).isEqualTo("1. Legacy Authentication");
        assertThat(notes.product()).isEqualTo("Azure Active Directory");
        assertThat(notes.effort()).isNull();
        assertThat(notes.references())
                .containsExactly(new CheckNotes.FrameworkReference("CISA BOD 25-01", "MS.AAD.1.1v1"));
        assertThat(file.check("MS.AAD.1.2v1").notes().references()).isEmpty();
        assertThat(file.check("X").notes()).isEqualTo(CheckNotes.NONE);
    }

    @Test
    void product_names_are_found_behind_the_results_too() {
        var file = ReadFile.json("""
            {'Results': {'aad': [{'Controls': [{'Control ID': 'A', 'Result': 'Pass'}]}]},
             'MetaData': {'Tool': 'ScubaGear', 'ProductAbbreviationMapping': {'Entra ID': 'AAD'}}}
            """);

        assertThat(file.check().notes().product()).isEqualTo("Entra ID");
    }

    @Test
    void the_agencys_comments_stand_with_what_was_found() {
        var check = file("""
                {'Control ID': 'A.1v1', 'Result': 'Fail', 'Details': 'Bad', 'OriginalDetails': 'Bad<br>indeed',
                 'Comments': ['In work'], 'ResolutionDate': '2026-12-31'}
                """).check();

        assertThat(check.detail()).isEqualTo("Bad\nindeed\nIn work\nResolutionDate: 2026-12-31");
    }
}
