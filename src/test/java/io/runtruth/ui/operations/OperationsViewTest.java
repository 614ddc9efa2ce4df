package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.DataChangeEvent.DataRefreshEvent;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Progress;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Scope;
import io.runtruth.testing.LostPushes;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.OpenPage;
import io.runtruth.ui.kit.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OperationsViewTest extends ViewTest {

    private final TestWorkspaces workspaces;
    private final WorkspaceQueries slugs;
    private final EnvironmentQueries environments;
    private final TestRuns runs;
    private final LostPushes lost;

    private Scope scope;
    private Actor.Person operator;
    private String path;

    OperationsViewTest(
            TestWorkspaces workspaces,
            WorkspaceQueries slugs,
            EnvironmentQueries environments,
            OperationRunService runs,
            LostPushes lost) {
        this.workspaces = workspaces;
        this.slugs = slugs;
        this.environments = environments;
        this.runs = new TestRuns(runs);
        this.lost = lost;
    }

    @BeforeEach
    void signIn() {
        scope = workspaces.environment(workspaces.workspace());
        operator = workspaces.person(scope.workspaceId(), Role.OPERATOR);
        path = Routes.operations(slugs.mine(operator).getFirst().slug());
        signIn(operator);
    }

    @Test
    void a_run_is_shown_with_who_started_it_and_where() {
        runs.queued(operator, scope);

        open("");

        assertThat(rows()).isEqualTo(1);
        assertThat(cell("operation", "operation")).isEqualTo("Compose a review");
        assertThat(cell("environment", "text")).isEqualTo("Environment");
        assertThat(cell("initiator", "text")).isEqualTo(operator.name());
        assertThat(cell("status", "status")).isEqualTo("queued");
    }

    @Test
    void a_working_run_shows_its_steps() {
        runs.progress(runs.running(operator, scope), new Progress(4, 7, "control_posture"));

        open("");

        assertThat(cell("progress", "step")).isEqualTo("Control posture");
        assertThat(test(grid()).<Integer>getLitRendererPropertyValue(0, "progress", "done", Integer.class))
                .isEqualTo(4);
    }

    @Test
    void the_url_says_what_is_shown() {
        runs.queued(operator, scope);
        var failed = runs.ended(operator, scope, Ending.failed("run.unexpected", "1a2b3c4d"));

        open("outcome=failed&status=completed");

        assertThat(rows()).isEqualTo(1);
        assertThat(test(grid()).getRow(0).id()).isEqualTo(failed.id());
        assertThat(find(Select.class).withId("filter-outcome").single().getValue())
                .isEqualTo(RunOutcome.FAILED);
    }

    @Test
    void a_filter_by_environment_leaves_out_the_runs_of_the_others() {
        runs.queued(operator, workspaces.environment(scope.workspaceId()));
        var asked = runs.queued(operator, scope);

        open("environment=" + environments.byId(operator, scope).slug());

        assertThat(rows()).isEqualTo(1);
        assertThat(test(grid()).getRow(0).id()).isEqualTo(asked.id());
    }

    @Test
    @Tag("I12")
    void a_count_beside_a_visible_run_tells_of_no_other() {
        runs.queued(operator, workspaces.environment(scope.workspaceId()));
        runs.queued(operator, scope);
        signIn(workspaces.personFor(scope, Role.OPERATOR));

        open("");

        assertThat(find(Div.class).withClassName("count").single().getText()).isEqualTo("1 entry");
    }

    @Test
    void a_run_is_found_by_its_id_or_a_link_to_it() {
        var run = runs.queued(operator, scope);
        open("");

        test(finder()).setValue("https://console.example/" + path + "/" + run.id() + "?x=1");

        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).endsWith("/operations/" + run.id());
    }

    @Test
    @Tag("I12")
    void a_run_that_one_may_not_see_is_not_found_by_its_id_and_reads_as_one_that_is_not_there() {
        var run = runs.queued(operator, workspaces.environment(scope.workspaceId()));
        signIn(workspaces.personFor(scope, Role.OPERATOR));
        open("");

        test(finder()).setValue(run.id().toString());
        var hidden = finder().getErrorMessage();
        test(finder()).setValue(UUID.randomUUID().toString());

        assertThat(finder().isInvalid()).isTrue();
        assertThat(finder().getErrorMessage()).isEqualTo(hidden).isEqualTo("There is no such run here.");
    }

    @Test
    void a_text_without_an_id_is_told_so() {
        open("");

        test(finder()).setValue("contoso");
        assertThat(finder().getErrorMessage()).isEqualTo("There is no id of a run in it.");
        test(finder()).setValue("");

        assertThat(finder().isInvalid()).isFalse();
    }

    @Test
    void what_is_shown_can_be_kept_as_a_table_and_a_filter_that_is_not_known_cannot() {
        open("status=queued");
        assertThat(find(Anchor.class).withId("action-download-runs").single().getHref())
                .isNotEmpty();

        open("status=nothing");

        assertThat(find(Anchor.class).withId("action-download-runs").exists()).isFalse();
    }

    @Test
    void a_quick_choice_says_how_many_ask_for_something_and_goes_on_saying_it() {
        var run = runs.queued(operator, scope);
        runs.ended(operator, scope, Ending.blocked("review.archived"));
        open("");
        eventually("one is active", () -> tab("active").equals("Active (1)"));
        assertThat(tab("attention")).isEqualTo("Needs attention (1)");
        assertThat(tab("all")).isEqualTo("All");

        runs.end(run, Ending.succeeded(Map.of()));

        eventually("nothing is active any more", () -> tab("active").equals("Active"));
    }

    @Test
    @Tag("I12")
    void a_quick_choice_counts_only_what_its_reader_may_see() {
        runs.queued(operator, workspaces.environment(scope.workspaceId()));
        signIn(workspaces.personFor(scope, Role.OPERATOR));

        open("");

        assertThat(tab("active")).isEqualTo("Active");
    }

    private String tab(String name) {
        return find(Tab.class).withId("tab-" + name).single().getLabel();
    }

    private TextField finder() {
        return find(TextField.class).withId("find-run").single();
    }

    @Test
    void choosing_a_filter_shows_what_passes_it() {
        runs.queued(operator, scope);
        runs.ended(operator, scope, Ending.succeeded(Map.of()));
        open("");

        test(find(Select.class).withId("filter-status").single()).selectItem("Queued");

        assertThat(rows()).isEqualTo(1);
        assertThat(cell("status", "status")).isEqualTo("queued");
    }

    @Test
    void a_filter_that_is_not_known_is_answered_in_words() {
        runs.queued(operator, scope);

        open("status=stuck");

        assertThat(find(H2.class).single().getText()).isEqualTo("This filter is not known");
        assertThat(find(Grid.class).withId("grid-operations").exists()).isFalse();
    }

    @Test
    @Tag("I12")
    void an_environment_that_is_not_shared_reads_like_one_that_there_is_not() {
        var hidden = workspaces.environment(scope.workspaceId());
        signIn(workspaces.personFor(scope, Role.OPERATOR));
        runs.queued(operator, hidden);

        open("environment=" + hidden.environmentId());

        assertThat(find(H2.class).single().getText()).isEqualTo("This filter is not known");
    }

    @Test
    @Tag("I12")
    void a_run_of_an_environment_that_is_not_shared_is_neither_shown_nor_counted() {
        var hidden = workspaces.environment(scope.workspaceId());
        runs.queued(operator, hidden);
        signIn(workspaces.personFor(scope, Role.OPERATOR));

        open("");

        assertThat(rows()).isZero();
        assertThat(find(Div.class).withClassName("count").single().getText()).isEqualTo("Nothing to show");
    }

    @Test
    @Tag("I12")
    void a_person_of_another_workspace_finds_nothing() {
        signIn(workspaces.person(workspaces.workspace(), Role.OWNER));

        open("");

        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    @Test
    void without_runs_the_page_says_what_to_do_next() {
        open("");

        assertThat(emptyTitle()).isEqualTo("No operation yet");
    }

    @Test
    void without_a_match_the_page_offers_the_whole_list() {
        runs.queued(operator, scope);

        open("outcome=failed");

        assertThat(emptyTitle()).isEqualTo("No operation matches");
    }

    @Test
    void a_run_that_ends_while_the_page_is_open_changes_its_row() {
        var run = runs.running(operator, scope);
        open("");
        var pushed = pushed();
        roundTrip();

        runs.end(run, Ending.succeeded(Map.of()));

        eventually("its row is pushed again", () -> pushed.contains(RunOutcome.SUCCEEDED));
        assertThat(cell("status", "words")).isEqualTo("Succeeded");
    }

    @Test
    void a_new_run_announces_itself_and_shifts_nothing() {
        var first = runs.queued(operator, scope);
        open("");
        rows();

        runs.queued(operator, scope);

        eventually(
                "it is announced",
                () -> find(Button.class).withId("news-operations").exists());
        assertThat(test(grid()).getRow(0).id()).isEqualTo(first.id());
    }

    @Test
    void a_run_that_ended_unheard_is_right_after_one_tick() {
        var run = lost.made(scope.workspaceId(), () -> runs.running(operator, scope));
        open("");
        var pushed = pushed();
        takePushes();

        lost.in(scope.workspaceId(), () -> runs.end(run, Ending.succeeded(Map.of())));
        takePushes();
        assertThat(pushed).isEmpty();
        OpenPage.tick();
        takePushes();

        assertThat(pushed).containsExactly(RunOutcome.SUCCEEDED);
    }

    @Test
    void a_new_run_that_nobody_told_of_announces_itself_after_one_tick() {
        lost.in(scope.workspaceId(), () -> runs.queued(operator, scope));
        open("");
        rows();
        takePushes();

        lost.in(scope.workspaceId(), () -> runs.queued(operator, scope));
        takePushes();
        assertThat(find(Button.class).withId("news-operations").exists()).isFalse();
        OpenPage.tick();
        takePushes();

        assertThat(find(Button.class).withId("news-operations").exists()).isTrue();
    }

    @Test
    @Tag("I12")
    void runs_of_an_environment_that_is_no_longer_shared_do_not_stay() {
        var other = workspaces.environment(scope.workspaceId());
        runs.queued(operator, scope);
        var person = workspaces.personFor(scope, Role.OPERATOR);
        signIn(person);
        open("");
        assertThat(rows()).isOne();
        takePushes();

        workspaces.shareInstead(other, person);
        OpenPage.tick();
        takePushes();

        assertThat(rows()).isZero();
    }

    @Test
    @Tag("I12")
    void a_page_of_somebody_who_is_no_longer_a_member_is_loaded_again() {
        runs.queued(operator, scope);
        open("");
        assertThat(rows()).isOne();
        takePushes();
        var asked = new ArrayList<String>();

        workspaces.leave(scope.workspaceId(), operator);
        OpenPage.tick();
        var session = VaadinSession.getCurrent();
        session.unlock();
        session.lock();
        UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(it -> it.getInvocation().getExpression())
                .forEach(asked::add);

        assertThat(asked).anyMatch(it -> it.contains("reload"));
        open("");
        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    @Test
    void a_click_on_a_row_opens_the_run() {
        runs.queued(operator, scope);
        open("");

        test(grid()).clickRow(0);

        assertThat(getCurrentView()).isInstanceOf(RunView.class);
    }

    private void open(String query) {
        UI.getCurrent().navigate(path, QueryParameters.fromString(query));
    }

    /// The outcomes of the rows that are sent again from now on.
    private List<RunOutcome> pushed() {
        var pushed = new ArrayList<RunOutcome>();
        grid().getDataProvider().addDataProviderListener(change -> {
            if (change instanceof DataRefreshEvent<RunRow> row) {
                pushed.add(row.getItem().outcome());
            }
        });
        return pushed;
    }

    private int rows() {
        return test(grid()).size();
    }

    private String cell(String column, String property) {
        return test(grid()).getLitRendererPropertyValue(0, column, property, String.class);
    }

    private String emptyTitle() {
        return grid().getEmptyStateComponent()
                .getChildren()
                .filter(H2.class::isInstance)
                .map(it -> ((H2) it).getText())
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Grid<RunRow> grid() {
        return find(Grid.class).withId("grid-operations").single();
    }
}
