package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What SARIF 2.1.0 says about rules, messages, places, suppressions and the going of a run.
class SarifStandardTest {

    private static final String TOOL = """
        'tool': {'driver': {'name': 'Scanner', 'globalMessageStrings': {'hint': {'text': 'Look at {0}.'}}, 'rules': [
           {'id': 'DRV-1', 'guid': 'd-1', 'shortDescription': {'text': 'Driver rule'},
            'defaultConfiguration': {'level': 'note'}, 'messageStrings': {
              'default': {'text': 'The {0} has access level \\\\'{1}\\\\', not {{0}}.'},
              'formatted': {'markdown': '**{0}** is open'}}},
           {'id': 'DRV-2', 'name': 'Second'}]},
         'extensions': [
           {'name': 'other', 'rules': [{'id': 'OTH-1', 'name': 'Other'}]},
           {'name': 'pack', 'guid': '11111111-1111-1111-8888-111111111111', 'rules': [
             {'id': 'EXT-1', 'guid': 'e-1', 'shortDescription': {'text': 'Extension rule'},
              'defaultConfiguration': {'level': 'error'}}]}]}
        """;

    private static ReadFile run(String results, String more) {
        return ReadFile.json("{'version': '2.1.0', 'runs': [{" + TOOL.replace("\\\\'", "\u2019") + ", 'results': ["
                + results + "]" + more + "}]}");
    }

    private static Check result(String result) {
        return run("{" + result + "}", "").check();
    }

