package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import java.time.Instant;
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
    void a_time_without_offset_is_none() {
        var facts = file("'time_dt': '2026-01-01T02:00:00.5'").facts();

        assertThat(facts.collectedAt()).isNull();
        assertThat(facts.warnings()).contains("time_without_offset", "time_missing");
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
}
