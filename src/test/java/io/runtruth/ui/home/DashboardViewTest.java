package io.runtruth.ui.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.NotFoundView;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.Routes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DashboardViewTest extends ViewTest {

    private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentService environments;
    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final ManualQueue queue;
    private final TestRuns runs;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person owner;
    private String workspace;

    DashboardViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentService environments,
            EnvironmentReviewService starts,
            PublicationService publication,
            ManualQueue queue,
            OperationRunService runs,
            JdbcClient jdbc) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.environments = environments;
        this.starts = starts;
        this.publication = publication;
        this.queue = queue;
        this.runs = new TestRuns(runs);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace(35));
        owner = some.person(scope.workspaceId(), Role.OWNER);
        workspace = workspaces.mine(owner).getFirst().slug();
    }

    @Test
    void the_worst_environments_come_first() {
        evidence.snapshot(scope, TODAY, "pass", "pass");
        queue.work(start(scope).runId());
        var failing = named("Aachen");
        evidence.snapshot(failing, TODAY, "fail", "pass");
        queue.work(start(failing).runId());
        var old = named("Zwickau");
        evidence.snapshot(old, TODAY.minus(40, ChronoUnit.DAYS), "pass");
        var asked = named("Ypern");
        runs.ended(owner, asked, Ending.failed("run.unexpected", "R1"));

        open(owner);

        assertThat(rows()).containsExactly("Ypern", "Zwickau", "Aachen", "Environment");
    }

    @Test
    void each_environment_has_one_next_step() {
        open(owner);
        assertThat(step(scope)).isEqualTo("Upload");

        evidence.snapshot(scope, TODAY, "pass", "fail");
        open(owner);
        assertThat(find(Button.class, cell(scope, "next")).single().getText()).isEqualTo("Compose");

        var run = start(scope);
        open(owner);
        assertThat(step(scope)).isEmpty();

        queue.work(run.runId());
        open(owner);
        assertThat(step(scope)).isEqualTo("Publish");

        publish(scope, run.reviewId());
        open(owner);
        assertThat(step(scope)).isEmpty();
        assertThat(cell(scope, "review").getElement().getTextRecursively()).contains("Published");

        evidence.snapshot(scope, Instant.now(), "pass");
        open(owner);
        assertThat(find(Button.class, cell(scope, "next")).single().getText())
                .as("there is newer evidence than the review knows")
                .isEqualTo("Compose");
    }

    @Test
    void a_composition_starts_from_its_row_and_is_on_the_page_by_itself() {
        evidence.snapshot(scope, TODAY, "pass", "fail");
        open(owner);

        test(find(Button.class, cell(scope, "next")).withId("action-compose").single())
                .click();

        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("Composition started");
        eventually(
                "the row says so",
                () -> cell(scope, "review").getElement().getTextRecursively().contains("Waiting to be composed"));
        eventually("the tile counts it", () -> tile("running").equals("1"));
    }

    @Test
    void what_changed_since_the_review_before_is_told_where_both_speak_of_the_same() {
        evidence.snapshotOf(scope, "ScubaGear", TODAY.minus(2, ChronoUnit.DAYS), "fail", "pass", "pass");
        queue.work(start(scope).runId());
        evidence.snapshotOf(scope, "ScubaGear", TODAY.minus(1, ChronoUnit.DAYS), "fail", "fail", "fail");
        queue.work(start(scope).runId());
        open(owner);
        assertThat(cell(scope, "failed").getElement().getTextRecursively())
                .contains("3 high")
                .contains("2 more than before");

        evidence.snapshotOf(scope, "Another tool", TODAY, "fail");
        queue.work(start(scope).runId());
        open(owner);
        assertThat(cell(scope, "failed").getElement().getTextRecursively())
                .contains("4 high")
                .doesNotContain("before");
    }

    @Test
    void the_age_of_evidence_is_told_against_the_limit() {
        evidence.snapshot(scope, TODAY.minus(20, ChronoUnit.DAYS), "pass");
        open(owner);
        assertThat(cell(scope, "evidence").getElement().getTextRecursively()).contains("20 of 35 days");

        var old = named("Old");
        evidence.snapshot(old, TODAY.minus(40, ChronoUnit.DAYS), "pass");
        open(owner);
        assertThat(cell(old, "evidence").getElement().getTextRecursively()).contains("Too old: 40 of 35 days");
    }

    @Test
    void the_tiles_lead_to_what_they_count_and_follow_it_by_themselves() {
        open(owner);
        assertThat(tile("needs_you")).isEqualTo("0");
        assertThat(tile("running")).isEqualTo("0");
        assertThat(find(Anchor.class).withId("tile-needs_you").single().getHref())
                .isEqualTo(Routes.operations(workspace) + "?tab=attention");

        runs.ended(owner, scope, Ending.failed("run.unexpected", "R1"));

        eventually("it needs somebody", () -> tile("needs_you").equals("1"));
    }

    @Test
    void who_may_answer_nothing_is_told_that_somebody_is_needed_and_not_they() {
        runs.ended(owner, scope, Ending.failed("run.unexpected", "R1"));

        open(some.person(scope.workspaceId(), Role.AUDITOR));

        assertThat(find(Anchor.class).withId("tile-needs_you").exists()).isFalse();
        assertThat(find(Anchor.class)
                        .withId("tile-needs_somebody")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .startsWith("Needs somebody1");
    }

    @Test
    void the_checklist_of_an_empty_workspace_ticks_by_itself_and_is_gone_when_all_is_done() {
        var empty = some.workspace(35);
        var person = some.person(empty, Role.OWNER);
        workspace = workspaces.mine(person).getFirst().slug();
        open(person);
        assertThat(ticked()).isEmpty();

        var first = some.environment(empty);
        eventually("there is an environment", () -> ticked().equals(List.of("environment")));
        evidence.snapshot(first, TODAY, "pass", "fail");
        var run = (Dispatched) starts.create(person, first, request());
        eventually("there is evidence", () -> ticked().equals(List.of("environment", "upload")));
        queue.work(run.runId());
        eventually("there is a review", () -> ticked().equals(List.of("environment", "upload", "compose")));

        publish(first, run.reviewId());
        open(person);
        assertThat(find(Section.class).withId("checklist").exists()).isFalse();

        evidence.snapshot(first, TODAY.plusSeconds(1), "pass", "pass");
        queue.work(((Dispatched) starts.create(person, first, request())).runId());
        open(person);
        assertThat(cell(first, "review").getElement().getTextRecursively()).contains("Ready");
        assertThat(find(Section.class).withId("checklist").exists())
                .as("a newer one that waits takes nothing back")
                .isFalse();
    }

    @Test
    void nothing_is_said_of_how_long_runs_took_before_one_has_succeeded() {
        runs.ended(owner, scope, Ending.failed("run.unexpected", "R1"));

        open(owner);

        assertThat(find(Section.class).withId("durations").exists()).isFalse();
    }

    @Test
    void how_long_runs_took_is_a_sentence_columns_and_a_table() {
        runs.ended(owner, scope, Ending.succeeded(Map.of()));

        open(owner);

        var panel = find(Section.class).withId("durations").single();
        assertThat(panel.getElement().getTextRecursively())
                .contains(
                        "Compose a review: half of them within", "counted is the one run", "Took", "< 1 s", "≥ 5 min");
    }

    @Test
    void endings_say_how_many_were_decided_from_records_and_contradicted_later() {
        runs.ended(owner, scope, Ending.succeeded(Map.of()));
        var decided = runs.ended(owner, scope, Ending.succeeded(Map.of()));
        jdbc.sql("""
                update operation_run
                set context = context || '{"reconciliation": {}}', attention_code = 'run.late_report_contradicts'
                where id = ?
                """).param(decided.id()).update();

        open(owner);

        assertThat(find(Anchor.class).withId("endings-decided").single().getText())
                .isEqualTo("1 of 2 runs was ended from records; 1 of them was contradicted later.");
    }

    @Test
    void an_only_ending_is_told_in_the_singular() {
        runs.ended(owner, scope, Ending.succeeded(Map.of()));

        open(owner);

        assertThat(find(Anchor.class).withId("endings-decided").single().getText())
                .isEqualTo("The one run was ended by its worker; it did not have to be decided from records.");
    }

    @Test
    @Tag("I12")
    void a_member_for_some_environments_sees_and_counts_only_those() {
        var other = named("Other");
        runs.ended(owner, other, Ending.failed("run.unexpected", "R1"));

        open(some.personFor(scope, Role.OPERATOR));

        assertThat(rows()).containsExactly("Environment");
        assertThat(tile("needs_you")).isEqualTo("0");
        assertThat(find(Section.class).withId("endings").single().getElement().getTextRecursively())
                .contains("No run has ended");
    }

    @Test
    @Tag("I12")
    void a_customer_is_led_to_what_is_published() {
        signIn(some.person(scope.workspaceId(), Role.CUSTOMER));

        UI.getCurrent().navigate(Routes.workspace(workspace));

        assertThat(getCurrentView().getElement().getAttribute("id")).isEqualTo("view-published");
    }

    @Test
    void an_auditor_sees_all_and_is_offered_nothing_to_do() {
        evidence.snapshot(scope, TODAY, "pass", "fail");
        open(some.person(scope.workspaceId(), Role.AUDITOR));

        assertThat(rows()).containsExactly("Environment");
        assertThat(find(Button.class).withId("action-compose").exists()).isFalse();
        assertThat(step(scope)).isEmpty();
    }

    @Test
    @Tag("I12")
    void a_workspace_of_others_is_no_page() {
        var others = some.workspace();
        var slug = workspaces.mine(some.person(others, Role.OWNER)).getFirst().slug();
        signIn(owner);

        UI.getCurrent().navigate(Routes.workspace(slug));

        assertThat(find(Grid.class).exists()).isFalse();
        assertThat(UI.getCurrent().getInternals().getActiveRouterTargetsChain())
                .anyMatch(view -> view instanceof ProblemView || view instanceof NotFoundView);
    }

    @Test
    void a_thousand_environments_are_searched_by_name() {
        jdbc.sql("""
                insert into managed_environment (id, workspace_id, slug, name, created_at, version)
                select gen_random_uuid(), ?, 'many-' || n, 'Many ' || n, now(), 0
                from generate_series(1, 999) n
                """).param(scope.workspaceId()).update();
        signIn(owner);

        UI.getCurrent().navigate(Routes.workspace(workspace), QueryParameters.of("name", "many 77"));

        assertThat(test(grid()).size()).isEqualTo(11);
    }

    @Test
    void whoever_has_one_workspace_starts_at_its_home_and_whoever_has_several_at_their_list() {
        signIn(owner);
        UI.getCurrent().navigate("");
        assertThat(find(Grid.class).withId("grid-dashboard").exists()).isTrue();

        var second = some.environment(some.workspace());
        jdbc.sql("""
                insert into member (workspace_id, account_id, role, all_environments, version)
                values (?, ?, 'auditor', true, 0)
                """).params(second.workspaceId(), owner.account()).update();
        runs.ended(owner, scope, Ending.failed("run.unexpected", "R1"));
        signIn(owner);
        UI.getCurrent().navigate("");

        var list = find(Grid.class).withId("grid-start").single();
        assertThat(test(list).size()).isEqualTo(2);
        var counted = IntStream.range(0, 2)
                .mapToObj(
                        row -> test(list).getCellComponent(row, 1).getElement().getTextRecursively())
                .toList();
        assertThat(counted).containsExactlyInAnyOrder("1", "0");
    }

    private void open(Actor.Person person) {
        signIn(person);
        navigate(Routes.workspace(workspace), DashboardView.class);
        roundTrip();
    }

    private Scope named(String name) {
        return environments.create(
                new Actor.System("test"),
                scope.workspaceId(),
                new EnvironmentService.NewEnvironment(
                        "e" + UUID.randomUUID().toString().substring(0, 8), name));
    }

    private Dispatched start(Scope of) {
        return (Dispatched) starts.create(owner, of, request());
    }

    private static StartRequest request() {
        return new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
    }

    private void publish(Scope of, UUID review) {
        publication.publish(new Actor.System("test"), new ReviewRef(of, review), null);
    }

    private List<String> rows() {
        return IntStream.range(0, test(grid()).size())
                .mapToObj(index -> test(grid()).getRow(index).name())
                .toList();
    }

    private String step(Scope of) {
        return cell(of, "next").getElement().getTextRecursively().strip();
    }

    private List<String> ticked() {
        return find(ListItem.class).all().stream()
                .filter(item -> "true".equals(item.getElement().getAttribute("data-done")))
                .map(item -> item.getId().orElseThrow().replace("checklist-", ""))
                .toList();
    }

    private String tile(String name) {
        return find(Anchor.class)
                .withId("tile-" + name)
                .single()
                .getChildren()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .getElement()
                .getText();
    }

    private Component cell(Scope of, String column) {
        var visible =
                grid().getColumns().stream().filter(Grid.Column::isVisible).toList();
        var row = IntStream.range(0, test(grid()).size())
                .filter(index -> test(grid()).getRow(index).scope().equals(of))
                .findFirst()
                .orElseThrow();
        return test(grid()).getCellComponent(row, visible.indexOf(grid().getColumnByKey(column)));
    }

    @SuppressWarnings("unchecked")
    private Grid<EnvironmentReviewRow> grid() {
        return find(Grid.class).withId("grid-dashboard").single();
    }
}
