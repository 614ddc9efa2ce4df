package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifReaderTest {

    /// The rules stand after the results, as the standard allows.
    private static final String RUN = """
        {'results': [%s], 'artifacts': [{'location': {'uri': 'first.tf'}}],
         'invocations': [{'endTimeUtc': '2026-03-01T10:00:00Z', 'ruleConfigurationOverrides':
           [{'descriptor': {'id': 'R3'}, 'configuration': {'level': 'error'}}]}],
         'tool': {'driver': {'name': '%s', 'version': '1.0', 'rules': [
           {'id': 'R1', 'shortDescription': {'text': 'One'}, 'helpUri': 'https://example.org/r1',
            'defaultConfiguration': {'level': 'note'}},
           {'id': 'R2', 'name': 'Two', 'properties': {'security-severity': '9.1'}},
           {'id': 'R3', 'name': 'Three', 'defaultConfiguration': {'level': 'note'}}]},
          'extensions': [{'rules': [{'id': 'X1', 'name': 'Extension', 'defaultConfiguration': {'level': 'error'}}]}]}}
        """;

    private static ReadFile file(String results) {
        return ReadFile.json("{'runs': [" + RUN.formatted(results, "Scanner") + "], 'version': '2.1.0'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'ruleId': 'R1'                                  | note    | LOW",
                "'ruleId': 'R1', 'level': 'error'                | error   | HIGH",
                "'ruleIndex': 0                                  | note    | LOW",
                "'rule': {'index': 0, 'toolComponent': {'index': 0}} | error | HIGH",
                "'rule': {'id': 'X1'}                            | error   | HIGH",
                "'ruleId': 'R1/sub'                              | note    | LOW",
                "'ruleId': 'R2'                                  | warning | CRITICAL",
                "'ruleId': 'R3'                                  | error   | HIGH",
                "'ruleId': 'unknown'                             | warning | MEDIUM",
                "'ruleId': 'R1', 'kind': 'pass'                  | none    | INFORMATIONAL",
                "'ruleId': 'R1', 'kind': 'pass', 'level': 'note' | none    | INFORMATIONAL",
            })
    void the_level_in_effect_gives_the_severity_unless_there_is_a_score(
            String result, String level, Severity severity) {
        var check = file("{" + result + "}").check();

        assertThat(check.rawSeverity()).isEqualTo(level);
        assertThat(check.severity()).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "pass, PASS",
        "fail, FAIL",
        "open, FAIL",
        "review, MANUAL",
        "informational, INFORMATIONAL",
        "notApplicable, NOT_APPLICABLE",
        "other, UNKNOWN"
    })
    void kinds_are_normalised(String kind, CheckResult result) {
        assertThat(file("{'ruleId': 'R1', 'kind': '" + kind + "'}").check().result())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                    | false",
                "[{'kind': 'inSource'}]                                | true",
                "[{'kind': 'external', 'status': 'accepted'}]          | true",
                "[{'kind': 'external', 'status': 'underReview'}]       | false",
                "[{'kind': 'inSource'}, {'kind': 'external', 'status': 'rejected'}] | false",
            })
    void only_accepted_or_unqualified_suppressions_hide(String suppressions, boolean suppressed) {
        assertThat(file("{'ruleId': 'R1', 'suppressions': " + suppressions + "}")
                        .check()
                        .suppressed())
                .isEqualTo(suppressed);
    }

    @Test
    void a_result_says_what_and_where() {
        var check = file("""
            {'ruleId': 'R1', 'message': {'text': 'It is open'}, 'locations': [{'physicalLocation':
             {'artifactLocation': {'uri': 'main.tf'}, 'region': {'startLine': 7}}}]}
            """).check();

        assertThat(check.title()).isEqualTo("One");
        assertThat(check.resource()).isEqualTo("main.tf");
        assertThat(check.detail()).isEqualTo("It is open\nmain.tf:7");
        assertThat(check.remediationUrl()).isEqualTo("https://example.org/r1");
    }

    @Test
    void a_file_that_is_only_numbered_is_found_by_its_number() {
        var check = file("{'ruleId': 'R1', 'locations': [{'physicalLocation': {'artifactLocation': {'index': 0}}}]}")
                .check();

        assertThat(check.resource()).isEqualTo("first.tf");
    }

    @Test
    void rules_without_a_result_are_no_passes() {
        var facts = file("{'ruleId': 'R1'}").facts();

        assertThat(facts.total()).isEqualTo(1);
        assertThat(facts.warnings()).contains("failures_only");
        assertThat(facts.collectedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(file("{'kind': 'pass'}").facts().warnings()).doesNotContain("failures_only");
    }

    @Test
    void a_result_that_is_gone_since_the_baseline_is_no_failure() {
        var facts = file("{'ruleId': 'R1', 'baselineState': 'absent'}, {'ruleId': 'R1'}")
                .facts();

        assertThat(facts.total()).isEqualTo(1);
        assertThat(facts.skipped()).containsEntry("gone_since_baseline", 1L);
    }

    @Test
    void all_runs_are_read_each_with_its_own_rules() {
        var runs = RUN.formatted("{'ruleId': 'R1'}", "One") + "," + RUN.formatted("{'ruleIndex': 1}", "Two");
        var file = ReadFile.json("{'version': '2.1.0', 'runs': [" + runs + "]}");

        assertThat(file.checks()).extracting("controlId").containsExactly("R1", "R2");
        assertThat(file.facts().tool()).isEqualTo("One, Two");
        assertThat(file.facts().warnings()).contains("several_tools");
    }

    @Test
    void what_a_rule_says_at_length_is_kept_with_what_it_is_classified_as() {
        var check = ReadFile.json("""
            {'version': '2.1.0', 'runs': [{'tool': {'driver': {'name': 'T', 'rules': [{'id': 'R',
              'shortDescription': {'text': 'Short'}, 'fullDescription': {'text': 'Long'},
              'help': {'markdown': 'Why.\\n\\n## Recommendation\\n\\nDo [it](https://example.org).'},
              'properties': {'tags': ['security', 'external/cwe/cwe-079', 'OWASP-A03:2021 - Injection']},
              'relationships': [{'target': {'id': 'CAT005', 'toolComponent': {'name': 'Categories'}}},
                                {'target': {'id': '7', 'toolComponent': {'name': 'Other'}}}]}]}},
              'taxonomies': [{'name': 'Categories', 'taxa': [{'id': 'CAT005', 'name': 'Configuration'}]}],
              'results': [{'ruleId': 'R', 'message': {'text': 'See [this](https://example.org/a).'}}]}]}
            """).check();

        var notes = check.notes();
        assertThat(notes.references())
                .extracting("framework", "id")
                .containsExactly(tuple("CWE", "CWE-79"), tuple("OWASP", "A03:2021"), tuple("Other", "7"));
        assertThat(notes.group()).isEqualTo("Configuration");
        assertThat(notes.rationale().plain()).isEqualTo("Why.");
        assertThat(notes.remedy().plain()).isEqualTo("Do it (https://example.org).");
        assertThat(notes.detail().plain()).isEqualTo("See this (https://example.org/a).");
    }

    /// What is known of a run before its results are read is kept for each of them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tool': {'extensions': [%s]}|{'name': '@'}",
                "'invocations': [{'ruleConfigurationOverrides': [%s]}]|{'descriptor': {'id': 'a', 'toolComponent':"
                        + " {'name': '@'}}, 'configuration': {'level': 'note'}}",
                "'tool': {}}, %s, {'tool': {}|{'versionControlProvenance': [{'repositoryUri': '@'}]}",
            })
    void names_of_runs_and_tools_come_out_of_one_budget(String form) {
        var parts = form.split("\\|");
        var one = parts[1].replace("@", "n".repeat(10_000));
        var many = (one + ",").repeat(1_800);
        var more = (parts[1].replace("@", "n".repeat(280)) + ",").repeat(45_000);
        var run = "{'version': '2.1.0', 'runs': [{" + parts[0] + ", 'results': []}]}";

        assertThat(ReadFile.json(run.formatted(many.substring(0, many.length() - 1)))
                        .checks())
                .isEmpty();
        assertThatThrownBy(() -> ReadFile.json(run.formatted(more.substring(0, more.length() - 1))))
                .hasMessage("evidence.too_many_definitions");
    }
}
