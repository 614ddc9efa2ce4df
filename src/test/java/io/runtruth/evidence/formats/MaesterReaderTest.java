package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.shared.Problem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaesterReaderTest {

    private static final String ID = "0f0f0f0f-0000-4000-8000-000000000001";
    private static final String TENANT = """
        {'ExecutedAt': '2026-03-01T12:00:00.1234567+02:00', 'Account': 'ann@example.org', 'CurrentVersion': '2.1',
         'Tests': [%s], 'TenantName': 'Contoso', 'TenantId': '%s', 'TotalCount': 1, 'PassedCount': 1}
        """;

    private static ReadFile file(String test) {
        return ReadFile.json(TENANT.formatted(test, ID));
    }

    private static ReadFile several(ReadOptions options) {
        var one = TENANT.formatted("{'Id': 'A', 'Result': 'Passed'}", "tenant-1");
        var two = TENANT.formatted("{'Id': 'B', 'Result': 'Passed'}, {'Id': 'C', 'Result': 'Failed'}", "tenant-2");
        return ReadFile.json("{'Tenants': [" + one + "," + two + "]}", options);
    }

    @Test
    void the_file_says_where_it_comes_from() {
        var facts = file("{'Id': 'A', 'Result': 'Passed'}").facts();

        assertThat(facts.targetId()).isEqualTo(ID);
        assertThat(facts.targetName()).isEqualTo("Contoso");
        assertThat(facts.collectedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
        assertThat(facts.summaryDifferences()).isEmpty();
    }

    @Test
    void a_sentence_in_the_place_of_the_tenant_is_no_target() {
        var facts = ReadFile.json(
                        TENANT.formatted("{'Id': 'A', 'Result': 'Passed'}", "TenantId (not connected to Graph)"))
                .facts();

        assertThat(facts.targetId()).isNull();
        assertThat(facts.targetName()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Passed, '', PASS, ",
        "Failed, '', FAIL, ",
        "Investigate, '', MANUAL, ",
        "Error, '', ERROR, tool_error",
        "NotRun, '', NOT_ASSESSED, not_run",
        "Skipped, NotConnectedTeams, NOT_ASSESSED, not_connected",
        "Skipped, LicensedEntraIDPremium, NOT_ASSESSED, no_licence",
        "Skipped, LimitedPermissions, NOT_ASSESSED, no_permission",
        "Skipped, NotDotGovDomain, NOT_APPLICABLE, ",
        "Skipped, Custom, NOT_ASSESSED, other",
        "Skipped, Error, NOT_ASSESSED, tool_error",
        "Brandnew, '', UNKNOWN, "
    })
    void results_and_their_reasons_are_normalised(String raw, String skipped, CheckResult result, String reason) {
        var check = file("{'Id': 'A', 'Result': '" + raw + "', 'ResultDetail': {'TestSkipped': '" + skipped + "'}}")
                .check();

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.resultReason()).isEqualTo(reason);
        assertThat(check.rawResult()).isEqualTo(raw);
    }

    @ParameterizedTest
    @CsvSource({"PesterAssertionFailed, FAIL", "CommandNotFoundException, ERROR"})
    void only_an_assertion_makes_a_failure(String errorId, CheckResult result) {
        var check = file("{'Id': 'A', 'Result': 'Failed', 'ErrorRecord': [{'FullyQualifiedErrorId': '" + errorId
                        + "'}]}")
                .check();

        assertThat(check.result()).isEqualTo(result);
    }

    @Test
    void a_test_that_broke_says_what_stopped_it() {
        var error = "'ErrorRecord': [{'Exception': {'Message': 'No *such* [file] in C:\\\\Users\\\\Ann\\\\t.\\nAsk"
                + " ann@example.org.'}}]";

        var broken = file("{'Id': 'A', 'Result': 'Failed', 'ResultDetail': null, " + error + "}");
        var told = file("{'Id': 'A', 'Result': 'Failed', 'ResultDetail': {'TestResult': 'Two.'}, " + error + "}");

        assertThat(broken.check().detail())
                .startsWith("No *such* [file] in C:\\Users\\…\\t.\nAsk ")
                .doesNotContain("ann@");
        assertThat(told.check().detail()).isEqualTo("Two.");
    }

    @Test
    void severity_is_the_tests_own_else_the_details() {
        assertThat(file("{'Id': 'A', 'Result': '', 'Severity': '', 'ResultDetail': {'Severity': 'High'}}")
                        .check()
                        .severity())
                .isEqualTo(Severity.HIGH);
        assertThat(file("{'Id': 'A', 'Result': '', 'ResultDetail': null}")
                        .check()
                        .severity())
                .isEqualTo(Severity.UNKNOWN);
    }

    @Test
    void scripts_and_addresses_stay_in_the_file() {
        var check = file("""
            {'Id': 'A', 'Result': 'Failed', 'ScriptBlock': 'secret script', 'HelpUrl': 'https://example.org/a',
             'ResultDetail': {'TestResult': 'Found **bob@example.org** without it'}}
            """).check();

        assertThat(check.toString()).doesNotContain("secret", "bob@", "ann@");
        assertThat(check.detail()).matches("Found \\[address [0-9a-f]{8}] without it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant-2", "TENANT-2"})
    void one_tenant_of_several_is_read(String wanted) {
        var file = several(new ReadOptions(null, wanted));

        assertThat(file.checks()).extracting("controlId").containsExactly("B", "C");
        assertThat(file.facts().tenant()).isEqualTo("tenant-2");
        assertThat(file.facts().skipped()).containsEntry("other_tenant", 1L);
    }

    @Test
    void a_tenant_that_is_in_the_file_twice_is_read_once_by_its_number() {
        var file = "{'Tenants': [" + TENANT.formatted("{'Id': 'A', 'Result': 'Passed'}", "tenant-1") + ","
                + TENANT.formatted("{'Id': 'B', 'Result': 'Passed'}", "tenant-1") + "]}";

        var second = ReadFile.json(file, new ReadOptions(null, "tenant-1 (2)"));

        assertThat(second.checks()).extracting("controlId").containsExactly("B");
        assertThat(second.facts().tenant()).isEqualTo("tenant-1 (2)");
        assertThatThrownBy(() -> ReadFile.json(file, new ReadOptions(null, "tenant-1")))
                .hasMessage("evidence.tenant_choice");
    }

    @Test
    void without_a_choice_the_tenants_are_named_and_nothing_is_read() {
        var problem = catchThrowableOfType(Problem.InvalidInput.class, () -> several(ReadOptions.NONE));

        assertThat(problem.code()).isEqualTo("evidence.tenant_choice");
        assertThat(problem.arguments())
                .containsExactly(
                        "Contoso (tenant-1), Contoso (tenant-2)",
                        List.of(new TargetIdentity("tenant-1", "Contoso"), new TargetIdentity("tenant-2", "Contoso")));
        assertThatThrownBy(() -> several(new ReadOptions(null, "Contoso"))).hasMessage("evidence.tenant_choice");
    }

    @Test
    void tags_name_benchmarks_and_licences() {
        var notes = file("""
            {'Id': 'A', 'Result': 'Failed', 'Tag': ['CIS.M365.1.1.3', 'L1', 'CIS E3 Level 1', 'CIS E3', 'Security',
             'CIS M365 v5.0.0', 'CISA.MS.AAD.1.1', 'MS.AAD.1.1', 'EIDSCA.AF01', 'ORCA.100', 'ORCA', 'Entra ID P2']}
            """).check().notes();

        assertThat(notes.references())
                .extracting("framework", "id")
                .containsExactly(
                        tuple("CIS M365 v5.0.0", "1.1.3"),
                        tuple("CISA", "MS.AAD.1.1"),
                        tuple("EIDSCA", "AF01"),
                        tuple("ORCA", "100"));
        assertThat(notes.group()).isEqualTo("CIS E3 Level 1");
        assertThat(notes.licence()).isEqualTo("E3, Entra ID P2");
    }

    @Test
    void a_description_is_taken_apart() {
        var notes = file("""
            {'Id': 'A', 'Result': 'Failed', 'ResultDetail': {'TestResult': 'ok',
             'TestDescription': 'Why.\\n\\n#### Remediation action:\\n\\n1. Do\\n2. This\\n\\n#### Related links\\n\\n- x'}}
            """).check().notes();

        assertThat(notes.rationale().plain()).isEqualTo("Why.");
        assertThat(notes.remedy().plain()).isEqualTo("1. Do\n2. This");
        assertThat(notes.detail()).isNull();
    }
}
