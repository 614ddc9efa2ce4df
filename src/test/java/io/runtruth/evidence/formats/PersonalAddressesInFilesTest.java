package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// In what was found, people's addresses are hidden in every format and every part that is kept of a check; what a
/// tool's catalogue says stays as it is (contract 6).
class PersonalAddressesInFilesTest {

    @Test
    void risks_and_their_remedies_in_oscal_are_written_about_this_system() {
        var check = ReadFile.json("""
            {'assessment-results': {'results': [{
               'findings': [{'title': 'T', 'target': {'target-id': 'ac-1', 'status': {'state': 'not-satisfied'}},
                             'related-risks': [{'risk-uuid': 'r1'}]}],
               'risks': [{'uuid': 'r1', 'description': 'Ask ann@example.org', 'statement': 'Seen by bob@example.org',
                          'remediations': [{'title': 'Of cas@example.org', 'description': 'Tell dan@example.org'}]}]}]}}
            """).check();

        assertThat(check.toString()).doesNotContain("@example.org");
        assertThat(check.notes().remedy().plain()).contains("Tell [address ");
        assertThat(check.notes().rationale().plain()).contains("Ask [address ");
    }

    @Test
    void a_description_in_the_place_of_a_title_is_what_was_found() {
        var finding = ReadFile.json("""
            {'assessment-results': {'results': [{'findings': [{'description': 'Left by ann@example.org',
               'target': {'target-id': 'ac-1', 'status': {'state': 'not-satisfied'}}}]}]}}
            """).check();
        var observation = ReadFile.json("""
            {'results': [{'observations': [{'description': 'Left by ann@example.org', 'props': []}]}]}
            """).check();
        var ocsf = ReadFile.json("[{'class_uid': 2004, 'message': 'Left by ann@example.org'}]")
                .check();

        assertThat(finding.title()).startsWith("Left by [address ");
        assertThat(observation.title()).startsWith("Left by [address ");
        assertThat(ocsf.title()).startsWith("Left by [address ");
    }

    @Test
    void the_fix_of_a_result_in_sarif_is_its_own_and_the_help_of_a_rule_is_the_catalogue_s() {
        var check = ReadFile.json("""
            {'version': '2.1.0', 'runs': [{'tool': {'driver': {'name': 'T', 'rules': [
               {'id': 'A', 'help': {'text': 'Questions: team@example.org'}}]}},
             'results': [{'ruleId': 'A', 'message': {'text': 'See [it](https://example.org/a) of ann@example.org'},
                          'fixes': [{'description': {'text': 'Remove bob@example.org'}}]}]}]}
            """).check();

        assertThat(check.toString()).doesNotContain("ann@", "bob@");
        assertThat(check.notes().remedy().plain()).startsWith("Remove [address ");
        assertThat(check.notes().rationale().plain()).isEqualTo("Questions: team@example.org");
    }

    @Test
    void the_name_of_a_part_of_a_file_is_kept_without_them() {
        var facts = ReadFile.json(
                        "{'Tenants': [{'TenantId': 'ann@example.org', 'ExecutedAt': '2026-01-01T00:00:00Z',"
                                + " 'Tests': [{'Id': 'A', 'Result': 'Passed'}]}]}",
                        new ReadOptions(null, "ann@example.org"))
                .facts();

        assertThat(facts.tenant()).startsWith("[address ");
    }
}