    private static Check at(String location) {
        return result("'ruleId': 'DRV-1', 'message': {'text': 'm'}, 'locations': [" + location + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'rule': {'index': 0, 'toolComponent': {'guid': '11111111-1111-1111-8888-111111111111'}}",
                "'rule': {'index': 0, 'toolComponent': {'name': 'pack'}}",
                "'rule': {'index': 0, 'toolComponent': {'index': 1}}",
                "'ruleIndex': 0, 'rule': {'toolComponent': {'index': 1}}",
                "'rule': {'id': 'EXT-1', 'toolComponent': {'name': 'pack'}}",
                "'rule': {'guid': 'e-1', 'toolComponent': {'name': 'pack'}}",
                "'rule': {'guid': 'e-1'}",
                "'ruleId': 'EXT-1'",
            })
    void a_rule_is_looked_up_in_the_component_that_is_named(String reference) {
        var check = result(reference);

        assertThat(check.controlId()).isEqualTo("EXT-1");
        assertThat(check.title()).isEqualTo("Extension rule");
        assertThat(check.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void a_rule_of_a_component_that_is_not_there_is_no_rule_of_another() {
        var check = result("'ruleId': 'X', 'rule': {'index': 0, 'toolComponent': {'name': 'missing'}}");

        assertThat(check.controlId()).isEqualTo("X");
        assertThat(check.severity()).isEqualTo(Severity.MEDIUM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'ruleId': 'DRV-1/a/b'", "'ruleIndex': 0", "'rule': {'guid': 'd-1'}", "'rule': {'index': 0}"})
    void without_a_component_the_drivers_rule_is_meant(String reference) {
        assertThat(result(reference).title()).isEqualTo("Driver rule");
    }

    @Test
    void a_message_that_is_named_is_built_from_its_text_and_arguments() {
        assertThat(result("'ruleId': 'DRV-1', 'message': {'id': 'default', 'arguments': ['account {1}', 'Public']}")
                        .detail())
                .isEqualTo("The account {1} has access level \u2019Public\u2019, not {0}.");
        assertThat(result("'ruleId': 'DRV-2', 'message': {'id': 'hint', 'arguments': ['a.tf']}")
                        .detail())
                .isEqualTo("Look at a.tf.");
        assertThat(result("'ruleId': 'DRV-1', 'message': {'id': 'formatted', 'arguments': ['a']}")
                        .detail())
                .isEqualTo("a is open");
    }

    @Test
    void an_empty_argument_keeps_its_place() {
        assertThat(result("'ruleId': 'DRV-1', 'message': {'text': '<{0}> and <{1}>', 'arguments': ['', 'b']}")
                        .detail())
                .isEqualTo("<> and <b>");
    }

    @Test
    void braces_without_arguments_stay_as_they_are() {
        assertThat(result("'ruleId': 'DRV-1', 'message': {'text': 'uses ${{ secrets.X }} and {0}'}")
                        .detail())
                .isEqualTo("uses ${{ secrets.X }} and {0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see [here](1) for it                      | see here for it",
                "[Details](https://example.org/a_(b)) more | Details (https://example.org/a_(b)) more",
                "[https://example.org](https://example.org)| https://example.org",
                "in [para\\\\[0\\\\]](2) or \\\\[x\\\\]     | in para[0] or [x]",
                "C:\\\\temp\\\\a and a[0](b c)             | C:\\temp\\a and a[0](b c)",
            })
    void links_in_a_message_become_words(String message, String shown) {
        var json =
                "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{},\"results\":[{\"ruleId\":\"R\",\"message\":{\"text\":\""
                        + message + "\"}}]}]}";

        assertThat(ReadFile.of(json).check().detail()).isEqualTo(shown);
    }

    @Test
    void a_result_without_a_rule_is_named_by_its_message() {
        var file = run("{'message': {'text': 'A key of bob@example.org'}}, {'message': {'text': 'A password'}}", "");

        assertThat(file.checks()).extracting(Check::controlId).noneMatch(id -> id.equals("?") || id.contains("@"));
        assertThat(file.checks().getLast().title()).isEqualTo("A password");
        assertThat(file.facts().warnings()).contains("checks_without_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'index': 0}",
                "{'id': 'DRV-1'}",
                "{'guid': 'd-1'}",
            })
    void a_level_that_the_run_was_given_counts_before_that_of_the_rule(String descriptor) {
        var file = run(
                "{'ruleId': 'DRV-1'}",
                ", 'invocations': [{'executionSuccessful': true, 'ruleConfigurationOverrides': [{'descriptor': "
                        + descriptor + ", 'configuration': {'level': 'error'}}]}]");

        assertThat(file.check().rawSeverity()).isEqualTo("error");
        assertThat(file.check().severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void a_level_of_another_component_or_another_invocation_does_not_count() {
        var override = "{'ruleConfigurationOverrides': [{'descriptor': %s, 'configuration': {'level': 'error'}}]}";
        var ofExtension = override.formatted("{'index': 0, 'toolComponent': {'name': 'pack'}}");
        var ofDriver = override.formatted("{'index': 0}");

        assertThat(run("{'ruleIndex': 0}", ", 'invocations': [" + ofExtension + "]")
                        .check()
                        .severity())
                .isEqualTo(Severity.LOW);
        assertThat(run(
                                "{'ruleIndex': 0, 'provenance': {'invocationIndex': 1}}",
                                ", 'invocations': [" + ofDriver + ", {}]")
                        .check()
                        .severity())
                .isEqualTo(Severity.LOW);
    }

    @Test
    void the_line_is_that_of_the_place_that_is_named() {
        var check = at("{'physicalLocation': {'artifactLocation': {'uri': 'modules/a.tf'}}}, {'physicalLocation':"
                + " {'artifactLocation': {'uri': 'b.tf'}, 'region': {'startLine': 77}}}");

        assertThat(check.resource()).isEqualTo("modules/a.tf");
        assertThat(check.detail()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource({
        "src/My%20Pr%C3%BCfung/main.tf, src/My Pr\u00fcfung/main.tf",
        "file:///C:/a%20b.tf, file:///C:/a b.tf",
        "bad%ZZ/%FF.tf, bad%ZZ/%FF.tf",
        "100%, 100%",
        "pkg:npm/%40angular/core@12.2.0, pkg:npm/%40angular/core@12.2.0",
        "https://example.org/a%20b, https://example.org/a%20b"
    })
    void a_path_is_shown_as_people_write_it(String uri, String resource) {
        assertThat(at("{'physicalLocation': {'artifactLocation': {'uri': '" + uri + "'}}}")
                        .resource())
                .isEqualTo(resource);
    }

    @Test
    void a_path_stands_below_the_folders_that_its_base_names() {
        var bases = ", 'originalUriBaseIds': {'MODULES': {'uri': 'modules/', 'uriBaseId': 'SRCROOT'},"
                + " 'SRCROOT': {'uri': 'file:///home/runner/work/'}}";
        var place = "{'ruleId': 'DRV-1', 'locations': [{'physicalLocation': {'artifactLocation':"
                + " {'uri': 'a.tf', 'uriBaseId': '%s'}}}]}";

        assertThat(run(place.formatted("MODULES"), bases).check().resource()).isEqualTo("modules/a.tf");
        assertThat(run(place.formatted("SRCROOT"), bases).check().resource()).isEqualTo("a.tf");
        assertThat(run(place.formatted("%SRCROOT%"), "").check().resource()).isEqualTo("a.tf");
    }

    @Test
    void equal_paths_below_different_trees_are_different_files() {
        var bases = ", 'originalUriBaseIds': {'SRCROOT': {'uri': 'file:///a/'}, 'GENERATED': {'uri': 'file:///b/'}}";
        var place = "{'ruleId': 'DRV-1', 'locations': [{'physicalLocation': {'artifactLocation':"
                + " {'uri': 'a.tf', 'uriBaseId': '%s'}}}]}";

        var file = run(place.formatted("SRCROOT") + "," + place.formatted("GENERATED"), bases);

        assertThat(file.checks()).extracting(Check::resource).containsExactly("a.tf", "GENERATED/a.tf");
    }

    @Test
    void a_result_without_a_place_is_about_what_was_looked_at() {
        assertThat(result("'ruleId': 'DRV-1', 'analysisTarget': {'uri': 'image.tar'}")
                        .resource())
                .isEqualTo("image.tar");
    }

    @Test
    void a_tool_may_list_every_file_that_it_saw() {
        var artifacts = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            artifacts
                    .append(i == 0 ? "" : ",")
                    .append("{'location': {'uri': 'src/f")
                    .append(i)
                    .append(".ts'}}");
        }

        var file = run(
                "{'ruleId': 'DRV-1', 'locations': [{'physicalLocation': {'artifactLocation': {'index': 59999}}}]}",
                ", 'artifacts': [" + artifacts + "]");

        assertThat(file.check().resource()).isEqualTo("src/f59999.ts");
    }

    @Test
    void a_run_that_failed_is_said_to_have_failed() {
        var facts = run("{'ruleId': 'DRV-1', 'kind': 'pass'}", ", 'invocations': [{'executionSuccessful': false}]")
                .facts();

        assertThat(facts.total()).isEqualTo(1);
        assertThat(facts.warnings()).contains("run_failed");
    }

    @Test
    void errors_of_the_tool_itself_are_said() {
        var notified = ", 'invocations': [{'executionSuccessful': true, '%s': [{'level': '%s'}]}]";

        assertThat(run("", notified.formatted("toolExecutionNotifications", "error"))
                        .facts()
                        .warnings())
                .contains("run_errors")
                .doesNotContain("clean_run");
        assertThat(run("", notified.formatted("toolConfigurationNotifications", "error"))
                        .facts()
                        .warnings())
                .contains("run_errors");
        assertThat(run("", notified.formatted("toolExecutionNotifications", "warning"))
                        .facts()
                        .warnings())
                .doesNotContain("run_errors");
    }

    @Test
    void a_clean_run_is_told_from_one_that_failed_and_one_that_did_not_look() {
        var clean = run("", ", 'invocations': [{'executionSuccessful': true}]").facts();
        var failed =
                run("", ", 'invocations': [{'executionSuccessful': false}]").facts();
        var silent = run("", "").facts();
        var none = ReadFile.json("{'version': '2.1.0', 'runs': [{'tool': {'driver': {'name': 'Scanner'}}}]}")
                .facts();

        assertThat(clean.warnings()).contains("clean_run", "no_checks");
        assertThat(failed.warnings()).contains("run_failed", "no_checks").doesNotContain("clean_run");
        assertThat(silent.warnings()).contains("no_checks").doesNotContain("clean_run", "results_missing");
        assertThat(none.warnings()).contains("results_missing").doesNotContain("clean_run");
    }

    @Test
    void results_in_another_file_are_not_taken_for_none() {
        assertThatThrownBy(
                        () -> run("", ", 'externalPropertyFileReferences': {'results': [{'location': {'uri': 'r'}}]}"))
                .hasMessage("evidence.sarif_results_elsewhere");
    }

    @Test
    void failures_only_is_told_of_each_tool() {
        var one = "{'tool': {'driver': {'name': '%s'}}, 'results': [{'ruleId': 'a', 'kind': '%s'}]}";
        var file = "{'version': '2.1.0', 'runs': [%s, %s]}";

        assertThat(ReadFile.json(file.formatted(one.formatted("A", "pass"), one.formatted("B", "fail")))
                        .facts()
                        .warnings())
                .contains("failures_only");
        assertThat(ReadFile.json(file.formatted(one.formatted("A", "pass"), one.formatted("A", "fail")))
                        .facts()
                        .warnings())
                .doesNotContain("failures_only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'versionControlProvenance': [{'repositoryUri': 'https://x:secret@example.org/acme/app.git'}] |"
                        + " https://example.org/acme/app",
                "'versionControlProvenance': [{'repositoryUri': 'git@example.org:acme/app.git'}], 'automationDetails':"
                        + " {'id': 'a/b'} | git@example.org:acme/app",
                "'automationDetails': {'id': 'nightly/linux/2026-11-01'} | nightly/linux",
                "'automationDetails': {'id': 'nightly/'}                 | nightly",
                "'automationDetails': {'id': 'nightly for linux'}        | ",
            })
    void the_target_is_the_repository_or_the_category(String more, String target) {
        assertThat(run("", ", " + more).facts().targetId()).isEqualTo(target);
    }

    @Test
    void several_repositories_are_no_target_and_it_is_said() {
        var one = "{'tool': {}, 'results': [], 'versionControlProvenance': [{'repositoryUri':"
                + " 'https://example.org/%s'}]}";

        var facts = ReadFile.json(
                        "{'version': '2.1.0', 'runs': [" + one.formatted("a") + "," + one.formatted("b") + "]}")
                .facts();

        assertThat(facts.targetId()).isNull();
        assertThat(facts.warnings()).contains("several_targets");
    }

    @Test
    void a_suppression_that_has_ended_hides_nothing() {
        var results = "{'ruleId': 'DRV-1', 'suppressions': [{'kind': 'external', 'justification': 'Later',"
                + " 'properties': {'expiryUtc': '2025-12-31T00:00:00.000Z'}}]}";
        var json = "{'version': '2.1.0', 'runs': [{'tool': {}, 'results': [" + results + "]}]}";

        var ended = ReadFile.json(json, new ReadOptions(null, null, Instant.parse("2026-11-28T00:00:00Z")));
        var holds = ReadFile.json(json, new ReadOptions(null, null, Instant.parse("2025-11-28T00:00:00Z")));

        assertThat(ended.check().suppressed()).isFalse();
        assertThat(ended.facts().warnings()).contains("suppression_ended");
        assertThat(holds.check().suppression())
                .isEqualTo(new Check.Suppression("Later", LocalDate.parse("2025-12-31")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"underReview", "rejected"})
    void one_suppression_that_is_not_accepted_shows_the_result(String state) {
        var suppressions = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            suppressions.append("{'kind': 'inSource'},");
        }

        assertThat(result("'ruleId': 'DRV-1', 'suppressions': [" + suppressions + "{'kind': 'external', 'status': '"
                                + state + "'}]")
                        .suppressed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"new", "unchanged", "updated"})
    void what_is_there_since_the_baseline_counts(String state) {
        assertThat(result("'ruleId': 'DRV-1', 'baselineState': '" + state + "'").result())
                .isEqualTo(CheckResult.FAIL);
    }
}
