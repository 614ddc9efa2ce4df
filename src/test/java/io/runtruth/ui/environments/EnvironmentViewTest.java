package io.runtruth.ui.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.EvidenceChangeQueries;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceRow;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.LostPushes;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.OpenPage;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StatusBadge;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

class EnvironmentViewTest extends ViewTest {

    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final Instant COLLECTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SEVERAL = """
            {"Tenants":[
            {"TenantId":"11111111-1111-4111-8111-111111111111","TenantName":"One","Tests":[{"Id":"A","Name":"A: a","Result":"Passed"}]},
            {"TenantId":"22222222-2222-4222-8222-222222222222","TenantName":"Two","Tests":[{"Id":"B","Name":"B: b","Result":"Failed"}]}]}\
            """;

    private final TestWorkspaces some;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final EnvironmentService writer;
    private final EvidenceService imports;
    private final EvidenceQueries evidence;
    private final EvidenceChangeQueries changes;
    private final ReviewQueries reviews;
    private final RunQueries runQueries;
    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final ManualQueue queue;
    private final TestEvidence files;
    private final TestRuns runs;
    private final LostPushes lost;
    private final JdbcClient jdbc;

    private int imported;
    private Scope scope;
    private Actor.Person operator;
    private String path;

    EnvironmentViewTest(
            TestWorkspaces some,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            EnvironmentService writer,
            EvidenceService imports,
            EvidenceQueries evidence,
            EvidenceChangeQueries changes,
            ReviewQueries reviews,
            RunQueries runQueries,
            EnvironmentReviewService starts,
            PublicationService publication,
            ManualQueue queue,
            TestEvidence files,
            OperationRunService runs,
            LostPushes lost,
            JdbcClient jdbc) {
        this.some = some;
        this.workspaces = workspaces;
        this.environments = environments;
        this.writer = writer;
        this.imports = imports;
        this.evidence = evidence;
        this.changes = changes;
        this.reviews = reviews;
        this.runQueries = runQueries;
        this.starts = starts;
        this.publication = publication;
        this.queue = queue;
        this.files = files;
        this.runs = new TestRuns(runs);
        this.lost = lost;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void environment() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        path = Routes.environment(
                workspaces.mine(operator).getFirst().slug(),
                environments.byId(operator, scope).slug());
    }

    @Test
    void an_uploaded_file_is_told_and_stands_in_the_history() {
        open(operator);

        upload("prowler.json", file("account-1", "bucket"));

        eventually("the file is told", () -> results().equals(List.of("imported")));
        assertThat(told()).contains("prowler.json", "1 check of Prowler", "The first file of this tool and target.");
        assertThat(test(grid()).size()).isEqualTo(1);
        assertThat(test(grid()).getCellComponent(0, 4).getElement().getTextRecursively())
                .isEqualTo("Fail 1");
    }

