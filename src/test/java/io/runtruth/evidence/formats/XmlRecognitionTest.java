package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.evidence.EvidenceFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlRecognitionTest {

    private static final String RESULTS = XccdfFile.of(XccdfFile.result("a", "pass"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Benchmark xmlns='http://checklists.nist.gov/xccdf/1.2'><Rule id='a'/></Benchmark>"
                        + " | evidence.xccdf_without_results",
                "<b:Benchmark xmlns:b='http://checklists.nist.gov/xccdf/1.1'/> | evidence.xccdf_without_results",
                "<Tailoring xmlns='http://checklists.nist.gov/xccdf/1.2'/> | evidence.xccdf_tailoring_unsupported",
                "<d:data-stream-collection xmlns:d='http://scap.nist.gov/schema/scap/source/1.2'/>"
                        + " | evidence.scap_source_unsupported",
                "<oval_results xmlns='http://oval.mitre.org/XMLSchema/oval-results-5'/> | evidence.oval_unsupported",
                "<oval_definitions xmlns='http://oval.mitre.org/XMLSchema/oval-definitions-5'/>"
                        + " | evidence.oval_unsupported",
                "<oval_system_characteristics xmlns='http://oval.mitre.org/XMLSchema/oval-system-characteristics-5'/>"
                        + " | evidence.oval_unsupported",
                "<CHECKLIST><ASSET/></CHECKLIST> | evidence.stig_checklist_unsupported",
                "<NessusClientData_v2/> | evidence.xml_unsupported",
                "<Benchmark/> | evidence.xml_unsupported",
                "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.0'/> | evidence.xml_unsupported",
                "<testsuites><testsuite name='Pester'/></testsuites> | evidence.xml_unsupported",
            })
    void another_kind_is_refused_by_its_name(String file, String code) {
        assertThatThrownBy(() -> ReadFile.of("<?xml version='1.0'?>\n" + file)).hasMessage(code);
    }

    @Test
    void an_arf_without_xccdf_results_is_refused_by_its_name() {
        var oval = XccdfFile.report("o", "<oval_results xmlns='http://oval.mitre.org/XMLSchema/oval-results-5'/>");

        assertThatThrownBy(() -> ReadFile.of(XccdfFile.collection("<a:reports>" + oval + "</a:reports>")))
                .hasMessage("evidence.arf_without_results");
    }

    @ParameterizedTest
    @EnumSource(value = EvidenceFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "XCCDF")
    void results_in_xml_are_not_taken_for_another_format(EvidenceFormat told) {
        assertThatThrownBy(() -> ReadFile.of(RESULTS, new ReadOptions(told, null)))
                .hasMessage("evidence.format_mismatch");
    }

    @Test
    void a_forced_format_is_confirmed_and_does_not_hide_what_the_file_is() {
        var forced = new ReadOptions(EvidenceFormat.XCCDF, null);

        assertThat(ReadFile.of(RESULTS, forced).facts().format()).isEqualTo(EvidenceFormat.XCCDF);
        assertThatThrownBy(() -> ReadFile.of("<CHECKLIST/>", forced)).hasMessage("evidence.stig_checklist_unsupported");
        assertThatThrownBy(() -> ReadFile.of("<other/>", forced)).hasMessage("evidence.format_mismatch");
        assertThatThrownBy(() -> ReadFile.json("{'some':'thing'}", forced)).hasMessage("evidence.format_mismatch");
        assertThatThrownBy(() -> ReadFile.json("[{'class_uid':2004}]", forced)).hasMessage("evidence.format_mismatch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body/></html>",
                "<!DOCTYPE html>\n<HTML lang='en'>",
                "<?xml version='1.0'?><!doctype html><html xmlns='x'>"
            })
    void a_page_is_still_a_page(String file) {
        assertThatThrownBy(() -> ReadFile.of(file)).hasMessage("evidence.html_unsupported");
    }

    @Test
    void a_text_with_elements_of_a_page_does_not_make_one() {
        var file = XccdfFile.withBenchmark(
                "<description xmlns:html='http://www.w3.org/1999/xhtml'><html:html/><html:p>x</html:p></description>",
                XccdfFile.result("a", "pass"));

        assertThat(ReadFile.of(file).checks()).hasSize(1);
    }
}
