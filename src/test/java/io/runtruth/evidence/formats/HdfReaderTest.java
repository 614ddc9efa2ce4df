package io.runtruth.evidence.formats;

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
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HdfReaderTest {

    private static final String NOTHING = "da39a3ee-5e6b-5b0d-b255-bfef95601890";
    private static final String PASSED = "{'status': 'passed', 'code_desc': 'is so'}";
    private static final String FAILED = "{'status': 'failed', 'code_desc': 'is not so', 'message': 'got nil'}";
    private static final String SKIPPED =
            "{'status': 'skipped', 'code_desc': 'No-op', 'skip_message': 'Skipped due to only_if.'}";
    private static final String CRASHED =
            "{'status': 'failed', 'code_desc': 'Broken', 'exception': 'TypeError', 'backtrace': ['a.rb:1']}";

    private static String document(String platform, String... profiles) {
        return "{'platform': " + platform + ", 'profiles': [" + String.join(",", profiles)
                + "], 'statistics': {'duration': 0.1}, 'version': '5.22.40'}";
    }

    private static String profile(String name, String more, String... controls) {
        return "{'name': '" + name + "', 'version': '1.0', 'title': 'The " + name + "', " + more + " 'controls': ["
                + String.join(",", controls) + "], 'status': 'loaded'}";
    }

    private static String control(String id, String more, String... results) {
        return "{'id': '" + id + "', 'title': 'Title of " + id + "', 'impact': 0.5, " + more + " 'results': ["
                + String.join(",", results) + "]}";
    }

    private static ReadFile file(String... profiles) {
        return ReadFile.json(document("{'name': 'redhat', 'release': '8.9'}", profiles));
    }

    private static ReadFile one(String more, String... results) {
        return file(profile("base", "", control("C-1", more, results)));
    }

    private static Check check(String more, String... results) {
        return one(more, results).check();
    }

    @Test
    void a_control_becomes_a_check() {
        var check = check(
                "'desc': 'Because it matters, and as the lines of a profile are not long, it\\n"
                        + "        goes on.', 'tags': {'severity': 'high', 'nist': ['CM-6 b', 'Rev_4'], 'cci':"
                        + " ['CCI-000366'], 'stig_id': 'RHEL-08-010000', 'gtitle': 'SRG-OS-000480'}, 'refs': [{'ref': []},"
                        + " {'url': 'https://example.org/c'}], 'descriptions': [{'label': 'check', 'data': 'Look.'},"
                        + " {'label': 'fix', 'data': 'Mend what was found, with all that it takes to mend it well, as"
                        + " the\\n"
                        + "  guide says.\\n"
                        + "\\n"
                        + "Restart.'}],",
                PASSED,
                FAILED);

        assertThat(check.controlId()).isEqualTo("C-1");
        assertThat(check.title()).isEqualTo("Title of C-1");
        assertThat(check.area()).isEqualTo("base");
        assertThat(check.severity()).isEqualTo(Severity.HIGH);
        assertThat(check.detail()).isEqualTo("is not so\ngot nil");
        assertThat(check.remediationUrl()).isEqualTo("https://example.org/c");
        assertThat(check.notes().product()).isEqualTo("The base");
        assertThat(check.notes().remedy().plain())
                .isEqualTo("Mend what was found, with all that it takes to mend it well, as the guide says.\nRestart.");
        assertThat(check.notes().rationale().plain())
                .isEqualTo("Because it matters, and as the lines of a profile are not long, it goes on.\nLook.");
        assertThat(check.notes().references())
                .containsExactly(
                        new FrameworkReference("NIST 800-53 Rev. 4", "CM-6 b"),
                        new FrameworkReference("CCI", "CCI-000366"),
                        new FrameworkReference("DISA STIG", "RHEL-08-010000"),
                        new FrameworkReference("DISA SRG", "SRG-OS-000480"));
    }

    @Test
    void tags_name_the_category_the_impact_on_users_and_further_requirements() {
        var notes = check(
                        "'tags': {'category': ['Identity'], 'userImpacts': ['Moderate'], 'gtitle': 'SRG-OS-000480',"
                                + " 'satisfies': ['SRG-OS-000480', 'SRG-OS-000033', 'other']},",
                        FAILED)
                .notes();

        assertThat(notes.group()).isEqualTo("Identity");
        assertThat(notes.impact()).isEqualTo("Moderate");
        assertThat(notes.references())
                .containsExactly(
                        new FrameworkReference("DISA SRG", "SRG-OS-000480"),
                        new FrameworkReference("DISA SRG", "SRG-OS-000033"));
    }

    @Test
    void the_remedy_may_be_a_tag() {
        assertThat(check("'tags': {'fix': 'Mend it.'},", FAILED)
                        .notes()
                        .remedy()
                        .plain())
                .isEqualTo("Mend it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passed                  | PASS         |            | passed",
                "failed                  | FAIL         |            | failed",
                "skipped                 | NOT_ASSESSED | other      | skipped",
                "error                   | ERROR        | tool_error | error",
                "novel                   | UNKNOWN      |            | novel",
                "passed skipped          | PASS         |            | passed",
                "skipped passed failed   | FAIL         |            | failed",
                "error failed            | ERROR        | tool_error | error",
                "failed novel            | FAIL         |            | failed",
                "passed novel            | UNKNOWN      |            | novel",
            })
    void the_worst_result_is_that_of_the_control(String words, CheckResult result, String reason, String raw) {
        var results = words.strip().split(" ");
        for (int i = 0; i < results.length; i++) {
            results[i] = "{'status': '" + results[i] + "'}";
        }

        var check = check("", results);

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.resultReason()).isEqualTo(reason);
        assertThat(check.rawResult()).isEqualTo(raw);
    }

    @Test
    void a_test_that_crashed_is_an_error_and_an_exception_alone_is_none() {
        var crashed = check("", FAILED, CRASHED);
        var raised = check("", "{'status': 'failed', 'exception': 'RSpec::Core::MultipleExceptionError'}");

        assertThat(crashed.result()).isEqualTo(CheckResult.ERROR);
        assertThat(crashed.rawResult()).isEqualTo("failed");
        assertThat(raised.result()).isEqualTo(CheckResult.FAIL);
        assertThat(check("", "{'status': 'failed', 'backtrace': null}").result())
                .isEqualTo(CheckResult.FAIL);
        assertThat(check("", "{'status': 'failed', 'backtrace': []}").result()).isEqualTo(CheckResult.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0.00"})
    void no_impact_is_not_applicable_unless_a_test_crashed(String impact) {
        var base = profile("base", "", "{'id': 'C', 'impact': " + impact + ", 'results': [%s]}");

        assertThat(file(base.formatted(FAILED)).check().result()).isEqualTo(CheckResult.NOT_APPLICABLE);
        assertThat(file(base.formatted(SKIPPED)).check().result()).isEqualTo(CheckResult.NOT_APPLICABLE);
        assertThat(file(base.formatted(CRASHED)).check().result()).isEqualTo(CheckResult.ERROR);
    }

    @Test
    void a_control_without_a_result_was_not_run() {
        var check = check("");

        assertThat(check.result()).isEqualTo(CheckResult.NOT_ASSESSED);
        assertThat(check.resultReason()).isEqualTo("not_run");
        assertThat(check.rawResult()).isEmpty();
    }

    @Test
    void the_reason_for_skipping_is_the_tools_text_and_nothing_is_guessed_from_it() {
        var check = check("", "{'status': 'skipped', 'skip_message': 'This is not applicable, review manually.'}");

        assertThat(check.result()).isEqualTo(CheckResult.NOT_ASSESSED);
        assertThat(check.detail()).isEqualTo("This is not applicable, review manually.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0.05 | INFORMATIONAL",
                "0.1  | LOW",
                "0.39 | LOW",
                "0.4  | MEDIUM",
                "0.7  | HIGH",
                "0.9  | CRITICAL",
                "1    | CRITICAL",
                "7    | UNKNOWN",
                "null | UNKNOWN",
                "'high' | HIGH",
            })
    void a_severity_is_read_from_the_impact_where_no_tag_says_it(String impact, Severity severity) {
        var check = file(profile(
                        "base",
                        "",
                        "{'id': 'C', 'tags': {'severity': ''}, 'impact': " + impact + ", 'results': [" + FAILED + "]}"))
                .check();

        assertThat(check.severity()).isEqualTo(severity);
    }

    @Test
    void a_severity_that_was_overridden_counts_before_all() {
        var check = check("'tags': {'severity': 'high', 'severityoverride': 'low'},", FAILED);

        assertThat(check.severity()).isEqualTo(Severity.LOW);
        assertThat(check.rawSeverity()).isEqualTo("low");
    }

    @Test
    void a_control_of_no_impact_keeps_the_severity_of_its_tag() {
        var check = file(profile(
                        "base",
                        "",
                        "{'id': 'C', 'impact': 0.0, 'tags': {'severity': 'high'}, 'results': [" + FAILED + "]}"))
                .check();

        assertThat(check.severity()).isEqualTo(Severity.HIGH);
        assertThat(check.result()).isEqualTo(CheckResult.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'justification': 'Sound', 'run': true, 'message': ''}                      | FAIL | true",
                "{'justification': 'Sound'}                                                  | FAIL | true",
                "{'justification': 'Sound', 'run': false, 'message': 'Waiver expired on …'}  | FAIL | false",
                "{'justification': 'Sound', 'skipped_due_to_waiver': true}           | NOT_ASSESSED | true",
                "{'justification': 'Sound', 'skipped_due_to_waiver': 'true'}         | NOT_ASSESSED | true",
                "{'justification': 'Sound', 'skipped_due_to_waiver': 'false'}                | FAIL | true",
                "{}                                                                          | FAIL | false",
                "null                                                                        | FAIL | false",
            })
    void a_waiver_hides_what_it_held_for_when_the_tool_ran(String waiver, CheckResult result, boolean isSuppressed) {
        var check = check("'waiver_data': " + waiver + ",", FAILED);

        assertThat(check.result()).isEqualTo(result);
        assertThat(check.suppressed()).isEqualTo(isSuppressed);
    }

    @Test
    void a_control_that_a_waiver_kept_from_running_says_why_and_until_when() {
        var check = check(
                "'waiver_data': {'justification': 'Whimsy of ann@example.org', 'run': false,"
                        + " 'skipped_due_to_waiver': true, 'message': '', 'expiration_date': '2025-06-01'},",
                SKIPPED);

        assertThat(check.resultReason()).isEqualTo("not_run");
        assertThat(check.suppression().reason()).startsWith("Whimsy of [address ");
        assertThat(check.suppression().until()).isEqualTo(LocalDate.parse("2025-06-01"));
    }

    @Test
    void what_a_person_attested_counts_and_the_tools_own_result_stays_visible() {
        var attestation = "'attestation_data': {'control_id': 'C-1', 'status': 'passed', 'explanation': 'Seen.',"
                + " 'updated': '2026-01-01', 'updated_by': 'Judy Doe'},";
        var attested = "{'status': 'passed', 'code_desc': 'Manually verified status provided through attestation',"
                + " 'message': 'Updated By: Judy Doe', 'start_time': '2026-02-01T00:00:00Z'}";
        var run = "{'status': 'skipped', 'skip_message': 'Review it.', 'start_time': '2025-12-01T00:00:00Z'}";

        var file = one(attestation, run, attested);
        var failed = check(attestation, FAILED, attested);

        assertThat(file.check().result()).isEqualTo(CheckResult.PASS);
        assertThat(file.check().rawResult()).isEqualTo("skipped");
        assertThat(file.check().detail()).isEqualTo("Review it.\n\nAttestation: passed: Seen.");
        assertThat(file.check().toString()).doesNotContain("Judy");
        assertThat(file.facts().collectedAt()).isEqualTo(Instant.parse("2025-12-01T00:00:00Z"));
        assertThat(failed.result()).isEqualTo(CheckResult.FAIL);
    }

    @Test
    void only_the_lowest_profile_of_a_stack_has_the_checks() {
        var file = file(
                profile("top", "", control("A", ""), control("B", "")),
                profile("middle", "'parent_profile': 'top',", control("A", ""), control("B", "")),
                profile("base", "'parent_profile': 'middle',", control("A", "", PASSED), control("B", "")));

        assertThat(file.checks()).extracting(Check::controlId).containsExactly("A", "B");
        assertThat(file.checks()).extracting(Check::area).containsOnly("base");
        assertThat(file.checks()).extracting(Check::result).containsExactly(CheckResult.PASS, CheckResult.NOT_ASSESSED);
        assertThat(file.facts().skipped()).containsEntry("repeated_control", 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'depends': [{'name': 'alias'}],", "", "'depends': [{'name': 'other'}],"})
    void a_parent_may_be_known_by_another_name(String depends) {
        var file = file(
                profile("top", depends, control("A", ""), control("B", "")),
                profile("base", "'parent_profile': 'alias',", control("A", "", PASSED), control("B", "")));

        assertThat(file.checks()).extracting(Check::area).containsExactly("base", "base");
    }

    @Test
    void the_order_of_profiles_and_of_their_names_does_not_matter() {
        var file = file(
                "{'controls': [" + control("A", "", PASSED) + "], 'parent_profile': 'top', 'name': 'base'}",
                "{'controls': [" + control("A", "") + "], 'name': 'top'}");

        assertThat(file.checks()).extracting(Check::area).containsExactly("base");
    }

    @Test
    void results_in_the_profile_on_top_are_the_checks_too() {
        var file = file(
                profile("top", "", control("A", "", FAILED)),
                profile("base", "'parent_profile': 'top',", control("A", "")));

        assertThat(file.checks()).extracting(Check::area).containsExactly("top");
    }

    @Test
    void the_topmost_profile_that_says_it_gives_title_impact_and_severity() {
        var file = file(
                profile("top", "", "{'id': 'A', 'title': 'Ours', 'impact': 0.9, 'results': []}"),
                profile(
                        "middle",
                        "'parent_profile': 'top',",
                        "{'id': 'A', 'title': 'Theirs', 'impact': 0.7, 'tags': {'severity': 'low'}, 'results': []}"),
                profile("base", "'parent_profile': 'middle',", control("A", "", FAILED), control("B", "", FAILED)));

        assertThat(file.check("A").title()).isEqualTo("Ours");
        assertThat(file.check("A").severity()).isEqualTo(Severity.LOW);
        assertThat(file.check("B").title()).isEqualTo("Title of B");
        assertThat(file.check("B").severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void an_overlay_that_takes_the_impact_away_makes_it_not_applicable() {
        var file = file(
                profile("top", "", "{'id': 'A', 'impact': 0, 'results': []}"),
                profile("base", "'parent_profile': 'top',", control("A", "", FAILED)));

        assertThat(file.check().result()).isEqualTo(CheckResult.NOT_APPLICABLE);
    }

    @Test
    void an_attestation_on_an_overlay_makes_no_second_check() {
        var attested = "{'status': 'passed', 'code_desc': 'Manually verified status provided through attestation'}";
        var attestation = "'attestation_data': {'status': 'passed'},";

        var file = file(
                profile("top", "", control("A", attestation, attested)),
                profile("base", "'parent_profile': 'top',", control("A", attestation, SKIPPED, attested)));

        assertThat(file.checks()).hasSize(1);
    }

    @Test
    void profiles_that_do_not_know_each_other_may_use_one_id() {
        var file = file(
                profile("one", "", control("A", "", PASSED), control("B", "", PASSED)),
                profile("two", "", control("A", "", FAILED), control("C", "")));

        assertThat(file.checks()).extracting(Check::controlId).containsExactly("one/A", "B", "two/A", "C");
        assertThat(file.checks()).extracting(Check::baseId).containsExactly("A", "B", "A", "C");
    }

    @Test
    void profiles_below_one_wrapper_may_use_one_id() {
        var file = file(
                profile("wrapper", "", control("A", "")),
                profile("one", "'parent_profile': 'wrapper',", control("A", "", PASSED)),
                profile("two", "'parent_profile': 'wrapper',", control("A", "")));

        assertThat(file.checks()).extracting(Check::controlId).containsExactly("one/A", "two/A");
    }

    @Test
    void one_id_twice_in_one_profile_is_two_checks() {
        var file = file(profile("base", "", control("A", "", PASSED), control("A", "", FAILED)));

        assertThat(file.checks()).extracting(Check::ordinal).containsExactly(1, 2);
    }

    @Test
    void profiles_that_stand_on_each_other_in_a_circle_end_nowhere() {
        var file = file(
                profile("one", "'parent_profile': 'two',", control("A", "", PASSED)),
                profile("two", "'parent_profile': 'one',", control("A", "")));

        assertThat(file.checks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skipped", "failed"})
    void a_profile_that_did_not_run_makes_the_file_incomplete(String status) {
        var facts = file(
                        profile("base", "", control("A", "", PASSED)),
                        "{'name': 'windows', 'controls': [], 'status': '" + status + "', 'status_message': 'Not here'}")
                .facts();

        assertThat(facts.warnings()).contains(FileFacts.PROFILE_NOT_RUN);
        assertThat(file(profile("base", "", control("A", "", PASSED))).facts().warnings())
                .doesNotContain(FileFacts.PROFILE_NOT_RUN);
    }

    @Test
    void documents_of_one_target_are_called_by_their_number_as_well() {
        var file = "[" + document("{'name': 'redhat'}, 'fqdn': 'web-1'") + ","
                + document("{'name': 'redhat'}, 'fqdn': 'web-1'") + "]";

        for (var wanted : List.of("2", "web-1 (2)")) {
            var facts = ReadFile.json(file, new ReadOptions(null, wanted)).facts();
            assertThat(facts.tenant()).isEqualTo("web-1 (2)");
            assertThat(facts.targetId()).isEqualTo("web-1");
        }
        assertThat(ReadFile.json(file, new ReadOptions(null, "1")).facts().tenant())
                .isEqualTo("web-1 (1)");
        assertThatThrownBy(() -> ReadFile.json(file, new ReadOptions(null, "web-1")))
                .hasMessage("evidence.document_choice");
    }

    @Test
    void the_number_of_a_document_is_not_taken_by_the_name_of_another() {
        var file = "[" + document("{'name': 'redhat'}, 'fqdn': '2'") + "," + document("{'name': 'redhat'}") + "]";

        var facts = ReadFile.json(file, new ReadOptions(null, "2")).facts();

        assertThat(facts.targetId()).isNull();
        assertThat(facts.tenant()).isEqualTo("2 (2)");
    }

    @Test
    void the_only_document_is_not_read_for_another() {
        assertThatThrownBy(() ->
                        ReadFile.json(document("{'name': 'redhat'}, 'fqdn': 'web-1'"), new ReadOptions(null, "web-2")))
                .hasMessage("evidence.document_choice");
        assertThat(ReadFile.json(document("{'name': 'redhat'}, 'fqdn': 'web-1'"), new ReadOptions(null, "WEB-1"))
                        .facts()
                        .tenant())
                .isEmpty();
    }

    @Test
    void the_machine_is_the_target_and_the_platform_is_not() {
        var facts = ReadFile.json(document(
                        "{'name': 'redhat', 'target_id': 'f0f0-1'}, 'fqdn': 'web-1.example.org', 'node_name': 'n'"))
                .facts();

        assertThat(facts.targetId()).isEqualTo("f0f0-1");
        assertThat(facts.targetName()).isEqualTo("web-1.example.org");
        assertThat(ReadFile.json(document("{'name': 'redhat'}, 'node_name': 'n-1'"))
                        .facts()
                        .targetId())
                .isEqualTo("n-1");
        assertThat(ReadFile.json(document("{'name': 'redhat', 'release': '8'}"))
                        .facts()
                        .targetId())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NOTHING,
                "DA39A3EE-5E6B-5B0D-B255-BFEF95601890",
                "localhost",
                "localhost6.localdomain6",
                "127.0.0.1",
                " ",
            })
    void what_is_made_of_nothing_is_no_identity(String id) {
        var facts = ReadFile.json(document("{'name': 'redhat', 'target_id': '" + id + "'}, 'fqdn': 'localhost'"))
                .facts();

        assertThat(facts.targetId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2019-04-22T14:20:39+00:00 | 2019-04-22T14:20:39Z",
                "2018-01-05 11:43:04 -0500 | 2018-01-05T16:43:04Z",
                "2021-02-19 19:16:10+0000  | 2021-02-19T19:16:10Z",
                "Thu,26 Sep 2019 10:56:37  |",
            })
    void times_are_read_as_tools_write_them(String stated, Instant time) {
        var facts =
                one("", "{'status': 'passed', 'start_time': '" + stated + "'}").facts();

        assertThat(facts.collectedAt()).isEqualTo(time);
        assertThat(facts.isWarned("time_unreadable")).isEqualTo(time == null);
    }

    @Test
    void who_converted_another_tools_output_is_named_beside_it() {
        var file = ReadFile.json(document(
                "{'name': 'Heimdall Tools', 'release': '2.13.0'}",
                profile(
                        "Checkov",
                        "",
                        control(
                                "CKV_1\\naws_s3_bucket.a",
                                "'desc': '<b>Why</b> it matters',",
                                "{'status': 'failed', 'code_desc': 'File: /main.tf <pre>secret code</pre>'}"))));

        assertThat(file.facts().tool()).isEqualTo("Checkov (Heimdall Tools)");
        assertThat(file.facts().toolVersion()).isEqualTo("1.0 (Heimdall Tools 5.22.40)");
        assertThat(file.check().rawSeverity()).isEqualTo("0.5 (Heimdall Tools)");
        assertThat(file.check().controlId()).isEqualTo("CKV_1 aws_s3_bucket.a");
        assertThat(file.check().baseId()).isEqualTo("CKV_1");
        assertThat(file.check().resource()).isEqualTo("aws_s3_bucket.a");
        assertThat(file.check().detail()).isEqualTo("File: /main.tf");
        assertThat(file.check().notes().rationale().plain()).isEqualTo("Why it matters");
        assertThat(file.facts().warnings()).contains(FileFacts.FAILURES_ONLY);
    }

    @Test
    void inspec_itself_writes_what_it_found_in_order_even_if_all_failed() {
        assertThat(one("", FAILED).facts().warnings()).doesNotContain(FileFacts.FAILURES_ONLY);
    }

    @Test
    void code_and_where_it_stands_stay_in_the_file() {
        var check = check(
                "'code': 'control secret do', 'source_location': {'ref': '/home/ann/c.rb'},",
                "{'status': 'failed', 'code_desc': 'Control Source Code Error /home/ann/c.rb:57',"
                        + " 'message': 'in C:\\\\Users\\\\Ann\\\\c.rb', 'backtrace': ['/home/ann/deep.rb:1']}");

        assertThat(check.toString()).doesNotContain("secret", "/ann", "Ann", "deep.rb");
        assertThat(check.detail()).contains("Control Source Code Error /home/…/c.rb:57");
    }

    @Test
    void of_many_failures_some_are_told_and_all_are_counted() {
        var results = Collections.nCopies(500, FAILED).toArray(new String[0]);

        var check = check("'desc': 'What it is about.',", results);

        assertThat(check.detail()).endsWith("/500)");
        assertThat(check.notes().rationale().plain()).isEqualTo("What it is about.");
    }

    @Test
    void a_worse_result_behind_many_others_is_not_missed() {
        var results = Collections.nCopies(20_000, PASSED).toArray(new String[0]);
        results[19_999] = FAILED;

        assertThat(check("", results).result()).isEqualTo(CheckResult.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-2.example.org", "WEB-2.example.org", "2"})
    void one_document_of_several_is_read(String wanted) {
        var file = ReadFile.json(several("[", ",", "]"), new ReadOptions(null, wanted));

        assertThat(file.checks()).extracting(Check::controlId).containsExactly("B");
        assertThat(file.facts().targetId()).isEqualTo("web-2.example.org");
        assertThat(file.facts().tenant()).isEqualTo("web-2.example.org");
        assertThat(file.facts().skipped()).containsEntry("other_document", 1L);
    }

    @Test
    void documents_may_stand_one_below_the_other() {
        var file = ReadFile.json(several("", "\n", "\n"), new ReadOptions(null, "1"));

        assertThat(file.checks()).extracting(Check::controlId).containsExactly("A");
    }

    @Test
    void without_a_choice_the_documents_are_named_and_nothing_is_read() {
        var problem = catchThrowableOfType(Problem.InvalidInput.class, () -> ReadFile.json(several("[", ",", "]")));

        assertThat(problem.code()).isEqualTo("evidence.document_choice");
        assertThat(problem.arguments())
                .containsExactly(
                        "web-1.example.org (1), web-2.example.org (2)",
                        List.of(
                                new TargetIdentity("1", "web-1.example.org"),
                                new TargetIdentity("2", "web-2.example.org")));
    }

    private static String several(String before, String between, String after) {
        return before
                + document("{}, 'fqdn': 'web-1.example.org'", profile("base", "", control("A", "", PASSED)))
                + between
                + document("{}, 'fqdn': 'web-2.example.org'", profile("base", "", control("B", "", FAILED)))
                + after;
    }

    @Test
    void a_list_with_one_document_is_that_document() {
        var file = ReadFile.json("[" + document("{}", profile("base", "", control("A", "", PASSED))) + "]");

        assertThat(file.checks()).hasSize(1);
        assertThat(file.facts().tenant()).isEmpty();
    }

    @Test
    void the_flat_list_of_an_old_version_is_not_read_twice() {
        var file = ReadFile.json("{'controls': [" + control("A", "", PASSED) + "], 'other_checks': [], "
                + document("{}", profile("base", "", control("A", "", PASSED))).substring(1));

        assertThat(file.checks()).hasSize(1);
    }

    @Test
    void what_a_converter_passes_through_is_skipped_whatever_it_is() {
        var huge = "x".repeat(JsonCursor.MAX_STRING_CHARS + 1);
        var file = ReadFile.json("{'passthrough': {'raw': '" + huge + "', 'profiles': [1]}, "
                + document("{}", profile("base", "", control("A", "'code': '" + huge + "',", PASSED)))
                        .substring(1));

        assertThat(file.checks()).hasSize(1);
    }

    @Test
    void a_file_that_was_cut_off_is_refused_wherever_it_was_cut() {
        var whole = document(
                        "{}",
                        profile("top", "", control("A", "")),
                        profile("base", "'parent_profile': 'top',", control("A", "", PASSED, FAILED)))
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
                "'id': 'B',                        | evidence.duplicate_name",
                "'tags': {'a': 1, 'a': 2},         | evidence.duplicate_name",
                "'tags': {'a': NaN},               | evidence.broken_json",
                "'results': 1,                     | evidence.unexpected_type",
                "'results': ['x'],                 | evidence.unexpected_type",
            })
    void what_can_not_be_trusted_is_refused(String more, String code) {
        var control = "{'id': 'A', 'impact': 0.5, " + more + " 'z': 1}";

        assertThatThrownBy(() -> file(profile("base", "", control))).hasMessage(code);
    }

    @Test
    void too_deep_nesting_is_refused_even_in_what_is_skipped() {
        assertThatThrownBy(() -> one("'code': " + "[".repeat(100_000) + ",")).hasMessage("evidence.too_deep");
    }

    @Test
    void a_control_that_is_none_is_refused() {
        assertThatThrownBy(() -> file(profile("base", "", "'x'"))).hasMessage("evidence.unexpected_type");
        assertThatThrownBy(() -> file("'x'")).hasMessage("evidence.unexpected_type");
    }

    @Test
    void more_profiles_than_any_tool_has_are_refused_rather_than_kept() {
        var profiles = Collections.nCopies(HdfProfiles.MAX_PROFILES + 1, profile("p", ""));

        assertThatThrownBy(() -> file(profiles.toArray(new String[0]))).hasMessage("evidence.too_many_entries");
    }

    @Test
    void what_the_topmost_profile_says_holds_also_where_it_is_what_the_lowest_one_says() {
        var file = "{'platform': {'name': 'redhat'}, 'version': '5', 'statistics': {}, 'profiles': ["
                + "{'name': 'top', 'controls': [{'id': 'A', 'title': 'One', 'impact': 0.7, 'results': []}]},"
                + "{'name': 'middle', 'parent_profile': 'top', 'controls': [{'id': 'A', 'title': 'Two', 'impact': 0.7,"
                + " 'results': []}]},"
                + "{'name': 'base', 'parent_profile': 'middle', 'controls': [{'id': 'A', 'title': 'One',"
                + " 'impact': 0.7, 'results': [{'status': 'passed', 'code_desc': 'x'}]}]}]}";

        assertThat(ReadFile.json(file).checks()).extracting(Check::title).containsExactly("One");
    }

    @Test
    void a_document_of_more_profiles_than_any_tool_writes_is_refused() {
        var profiles = "{'name': 'p', 'controls': [{'id': 'A', 'impact': 1, 'results': []}]},".repeat(201);

        assertThatThrownBy(() -> ReadFile.json("{'platform': {}, 'version': '5', 'statistics': {}, 'profiles': ["
                        + profiles.substring(0, profiles.length() - 1) + "]}"))
                .hasMessage("evidence.too_many_entries");
    }

    @Test
    void profiles_that_depend_on_very_many_others_by_long_names_are_bounded() {
        var name = "n".repeat(10_000);
        var depends = IntStream.range(0, 300)
                .mapToObj(i -> "{'name': '" + name + i + "'}")
                .collect(Collectors.joining(","));
        var file = "{'platform': {}, 'version': '5', 'statistics': {}, 'profiles': ["
                + ("{'name': 'p', 'parent_profile': '" + name + "', 'depends': [" + depends + "], 'controls': []},")
                        .repeat(20)
                + "{'name': 'q', 'controls': [{'id': 'A', 'impact': 1, 'results': []}]}]}";

        assertThat(ReadFile.json(file).checks()).hasSize(1);
    }
}