    @Test
    void the_same_bytes_again_are_told_as_known() {
        open(operator);
        upload("first.json", file("account-1", "bucket"));
        eventually("the first is told", () -> results().size() == 1);

        upload("second.json", file("account-1", "bucket"));

        eventually("the second is told", () -> results().equals(List.of("already_known", "imported")));
        assertThat(told()).contains(operator.name());
        assertThat(test(grid()).size()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_none_of_the_formats_is_refused_with_a_reason() {
        open(operator);

        upload("notes.json", "[1, 2");

        eventually("the file is told", () -> results().equals(List.of("refused")));
        assertThat(told()).contains("notes.json").doesNotContain("Exception");
        assertThat(test(grid()).size()).isZero();
    }

    @Test
    void a_file_of_another_target_is_imported_once_that_is_confirmed() {
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        open(operator);

        upload("other.json", file("account-2", "bucket"));
        eventually("both are shown", () -> find(TargetDialog.class).exists());
        assertThat(find(TargetDialog.class).single().getElement().getTextRecursively())
                .contains("account-2", "account-1");
        test(find(TargetDialog.class).single()).reject();

        eventually("the file is told", () -> results().equals(List.of("imported")));
        assertThat(environments.targets(scope)).extracting(TargetIdentity::id).contains("account-2");
    }

    @Test
    void a_file_of_another_target_is_discarded_where_it_is_not_confirmed() {
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        open(operator);

        upload("other.json", file("account-2", "bucket"));
        eventually("it is asked", () -> find(TargetDialog.class).exists());
        test(find(TargetDialog.class).single()).confirm();

        assertThat(results()).containsExactly("discarded");
        assertThat(test(grid()).size()).isZero();
    }

    @Test
    void a_second_file_says_what_it_changed_in_a_sentence_and_check_by_check() {
        open(operator);
        upload("first.json", file("account-1", "bucket"));
        eventually("the first is told", () -> results().size() == 1);

        upload("second.json", later(file("account-1", "bucket").replace("FAIL", "PASS")));

        eventually("the second is told", () -> results().size() == 2);
        assertThat(find(Details.class, find(UploadResults.class).single())
                        .single()
                        .getSummaryText())
                .isEqualTo("Since the one before: 1 fixed.");
        assertThat(find(ChangeLists.class).single().getElement().getTextRecursively())
                .contains("first.json", "Fixed", "bucket", "Fail → Pass", "No check is unchanged.");
    }

    @Test
    void the_history_says_of_each_file_what_it_changed_and_shows_it_when_asked() {
        imports.importFile(operator, scope, sent("first.json", file("account-1", "bucket")));
        open(operator);
        takePushes();

        imports.importFile(operator, scope, sent("second.json", later(two("bucket", "other"))));

        eventually(
                "both are there",
                () -> find(Button.class).withId("news-evidence").exists());
        test(find(Button.class).withId("news-evidence").single()).click();
        assertThat(changesCell(0)).contains("1 check added");
        assertThat(changesCell(1)).endsWith("The first file of this tool and target.");
        grid().setDetailsVisible(test(grid()).getRow(0), true);
        assertThat(new ChangeLists(changes.changes(
                                operator,
                                scope,
                                test(grid()).getRow(0).snapshot().id()))
                        .getElement()
                        .getTextRecursively())
                .contains("Added, for controls that were there before", "other", "Not there → Fail");
    }

    @Test
    void a_file_of_another_environments_target_is_offered_to_that_one_first_and_taken_there() {
        var fabrikam = some.environment(scope.workspaceId());
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        writer.addTarget(fabrikam, new TargetIdentity("account-2", "Fabrikam"));
        open(operator);

        upload("other.json", file("account-2", "bucket"));
        eventually("it is asked", () -> find(TargetDialog.class).exists());
        var dialog = find(TargetDialog.class).single();
        assertThat(dialog.getElement().getProperty("header")).isEqualTo("This file belongs to another environment");
        assertThat(dialog.getElement().getTextRecursively()).contains("Prowler", "account-2", "would mix the results");
        test(find(Button.class).withId("action-import-into-" + slug(fabrikam)).single())
                .click();

        assertThat(results()).containsExactly("imported_elsewhere");
        assertThat(evidence.newest(fabrikam)).hasSize(1);
        assertThat(evidence.newest(scope)).isEmpty();
        assertThat(environments.targets(scope)).extracting(TargetIdentity::id).containsExactly("account-1");
    }

    @Test
    void the_answer_that_does_nothing_has_the_place_that_is_focused() {
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        open(operator);

        upload("other.json", file("account-2", "bucket"));
        eventually("it is asked", () -> find(TargetDialog.class).exists());

        assertThat(find(Button.class)
                        .withId("action-cancel-target")
                        .single()
                        .getElement()
                        .getAttribute("slot"))
                .isEqualTo("confirm-button");
    }

    @Test
    void which_of_several_tenants_is_meant_is_asked_and_the_file_is_read_for_that_one() {
        open(operator);
        upload("several.json", SEVERAL);
        eventually("it is asked", () -> find(PartDialog.class).exists());
        assertThat(find(PartDialog.class).single().getElement().getTextRecursively())
                .contains("One · 11111111-1111-4111-8111-111111111111", "Two · 22222222-2222-4222-8222-222222222222");

        test(find(Button.class)
                        .withId("action-part-22222222-2222-4222-8222-222222222222")
                        .single())
                .click();
        upload("several.json", SEVERAL);

        eventually("it is taken", () -> results().equals(List.of("imported")));
        assertThat(evidence.newest(scope).getFirst().facts().tenant())
                .isEqualTo("22222222-2222-4222-8222-222222222222");
    }

    @Test
    void which_scan_is_meant_is_asked_in_the_words_of_scans() {
        open(operator);

        upload("scans.xml", """
                <Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><status>accepted</status><version>1</version>
                <Rule id="r" selected="true"><title>A rule</title></Rule>
                <TestResult id="t1" end-time="2026-01-01T00:00:00Z"><target>web01</target><rule-result idref="r"><result>pass</result></rule-result></TestResult>
                <TestResult id="t2" end-time="2026-01-01T00:00:00Z"><target>web02</target><rule-result idref="r"><result>fail</result></rule-result></TestResult>
                </Benchmark>\
                """);
        eventually("it is asked", () -> find(PartDialog.class).exists());

        var dialog = find(PartDialog.class).single().getElement();
        assertThat(dialog.getProperty("header")).isEqualTo("Which scan is meant?");
        assertThat(dialog.getTextRecursively())
                .contains("several scans", "web01", "web02")
                .doesNotContain("enant");
    }

    @Test
    void a_file_that_the_browser_can_no_longer_read_is_told() {
        open(operator);
        upload("several.json", SEVERAL);
        eventually("it is asked", () -> find(PartDialog.class).exists());
        takePushes();

        find(Button.class).withId("action-part-" + ONE).single().click();
        sendAgain().complete(JsonNodeFactory.instance.booleanNode(false));

        assertThat(results()).containsExactly("refused");
        assertThat(told()).contains("several.json", "can no longer read this file");
    }

    @Test
    void a_file_whose_reading_breaks_is_told_as_not_taken() {
        open(operator);

        jdbc.sql("alter table evidence_check rename to evidence_check_away").update();
        try {
            assertThatThrownBy(() -> upload("broken.json", file("account-1", "bucket")))
                    .isNotNull();
        } finally {
            jdbc.sql("alter table evidence_check_away rename to evidence_check").update();
        }
        takePushes();

        assertThat(results()).containsExactly("refused");
        assertThat(told()).contains("broken.json", "Send the file again");
    }

    @Test
    void an_answer_that_comes_to_nothing_lets_the_next_be_asked() {
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        open(operator);
        upload("other.json", file("account-2", "bucket"));
        upload("third.json", file("account-3", "bucket"));
        eventually("the first is asked", () -> find(TargetDialog.class).exists());

        jdbc.sql("update member set role = 'auditor' where workspace_id = ? and account_id = ?")
                .params(scope.workspaceId(), operator.account())
                .update();
        test(find(TargetDialog.class).single()).confirm();

        assertThat(results()).containsExactly("refused");
        assertThat(find(TargetDialog.class).single().getElement().getTextRecursively())
                .contains("account-3");
    }

    @Test
    void a_file_that_the_other_environment_has_already_is_told_with_its_name_and_a_link() {
        var fabrikam = some.environment(scope.workspaceId());
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        imports.importFile(operator, fabrikam, sent("first.json", file("account-2", "bucket")));
        open(operator);

        upload("again.json", file("account-2", "bucket"));
        eventually("it is asked", () -> find(TargetDialog.class).exists());
        test(find(Button.class).withId("action-import-into-" + slug(fabrikam)).single())
                .click();

        assertThat(results()).containsExactly("already_known");
        assertThat(told())
                .contains("imported there")
                .contains(environments.byId(operator, fabrikam).name());
        assertThat(find(Anchor.class, find(UploadResults.class).single())
                        .single()
                        .getHref())
                .endsWith(slug(fabrikam));
    }

    @Test
    @Tag("I12")
    void an_environment_that_the_person_may_not_see_is_neither_named_nor_offered() {
        var hidden = some.environment(scope.workspaceId());
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        imports.importFile(operator, hidden, sent("first.json", file("account-2", "bucket")));
        var name = "Fabrikam that is hidden";
        jdbc.sql("update managed_environment set name = ? where id = ?")
                .params(name, hidden.environmentId())
                .update();
        open(some.personFor(scope, Role.OPERATOR));

        upload("again.json", file("account-2", "bucket"));
        eventually("it is asked", () -> find(TargetDialog.class).exists());

        assertThat(find(TargetDialog.class).single().getElement().getTextRecursively())
                .doesNotContain(name);
        assertThat(find(Button.class)
                        .withId("action-import-into-" + slug(hidden))
                        .exists())
                .isFalse();
        test(find(TargetDialog.class).single()).reject();
        assertThat(told()).doesNotContain(name);
    }

    @Test
    void an_owner_unbinds_a_target_after_being_told_what_changes() {
        imports.importFile(operator, scope, sent("first.json", file("account-1", "bucket")));
        open(some.person(scope.workspaceId(), Role.OWNER));
        test(unbindButton()).click();
        assertThat(find(Confirmation.class).single().getElement().getTextRecursively())
                .contains("1 source falls out of the next review");

        test(find(Confirmation.class).single()).reject();

        assertThat(environments.targets(scope)).isEmpty();
        assertThat(find(FactList.class).single().getElement().getTextRecursively())
                .doesNotContain("account-1");
        assertThat(test(grid()).size()).isOne();
    }

    @Test
    void who_does_not_manage_the_workspace_has_no_way_to_unbind() {
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        open(operator);

        assertThat(find(FactList.class).single().getElement().getTextRecursively())
                .contains("account-1")
                .doesNotContain("Unbind");
    }

    @Test
    void an_import_by_somebody_else_shows_by_itself() {
        open(operator);

        imports.importFile(
                some.person(scope.workspaceId(), Role.REVIEWER),
                scope,
                io.runtruth.evidence.Upload.of("theirs.json", bytes(file("account-1", "bucket"))));

        eventually("the history has it", () -> test(grid()).size() == 1);
    }

    @Test
    void an_import_that_nobody_told_of_shows_after_one_tick() {
        open(operator);
        takePushes();

        lost.in(
                scope.workspaceId(),
                () -> imports.importFile(
                        some.person(scope.workspaceId(), Role.REVIEWER),
                        scope,
                        io.runtruth.evidence.Upload.of("theirs.json", bytes(file("account-1", "bucket")))));
        takePushes();
        assertThat(test(grid()).size()).isZero();
        OpenPage.tick();
        takePushes();

        assertThat(test(grid()).size()).isOne();
    }

    @Test
    void a_summary_without_anything_new_is_left_as_it_is() {
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        open(operator);
        takePushes();
        var facts = find(FactList.class).single();

        OpenPage.tick();
        takePushes();

        assertThat(find(FactList.class).single()).isSameAs(facts);
    }

    @Test
    void a_target_that_is_added_leaves_those_before_it_where_they_are() {
        writer.addTarget(scope, new TargetIdentity("account-1", "Contoso"));
        open(some.person(scope.workspaceId(), Role.OWNER));
        takePushes();
        var before = unbindButton();

        writer.addTarget(scope, new TargetIdentity("account-2", "Fabrikam"));
        OpenPage.tick();
        takePushes();

        assertThat(find(FactList.class).single().getElement().getTextRecursively())
                .contains("account-1", "account-2");
        assertThat(unbindButton()).isSameAs(before);
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_row_that_is_drawn_again_keeps_the_button_that_was_pressed() {
        imports.importFile(operator, scope, sent("first.json", file("account-1", "bucket")));
        imports.importFile(operator, scope, sent("second.json", later(two("bucket", "other"))));
        open(operator);
        var row = test(grid()).getRow(0);
        var renderer = (ComponentRenderer<Component, EvidenceRow>)
                grid().getColumns().get(1).getRenderer();
        var fold = renderer.createComponent(row);

        grid().setDetailsVisible(row, true);
        var again = renderer.updateComponent(fold, row);

        assertThat(again).isSameAs(fold);
        assertThat(again.getElement().getTextRecursively()).startsWith("Hide");
    }

    @Test
    void results_add_up_to_the_checks_and_the_suppressed_are_told_as_some_of_them() {
        var muted = two("bucket", "other").replaceFirst("\"status_code\"", "\"status\":\"Suppressed\",\"status_code\"");
        imports.importFile(operator, scope, sent("muted.json", muted));
        open(operator);

        assertThat(test(grid()).getCellComponent(0, 4).getElement().getTextRecursively())
                .startsWith("Fail 2")
                .endsWith("Suppressed among these: 1 of 2")
                .doesNotContain("·");
    }

    @Test
    void its_reviews_are_listed_the_newest_first_and_an_older_one_is_reached_too() {
        var first = composed("pass", "fail");
        publication.publish(reviewer(), new ReviewRef(scope, first), null);
        var later =
                IntStream.range(0, 5).mapToObj(_ -> composed("pass", "pass")).toList();

        open(some.person(scope.workspaceId(), Role.OWNER));

        var newestFirst = later.reversed().stream()
                .map(id -> "/" + Routes.review(workspace(), id))
                .toList();
        assertThat(links("environment-reviews")).containsExactlyElementsOf(newestFirst);
        assertThat(told("environment-reviews"))
                .contains("Ready", "2 met, 0 not met")
                .doesNotContain("Review 1 of");
        test(find(Button.class).withId("action-more-reviews").single()).click();
        assertThat(links("environment-reviews")).hasSize(6).endsWith("/" + Routes.review(workspace(), first));
        assertThat(told("environment-reviews")).contains("Review 1 of", "1 met, 1 not met");
        assertThat(find(Button.class).withId("action-more-reviews").exists()).isFalse();
    }

    @Test
    @Tag("I12")
    void its_runs_of_every_kind_are_listed_and_none_of_another_environment() {
        var elsewhere = some.environment(scope.workspaceId());
        runs.queued(operator, elsewhere);
        var composition = runs.ended(operator, scope, Ending.succeeded(Map.of()));
        var restore = runs.restore(operator, scope);

        open(some.person(scope.workspaceId(), Role.OWNER));

        assertThat(links("environment-runs"))
                .containsExactly(
                        "/" + Routes.run(workspace(), restore.id()),
                        "/" + Routes.run(workspace(), composition.id()),
                        "/" + Routes.operations(workspace()) + "?environment=" + slug(scope));
        assertThat(told("environment-runs")).contains("Succeeded", "Waiting");
    }

    @Test
    void where_nothing_was_begun_that_is_said() {
        open(operator);

        assertThat(told("environment-reviews")).contains("No review has been begun yet.");
        assertThat(told("environment-runs")).contains("Nothing has been started here yet.");
    }

    /// Every role that sees this page sees runs today; the part asks all the same.
    @Test
    @Tag("I12")
    void who_may_not_see_runs_is_told_of_none() {
        runs.queued(operator, scope);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        composed("pass");
        var part = new ReviewsAndRuns(reviews, runQueries);

        part.show(new ReviewsAndRuns.HistoryPlace(customer, scope, workspace(), slug(scope), false));
        UI.getCurrent().add(part);

        assertThat(find(Section.class).withId("environment-runs").exists()).isFalse();
        assertThat(part.getElement().getTextRecursively()).doesNotContain("Waiting");
        assertThat(links("environment-reviews")).isEmpty();
    }

    @Test
    void a_run_that_is_started_and_ends_shows_by_itself_and_keeps_its_link() {
        open(operator);
        takePushes();

        var run = runs.running(operator, scope);
        eventually("it is there", () -> links("environment-runs").size() == 2);
        var link = linksIn("environment-runs").getFirst();
        runs.end(run, Ending.succeeded(Map.of()));

        eventually("it has ended", () -> told("environment-runs").contains("Succeeded"));
        assertThat(linksIn("environment-runs").getFirst()).isSameAs(link);
    }

    @Test
    void a_review_that_is_composed_shows_by_itself() {
        open(operator);
        takePushes();

        composed("pass");

        eventually("it is there", () -> told("environment-reviews").contains("Ready"));
    }

    @Test
    void evidence_that_is_too_old_is_told_with_the_limit() {
        limitAge(35);
        files.snapshot(scope, Instant.now().minus(Duration.ofDays(419)), "pass");

        open(operator);

        assertThat(find(FactList.class).single().getElement().getTextRecursively())
                .contains("Too old: 419 of 35 days");
    }

    @Test
    void evidence_that_is_young_enough_is_told_without_the_limit() {
        limitAge(35);
        files.snapshot(scope, Instant.now().minus(Duration.ofDays(3)), "pass");

        open(operator);

        assertThat(find(FactList.class).single().getElement().getTextRecursively())
                .doesNotContain("of 35 days");
    }

    @Test
    void an_auditor_sees_the_history_and_has_no_upload() {
        open(some.person(scope.workspaceId(), Role.AUDITOR));

        assertThat(find(Upload.class).exists()).isFalse();
        assertThat(find(Button.class).withId("action-compose").exists()).isFalse();
        assertThat(find(Grid.class).withId("grid-evidence").exists()).isTrue();
    }

    @Test
    void an_archived_environment_takes_nothing_more() {
        writer.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null));

        open(some.person(scope.workspaceId(), Role.OWNER));

        assertThat(find(Upload.class).exists()).isFalse();
        assertThat(find(Button.class).withId("action-compose").exists()).isFalse();
    }

    @Test
    @Tag("I12")
    void an_environment_that_is_not_shared_reads_like_one_that_there_is_not() {
        var hidden = path;
        signIn(some.personFor(some.environment(scope.workspaceId()), Role.OPERATOR));

        navigate(hidden, ProblemView.class);

        assertThat(getCurrentView().getElement().getTextRecursively()).contains("There is nothing here");
    }

    private void open(Actor.Person person) {
        signIn(person);
        navigate(path, EnvironmentView.class);
    }

    private void upload(String name, String content) {
        test(find(Upload.class).single()).upload(name, "application/json", bytes(content));
    }

    private void limitAge(int days) {
        jdbc.sql("update workspace set evidence_max_age_days = ? where id = ?")
                .params(days, scope.workspaceId())
                .update();
    }

    private Actor.Person reviewer() {
        return some.person(scope.workspaceId(), Role.REVIEWER);
    }

    /// Of evidence that is newer than that before.
    private UUID composed(String... results) {
        files.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), results);
        var started = (Dispatched) starts.create(
                reviewer(),
                scope,
                new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return started.reviewId();
    }

