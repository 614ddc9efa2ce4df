package io.runtruth.evidence.formats;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.FileFacts;
import io.runtruth.evidence.Severity;
import io.runtruth.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsffReaderTest {

    private static final String HUB = "aws/securityhub";
    private static final String PROWLER = "prowler/prowler";
    private static final String STANDARDS = "arn:aws:securityhub:::standards/";

    /// @param more further names, each with a comma before it
    private static String finding(String product, String control, String status, String more) {
        return "{'SchemaVersion': '2018-10-08', 'ProductArn': 'arn:aws:securityhub:eu-west-1::product/" + product
                + "', 'GeneratorId': '" + control + "', 'Compliance': {'Status': '" + status + "'}" + more + "}";
    }

    private static String resource(String id) {
        return ", 'Resources': [{'Id': '" + id + "', 'Region': 'eu-west-1'}]";
    }

    private static String updated(String time) {
        return ", 'UpdatedAt': '" + time + "'";
    }

    private static String account(String id) {
        return ", 'AwsAccountId': '" + id + "'";
    }

    private static ReadFile file(String... findings) {
        return ReadFile.json("[" + String.join(",", findings) + "]");
    }

    private static Check hub(String status, String reason) {
        var finding = "{'SchemaVersion': '2018-10-08', 'ProductArn': 'arn:aws:securityhub:eu-west-1::product/" + HUB
                + "', 'GeneratorId': 'security-control/IAM.6', 'Severity': {'Label': 'INFORMATIONAL'},"
                + " 'Compliance': {'Status': '" + status + "', 'StatusReasons': [" + reason + "]}}";
        return file(finding).check();
    }

    @Test
    void a_finding_becomes_a_check() {
        var check = file("""
            {'SchemaVersion': '2018-10-08', 'ProductArn': 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
             'GeneratorId': 'security-control/EKS.1', 'AwsAccountId': '012345678912', 'Region': 'eu-west-1',
             'Title': 'Endpoints should not be public', 'Description': 'Checks <the> endpoints.',
             'UpdatedAt': '2026-01-01T00:00:00.123Z', 'Severity': {'Label': 'HIGH', 'Original': 'LOW'},
             'ProductFields': {'aws/securityhub/annotation': 'Endpoint of a is public.'},
             'Resources': [{'Id': 'arn:aws:eks:eu-west-1:012345678912:cluster/a', 'Details': {'secret': 1}}],
             'Remediation': {'Recommendation': {'Text': 'See the guide.', 'Url': 'https://example.org/EKS.1'}},
             'Compliance': {'Status': 'FAILED', 'SecurityControlId': 'EKS.1',
              'StatusReasons': [{'ReasonCode': 'X', 'Description': 'Endpoint of a is public.'}],
              'RelatedRequirements': ['NIST.800-53.r5 AC-2(1)', 'PCI DSS v3.2.1/8.3.1'],
              'AssociatedStandards': [{'StandardsId': 'standards/nist-800-53/v/5.0.0'}]},
             'Workflow': {'Status': 'NEW'}, 'RecordState': 'ACTIVE'}
            """).check();

        assertThat(check.controlId()).isEqualTo("EKS.1");
        assertThat(check.title()).isEqualTo("Endpoints should not be public");
        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check.severity()).isEqualTo(Severity.HIGH);
        assertThat(check.area()).isEqualTo("EKS");
        assertThat(check.resource()).isEqualTo("arn:aws:eks:eu-west-1:012345678912:cluster/a");
        assertThat(check.detail()).isEqualTo("Endpoint of a is public.");
        assertThat(check.remediationUrl()).isEqualTo("https://example.org/EKS.1");
        assertThat(check.notes().remedy().plain()).isEqualTo("See the guide.");
        assertThat(check.notes().rationale().plain()).isEqualTo("Checks <the> endpoints.");
        assertThat(check.notes().references())
                .containsExactly(
                        new FrameworkReference("NIST.800-53.r5", "AC-2(1)"),
                        new FrameworkReference("PCI DSS v3.2.1", "8.3.1"),
                        new FrameworkReference("nist-800-53 v5.0.0", "EKS.1"));
        assertThat(check.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PASSED        |                               | PASS           |",
                "PASSED        | CONFIG_EVALUATIONS_EMPTY      | NOT_APPLICABLE |",
                "FAILED        |                               | FAIL           |",
                "FAILED        | CONFIG_EVALUATIONS_EMPTY      | FAIL           |",
                "NOT_AVAILABLE | CONFIG_RETURNS_NOT_APPLICABLE | NOT_APPLICABLE |",
                "NOT_AVAILABLE | CONFIG_EVALUATIONS_EMPTY      | NOT_APPLICABLE |",
                "NOT_AVAILABLE | CONFIG_RULE_EVALUATION_ERROR  | ERROR          | tool_error",
                "NOT_AVAILABLE | CONFIG_RECORDER_DISABLED      | NOT_ASSESSED   | other",
                "NOT_AVAILABLE |                               | NOT_ASSESSED   | other",
                "WARNING       |                               | NOT_ASSESSED   | other",
                "WARNINGED     |                               | UNKNOWN        |",
                "INFOED        |                               | UNKNOWN        |",
                "NOVEL         |                               | UNKNOWN        |",
            })
    void a_status_is_told_apart_by_its_reason(String status, String reason, CheckResult result, String why) {
        var check = hub(status, reason == null ? "" : "{'ReasonCode': '" + reason + "'}");

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.resultReason()).isEqualTo(why);
        assertThat(check.rawResult()).isEqualTo(status);
        assertThat(check.suppressed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "PASSED, PASS, false",
        "FAILED, FAIL, false",
        "INFOED, MANUAL, false",
        "WARNING, UNKNOWN, true",
        "WARNINGED, UNKNOWN, true"
    })
    void prowler_has_words_of_its_own(String status, CheckResult result, boolean isSuppressed) {
        var check = file(finding(PROWLER, "prowler-iam_x", status, "")).check();

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.suppressed()).isEqualTo(isSuppressed);
    }

    @Test
    void only_a_suppressed_workflow_hides_and_the_result_stays() {
        var suppressed = ", 'Workflow': {'Status': 'SUPPRESSED'}, 'Note': {'Text': 'Accepted, ask ann@example.org',"
                + " 'UpdatedBy': 'Judy Doe'}";

        var check = file(finding(HUB, "c", "FAILED", suppressed)).check();

        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check.suppression().reason()).startsWith("Accepted, ask [address ");
        assertThat(check.suppression().until()).isNull();
        assertThat(check.toString()).doesNotContain("Judy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEW", "NOTIFIED", "RESOLVED"})
    void every_other_workflow_hides_nothing(String workflow) {
        var check = file(finding(
                        HUB,
                        "c",
                        "FAILED",
                        ", 'WorkflowState': 'SUPPRESSED', 'Workflow': {'Status': '" + workflow + "'}"))
                .check();

        assertThat(check.suppressed()).isFalse();
        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
    }

    @Test
    void what_is_archived_is_no_check_and_counted() {
        var facts = file(
                        finding(HUB, "c", "FAILED", ", 'RecordState': 'ARCHIVED'"),
                        finding(HUB, "c", "PASSED", ", 'RecordState': 'ACTIVE'"))
                .facts();

        assertThat(facts.total()).isEqualTo(1);
        assertThat(facts.skipped()).containsEntry("archived", 1L);
    }

    @Test
    void a_finding_without_a_status_is_no_check_and_counted() {
        var threat = "{'SchemaVersion': '2018-10-08', 'ProductArn': 'arn:aws:securityhub:a::product/aws/guardduty'}";

        var facts = file(threat, finding(HUB, "c", "PASSED", "")).facts();

        assertThat(facts.total()).isEqualTo(1);
        assertThat(facts.skipped()).containsEntry("no_check", 1L);
        assertThat(facts.tool()).isEqualTo("Security Hub");
        assertThatThrownBy(() -> file(threat, threat)).hasMessage("evidence.asff_no_checks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws/securityhub | PASSED | 'Label': 'INFORMATIONAL' | UNKNOWN       | INFORMATIONAL",
                "aws/securityhub | FAILED | 'Label': 'INFORMATIONAL' | INFORMATIONAL | INFORMATIONAL",
                "prowler/prowler | PASSED | 'Label': 'INFORMATIONAL' | INFORMATIONAL | INFORMATIONAL",
                "prowler/prowler | PASSED | 'Label': 'CRITICAL'      | CRITICAL      | CRITICAL",
                "aws/securityhub | FAILED | 'Normalized': 0          | INFORMATIONAL | 0",
                "aws/securityhub | FAILED | 'Normalized': 1          | LOW           | 1",
                "aws/securityhub | FAILED | 'Normalized': 39         | LOW           | 39",
                "aws/securityhub | FAILED | 'Normalized': 40         | MEDIUM        | 40",
                "aws/securityhub | FAILED | 'Normalized': 70         | HIGH          | 70",
                "aws/securityhub | FAILED | 'Normalized': 90         | CRITICAL      | 90",
                "aws/securityhub | FAILED | 'Normalized': 101        | UNKNOWN       | 101",
                "aws/securityhub | FAILED | 'Product': 90            | UNKNOWN       |",
            })
    void a_severity_is_the_label_else_the_number(
            String product, String status, String said, Severity severity, String raw) {
        var check = file(finding(product, "c", status, ", 'Severity': {" + said + "}"))
                .check();

        assertThat(check.severity()).isEqualTo(severity);
        assertThat(check.rawSeverity()).isEqualTo(raw);
    }

    @Test
    void of_findings_about_one_thing_the_newest_counts() {
        var old = finding(HUB, "c", "PASSED", resource("a") + updated("2026-01-01T00:00:00Z") + ", 'Id': '1'");
        var newest = finding(HUB, "c", "FAILED", resource("a") + updated("2026-01-01T00:00:00.001Z") + ", 'Id': '2'");
        var without = finding(HUB, "c", "PASSED", resource("a") + ", 'Id': '3'");
        var other = finding(HUB, "c", "PASSED", resource("b") + updated("2025-01-01T00:00:00Z"));

        for (var file : new ReadFile[] {file(old, newest, without, other), file(other, without, newest, old)}) {
            assertThat(file.facts().byRawResult()).containsOnlyKeys("FAILED", "PASSED");
            assertThat(file.facts().total()).isEqualTo(2);
            assertThat(file.facts().skipped()).containsEntry("superseded", 2L);
        }
    }

    @Test
    void an_archived_finding_replaces_no_current_one() {
        var file = file(
                finding(HUB, "c", "FAILED", resource("a") + updated("2026-01-01T00:00:00Z")),
                finding(
                        HUB,
                        "c",
                        "PASSED",
                        resource("a") + updated("2026-02-01T00:00:00Z") + ", 'RecordState': 'ARCHIVED'"));

        assertThat(file.check().result()).isEqualTo(CheckResult.FAIL);
    }

    @Test
    void findings_of_one_moment_are_meant_to_be_several() {
        var file = file(
                finding(PROWLER, "c", "PASSED", resource("a") + updated("2026-01-01T00:00:00Z") + ", 'Id': '1'"),
                finding(PROWLER, "c", "FAILED", resource("a") + updated("2026-01-01T00:00:00Z") + ", 'Id': '1'"));

        assertThat(file.checks()).extracting(Check::ordinal).containsExactly(1, 2);
    }

    @Test
    void prowler_means_several_where_the_ids_differ() {
        var file = file(
                finding(PROWLER, "c", "FAILED", resource("a") + updated("2026-01-01T00:00:00Z") + ", 'Id': '1'"),
                finding(PROWLER, "c", "FAILED", resource("a") + updated("2026-01-01T00:00:02Z") + ", 'Id': '2'"),
                finding(PROWLER, "c", "PASSED", resource("a") + updated("2026-01-01T00:00:03Z") + ", 'Id': '2'"));

        assertThat(file.checks()).extracting(Check::rawResult).containsExactly("FAILED", "PASSED");
    }

    @Test
    void one_control_in_another_region_or_account_is_another_check() {
        var time = updated("2026-01-01T00:00:00Z");
        var file = file(
                finding(HUB, "c", "PASSED", ", 'Region': 'eu-west-1', 'Resources': [{'Id': 'a'}]" + time),
                finding(
                        HUB,
                        "c",
                        "FAILED",
                        ", 'Region': 'eu-west-2', 'Resources': [{'Id': 'a'}]" + updated("2025-01-01")),
                finding(
                        HUB,
                        "c",
                        "FAILED",
                        ", 'Region': 'eu-west-1', 'Resources': [{'Id': 'a'}]" + account("123456789012")
                                + updated("2025-01-01")));

        assertThat(file.checks())
                .extracting(Check::resource)
                .containsExactly("a (eu-west-1)", "a (eu-west-2)", "a (eu-west-1)");
    }

    @Test
    void one_control_under_two_standards_is_two_checks() {
        var first = ", 'ProductFields': {'ControlId': 'ACM.1', 'StandardsArn': '" + STANDARDS
                + "aws-foundational-security-best-practices/v/1.0.0'}";
        var second =
                ", 'ProductFields': {'ControlId': 'ACM.1', 'StandardsArn': '" + STANDARDS + "nist-800-53/v/5.0.0'}";

        var file = file(
                finding(HUB, "g", "FAILED", resource("a") + updated("2026-01-01T00:00:00Z") + first),
                finding(HUB, "g", "FAILED", resource("a") + updated("2025-01-01T00:00:00Z") + second));

        assertThat(file.checks())
                .extracting(Check::controlId)
                .containsExactly("aws-foundational-security-best-practices/v/1.0.0/ACM.1", "nist-800-53/v/5.0.0/ACM.1");
        assertThat(file.checks()).extracting(Check::baseId).containsOnly("ACM.1");
        assertThat(file.check().notes().group()).isEqualTo("aws-foundational-security-best-practices v1.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'RuleId': '2.5', 'ControlId': 'EC2.4'} | EC2.4",
                "{'RuleId': '2.5'}                       | 2.5",
                "{}                                      | generator",
            })
    void a_control_is_the_first_name_that_there_is(String fields, String control) {
        assertThat(file(finding(HUB, "generator", "FAILED", ", 'ProductFields': " + fields))
                        .check()
                        .controlId())
                .isEqualTo(control);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PCI.Config.1                   | Config",
                "EC2.4                          | EC2",
                "prowler-iam_root_mfa           | iam",
                "prowler-check11                | ''",
                "2.5                            | ''",
            })
    void the_area_is_the_service_where_the_id_names_one(String control, String area) {
        assertThat(file(finding(HUB, control, "FAILED", "")).check().area()).isEqualTo(area);
    }

    @Test
    void requirements_behind_one_framework_are_told_one_by_one_and_a_cut_one_is_left_out() {
        var cut = "NIST-800-53-Revision-5 ac_2_6 ac_3 ac_3_7 ac_4_21 ac_6 ac_17_b_x";
        var references = file("""
            {'SchemaVersion': '2018-10-08', 'ProductArn': 'arn:aws:securityhub:a::product/prowler/prowler',
             'Types': ['Software and Configuration Checks'], 'Compliance': {'Status': 'FAILED',
              'RelatedRequirements': ['CIS-1.5 1.20', '%s', 'Software and Configuration Checks']}}
            """.formatted(cut)).check().notes().references();

        assertThat(cut).hasSize(64);
        assertThat(references).hasSize(6).startsWith(new FrameworkReference("CIS-1.5", "1.20"));
        assertThat(references).last().isEqualTo(new FrameworkReference("NIST-800-53-Revision-5", "ac_6"));
    }

    @Test
    void all_resources_of_a_finding_are_named_in_one_order() {
        var resources = ", 'Resources': [{'Id': 'b', 'Region': 'us-east-1'}, {'Id': 'a', 'Region': 'eu-west-1'}]";
        var turned = ", 'Resources': [{'Id': 'a', 'Region': 'eu-west-1'}, {'Id': 'b', 'Region': 'us-east-1'}]";

        assertThat(file(finding(HUB, "c", "FAILED", resources)).check().resource())
                .isEqualTo("a (eu-west-1), b (us-east-1)")
                .isEqualTo(file(finding(HUB, "c", "FAILED", turned)).check().resource());
    }

    @Test
    void one_account_is_the_target_with_its_zeros() {
        var facts = file(finding(HUB, "c", "FAILED", account("001122334455") + ", 'AwsAccountName': 'Contoso'"))
                .facts();

        assertThat(facts.targetId()).isEqualTo("001122334455");
        assertThat(facts.targetName()).isEqualTo("Contoso");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXXXXXXXXXX", "12345", "", "<account>"})
    void a_masked_account_is_none(String id) {
        var facts = file(finding(HUB, "c", "FAILED", account(id))).facts();

        assertThat(facts.targetId()).isNull();
        assertThat(facts.warnings()).doesNotContain("several_targets");
    }

    private static final String TWO_ACCOUNTS =
            "[" + finding(HUB, "c", "FAILED", resource("No trails") + account("111111111111"))
                    + ","
                    + finding(
                            HUB,
                            "c",
                            "PASSED",
                            resource("No trails") + account("222222222222") + ", 'AwsAccountName': 'Fabrikam'")
                    + "]";

    @Test
    void several_accounts_are_no_target_and_their_resources_stay_apart() {
        var file = ReadFile.json(TWO_ACCOUNTS);

        assertThat(file.facts().targetId()).isNull();
        assertThat(file.facts().warnings()).contains("several_targets");
        assertThat(file.checks())
                .extracting(Check::resource)
                .containsExactly("No trails (111111111111, eu-west-1)", "No trails (222222222222, eu-west-1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"222222222222", "fabrikam", "Fabrikam (222222222222)"})
    void one_account_of_several_is_read_where_it_is_chosen(String wanted) {
        var file = ReadFile.json(TWO_ACCOUNTS, new ReadOptions(null, wanted));

        assertThat(file.checks()).extracting(Check::rawResult).containsExactly("PASSED");
        assertThat(file.check().resource()).isEqualTo("No trails (eu-west-1)");
        assertThat(file.facts().targetId()).isEqualTo("222222222222");
        assertThat(file.facts().tenant()).isEqualTo("222222222222");
        assertThat(file.facts().skipped()).containsEntry("other_account", 1L);
        assertThat(file.facts().warnings()).doesNotContain("several_targets");
    }

    @Test
    void an_account_has_the_name_that_one_of_its_findings_gives_it() {
        var unnamed = finding(HUB, "d", "FAILED", account("222222222222"));

        var file = ReadFile.json("[" + unnamed + "," + TWO_ACCOUNTS.substring(1), new ReadOptions(null, "Fabrikam"));

        assertThat(file.checks()).hasSize(2);
        assertThat(file.facts().targetName()).isEqualTo("Fabrikam");
    }

    @Test
    void an_account_that_is_not_in_the_file_is_refused_and_those_that_are_are_named() {
        var problem = catchThrowableOfType(
                Problem.InvalidInput.class, () -> ReadFile.json(TWO_ACCOUNTS, new ReadOptions(null, "333333333333")));

        assertThat(problem.code()).isEqualTo("evidence.account_choice");
        assertThat(problem.arguments())
                .containsExactly(
                        "111111111111, Fabrikam (222222222222)",
                        List.of(
                                new TargetIdentity("111111111111", null),
                                new TargetIdentity("222222222222", "Fabrikam")));
    }

    @Test
    void the_newest_change_of_any_finding_says_when_the_export_was_at_the_earliest() {
        var facts = file(
                        finding(
                                HUB,
                                "c",
                                "FAILED",
                                updated("2026-01-01T00:00:00Z") + ", 'CreatedAt': '2027-01-01T00:00:00Z'"),
                        finding(HUB, "d", "FAILED", updated("2026-02-01T00:00:00.5Z") + ", 'RecordState': 'ARCHIVED'"))
                .facts();

        assertThat(facts.collectedAt()).isEqualTo(Instant.parse("2026-02-01T00:00:00.5Z"));
    }

    @Test
    void the_product_is_the_tool() {
        var prowler = file(finding(
                        PROWLER,
                        "c",
                        "FAILED",
                        ", 'ProductFields': {'ProviderName': 'Prowler', 'ProviderVersion': '3.3.0'}"))
                .facts();
        var both = file(finding(HUB, "c", "PASSED", ""), finding("acme/scan", "c", "PASSED", ", 'ProductName': 'Scan'"))
                .facts();

        assertThat(prowler.tool()).isEqualTo("Prowler");
        assertThat(prowler.toolVersion()).isEqualTo("3.3.0");
        assertThat(both.tool()).isEqualTo("Security Hub, Scan");
        assertThat(both.warnings()).contains("several_tools");
    }

    @Test
    void a_product_that_writes_no_passes_tells_no_rate() {
        assertThat(file(finding("acme/scan", "c", "FAILED", "")).facts().warnings())
                .contains(FileFacts.FAILURES_ONLY);
        assertThat(file(finding("acme/scan", "c", "PASSED", "")).facts().warnings())
                .doesNotContain(FileFacts.FAILURES_ONLY);
        assertThat(file(finding(HUB, "c", "FAILED", "")).facts().warnings()).doesNotContain(FileFacts.FAILURES_ONLY);
    }

    @Test
    void a_token_for_more_says_that_the_file_is_not_all() {
        var one = finding(HUB, "c", "PASSED", "");

        assertThat(ReadFile.json("{'Findings': [" + one + "], 'NextToken': 'abc'}")
                        .facts()
                        .warnings())
                .contains(FileFacts.NOT_ALL);
        assertThat(ReadFile.json("{'NextToken': null, 'Findings': [" + one + "]}")
                        .facts()
                        .warnings())
                .doesNotContain(FileFacts.NOT_ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,%s]", "{'Findings': [%s, %s]}", "{'findings': [%s, %s]}", "%s\n%s", "%s\r\n%s\r\n"})
    void every_shape_holds_the_same_findings(String shape) {
        var file = ReadFile.json(shape.formatted(finding(HUB, "a", "PASSED", ""), finding(HUB, "b", "FAILED", "")));

        assertThat(file.checks()).extracting(Check::controlId).containsExactly("a", "b");
    }

    @Test
    void answers_page_by_page_in_one_file_are_read_together() {
        var page = "{'Findings': [" + finding(HUB, "%s", "PASSED", "") + "]}";

        assertThat(ReadFile.json(page.formatted("a") + "\n" + page.formatted("b"))
                        .checks())
                .hasSize(2);
    }

    @Test
    void an_answer_without_findings_is_a_source_without_checks() {
        assertThat(ReadFile.json("{'Findings': []}").facts().warnings()).contains("no_checks");
    }

    @Test
    void many_things_are_remembered_without_mixing_them_up() {
        var old = IntStream.range(0, 3_000)
                .mapToObj(i -> finding(HUB, "c" + i, "PASSED", updated("2026-01-01T00:00:00Z")))
                .collect(joining(","));
        var newer = IntStream.range(0, 2_000)
                .mapToObj(i -> finding(HUB, "c" + i, "FAILED", updated("2026-01-02T00:00:00Z")))
                .collect(joining(","));

        var facts = ReadFile.json("[" + old + "," + newer + "]").facts();

        assertThat(facts.byRawResult()).containsEntry("PASSED", 1_000L).containsEntry("FAILED", 2_000L);
        assertThat(facts.skipped()).containsEntry("superseded", 2_000L);
    }

    @Test
    void a_file_that_was_cut_off_is_refused_wherever_it_was_cut() {
        var whole = ("{'Findings': [" + finding(HUB, "a", "PASSED", resource("r")) + "], 'NextToken': ''}")
                .replace('\'', '"');

        for (int end = 1; end < whole.length(); end++) {
            var cut = whole.substring(0, end);
            assertThatThrownBy(() -> ReadFile.of(cut)).hasMessage("evidence.truncated");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ", 'GeneratorId': 'b'              | evidence.duplicate_name",
                ", 'a': {'b': 1, 'b': 2}           |",
                ", 'Severity': {'a': 1, 'a': 2}    | evidence.duplicate_name",
                ", 'Details': NaN                  | evidence.broken_json",
            })
    void what_can_not_be_trusted_is_refused(String more, String code) {
        var finding = finding(HUB, "a", "PASSED", more);

        if (code == null) {
            assertThat(file(finding).checks()).hasSize(1);
        } else {
            assertThatThrownBy(() -> file(finding)).hasMessage(code);
        }
    }

    @Test
    void too_deep_nesting_is_refused_even_in_what_is_skipped() {
        assertThatThrownBy(() -> file(finding(HUB, "a", "PASSED", ", 'Details': " + "[".repeat(100_000))))
                .hasMessage("evidence.too_deep");
    }

    @Test
    void the_configuration_of_a_resource_is_skipped_whatever_its_size() {
        var huge = "x".repeat(JsonCursor.MAX_STRING_CHARS + 1);

        assertThat(file(finding(HUB, "a", "PASSED", ", 'Resources': [{'Id': 'r', 'Details': '" + huge + "'}]"))
                        .check()
                        .resource())
                .isEqualTo("r");
    }

    @Test
    void a_finding_that_is_none_is_refused() {
        assertThatThrownBy(() -> file(finding(HUB, "a", "PASSED", ""), "'x'")).hasMessage("evidence.unexpected_type");
        assertThatThrownBy(() -> ReadFile.json("{'Findings': [" + finding(HUB, "a", "PASSED", "") + ", 1]}"))
                .hasMessage("evidence.unexpected_type");
    }

    @Test
    void a_number_in_the_place_of_a_text_is_its_text() {
        var check = file(finding(HUB, "a", "PASSED", ", 'Title': 7, 'Resources': {'Id': 8}"))
                .check();

        assertThat(check.title()).isEqualTo("7");
        assertThat(check.resource()).isEqualTo("8");
    }
}
