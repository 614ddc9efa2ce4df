package io.runtruth.evidence.formats;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcsfReaderTest {

    private static final String FINDING = """
        {'class_uid': 2004, 'metadata': {'event_code': 'bucket_is_private', 'product': {'name': 'Prowler',
          'version': '5.9.0'}}, 'finding_info': {'title': 'Bucket is private'}, 'status_code': 'FAIL',
         'severity': 'High', 'resources': [{'uid': 'bucket-1', 'group': {'name': 'storage'}}],
         'status_detail': 'It is open.', 'risk_details': 'Data may leak.',
         'remediation': {'references': ['cli do it', 'https://example.org/fix']}, %s}
        """;
    private static final String ACCOUNT = "'cloud': {'account': {'uid': '%s', 'name': 'Contoso'}}";

    private static ReadFile file(String... more) {
        var findings = new StringBuilder();
        for (var field : more) {
            findings.append(findings.isEmpty() ? "" : ",").append(FINDING.formatted(field));
        }
        return ReadFile.json("[" + findings + "]");
    }

    @Test
    void a_finding_becomes_a_check() {
        var check = file("'time': 1767225600").check();

        assertThat(check.controlId()).isEqualTo("bucket_is_private");
        assertThat(check.title()).isEqualTo("Bucket is private");
        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check.severity()).isEqualTo(Severity.HIGH);
        assertThat(check.area()).isEqualTo("storage");
        assertThat(check.resource()).isEqualTo("bucket-1");
        assertThat(check.detail()).isEqualTo("It is open.\n\nData may leak.");
        assertThat(check.remediationUrl()).isEqualTo("https://example.org/fix");
        assertThat(check.suppressed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1767225600", "1767225600000", "1767225600000000"})
    void time_is_read_in_seconds_and_in_smaller_units(String time) {
        assertThat(file("'time': " + time).facts().collectedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void the_latest_finding_says_when_the_scan_was() {
        var facts = file("'time': 1767225600", "'time_dt': '2026-01-01T02:00:00+01:00'", "'time': 5")
                .facts();

        assertThat(facts.collectedAt()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
    }

    @Test
    void a_time_without_a_zone_is_read_as_utc_and_said_to_be() {
        var facts = file("'time_dt': '2026-01-01T02:00:00.5'").facts();

        assertThat(facts.collectedAt()).isEqualTo(Instant.parse("2026-01-01T02:00:00.5Z"));
        assertThat(facts.warnings()).contains("time_without_offset").doesNotContain("time_missing");
    }

    @Test
    void one_account_is_the_target() {
        var facts = file(ACCOUNT.formatted("1234"), ACCOUNT.formatted("1234")).facts();

        assertThat(facts.targetId()).isEqualTo("1234");
        assertThat(facts.targetName()).isEqualTo("Contoso");
    }

    @Test
    void several_accounts_are_none_and_it_is_said() {
        var facts = file(ACCOUNT.formatted("1"), ACCOUNT.formatted("2"), ACCOUNT.formatted("3"))
                .facts();

        assertThat(facts.targetId()).isNull();
        assertThat(facts.warnings()).contains("several_targets");
    }

    @ParameterizedTest
    @CsvSource({"'status', '''Suppressed'''", "'status_id', '3'"})
    void a_muted_finding_is_suppressed(String name, String value) {
        assertThat(file("'" + name + "': " + value).check().suppressed()).isTrue();
    }

    @Test
    void a_severity_without_a_word_is_read_from_its_number() {
        var check = ReadFile.json("[{'class_uid': 2004, 'severity_id': 5, 'status_code': 'odd'}]")
                .check();

        assertThat(check.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(check.result()).isEqualTo(CheckResult.UNKNOWN);
        assertThat(check.rawResult()).isEqualTo("odd");
    }

    @Test
    void a_compliance_finding_is_read_by_its_own_fields() {
        var file = ReadFile.json("""
            [{'class_uid': 2003, 'compliance': {'control': 'C.1', 'status_id': 2}},
             {'class_uid': 2003, 'compliance': {'control': 'C.2', 'status': 'Pass'}}]
            """);

        assertThat(file.check("C.1").result()).isEqualTo(CheckResult.WARNING);
        assertThat(file.check("C.2").result()).isEqualTo(CheckResult.PASS);
    }

    @Test
    void records_of_other_classes_are_counted_as_skipped() {
        var facts = ReadFile.json("[{'class_uid': 6003}, {'class_uid': 2004}]").facts();

        assertThat(facts.total()).isEqualTo(1);
        assertThat(facts.skipped()).containsEntry("other_class", 1L);
    }

    @Test
    void a_record_without_a_class_is_refused() {
        assertThatThrownBy(() -> ReadFile.json("[{'class_uid': 2004}, {'status_code': 'PASS'}]"))
                .hasMessage("evidence.ocsf_class_missing");
    }

    @Test
    void texts_are_markdown_and_become_plain() {
        var check = ReadFile.json("""
            [{'class_uid': 2004, 'status_code': 'FAIL', 'status_detail': 'Bucket `a` is **public**.',
              'risk_details': '**Data** may leak:\\n- see [guide](https://example.org/g)\\n\\n1. First'}]
            """).check();

        assertThat(check.detail())
                .doesNotContain("**", "`", "](")
                .contains("Bucket a is public.", "guide (https://example.org/g)");
    }

    @Test
    void without_an_outcome_the_detail_is_what_was_looked_for() {
        var check = ReadFile.json("""
            [{'class_uid': 2003, 'finding_info': {'uid': 'USR_001', 'title': 'Only root', 'desc': 'Why it matters.'},
              'compliance': {'status': 'Fail'}}]
            """).check();

        assertThat(check.controlId()).isEqualTo("USR_001");
        assertThat(check.title()).isEqualTo("Only root");
        assertThat(check.detail()).isEqualTo("Why it matters.");
    }

    @ParameterizedTest
    @CsvSource({"6ba7b810-9dad-11d1-80b4-00c04fd430c8", "arn:aws:x:1", "two words"})
    void a_number_of_one_finding_is_no_control(String uid) {
        var check = ReadFile.json("[{'class_uid': 2003, 'finding_info': {'uid': '" + uid + "', 'title': 'Only root'}}]")
                .check();

        assertThat(check.controlId()).isEqualTo("Only root");
    }

    @Test
    void all_resources_are_named_as_long_as_there_is_room() {
        var check = resources(30);

        assertThat(check.resource()).startsWith("r0, r1, ").endsWith(", r28, r29");
    }

    @Test
    void a_cut_list_says_how_many_of_how_many_and_which_list_it_is() {
        var many = resources(500);
        var more = resources(501);

        assertThat(many.resource())
                .hasSizeLessThanOrEqualTo(1_000)
                .matches("(?s)r0, .*, … \\(\\d+/500, [0-9a-f]{8}\\)");
        assertThat(more.resource()).contains("/501, ");
        assertThat(many.resource().substring(0, 800)).isEqualTo(more.resource().substring(0, 800));
    }

    private static Check resources(int count) {
        var resources =
                IntStream.range(0, count).mapToObj(i -> "{'uid': 'r" + i + "'}").collect(joining(","));
        return ReadFile.json("[{'class_uid': 2004, 'resources': [" + resources + "]}]")
                .check();
    }

    @Test
    void a_resource_without_an_id_is_called_by_its_name() {
        var check = ReadFile.json("[{'class_uid': 2004, 'resources': [{'uid': 'a'}, {'name': 'b'}]}]")
                .check();

        assertThat(check.resource()).isEqualTo("a, b");
    }

    @Test
    void resolved_is_what_people_did_and_not_what_was_found() {
        var check = ReadFile.json("[{'class_uid': 2003, 'status': 'Resolved', 'status_id': 4,"
                        + " 'compliance': {'control': 'C', 'status': 'Fail'}}]")
                .check();

        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check.suppressed()).isFalse();
    }

    @Test
    void frameworks_remedies_and_several_resources_are_kept() {
        var notes = ReadFile.json("""
            [{'class_uid': 2004, 'status_code': 'FAIL', 'status_detail': 'Open.', 'finding_info': {'desc': 'Looks.'},
              'remediation': {'desc': 'Close **it**.', 'references': ['https://example.org/a', 'aws s3 close']},
              'resources': [{'uid': 'u1', 'name': 'n1'}, {'uid': 'u2'}],
              'unmapped': {'compliance': {'CIS-3.0': ['1.12', '1.13'], 'ISO27001': 'A.5'}, 'categories': ['secrets']}}]
            """).check().notes();

        assertThat(notes.references())
                .extracting("framework", "id")
                .containsExactly(tuple("CIS-3.0", "1.12"), tuple("CIS-3.0", "1.13"), tuple("ISO27001", "A.5"));
        assertThat(notes.remedy().plain()).isEqualTo("Close it.\n- https://example.org/a\n- aws s3 close");
        assertThat(notes.rationale().plain()).isEqualTo("Looks.");
        assertThat(notes.group()).isEqualTo("secrets");
        assertThat(notes.detail().plain()).isEqualTo("Open.\nuid | name\nu1 | n1\nu2 | ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'uid': 'vault', 'region': 'westeurope'                  | It is open.\\nregion: westeurope",
                "'uid': 'vault', 'name': 'vault', 'region': 'global'     | It is open.\\nregion: global",
                "'uid': 'arn:aws:ec2:eu-west-1:1:x', 'region': 'eu-west-1' | It is open.",
                "'uid': 'vault'                                          | It is open.",
            })
    void the_region_of_one_resource_is_said_where_its_id_does_not(String resource, String detail) {
        var check = ReadFile.json("[{'class_uid': 2004, 'status_detail': 'It is open.', 'resources': [{%s}]}]"
                        .formatted(resource))
                .check();

        assertThat(check.detail()).isEqualTo(detail.translateEscapes());
    }

    @Test
    void more_references_than_there_is_room_for_say_how_many_they_are() {
        var ids = IntStream.rangeClosed(1, 87).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));

        var references = ReadFile.json("[{'class_uid': 2004, 'unmapped': {'compliance': {'X': [" + ids + "]}}}]")
                .check()
                .notes()
                .references();

        assertThat(references).hasSize(50);
        assertThat(references.getLast().id()).isEqualTo("(49/87)");
    }
}
