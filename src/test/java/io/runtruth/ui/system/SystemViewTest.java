package io.runtruth.ui.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.SystemOverview.StuckRun;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.LeftBehind;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.Routes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SystemViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final EnvironmentReviewService starts;
    private final OperationLifecycleReconciler reconciler;
    private final RunQueries runs;
    private final LeftBehind lost;
    private final SystemBoard board;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person owner;

    SystemViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            EnvironmentReviewService starts,
            OperationLifecycleReconciler reconciler,
            RunQueries runs,
            SystemBoard board,
            JdbcClient jdbc) {
        this.some = some;
        this.evidence = evidence;
        this.starts = starts;
        this.reconciler = reconciler;
        this.runs = runs;
        this.lost = new LeftBehind(jdbc);
        this.board = board;
        this.jdbc = jdbc;
    }

    /// What other tests have left lost is settled first: this page shows the runs of all workspaces.
    @BeforeEach
    void signIn() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        IntStream.range(0, 4).forEach(_ -> reconciler.pass());
        board.lookAgain(new Actor.System("test"));
        signIn(some.systemOperator());
    }

    @Test
    @Tag("I12")
    void for_anybody_but_a_system_operator_the_page_does_not_exist() {
        signIn(owner);

        UI.getCurrent().navigate(Routes.SYSTEM_OPERATIONS);

        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .doesNotContain(Routes.SYSTEM_OPERATIONS);
    }

    @Test
    void a_system_operator_without_a_workspace_lands_here() {
        UI.getCurrent().navigate(Routes.START);

        assertThat(getCurrentView()).isInstanceOf(SystemView.class);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .containsExactly(
                        Routes.SYSTEM_OPERATIONS,
                        Routes.SYSTEM_WORKSPACES,
                        Routes.SYSTEM_ACCOUNTS,
                        Routes.SYSTEM_ABOUT);
    }

    @Test
    void the_last_pass_says_what_it_did() {
        open();

        assertThat(find(Section.class).withId("last-pass").single().getElement().getTextRecursively())
                .contains("Runs looked at", "Regular");
    }

    @Test
    void a_lost_run_of_any_workspace_is_listed_without_what_it_is_about() {
        var run = lostRun();

        open();

        assertThat(stuck()).contains(run.runId());
        assertThat(getCurrentView().getElement().getTextRecursively())
                .doesNotContain(run.reviewId().toString());
    }

    @Test
    void a_run_of_any_workspace_can_be_proven_from_its_row() {
        var run = lostRun();
        lost.finish(run.reviewId());
        open();

        Grid<StuckRun> grid = find(Grid.class).withId("grid-system-operations").single();
        test(grid).invokeLitRendererFunction(stuck().indexOf(run.runId()), "proof", "prove");

        assertThat(outcome(run)).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(stuck()).doesNotContain(run.runId());
    }

    @Test
    void a_preview_shows_what_would_follow_and_changes_nothing() {
        var run = lostRun();
        lost.finish(run.reviewId());
        open();

        click("action-preview");

        assertThat(find(Paragraph.class).withId("preview-summary").single().getText())
                .isEqualTo("1 lost run. 1 would change.");
        assertThat(outcome(run)).isEqualTo(RunOutcome.PENDING);
    }

    @Test
    void applying_asks_first_names_the_number_and_leaves_the_work_to_a_worker() {
        var run = lostRun();
        lost.finish(run.reviewId());
        open();
        click("action-preview");

        click("action-apply");
        var dialog = find(ConfirmDialog.class).single();
        assertThat(test(dialog).getHeader()).isEqualTo("Settle 1 run?");
        test(dialog).confirm();

        assertThat(asked()).contains("A reconciliation was asked for", "A worker begins it as soon as one is free.");
        assertThat(outcome(run)).as("nothing is settled in the click").isEqualTo(RunOutcome.PENDING);
        reconciler.pass();
    }

    @Test
    void the_pass_that_was_asked_for_tells_what_it_did_when_a_worker_has_run_it() {
        var run = lostRun();
        lost.finish(run.reviewId());
        open();
        click("action-preview");
        click("action-apply");
        test(find(ConfirmDialog.class).single()).confirm();

        reconciler.pass();

        eventually("it is told", () -> asked().contains("What was done"));
        assertThat(asked()).contains("1 × Rule 2: ", "1 × Ends by the records");
        assertThat(outcome(run)).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(stuck()).doesNotContain(run.runId());
    }

    @Test
    void a_pass_that_is_overdue_says_so() {
        jdbc.sql("""
                update reconciler_pass
                set started_at = started_at - interval '3 minutes', finished_at = finished_at - interval '3 minutes'
                """).update();
        board.lookAgain(new Actor.System("test"));

        open();

        assertThat(find(Paragraph.class).withId("pass-overdue").exists()).isTrue();
        reconciler.pass();
        eventually("it was run", () -> {
            board.lookAgain(new Actor.System("test"));
            open();
            return !find(Paragraph.class).withId("pass-overdue").exists();
        });
    }

    @Test
    void without_a_lost_run_there_is_nothing_to_apply() {
        open();

        click("action-preview");

        assertThat(find(Button.class).withId("action-apply").exists()).isFalse();
    }

    @Test
    void a_run_that_ends_while_the_page_is_open_leaves_the_list() {
        var run = lostRun();
        lost.finish(run.reviewId());
        open();
        assertThat(stuck()).contains(run.runId());

        reconciler.pass();

        eventually("it is listed no more", () -> !stuck().contains(run.runId()));
    }

    private Dispatched lostRun() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        var run = (Dispatched) starts.create(
                owner, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        lost.lose(run.runId());
        return run;
    }

    private String asked() {
        return find(Section.class).withId("applied").single().getElement().getTextRecursively();
    }

    private void open() {
        board.lookAgain(new Actor.System("test"));
        UI.getCurrent().navigate(Routes.SYSTEM_OPERATIONS);
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    private RunOutcome outcome(Dispatched run) {
        return runs.row(owner, scope.workspaceId(), run.runId()).outcome();
    }

    @SuppressWarnings("unchecked")
    private List<UUID> stuck() {
        Grid<StuckRun> grid = find(Grid.class).withId("grid-system-operations").single();
        return IntStream.range(0, test(grid).size())
                .mapToObj(row -> test(grid).getRow(row).id())
                .toList();
    }
}
