package io.runtruth.evidence.formats;

import static io.runtruth.evidence.EvidenceFormat.ASFF;
import static io.runtruth.evidence.EvidenceFormat.HDF;
import static io.runtruth.evidence.EvidenceFormat.MAESTER;
import static io.runtruth.evidence.EvidenceFormat.OCSF;
import static io.runtruth.evidence.EvidenceFormat.OSCAL;
import static io.runtruth.evidence.EvidenceFormat.SARIF;
import static io.runtruth.evidence.EvidenceFormat.SCUBAGEAR;
import static io.runtruth.evidence.EvidenceFormat.XCCDF;
import static io.runtruth.evidence.EvidenceFormat.ZERO_TRUST_ASSESSMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.runtruth.evidence.EvidenceFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A file that is well formed and holds no result is refused as that (contract 12).
class NoResultsTest {

    private static final String INSPEC = "{'platform':{},'statistics':{},'version':'5','profiles':%s}";
    private static final String TENANTS =
            "{'Tenants':[{'TenantId':'a','Tests':[]}," + "{'TenantId':'b','Tests':[{'Id':'A','Result':'Passed'}]}]}";

    static Stream<Arguments> files() {
        return Stream.of(
                arguments(SCUBAGEAR, "{'MetaData':{'Tool':'ScubaGear','TenantId':'t'},'Results':{}}"),
                arguments(SCUBAGEAR, "{'MetaData':{'Tool':'ScubaGear'},'Results':{'AAD':[{'Controls':[]}]},'Raw':{}}"),
                arguments(MAESTER, "{'Tests':[],'ExecutedAt':'2026-11-20T12:00:00+01:00','TotalCount':0}"),
                arguments(MAESTER, "{'Tenants':[{'TenantId':'a','Tests':[]}]}"),
                arguments(ZERO_TRUST_ASSESSMENT, "{'ExecutedAt':'x','TestResultSummary':{},'Tests':[]}"),
                arguments(OCSF, "[]"),
                arguments(SARIF, "{'version':'2.1.0','runs':[]}"),
                arguments(SARIF, "{'version':'2.1.0','runs':null}"),
                arguments(SARIF, "{'version':'2.1.0','runs':[{'tool':{'driver':{'name':'Scanner'}}}]}"),
                arguments(SARIF, "{'version':'2.1.0','runs':[{'tool':{'driver':{'name':'Scanner'}},'results':null}]}"),
                arguments(OSCAL, "{'assessment-results':{'results':[]}}"),
                arguments(OSCAL, "{'results':[{'uuid':'a','start':'2026-01-01T00:00:00Z','observations':[]}]}"),
                arguments(HDF, INSPEC.formatted("[]")),
                arguments(HDF, INSPEC.formatted("[{'name':'p','status':'skipped','controls':[]}]")),
                arguments(ASFF, "{'Findings':[]}"),
                arguments(ASFF, "[\n  \n]"),
                arguments(XCCDF, XccdfFile.of("")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_without_a_result_is_refused_as_that(EvidenceFormat format, String file) {
        var text = format == XCCDF ? file : file.replace('\'', '"');

        assertThatThrownBy(() -> ReadFile.of(text)).hasMessage("evidence.no_results");
        assertThatThrownBy(() -> ReadFile.of(text, new ReadOptions(format, null)))
                .hasMessage("evidence.no_results");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "XCCDF")
    void an_empty_list_is_one_of_whatever_it_was_said_to_be(EvidenceFormat told) {
        assertThatThrownBy(() -> ReadFile.json("[]", new ReadOptions(told, null)))
                .hasMessage("evidence.no_results");
    }

    @Test
    void of_several_tenants_the_chosen_one_must_have_results() {
        assertThatThrownBy(() -> ReadFile.json(TENANTS, new ReadOptions(null, "a")))
                .hasMessage("evidence.no_results");
        assertThat(ReadFile.json(TENANTS, new ReadOptions(null, "b")).checks()).hasSize(1);
    }

    @Test
    void a_scan_that_says_that_it_found_nothing_is_taken() {
        var file = "{'version':'2.1.0','runs':[{'tool':{'driver':{'name':'Scanner'}},'results':[]}]}";

        assertThat(ReadFile.json(file).facts().isWarned("no_checks")).isTrue();
    }

    @Test
    void no_format_is_forgotten() {
        assertThat(files().map(it -> it.get()[0]).collect(Collectors.toSet()))
                .isEqualTo(Set.of(EvidenceFormat.values()));
    }
}