    private String workspace() {
        return workspaces.mine(operator).getFirst().slug();
    }

    private List<Anchor> linksIn(String section) {
        return find(Anchor.class, find(Section.class).withId(section).single()).all();
    }

    private List<String> links(String section) {
        return linksIn(section).stream().map(Anchor::getHref).toList();
    }

    private String told(String section) {
        return find(Section.class).withId(section).single().getElement().getTextRecursively();
    }

    private Button unbindButton() {
        return find(Button.class).all().stream()
                .filter(button -> button.getId().orElse("").startsWith("action-unbind-"))
                .findFirst()
                .orElseThrow();
    }

    private String changesCell(int row) {
        return test(grid()).getCellComponent(row, 1).getElement().getTextRecursively();
    }

    private String slug(Scope of) {
        return environments.byId(operator, of).slug();
    }

    /// What the browser was asked to do with the file that it has at hand.
    private static PendingJavaScriptInvocation sendAgain() {
        var internals = UI.getCurrent().getInternals();
        internals.getStateTree().runExecutionsBeforeClientResponse();
        return internals.dumpPendingJavaScriptInvocations().stream()
                .filter(it -> it.getInvocation().getExpression().contains("uploadFiles"))
                .findFirst()
                .orElseThrow();
    }

    private static io.runtruth.evidence.Upload sent(String name, String content) {
        return io.runtruth.evidence.Upload.of(name, bytes(content));
    }

    /// The same file of a day later.
    private static String later(String file) {
        return file.replace("1767225600", "1767312000");
    }

    private List<String> results() {
        return find(StatusBadge.class, find(UploadResults.class).single()).all().stream()
                .map(badge -> badge.getElement().getAttribute("data-status"))
                .toList();
    }

    private String told() {
        return find(ListItem.class, find(UploadResults.class).single())
                .all()
                .getFirst()
                .getElement()
                .getTextRecursively();
    }

    @SuppressWarnings("unchecked")
    private Grid<EvidenceRow> grid() {
        return find(Grid.class).withId("grid-evidence").single();
    }

    private static String file(String account, String resource) {
        return """
                [{"class_uid":2004,"metadata":{"event_code":"a","product":{"name":"Prowler"}},"status_code":"FAIL",
                "time":1767225600,"resources":[{"uid":"%s"}],"cloud":{"account":{"uid":"%s","name":"Contoso"}}}]
                """.formatted(resource, account);
    }

    private static String two(String resource, String other) {
        var first = file("account-1", resource).strip();
        return first.substring(0, first.length() - 1) + ","
                + file("account-1", other).strip().substring(1);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
