package io.runtruth.evidence.formats;

import static io.runtruth.evidence.EvidenceFormat.ASFF;
import static io.runtruth.evidence.EvidenceFormat.HDF;
import static io.runtruth.evidence.EvidenceFormat.MAESTER;
import static io.runtruth.evidence.EvidenceFormat.OCSF;
import static io.runtruth.evidence.EvidenceFormat.OSCAL;
import static io.runtruth.evidence.EvidenceFormat.SARIF;
import static io.runtruth.evidence.EvidenceFormat.SCUBAGEAR;
import static io.runtruth.evidence.EvidenceFormat.ZERO_TRUST_ASSESSMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.shared.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecognitionTest {

    private static final String SCUBA = "{'MetaData':{'Tool':'ScubaGear'},'Results':{}}";

    private static final String HDF_FILE = "{'platform':{},'profiles':[],'statistics':{},'version':'4.18.5'}";
    private static final String FINDING =
            "{'ProductArn':'a','SchemaVersion':'2018-10-08','Compliance':{'Status':'PASSED'}}";

    static Stream<Arguments> known() {
        return Stream.of(
                arguments(SCUBA, SCUBAGEAR),
                arguments("{'Raw':{'a':[1]},'Results':{},'Summary':{},'MetaData':{'Tool':'ScubaGoggles'}}", SCUBAGEAR),
                arguments("{'ExecutedAt':'x','Tests':[{'Id':'A','Result':'Passed'}]}", MAESTER),
                arguments("{'Tests':{'Result':'Passed','Id':'A'},'ExecutedAt':'x'}", MAESTER),
                arguments("{'Tenants':[{'TenantId':'t','Tests':[{'Id':'A','Result':'Passed'}]}]}", MAESTER),
                arguments("{'Tests':[{'TestStatus':'Passed','TestId':1}]}", ZERO_TRUST_ASSESSMENT),
                arguments("{'runs':[],'version':'2.1.0'}", SARIF),
                arguments("{'assessment-results':{'results':[]}}", OSCAL),
                arguments("{'results':[{'observations':[]}]}", OSCAL),
                arguments("[{'class_uid':2004}]", OCSF),
                arguments("{'time':1,'class_uid':2003}", OCSF),
                arguments("{'results':[{'uuid':'a','start':'2026-01-01T00:00:00Z'}]}", OSCAL),
                arguments("{'results':[{'findings':[{'target':{'target-id':'a'},'title':'x'}]}]}", OSCAL),
                arguments("{'Tests':[],'ExecutedAt':'x','TotalCount':0}", MAESTER),
                arguments("{'Tenants':[{'TenantId':'t','Tests':[]}]}", MAESTER),
                arguments("{'ExecutedAt':'x','TestResultSummary':{},'Tests':[]}", ZERO_TRUST_ASSESSMENT),
                arguments("[\n  \n]", OCSF),
                arguments(HDF_FILE, HDF),
                arguments("[" + HDF_FILE + "]", HDF),
                arguments("{'Findings':[" + FINDING + "]}", ASFF),
                arguments("{'NextToken':'a','findings':[" + FINDING + "]}", ASFF),
                arguments("{'Findings':[]}", ASFF),
                arguments("[" + FINDING + "]", ASFF),
                arguments(FINDING, ASFF),
                arguments(FINDING + "\n" + FINDING, ASFF),
                arguments("{'class_uid':2004}\n{'class_uid':2004}", OCSF));
    }

    @ParameterizedTest
    @MethodSource("known")
    void a_format_is_recognised_by_its_content_in_any_order(String file, EvidenceFormat format) {
        assertThat(ReadFile.json(file).facts().format()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'PolicyId':'A','RequirementMet':true}]            | evidence.scuba_test_results_unsupported",
                "{'baseline_version':'1','module_version':'1.8.0'}   | evidence.scuba_settings_unsupported",
                "{'MetaData':{'Tool':'ScubaGear'},'Diff':{}}         | evidence.scuba_diff_unsupported",
                "[{'SchemaVersion':'2018-10-08','ProductArn':'a'}]   | evidence.asff_no_checks",
                "{'Findings':[{'ProductArn':'a','SchemaVersion':1}]} | evidence.asff_no_checks",
                "{'detail-type':'Security Hub Findings - Imported','source':'aws.securityhub','detail':{'findings':[]}} |"
                        + " evidence.event_unsupported",
                "{'source':'aws.securityhub','detail':{},'detail-type':'Findings Imported V2'} |"
                        + " evidence.event_ocsf_unsupported",
                "{'Findings':[{'SchemaVersion':'2.0','Service':{},'Arn':'a'}]} | evidence.guardduty_unsupported",
                "{'findings':[{'findingArn':'a','severity':'HIGH'}]} | evidence.inspector_unsupported",
                "{'cklb_version':'1.0','stigs':[]}                   | evidence.stig_checklist_unsupported",
                "{'baselines':[{'requirements':[]}],'generator':{}}  | evidence.hdf_newer_unsupported",
                "{'controls':[{'id':'a','status':'passed'}],'statistics':{},'version':'4.18.5'} |"
                        + " evidence.inspec_min_unsupported",
                "{'name':'p','controls':[],'groups':[],'supports':[],'sha256':'0'} |"
                        + " evidence.inspec_profile_unsupported",
                "{'Findings':[{'Title':'x'}]}                        | evidence.unknown_format",
                "{'Findings':[],'Other':1}                           | evidence.unknown_format",
                "{'profiles':[],'platform':{},'version':'1'}         | evidence.unknown_format",
                "[{'CheckID':'a','FindingUniqueId':'b'}]             | evidence.native_prowler_unsupported",
                "{'version':'1.0.0','runs':[]}                       | evidence.sarif_version",
                "[{'class_uid':6003}]                                | evidence.ocsf_class_unsupported",
                "[{'eventCode':'monkey'}]                            | evidence.unknown_format",
                "{'Tests':[{'Id':'A','Result':'Passed'}]}            | evidence.unknown_format",
                "{'Tests':[]}                                        | evidence.unknown_format",
                "{'version':'1.9','results':[{'check_id':'a','start':{'line':1},'extra':{}}],'errors':[]} |"
                        + " evidence.native_semgrep_unsupported",
                "{'results':[{'uuid':'a','start':{'line':1}}]}       | evidence.unknown_format",
                "{'results':[{'findings':[]}]}                       | evidence.unknown_format",
                "{'results':[{'findings':[{'id':1,'title':'x'}]}]}   | evidence.unknown_format",
                "{'check_type':'terraform','results':{'failed_checks':[]}}   | evidence.native_checkov_unsupported",
                "[{'check_type':'terraform','results':{}}]           | evidence.native_checkov_unsupported",
                "{'SchemaVersion':2,'ArtifactName':'a','Results':[]} | evidence.native_trivy_unsupported",
                "{'plan-of-action-and-milestones':{'uuid':'a','metadata':{}}} | evidence.oscal_other_unsupported",
                "{'system-security-plan':{'uuid':'a','metadata':{}}} | evidence.oscal_other_unsupported",
                "{'catalog':{'metadata':{},'uuid':'a'}}              | evidence.oscal_other_unsupported",
                "{'catalog':[]}                                      | evidence.unknown_format",
                "[{'ReportSummary':{},'Results':[],'MetaData':{}}]   | evidence.scuba_product_report_unsupported",
                "{'ReportSummary':{},'Results':[]}                   | evidence.scuba_product_report_unsupported",
                "{'results':[{'name':'x'}]}                          | evidence.unknown_format",
                "{}                                                  | evidence.unknown_format",
                "<!DOCTYPE html><html><body>Report</body></html>     | evidence.html_unsupported",
                "<?xml version='1.0'?><Benchmark/>                   | evidence.xml_unsupported",
                "Control ID,Result,Details                           | evidence.csv_unsupported",
                "%PDF-1.7                                            | evidence.pdf_unsupported",
                "Just some words                                     | evidence.not_json",
            })
    void another_kind_of_file_is_refused_by_its_name(String file, String code) {
        assertThatThrownBy(() -> ReadFile.json(file))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage(code);
    }

    @Test
    void an_archive_is_refused_by_its_name() {
        byte[] zip = {'P', 'K', 3, 4, 20, 0};

        assertThatThrownBy(() -> ReadFile.of(zip, ReadOptions.NONE)).hasMessage("evidence.archive_unsupported");
    }

    @Test
    void an_html_report_in_utf_16_is_refused_by_its_name() {
        assertThatThrownBy(() -> ReadFile.of("\uFEFF<html></html>", StandardCharsets.UTF_16LE))
                .hasMessage("evidence.html_unsupported");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_is_no_part_of_the_text(String charset) {
        var text = "\uFEFF" + SCUBA.replace('\'', '"');

        var file = ReadFile.of(text, Charset.forName(charset));

        assertThat(file.facts().format()).isEqualTo(SCUBAGEAR);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE", "UTF-16BE"})
    void utf_16_is_read_without_a_mark_too(String charset) {
        var file = ReadFile.of(SCUBA.replace('\'', '"'), Charset.forName(charset));

        assertThat(file.facts().format()).isEqualTo(SCUBAGEAR);
    }

    @ParameterizedTest
    @CsvSource({"SCUBAGEAR", "MAESTER", "ZERO_TRUST_ASSESSMENT", "SARIF", "OSCAL", "HDF", "ASFF"})
    void a_forced_format_that_the_file_does_not_have_is_refused(EvidenceFormat format) {
        assertThatThrownBy(() -> ReadFile.json("{'some':'thing'}", new ReadOptions(format, null)))
                .hasMessage("evidence.format_mismatch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MAESTER               | {'ExecutedAt':'x','Tests':[{'TestId':'1','TestStatus':'Passed'}]}",
                "MAESTER               | {'Tests':[{'Name':'A','Outcome':'Passed'}]}",
                "ZERO_TRUST_ASSESSMENT | {'ExecutedAt':'x','Tests':[{'Id':'1','Result':'Passed'}]}",
                "ZERO_TRUST_ASSESSMENT | {'Tests':[{'TestName':'1'}]}",
                "SCUBAGEAR             | {'MetaData':{'Tool':'Other'},'Results':{'A':[{'Controls':[{'id':1}]}]}}",
                "OSCAL                 | {'results':[{'name':'x'}]}",
                "OSCAL                 | {'results':[{'findings':[{'severity':'high'}]}]}",
                "SARIF                 | {'runs':[{'id':1}]}",
                "OCSF                  | {'version':'2.1.0','runs':[]}",
                "SARIF                 | [{'class_uid':2004}]",
                "HDF                   | {'profiles':[{'controls':[{'name':'a'}]}]}",
                "HDF                   | [{'class_uid':2004}]",
                "HDF                   | []",
                "ASFF                  | {'Findings':[{'Title':'a'}]}",
                "ASFF                  | [{'class_uid':2004}]",
            })
    void a_forced_format_is_not_taken_where_no_item_has_its_names(EvidenceFormat format, String file) {
        assertThatThrownBy(() -> ReadFile.json(file, new ReadOptions(format, null)))
                .hasMessage("evidence.format_mismatch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OSCAL     | {'check_type':'x','results':{'failed_checks':[]}} | evidence.native_checkov_unsupported",
                "OSCAL     | {'results':[{'check_id':'a','extra':{},'start':{}}]} |"
                        + " evidence.native_semgrep_unsupported",
                "SCUBAGEAR | [{'PolicyId':'A','RequirementMet':true}] | evidence.scuba_test_results_unsupported",
                "SARIF     | {'version':'1.0.0','runs':[]} | evidence.sarif_version",
            })
    void a_forced_format_does_not_hide_what_the_file_is(EvidenceFormat format, String file, String code) {
        assertThatThrownBy(() -> ReadFile.json(file, new ReadOptions(format, null)))
                .hasMessage(code);
    }

    @Test
    void a_run_without_tests_is_a_source_without_checks() {
        var maester = ReadFile.json("{'Tests':[],'ExecutedAt':'2026-11-20T12:00:00+01:00','TotalCount':0}");
        var ocsf = ReadFile.json("[]");

        assertThat(maester.facts().warnings()).contains("no_checks");
        assertThat(ocsf.facts().warnings()).contains("no_checks");
    }

    @Test
    void a_forced_format_is_read_where_it_would_not_be_recognised() {
        var file = ReadFile.json("{'Tests':[{'Id':'A','Result':'Passed'}]}", new ReadOptions(MAESTER, null));

        assertThat(file.facts().total()).isEqualTo(1);
    }
}
