package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.shared.Problem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OscalReaderTest {

    private static ReadFile bare(String result) {
        return ReadFile.json("{'results': [" + result + "]}");
    }

    private static ReadFile observation(String raw) {
        return bare("{'observations': [{'description': 'D', 'props': [{'name': 'anything', 'class': 'scc_result',"
                + " 'value': '" + raw + "'}, {'name': 'idref', 'class': 'scc_check_name_id', 'value': 'rule-1'},"
                + " {'name': 'x', 'class': 'scc_check_severity', 'value': 'high'}]}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "pass, PASS, ",
        "fail, FAIL, ",
        "error, ERROR, tool_error",
        "notapplicable, NOT_APPLICABLE, ",
        "notchecked, NOT_ASSESSED, not_run",
        "notselected, NOT_ASSESSED, not_in_profile",
        "informational, INFORMATIONAL, ",
        "unknown, UNKNOWN, ",
        "odd, UNKNOWN, "
    })
    void results_of_observations_are_those_of_xccdf(String raw, CheckResult result, String reason) {
        var check = observation(raw).check("rule-1");

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.resultReason()).isEqualTo(reason);
        assertThat(check.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void a_document_within_a_document_is_none() {
        assertThatThrownBy(() -> ReadFile.json("""
            {'assessment-results': {'assessment-results': {'uuid': 'a', 'results': [{'uuid': 'r',
               'findings': [{'title': 'T', 'target': {'target-id': 'ac-1', 'status': {'state': 'satisfied'}}}]}]}}}
            """)).isInstanceOf(Problem.InvalidInput.class);
    }

    @Test
    void findings_are_the_checks_where_there_are_some() {
        var file = ReadFile.json("""
            {'assessment-results': {'results': [{
               'observations': [{'description': 'seen'}],
               'findings': [
                 {'title': 'T', 'target': {'target-id': 'ac-1', 'status': {'state': 'not-satisfied'}},
                  'related-risks': [{'risk-uuid': 'r1'}]},
                 {'title': 'U', 'target': {'target-id': 'ac-2', 'status': {'state': 'satisfied'}}}],
               'start': '2026-03-01T10:00:00+01:00',
               'risks': [{'uuid': 'r1', 'status': 'deviation-approved',
                          'characterizations': [{'facets': [{'name': 'impact', 'value': 'high'}]}]}]}],
             'metadata': {'oscal-version': '1.1.2'}}}
            """);

        assertThat(file.checks()).extracting("controlId").containsExactly("ac-1", "ac-2");
        assertThat(file.check("ac-1").result()).isEqualTo(CheckResult.FAIL);
        assertThat(file.check("ac-1").severity()).isEqualTo(Severity.HIGH);
        assertThat(file.check("ac-1").suppressed()).isTrue();
        assertThat(file.check("ac-2").suppressed()).isFalse();
        assertThat(file.facts().toolVersion()).isEqualTo("1.1.2");
        assertThat(file.facts().collectedAt()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(file.facts().skipped()).containsEntry("observation_of_findings", 1L);
    }

    @Test
    void the_worst_of_the_subjects_counts_and_all_are_kept() {
        var check = bare("""
            {'observations': [{'description': 'Policy', 'props': [
               {'name': 'control-id', 'value': 'cm-6'}, {'name': 'assessment-rule-id', 'value': 'rule-1'}],
             'subjects': [{'title': 'Cluster one', 'props': [{'name': 'result', 'value': 'pass'}]},
                          {'title': 'Cluster two', 'props': [{'name': 'result', 'value': 'fail'}]}]}]}
            """).check();

        assertThat(check.controlId()).isEqualTo("cm-6");
        assertThat(check.resource()).isEqualTo("rule-1");
        assertThat(check.rawResult()).isEqualTo("fail");
        assertThat(check.detail()).isEqualTo("Policy\nCluster one: pass\nCluster two: fail");
    }

    @Test
    void one_inventory_item_is_the_target_and_several_are_none() {
        var item = "{'uuid': '%s', 'props': [{'name': 'os', 'value': 'linux'},"
                + " {'name': 'n', 'class': 'scc_inventory_item_id', 'value': '%s'}]}";
        var one = "{'uuid': 'r', 'start': 'x', 'local-definitions': {'inventory-items': ["
                + item.formatted("a", "host-1") + "]}}";
        var other = "{'uuid': 'r', 'start': 'x', 'local-definitions': {'inventory-items': ["
                + item.formatted("b", "host-2") + "]}}";

        assertThat(bare(one).facts().targetId()).isEqualTo("host-1");
        assertThat(bare(one + "," + other).facts().targetId()).isNull();
        assertThat(bare(one + "," + other).facts().warnings()).contains("several_targets");
    }

    @Test
    void an_observation_without_a_result_is_unknown() {
        var file = bare("{'observations': [{'title': 'Seen', 'props': []}]}");

        assertThat(file.check().result()).isEqualTo(CheckResult.UNKNOWN);
        assertThat(file.facts().byRawResult()).containsEntry("", 1L);
    }

    @Test
    void the_time_is_that_of_the_results_that_hold_something() {
        var facts = bare("{'start': '2025-01-01T00:00:00Z', 'observations': [{'uuid': 'o', 'title': 'a'}]},"
                        + " {'start': '2026-01-01T00:00:00Z', 'observations': []}")
                .facts();

        assertThat(facts.collectedAt()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @Test
    void the_worst_of_all_subjects_counts_and_a_cut_list_of_them_says_so() {
        var subjects = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            subjects.append(i == 0 ? "" : ",")
                    .append("{'title': 's")
                    .append(i)
                    .append("', 'props': [{'name': 'result', 'value': '")
                    .append(i == 59 ? "fail" : "pass")
                    .append("'}]}");
        }

        var check = bare("{'observations': [{'uuid': 'o', 'title': 'T', 'subjects': [" + subjects + "]}]}")
                .check();

        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check.detail()).endsWith("… (50/60)");
    }

    @Test
    void texts_are_markdown_and_become_plain() {
        var check = bare("{'findings': [{'title': '**T** `x`', 'description': '- one\\n- [two](https://example.org)',"
                        + " 'target': {'target-id': 'a', 'status': {'state': 'satisfied'}}}]}")
                .check();

        assertThat(check.title()).isEqualTo("T x");
        assertThat(check.detail()).contains("two (https://example.org)").doesNotContain("](");
    }

    @Test
    void a_finding_brings_what_was_seen_and_what_its_risks_recommend() {
        var check = bare("""
            {'findings': [{'title': 'T', 'description': 'Found.', 'target': {'target-id': 'ac-1'},
               'related-observations': [{'observation-uuid': 'o'}], 'related-risks': [{'risk-uuid': 'r'}]}],
             'observations': [{'uuid': 'o', 'title': 'Seen', 'remarks': '* this'}],
             'risks': [{'uuid': 'r', 'statement': 'Bad.', 'remediations': [{'title': 'Mend', 'description': 'it'}],
               'characterizations': [{'facets': [{'name': 'cve-id', 'value': 'CVE-2026-1'}]}]}]}
            """).check();

        assertThat(check.detail()).isEqualTo("Found.\nSeen\n- this");
        assertThat(check.notes().remedy().plain()).isEqualTo("Mend\nit");
        assertThat(check.notes().rationale().plain()).isEqualTo("Bad.");
        assertThat(check.notes().references().getFirst().id()).isEqualTo("CVE-2026-1");
    }

    /// One is 36 characters long; a text in its place would be kept for each of a quarter of a million.
    @Test
    void an_id_that_is_longer_than_any_names_nothing() {
        for (var id : List.of("r1", "r".repeat(101))) {
            var notes = ReadFile.json("""
                {'assessment-results': {'results': [{
                   'findings': [{'title': 'T', 'target': {'target-id': 'a', 'status': {'state': 'not-satisfied'}},
                                 'related-risks': [{'risk-uuid': '%1$s'}]}],
                   'risks': [{'uuid': '%1$s', 'description': 'D',
                      'characterizations': [{'facets': [{'name': 'cve-id', 'value': 'CVE-2026-1'}]}]}]}]}}
                """.formatted(id)).check().notes();

            assertThat(notes.references()).hasSize(id.length() > 100 ? 0 : 1);
            assertThat(notes.rationale() == null).isEqualTo(id.length() > 100);
        }
    }
}
