package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ComponentQuery;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.DataChangeEvent.DataRefreshEvent;
import com.vaadin.flow.data.selection.SelectionModel;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinSession;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Progress;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.lists.ListLayout;
import io.runtruth.operations.lists.ListLayoutService;
import io.runtruth.operations.lists.SavedViewQueries;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunQueries;
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
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class OperationsViewTest extends ViewTest {

    private final TestWorkspaces workspaces;
    private final WorkspaceQueries slugs;
    private final EnvironmentQueries environments;
    private final TestRuns runs;
    private final RunQueries queries;
    private final ListLayoutService layouts;
    private final SavedViewQueries views;
    private final JdbcClient jdbc;
    private final LostPushes lost;

    private Scope scope;
    private Actor.Person operator;
    private String path;

    OperationsViewTest(
            TestWorkspaces workspaces,
            WorkspaceQueries slugs,
            EnvironmentQueries environments,
            OperationRunService runs,
            RunQueries queries,
            ListLayoutService layouts,
            SavedViewQueries views,
            JdbcClient jdbc,
            LostPushes lost) {
        this.queries = queries;
        this.layouts = layouts;
        this.views = views;
        this.jdbc = jdbc;
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
        assertThat(cell("environment", "place")).isEqualTo("Environment");
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
    void a_run_is_found_by_the_short_id_that_its_page_shows() {
        var run = runs.queued(operator, scope);
        open("");

        test(finder()).setValue("Run " + run.id().toString().substring(0, 8));

        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).endsWith("/operations/" + run.id());
    }

    @Test
    void a_short_id_of_several_runs_opens_none_and_asks_for_more_of_it() {
        var run = runs.queued(operator, scope);
        likeIt(run);
        open("");

        test(finder()).setValue(run.id().toString().substring(0, 8));

        assertThat(finder().isInvalid()).isTrue();
        assertThat(finder().getErrorMessage())
                .isEqualTo("The ids of several runs begin so. More characters are needed.");
    }

    /// Another whose id begins in the same way.
    private void likeIt(OperationRun run) {
        jdbc.sql("""
                insert into operation_run
                select (jsonb_populate_record(r, jsonb_build_object(
                    'id', :id, 'identity', 'another', 'status', 'completed', 'outcome', 'succeeded',
                    'completed_at', r.created_at))).*
                from operation_run r
                where r.id = :like
                """)
                .param("id", new UUID(run.id().getMostSignificantBits(), 0).toString())
                .param("like", run.id())
                .update();
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
    void a_list_is_narrowed_by_who_started_the_runs_and_offers_those_who_did() {
        var owner = workspaces.person(scope.workspaceId(), Role.OWNER);
        runs.queued(owner, scope);
        var mine = runs.queued(operator, scope);

        open("initiator=me");

        assertThat(rows()).isEqualTo(1);
        assertThat(test(grid()).getRow(0).id()).isEqualTo(mine.id());
        ComboBox<StarterChoice> field =
                find(ComboBox.class).withId("filter-initiator").single();
        assertThat(test(field).getSuggestions()).containsExactly("Me", owner.name());
        assertThat(field.getValue().word()).isEqualTo("me");
    }

    @Test
    @Tag("I12")
    void nobody_is_offered_or_known_as_a_starter_whose_runs_one_may_not_see() {
        var owner = workspaces.person(scope.workspaceId(), Role.OWNER);
        runs.queued(owner, workspaces.environment(scope.workspaceId()));
        signIn(workspaces.personFor(scope, Role.OPERATOR));

        open("initiator=" + owner.account());

        assertThat(find(H2.class).single().getText()).isEqualTo("This filter is not known");
        ComboBox<StarterChoice> field =
                find(ComboBox.class).withId("filter-initiator").single();
        assertThat(test(field).getSuggestions()).containsExactly("Me");
    }

    @Test
    void a_list_is_narrowed_by_what_the_queue_says() {
        runs.queued(operator, scope);
        var ended = runs.ended(operator, scope, Ending.succeeded(Map.of()));

        open("freshness=done");

        assertThat(rows()).isEqualTo(1);
        assertThat(test(grid()).getRow(0).id()).isEqualTo(ended.id());
        assertThat(find(Select.class).withId("filter-freshness").single().getValue())
                .isEqualTo(Freshness.State.DONE);
    }

    @Test
    void the_kind_of_operation_is_told_only_where_there_are_two() {
        runs.queued(operator, scope);
        open("");
        assertThat(grid().getColumnByKey("operation").isVisible()).isFalse();

        runs.restore(operator, scope);
        open("");

        assertThat(grid().getColumnByKey("operation").isVisible()).isTrue();
        assertThat(cell("operation", "text")).isEqualTo("Restore a configuration");
    }

    @Test
    void columns_that_were_hidden_stay_so() {
        runs.queued(operator, scope);
        layouts.keep(operator, scope.workspaceId(), new ListLayout(Set.of("duration"), List.of(), true));

        open("");

        assertThat(grid().getColumnByKey("duration").isVisible()).isFalse();
        assertThat(grid().getColumnByKey("progress").isVisible()).isTrue();
        assertThat(grid().getClassNames()).contains("close-rows");
    }

    @Test
    void on_a_card_each_cell_has_what_heads_it_and_one_that_says_nothing_is_left_out() {
        runs.ended(operator, scope, Ending.succeeded(Map.of()));
        open("");

        assertThat(grid().getStyle().get("--card-1")).isEqualTo("\"Environment\"");
        assertThat(part("environment")).isEqualTo("card card-1");
        assertThat(part("progress")).isEqualTo("card-none");
    }

    private String part(String column) {
        return grid().getColumnByKey(column)
                .getPartNameGenerator()
                .apply(test(grid()).getRow(0));
    }

    @Test
    void a_column_is_moved_past_those_that_are_offered_and_stays_there() {
        runs.queued(operator, scope);
        open("");
        assertThat(keys()).startsWith("status", "environment").endsWith("started", "duration", "progress");
        find(Popover.class).withId("choose-columns").single().open();

        test(find(Button.class).withId("column-duration-earlier").single()).click();
        test(find(Button.class).withId("column-environment-later").single()).click();

        assertThat(keys())
                .containsExactly("status", "operation", "initiator", "environment", "duration", "started", "progress");
        signIn(operator);
        open("");
        assertThat(keys())
                .containsExactly("status", "operation", "initiator", "environment", "duration", "started", "progress");
    }

    @Test
    void the_first_and_the_last_column_stay_at_their_ends() {
        open("");

        assertThat(grid().getColumnByKey("status").isFrozen()).isTrue();
        assertThat(grid().getColumnByKey("progress").isFrozenToEnd()).isTrue();
        find(Popover.class).withId("choose-columns").single().open();
        assertThat(find(Button.class).withId("column-progress-earlier").exists())
                .isFalse();
        assertThat(find(Button.class)
                        .withId("column-environment-earlier")
                        .single()
                        .isEnabled())
                .isFalse();
    }

    private List<String> keys() {
        return grid().getColumns().stream().map(Grid.Column::getKey).toList();
    }

    @Test
    void a_view_shows_the_list_that_was_saved() {
        var failed = runs.ended(operator, scope, Ending.failed("run.unexpected", null));
        runs.queued(operator, scope);
        open("outcome=failed&environment=" + environments.byId(operator, scope).slug());
        menuItem("action-save-view");
        test(find(TextField.class).withId("view-name").single()).setValue("Trouble");
        test(find(Button.class).withId("action-confirm-save-view").single()).click();
        assertThat(viewsMenu()).isEqualTo("View: Trouble");

        open("");
        assertThat(viewsMenu()).isEqualTo("Views");
        menuItem("view-" + views.of(operator, scope.workspaceId()).getFirst().id());

        assertThat(rows()).isEqualTo(1);
        assertThat(test(grid()).getRow(0).id()).isEqualTo(failed.id());
        assertThat(viewsMenu()).isEqualTo("View: Trouble");
    }

    @Test
    void several_runs_are_cancelled_after_a_question_that_names_their_number_and_each_is_told() {
        var queued = runs.queued(operator, scope);
        var running = runs.running(operator, scope);
        var ended = runs.ended(operator, scope, Ending.succeeded(Map.of()));
        open("");
        for (int row = 0; row < 3; row++) {
            test(grid()).select(row);
        }
        assertThat(find(Span.class).withId("bulk-chosen").single().getText()).isEqualTo("3 runs chosen");

        click("action-bulk-cancel");
        var question = find(ConfirmDialog.class).single();
        assertThat(test(question).getHeader()).isEqualTo("Cancel 3 runs?");
        assertThat(bulkPanel().exists()).isFalse();
        test(question).reject();

        eventually(
                "each is told",
                () -> bulkPanel().exists()
                        && bulk().contains("Cancelled or asked to stop: 2. Had ended already: 1. Not done: 0."));
        assertThat(find(ListItem.class, bulkPanel().single()).all()).hasSize(3);
        assertThat(row(queued).outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(row(running).stopRequested()).isTrue();
        assertThat(row(ended).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(audited("run.cancelled")).isEqualTo(1);
        assertThat(grid().getSelectedItems()).isEmpty();
    }

    @Test
    void what_was_done_with_several_runs_is_there_again_when_one_comes_back_until_it_is_closed() {
        runs.queued(operator, scope);
        open("");
        click("action-choose-all");
        click("action-bulk-cancel");
        test(find(ConfirmDialog.class).single()).reject();
        eventually("it is told", () -> bulkPanel().exists() && bulk().contains("Cancelled or asked to stop: 1."));

        navigate(Routes.reviews(path.split("/")[1]), com.vaadin.flow.component.Component.class);
        open("");
        assertThat(bulk()).contains("Cancelled or asked to stop: 1.");
        click("action-close-bulk");
        open("tab=active");

        assertThat(bulkPanel().exists()).isFalse();
    }

    @Test
    void all_of_a_list_are_those_that_its_filter_leaves() {
        var asked = runs.queued(operator, scope);
        var other = runs.ended(operator, scope, Ending.failed("run.unexpected", null));
        open("status=queued");

        click("action-choose-all");
        assertThat(find(Span.class).withId("bulk-chosen").single().getText()).isEqualTo("1 run chosen");
        click("action-bulk-check-now");
        test(find(ConfirmDialog.class).single()).reject();

        eventually(
                "it is told",
                () -> bulkPanel().exists()
                        && bulk().contains("Decided or given back to the queue: 0. Left as they are: 1. Not done: 0."));
        assertThat(bulkPanel().single().getElement().getOuterHTML())
                .contains(asked.id().toString())
                .doesNotContain(other.id().toString());
    }

    @Test
    void an_operator_starts_no_composition_again_and_is_told_so_of_each() {
        runs.ended(operator, scope, Ending.failed("run.unexpected", null));
        open("");
        click("action-choose-all");

        click("action-bulk-try-again");
        test(find(ConfirmDialog.class).single()).reject();

        eventually("it is told", () -> bulkPanel().exists() && bulk().contains("Not done: 1."));
    }

    @Test
    void whoever_may_not_manage_operations_has_nothing_to_choose() {
        runs.queued(operator, scope);
        signIn(workspaces.person(scope.workspaceId(), Role.AUDITOR));

        open("");

        assertThat(rows()).isEqualTo(1);
        assertThat(find(Button.class).withId("action-choose-all").exists()).isFalse();
        assertThat(grid().getSelectionModel()).isNotInstanceOf(SelectionModel.Multi.class);
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    private ComponentQuery<Section> bulkPanel() {
        return find(Section.class).withId("bulk-runs");
    }

    private String bulk() {
        return bulkPanel().single().getElement().getTextRecursively();
    }

    private RunRow row(OperationRun run) {
        return queries.row(operator, scope.workspaceId(), run.id());
    }

    private int audited(String action) {
        return jdbc.sql("select count(*) from audit_entry where action = ? and actor_id = ?")
                .params(action, operator.account())
                .query(Integer.class)
                .single();
    }

    private String viewsMenu() {
        return savedViews().getItems().getFirst().getText();
    }

    private void menuItem(String id) {
        var item = savedViews().getItems().getFirst().getSubMenu().getItems().stream()
                .filter(it -> it.getId().filter(id::equals).isPresent())
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(item, new ClickEvent<>(item));
    }

    private MenuBar savedViews() {
        return find(MenuBar.class).withId("saved-views").single();
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
