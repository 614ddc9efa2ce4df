package io.runtruth.evidence.formats;

import static io.runtruth.evidence.formats.XccdfFile.bare;
import static io.runtruth.evidence.formats.XccdfFile.collection;
import static io.runtruth.evidence.formats.XccdfFile.of;
import static io.runtruth.evidence.formats.XccdfFile.report;
import static io.runtruth.evidence.formats.XccdfFile.result;
import static io.runtruth.evidence.formats.XccdfFile.scan;
import static io.runtruth.evidence.formats.XccdfFile.scans;
import static io.runtruth.evidence.formats.XccdfFile.withBenchmark;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.shared.Problem;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XccdfReaderTest {

    private static final String EARLY = "2026-01-01T00:00:00Z";
    private static final String LATE = "2026-01-02T00:00:00Z";

    private static ReadFile chosen(String file, String part) {
        return ReadFile.of(file, new ReadOptions(null, part));
    }

    private static Check overridden(String result, String overrides) {
        return ReadFile.of(of("<rule-result idref='a'><result>" + result + "</result>" + overrides + "</rule-result>"))
                .check();
    }

    private static String override(String from, String to, String remark) {
        return "<override time='2026-01-01T00:00:00' authority='Ann Example'><old-result>" + from
                + "</old-result><new-result>" + to + "</new-result><remark>" + remark + "</remark></override>";
    }

    @ParameterizedTest
    @CsvSource({
        "pass,          PASS,           ",
        "fixed,         PASS,           ",
        "fail,          FAIL,           ",
        "error,         ERROR,          tool_error",
        "unknown,       UNKNOWN,        ",
        "notapplicable, NOT_APPLICABLE, ",
        "notchecked,    NOT_ASSESSED,   not_run",
        "notselected,   NOT_ASSESSED,   not_in_profile",
        "informational, INFORMATIONAL,  ",
        "splendid,      UNKNOWN,        ",
        "'',            UNKNOWN,        ",
    })
    void a_result_keeps_the_tools_word_beside_its_meaning(String word, CheckResult result, String reason) {
        var check = ReadFile.of(of(result("a", word))).check();

        assertThat(check.rawResult()).isEqualTo(word);
        assertThat(check.result()).isEqualTo(result);
        assertThat(check.resultReason()).isEqualTo(reason);
    }

    @Test
    void a_result_that_is_not_there_is_unknown() {
        var check = ReadFile.of(of("<rule-result idref='a'/>")).check();

        assertThat(check.result()).isEqualTo(CheckResult.UNKNOWN);
        assertThat(check.rawResult()).isEmpty();
    }

    @Test
    void what_was_repaired_in_the_run_is_said_to_be() {
        assertThat(ReadFile.of(of(result("a", "fixed"))).facts().isWarned("fixed_in_run"))
                .isTrue();
        assertThat(ReadFile.of(of(result("a", "pass"))).facts().isWarned("fixed_in_run"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "unscored,  pass,          INFORMATIONAL",
        "unscored,  fail,          INFORMATIONAL",
        "unscored,  notselected,   NOT_ASSESSED",
        "unscored,  error,         ERROR",
        "unchecked, fail,          NOT_ASSESSED",
        "unchecked, notapplicable, NOT_APPLICABLE",
        "full,      fail,          FAIL",
    })
    void a_role_takes_a_result_out_of_what_is_rated(String role, String word, CheckResult result) {
        var own = "<rule-result idref='a' role='" + role + "'><result>" + word + "</result></rule-result>";
        var rule = "<Rule id='a' role='" + role + "'/>";

        assertThat(ReadFile.of(of(own)).check().result()).isEqualTo(result);
        assertThat(ReadFile.of(withBenchmark(rule, result("a", word))).check().result())
                .isEqualTo(result);
        assertThat(ReadFile.of(withBenchmark("<Rule id='a' role='unscored'/>", own))
                        .check()
                        .result())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "high,    HIGH",
        "medium,  MEDIUM",
        "low,     LOW",
        "info,    INFORMATIONAL",
        "unknown, UNKNOWN",
        "grave,   UNKNOWN",
    })
    void a_severity_is_the_results_else_the_rules(String word, Severity severity) {
        var own = "<rule-result idref='a' severity='" + word + "' weight='10'><result>fail</result></rule-result>";
        var none = "<rule-result idref='a' weight='10'><result>fail</result></rule-result>";

        var ofResult =
                ReadFile.of(withBenchmark("<Rule id='a' severity='low'/>", own)).check();
        var ofRule = ReadFile.of(withBenchmark("<Rule id='a' severity='" + word + "'/>", none))
                .check();

        assertThat(ofResult.severity()).isEqualTo(severity);
        assertThat(ofResult.rawSeverity()).isEqualTo(word);
        assertThat(ofRule.severity()).isEqualTo(severity);
    }

    @Test
    void a_severity_that_is_nowhere_is_unknown() {
        var check = ReadFile.of(of("<rule-result idref='a' weight='10'><result>fail</result></rule-result>"))
                .check();

        assertThat(check.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(check.rawSeverity()).isNull();
    }

    @Test
    void an_override_that_hides_a_failure_is_a_suppression_with_the_failure_under_it() {
        var check = overridden("pass", override("fail", "pass", "Covered by the firewall"));

        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check.rawResult()).isEqualTo("pass");
        assertThat(check.suppression()).isEqualTo(new Check.Suppression("Covered by the firewall", null));
    }

    @Test
    void of_several_overrides_the_first_says_what_was_found() {
        var check =
                overridden("notapplicable", override("fail", "pass", "One") + override("pass", "notapplicable", "Two"));

        assertThat(check.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check.suppression()).isEqualTo(new Check.Suppression("One\nTwo", null));
    }

    @ParameterizedTest
    @CsvSource({"pass, fail, FAIL", "error, pass, PASS", "fail, fail, FAIL"})
    void another_override_holds_and_is_no_suppression(String from, String to, CheckResult result) {
        var file = ReadFile.of(
                of("<rule-result idref='a'><result>" + to + "</result>" + override(from, to, "So") + "</rule-result>"));

        assertThat(file.check().result()).isEqualTo(result);
        assertThat(file.check().suppressed()).isFalse();
        assertThat(file.facts().isWarned("results_overridden")).isEqualTo(!from.equals(to));
    }

    @Test
    void persons_stay_in_the_file() {
        var file = ReadFile.of(bare("<identity authenticated='true'>Ann Example</identity><target>web01</target>"
                + "<rule-result idref='a'><result>pass</result>" + override("fail", "pass", "ok")
                + "<message>asked ann@example.org</message></rule-result>"));

        assertThat(file.toString()).doesNotContain("Ann").doesNotContain("ann@example.org");
        assertThat(file.check().detail()).startsWith("asked ");
    }

    @Test
    void scripts_values_and_scores_are_not_read() {
        var file = ReadFile.of(withBenchmark(
                "<Rule id='a'><fix>rm secret-1</fix></Rule>",
                "<set-value idref='v'>secret-2</set-value><rule-result idref='a'><result>pass</result>"
                        + "<fix>secret-3</fix><check system='s'><check-content>secret-4</check-content></check>"
                        + "</rule-result><score system='x'>12.5</score>"));

        assertThat(file.toString()).doesNotContain("secret").doesNotContain("12.5");
        assertThat(file.checks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "xccdf_mil.disa.stig_rule_SV-230221r743913_rule, xccdf_mil.disa.stig_rule_SV-230221",
        "SV-204393r603261_rule,                          SV-204393",
        "xccdf_org.ssgproject.content_rule_r2_rule,      xccdf_org.ssgproject.content_rule_r2_rule",
        "rule-2.1.1.1.1.a,                               rule-2.1.1.1.1.a",
    })
    void a_base_id_has_no_revision(String id, String base) {
        var check = ReadFile.of(of(result(id, "pass"))).check();

        assertThat(check.controlId()).isEqualTo(id);
        assertThat(check.baseId()).isEqualTo(base);
    }

    @Test
    void results_of_one_rule_are_told_apart_by_their_tests() {
        var several = "<rule-result idref='a'><result>fail</result><check system='s'><check-content-ref name='%s'/>"
                + "</check></rule-result>";

        var file = ReadFile.of(of(several.formatted("one")
                + several.formatted("two")
                + result("b", "pass")
                + several.formatted("three").replace("'a'", "'c'")));

        assertThat(file.checks())
                .extracting(Check::controlId, Check::resource, Check::ordinal)
                .containsExactly(tuple("a", "one", 1), tuple("a", "two", 1), tuple("b", null, 1), tuple("c", null, 1));
    }

    @Test
    void results_of_one_rule_are_told_apart_by_their_instance_first_and_else_by_their_order() {
        var file = ReadFile.of(of("<rule-result idref='a'><result>fail</result><instance>/etc/one</instance>"
                + "<check system='s'><check-content-ref name='x'/></check></rule-result>" + result("b", "pass")
                + result("b", "pass")));

        assertThat(file.checks()).extracting(Check::resource).containsExactly("/etc/one", null, null);
        assertThat(file.checks()).extracting(Check::ordinal).containsExactly(1, 1, 2);
    }

    @Test
    void a_message_is_what_was_found() {
        var check = ReadFile.of(
                        of("<rule-result idref='a'><result>notchecked</result><message severity='info'>No check."
                                + "</message><message>Twice.</message></rule-result>"))
                .check();

        assertThat(check.detail()).isEqualTo("No check.\nTwice.");
    }

    @Test
    void texts_of_a_rule_come_from_the_benchmark_of_the_same_file() {
        var check = ReadFile.of(withBenchmark(
                        "<Group id='g1'><title>System\n"
                                + "  Settings</title><Group id='g2'><title>Disks</title><Rule id='a'><title"
                                + " xml:lang='en'>Disks\n"
                                + "   are encrypted</title><title xml:lang='de'>Nein</title><fixtext>Encrypt them:\n\n"
                                + "# cryptsetup</fixtext></Rule></Group></Group>",
                        result("a", "fail")))
                .check();

        assertThat(check.title()).isEqualTo("Disks are encrypted");
        assertThat(check.area()).isEqualTo("System Settings");
        assertThat(check.notes().group()).isEqualTo("Disks");
        assertThat(check.notes().remedy().blocks())
                .flatExtracting(block -> block.lines().toList())
                .extracting(Line::plain)
                .containsExactly("Encrypt them:", "# cryptsetup");
    }

    @Test
    void a_group_of_one_rule_is_no_area() {
        var check = ReadFile.of(withBenchmark(
                        "<Group id='xccdf_mil.disa.stig_group_V-230221'><title>SRG-OS-1</title><Rule id='a'/></Group>",
                        result("a", "fail")))
                .check();

        assertThat(check.area()).isEqualTo("The benchmark");
        assertThat(check.notes().group()).isEqualTo("SRG-OS-1");
    }

    @Test
    void a_rule_without_texts_is_called_by_its_id() {
        var check = ReadFile.of(of(result("xccdf_x_rule_a", "fail"))).check();

        assertThat(check.title()).isEqualTo("xccdf_x_rule_a");
        assertThat(check.area()).isEmpty();
        assertThat(check.notes().isEmpty()).isTrue();
    }

    @Test
    void a_remedy_is_the_text_on_fixing_else_the_description_unless_that_says_why() {
        var rule =
                "<Rule id='a'><description>Set <html:code xmlns:html='http://www.w3.org/1999/xhtml'>umask</html:code>"
                        + " to <sub idref='xccdf_org.x_value_umask'/>.</description></Rule>";
        var stig = "<Rule id='a'><description>&lt;VulnDiscussion&gt;Why.&lt;/VulnDiscussion&gt;</description></Rule>";

        assertThat(ReadFile.of(withBenchmark(rule, result("a", "fail")))
                        .check()
                        .notes()
                        .remedy()
                        .plain())
                .isEqualTo("Set umask to [umask].");
        assertThat(ReadFile.of(withBenchmark(stig, result("a", "fail")))
                        .check()
                        .notes()
                        .remedy())
                .isNull();
    }

    @Test
    void why_a_rule_is_is_what_its_description_says_beside_the_remedy_and_its_rationale() {
        var rule = "<Rule id='a'><description>%s</description><rationale>Reasons.</rationale>%s</Rule>";
        var stig = "&lt;VulnDiscussion&gt;Why.&lt;/VulnDiscussion&gt;&lt;IAControls&gt;&lt;/IAControls&gt;";

        assertThat(rationale(rule.formatted("What.", "<fixtext>Mend.</fixtext>")))
                .isEqualTo("What.\nReasons.");
        assertThat(rationale(rule.formatted("What.", ""))).isEqualTo("Reasons.");
        assertThat(rationale(rule.formatted(stig, "<fixtext>Mend.</fixtext>"))).isEqualTo("Why.\nReasons.");
    }

    private static String rationale(String rule) {
        return ReadFile.of(withBenchmark(rule, result("a", "fail")))
                .check()
                .notes()
                .rationale()
                .plain();
    }

    @Test
    void of_too_many_references_the_last_one_says_how_many_there_are() {
        var idents = IntStream.range(0, 60)
                .mapToObj(i -> "<ident system='https://nist.gov/800-53'>AC-" + i + "</ident>")
                .collect(joining());

        var references = ReadFile.of(withBenchmark("<Rule id='a'>" + idents + "</Rule>", result("a", "fail")))
                .check()
                .notes()
                .references();

        assertThat(references).hasSize(50).endsWith(new FrameworkReference("…", "(49/60)"));
    }

    @Test
    void blocks_of_a_page_are_paragraphs_and_lines_broken_for_their_length_are_not() {
        var text = "One line that was broken after some eighty characters because no more\nfit into it.\n"
                + "<p xmlns='http://www.w3.org/1999/xhtml'>a<br/>b</p>c";

        var remedy = ReadFile.of(
                        withBenchmark("<Rule id='a'><fixtext>" + text + "</fixtext></Rule>", result("a", "fail")))
                .check()
                .notes()
                .remedy();

        assertThat(remedy.blocks())
                .flatExtracting(block -> block.lines().toList())
                .extracting(Line::plain)
                .containsExactly(
                        "One line that was broken after some eighty characters because no more fit into it.",
                        "a",
                        "b",
                        "c");
        assertThat(remedy.blocks()).allMatch(Block.class::isInstance);
    }

    @Test
    void references_name_their_framework() {
        var file = withBenchmark(
                "<Rule id='SV-1r2_rule'><version>RHEL-08-1</version><reference"
                        + " href='https://www.cisecurity.org/benchmark/x/'>1.1.1</reference><reference"
                        + " href='http://nvlpubs.nist.gov/nistpubs/SP.800-53r4.pdf'>AC-2(1)</reference><reference"
                        + " href='https://rules.example.org/a'>R7</reference><reference>word</reference><reference"
                        + " xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:publisher>DISA</dc:publisher><dc:type>DPMS"
                        + " Target</dc:type><dc:identifier>2921</dc:identifier></reference><ident"
                        + " system='http://cyber.mil/cci'>CCI-1</ident></Rule>",
                "<rule-result idref='SV-1r2_rule' version='RHEL-08-1'><result>fail</result>"
                        + "<ident system='http://cyber.mil/cci'>CCI-1</ident>"
                        + "<ident system='https://nvd.nist.gov/cce/index.cfm'>CCE-2</ident></rule-result>");

        assertThat(ReadFile.of(file).check().notes().references())
                .containsExactly(
                        new FrameworkReference("DISA STIG", "RHEL-08-1"),
                        new FrameworkReference("CCI", "CCI-1"),
                        new FrameworkReference("CCE", "CCE-2"),
                        new FrameworkReference("CIS", "1.1.1"),
                        new FrameworkReference("NIST 800-53", "AC-2(1)"),
                        new FrameworkReference("rules.example.org", "R7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.localdomain",
                "localhost6.localdomain6",
                "chroot:///host",
                "127.0.0.1",
                "::1",
                "0:0:0:0:0:0:0:1%lo",
                "fe80:0:0:0:a00:27ff:fe6d:f716",
                "169.254.1.1",
                "d41d8cd98f00b204e9800998ecf8427e",
                "00000000-0000-0000-0000-000000000000",
                " ",
            })
    void a_name_that_any_machine_has_is_no_identity(String name) {
        assertThat(ReadFile.of(bare("<target>" + name + "</target>")).facts().targetId())
                .isNull();
    }

    @Test
    void several_names_are_of_one_machine_and_its_address_stands_in_for_a_missing_name() {
        var addresses = "<target>127.0.0.1</target><target>10.1.2.3</target><target>2001:db8::1</target>";

        assertThat(ReadFile.of(bare(addresses)).facts().targetId()).isEqualTo("10.1.2.3");
        assertThat(ReadFile.of(bare(addresses + "<target>web01</target>"))
                        .facts()
                        .targetId())
                .isEqualTo("web01");
    }

    @ParameterizedTest
    @CsvSource({
        "web01,          web01.example.org,       web01.example.org, web01",
        "WEB01,          web01.example.org.,      web01.example.org, WEB01",
        "web01,          other.example.org,       web01,             ",
        "localhost,      web01.example.org,       web01.example.org, ",
        "localhost,      localhost.localdomain,   ,                  ",
        "chroot:///host, scanner-pod.example.org, ,                  ",
    })
    void a_fact_gives_a_name_its_full_form(String target, String fact, String identity, String name) {
        var facts = ReadFile.of(bare("<target>" + target + "</target><target-facts>"
                        + "<fact name='urn:scap:fact:asset:identifier:fqdn'>" + fact + "</fact></target-facts>"))
                .facts();

        assertThat(facts.targetId()).isEqualTo(identity);
        assertThat(facts.targetName()).isEqualTo(name);
    }

    @Test
    void an_arf_knows_the_machine_of_a_report() {
        var facts = ReadFile.of(collection("<c:relationships><c:relationship type='n:isAbout' subject='x1'>"
                        + "<c:ref>m1</c:ref></c:relationship></c:relationships><a:assets><a:asset id='m1'>"
                        + "<i:computing-device><i:fqdn>web01.example.org</i:fqdn><i:hostname>web01</i:hostname>"
                        + "</i:computing-device></a:asset></a:assets><a:reports>"
                        + report("x1", bare("<target>localhost</target>" + result("a", "pass"))) + "</a:reports>"))
                .facts();

        assertThat(facts.targetId()).isEqualTo("web01.example.org");
    }

    @Test
    void of_the_names_of_an_asset_full_ones_come_first_and_no_more_are_kept_than_a_machine_has() {
        var names = "<i:hostname>web01</i:hostname><i:fqdn>web01.one.example</i:fqdn><i:fqdn>web01.two.example</i:fqdn>"
                + "<i:hostname>other</i:hostname>".repeat(200_000);

        var facts = ReadFile.of(collection("<c:relationships><c:relationship type='n:isAbout'"
                        + " subject='x1'><c:ref>m1</c:ref></c:relationship></c:relationships><a:assets><a:asset"
                        + " id='m1'><i:computing-device>" + names
                        + "</i:computing-device></a:asset></a:assets><a:reports>"
                        + report("x1", bare("<target>localhost</target>" + result("a", "pass")))
                        + "</a:reports>"))
                .facts();

        assertThat(facts.targetId()).isEqualTo("web01.one.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asset", "relationship", "scan"})
    void what_an_arf_says_of_machines_is_kept_up_to_a_bound(String kind) {
        var name = "n".repeat(5_000);
        var many = IntStream.range(0, 5_000)
                .mapToObj(i -> switch (kind) {
                    case "asset" -> "<a:asset id='" + i + name + "'/>";
                    case "relationship" ->
                        "<c:relationship type='isAbout' subject='" + i + name + "'><c:ref>m</c:ref></c:relationship>";
                    default -> report(i + name, bare(""));
                })
                .collect(joining());
        var part = Map.of("asset", "a:assets", "relationship", "c:relationships", "scan", "a:reports")
                .get(kind);

        assertThatThrownBy(() -> ReadFile.of(collection("<" + part + ">" + many + "</" + part + ">")))
                .hasMessage("evidence.too_many_definitions");
    }

    @Test
    void in_an_arf_only_results_in_reports_count_and_rules_come_from_what_was_asked_for() {
        var benchmark = "<d:stream xmlns:d='urn:d'><d:component><Benchmark id='b'><title>B</title><Rule id='a'>"
                + "<title>Disks</title></Rule>" + of(result("a", "fail")) + "</Benchmark></d:component></d:stream>";

        var file = ReadFile.of(collection("<a:report-requests><a:report-request id='q'><a:content>" + benchmark
                + "</a:content></a:report-request></a:report-requests><a:reports>"
                + report(
                        "o",
                        "<o:results xmlns:o='urn:o'><o:rule-result idref='z'><o:result>fail</o:result>"
                                + "</o:rule-result></o:results>")
                + report("x", of("<benchmark id='b'/>" + result("a", "pass"))) + "</a:reports>"));

        assertThat(file.checks()).hasSize(1);
        assertThat(file.check().title()).isEqualTo("Disks");
        assertThat(file.check().result()).isEqualTo(CheckResult.PASS);
    }

    @Test
    void rules_of_another_benchmark_do_not_name_a_result() {
        var benchmark = "<Benchmark id='%s'><title>%s</title><Rule id='a'><title>Of %s</title></Rule></Benchmark>";

        var file = ReadFile.of(collection("<a:report-requests><a:report-request id='q'><a:content>"
                + benchmark.formatted("b1", "One", "one") + benchmark.formatted("b2", "Two", "two")
                + "</a:content></a:report-request></a:report-requests><a:reports>"
                + report("x", of("<benchmark id='b2'/>" + result("a", "pass"))) + "</a:reports>"));

        assertThat(file.check().title()).isEqualTo("Of two");
        assertThat(file.check().area()).isEqualTo("Two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "cpe:/a:redhat:openscap:1.3.5         | OpenSCAP       | 1.3.5",
                "cpe:/a:spawar:scc:5.4                | scc            | 5.4",
                "cpe:2.3:a:x:big_scanner:2.0:*:*:*:*:*:*:* | big scanner | 2.0",
                "cpe:/a:x:tool                        | tool           | -",
                "cpe:2.3:a:x:tool:*:*:*:*:*:*:*:*     | tool           | -",
                "Some Scanner 1.2                     | Some Scanner 1.2 | -",
            })
    void a_tool_is_named_by_its_cpe_or_in_its_own_words(String system, String tool, String version) {
        var facts = ReadFile.of("<TestResult xmlns='" + XccdfFile.NAMESPACE + "' test-system='" + system + "'/>")
                .facts();

        assertThat(facts.tool()).isEqualTo(tool);
        assertThat(facts.toolVersion()).isEqualTo(version);
    }

    @Test
    void facts_name_a_tool_better_than_its_cpe() {
        var facts = ReadFile.of(bare("<target-facts><fact name='urn:xccdf:fact:scanner:name'>Scanner</fact>"
                        + "<fact name='urn:xccdf:fact:scanner:version'>7</fact></target-facts>"))
                .facts();

        assertThat(facts.tool()).isEqualTo("Scanner");
        assertThat(facts.toolVersion()).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "end-time='2026-01-01T12:00:00-05:00'                                 | 2026-01-01T17:00:00Z | false",
                "end-time='2026-01-01T12:00:00'                                       | 2026-01-01T12:00:00Z | true",
                "start-time='2026-01-01T11:00:00Z'                                    | 2026-01-01T11:00:00Z | false",
                "start-time='2026-01-01T11:00:00Z' end-time='2026-01-01T12:00:00.5Z'  | 2026-01-01T12:00:00.500Z |"
                        + " false",
            })
    void the_time_is_the_end_and_one_without_a_zone_is_marked(String attributes, Instant at, boolean isMarked) {
        var facts = ReadFile.of("<TestResult xmlns='" + XccdfFile.NAMESPACE + "' " + attributes + "/>")
                .facts();

        assertThat(facts.collectedAt()).isEqualTo(at);
        assertThat(facts.isWarned("time_without_offset")).isEqualTo(isMarked);
    }

    @ParameterizedTest
    @CsvSource({"http://checklists.nist.gov/xccdf/1.1, x:", "http://checklists.nist.gov/xccdf/1.2, cdf:"})
    void elements_are_told_by_their_namespace_not_by_their_prefix(String namespace, String prefix) {
        var file = ReadFile.of("<?xml version='1.0'?><!-- HostName:X --><" + prefix + "TestResult xmlns:"
                + prefix.replace(":", "") + "='" + namespace + "'><" + prefix + "rule-result idref='a'><" + prefix
                + "result>fail</" + prefix + "result><result>pass</result></" + prefix + "rule-result>"
                + "<rule-result idref='other'/></" + prefix + "TestResult>");

        assertThat(file.checks()).extracting(Check::result).containsExactly(CheckResult.FAIL);
    }

    @Test
    void a_repair_is_read_and_the_scan_before_it_is_counted_as_left_aside() {
        var first = scan("r", "b", "p", "web01", EARLY, "fail");
        var repair = scan("r2", "b", "p", "web01", LATE, "fixed");

        assertThat(ReadFile.of(scans(first, repair)).check().rawResult()).isEqualTo("fixed");
        assertThat(ReadFile.of(scans(repair, first)).check().rawResult()).isEqualTo("fixed");
        assertThat(ReadFile.of(scans(first, repair)).facts().skipped()).containsEntry("earlier_scan", 1L);
        assertThat(ReadFile.of(scans(first, repair)).facts().tenant()).isEmpty();
        assertThat(ReadFile.of(scans(first, repair)).facts().total()).isEqualTo(1);
    }

    @Test
    void of_scans_that_ended_at_once_the_last_is_read_and_one_without_a_time_is_the_earliest() {
        var one = scan("r", "b", "p", "web01", EARLY, "fail");
        var other = scan("r2", "b", "p", "web01", EARLY, "pass");
        var timeless = scan("r3", "b", "p", "web01", "", "error");

        assertThat(ReadFile.of(scans(one, other)).check().rawResult()).isEqualTo("pass");
        assertThat(ReadFile.of(scans(other, one, timeless)).check().rawResult()).isEqualTo("fail");
    }

    @Test
    void of_different_machines_a_person_chooses_one() {
        var file = scans(
                scan("r", "b", "p", "web01", EARLY, "fail"),
                scan("r1", "b", "p", "web01", LATE, "pass"),
                scan("r2", "b", "p", "web02", LATE, "error"));

        var problem = catchThrowableOfType(Problem.InvalidInput.class, () -> ReadFile.of(file));
        var read = chosen(file, "WEB01");

        assertThat(problem.code()).isEqualTo("evidence.scan_choice");
        assertThat(problem.arguments()).startsWith("web01, web02");
        assertThat(read.check().rawResult()).isEqualTo("pass");
        assertThat(read.facts().tenant()).isEqualTo("web01");
        assertThat(read.facts().targetId()).isEqualTo("web01");
        assertThat(read.facts().skipped()).containsEntry("earlier_scan", 1L).containsEntry("other_scan", 1L);
        assertThatThrownBy(() -> chosen(file, "web03")).hasMessage("evidence.scan_choice");
    }

    @ParameterizedTest
    @CsvSource({
        "strict,                            fail",
        "xccdf_org.x_profile_strict,        fail",
        "lax,                               pass",
        "r2,                                pass",
    })
    void scans_are_called_by_what_they_differ_in_and_by_any_word_of_theirs(String part, String result) {
        var file = scans(
                scan("r1", "b", "xccdf_org.x_profile_strict", "web01", EARLY, "fail"),
                scan("r2", "b", "xccdf_org.x_profile_lax", "web01", LATE, "pass"));

        assertThatThrownBy(() -> ReadFile.of(file))
                .isInstanceOfSatisfying(
                        Problem.InvalidInput.class,
                        problem -> assertThat(problem.arguments()).startsWith("strict, lax"));
        assertThat(chosen(file, part).check().rawResult()).isEqualTo(result);
    }

    @Test
    void a_word_that_two_scans_share_chooses_neither() {
        var file = scans(scan("r1", "b1", "p", "web01", EARLY, "fail"), scan("r2", "b2", "p", "web01", EARLY, "pass"));

        assertThatThrownBy(() -> chosen(file, "web01")).hasMessage("evidence.scan_choice");
        assertThat(chosen(file, "b2").check().rawResult()).isEqualTo("pass");
    }

    @Test
    void a_scan_without_results_is_a_source_without_a_check() {
        var facts = ReadFile.of(of("")).facts();

        assertThat(facts.total()).isZero();
        assertThat(facts.isWarned("no_checks")).isTrue();
    }

    @Test
    void scans_whose_names_are_alike_once_they_are_shortened_say_which_one_they_are() {
        var long1 = "p".repeat(200);
        var file = scans(
                scan("1", "b", "xccdf_one_profile_" + long1, "web01", "2026-01-01T00:00:00Z", "pass"),
                scan("2", "b", "xccdf_two_profile_" + long1, "web01", "2026-01-01T00:00:00Z", "fail"));

        var problem = catchThrowableOfType(Problem.InvalidInput.class, () -> ReadFile.of(file));
        var offered = ((List<?>) problem.arguments().getLast())
                .stream()
                        .map(TargetIdentity.class::cast)
                        .map(TargetIdentity::id)
                        .toList();

        assertThat(offered).hasSize(2).doesNotHaveDuplicates().allMatch(name -> name.length() <= 120);
        for (int i = 0; i < 2; i++) {
            var read = chosen(file, offered.get(i));
            assertThat(read.facts().tenant()).isEqualTo(offered.get(i));
            assertThat(read.check().rawResult()).isEqualTo(i == 0 ? "pass" : "fail");
        }
    }

    /// Each mark would add two characters for each of its ends, to a text that has no end of its own.
    @Test
    void marks_in_a_text_do_not_make_it_longer_than_texts_are() {
        var file = "<p>" + "a<br/>".repeat(20_000) + "<sub idref='b'/>".repeat(20_000) + "</p>";
        String text;
        try (var in = new XmlCursor(new StringReader(file), () -> new Problem.InvalidInput("evidence.encoding"))) {
            text = in.prose();
        }

        assertThat(text).hasSizeLessThanOrEqualTo(XmlCursor.KEPT_CHARS + 400).startsWith("a\n\na\n\na");
    }

    @Test
    void blocks_that_follow_one_another_are_parted_once() {
        var detail = ReadFile.of(of("<rule-result idref='a'><result>fail</result><message><p>one</p><br/><p>two</p>"
                        + "<br/><br/>three</message></rule-result>"))
                .check()
                .detail();

        assertThat(detail).isEqualTo("one\n\ntwo\n\nthree");
    }
}
