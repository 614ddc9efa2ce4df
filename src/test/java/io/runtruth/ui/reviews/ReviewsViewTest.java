package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.LostPushes;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.EnvironmentCells;
import io.runtruth.ui.kit.OpenPage;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StatusBadge;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ReviewsViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentReviewService starts;
    private final ManualQueue queue;
    private final ReviewQueries reviews;
    private final JdbcClient jdbc;
    private final LostPushes lost;

    private Scope scope;
    private Actor.Person reviewer;
    private String workspace;

    ReviewsViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentReviewService starts,
            ManualQueue queue,
            ReviewQueries reviews,
            JdbcClient jdbc,
            LostPushes lost) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.starts = starts;
        this.queue = queue;
        this.reviews = reviews;
        this.jdbc = jdbc;
        this.lost = lost;
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        workspace = workspaces.mine(reviewer).getFirst().slug();
    }

    @Test
    void composing_from_a_row_says_that_it_has_started_and_leads_to_the_operation() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        open(reviewer);

        compose();

        assertThat(toast()).contains("Composition started");
        assertThat(toastLink()).startsWith(Routes.operations(workspace) + "/");
    }

    @Test
    void composing_what_somebody_composes_already_says_who_and_leads_to_their_operation() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var other = some.person(scope.workspaceId(), Role.OWNER);
        var run = start(other);
        open(reviewer);

        compose();

        assertThat(toast()).contains("Already being composed", other.name());
        assertThat(toastLink()).isEqualTo(Routes.run(workspace, run.runId()));
    }

    @Test
    void composing_what_is_there_already_leads_to_the_review() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var run = start(reviewer);
        queue.work(run.runId());
        open(reviewer);

        compose();

        assertThat(toast()).contains("The review is already available");
        assertThat(toastLink()).isEqualTo(Routes.review(workspace, run.reviewId()));
    }

    @Test
    void a_composition_that_a_person_must_look_at_says_so_here_too() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var run = start(reviewer);
        queue.work(run.runId());
        jdbc.sql("update operation_run set attention_code = 'run.late_report_contradicts' where id = ?")
                .param(run.runId())
                .update();
        open(reviewer);

        var cell = new EnvironmentCells(workspace).composition(reviews.environment(reviewer, scope));

        assertThat(cell.getElement().getTextRecursively()).contains("Attention required");
    }

    @Test
    void composing_without_evidence_says_what_is_missing_and_leads_to_the_upload() {
        open(reviewer);

        compose();

        assertThat(toast()).contains("Composition not started", "There is no evidence of Environment yet");
        assertThat(toastLink()).startsWith(Routes.environments(workspace) + "/");
    }

    @Test
    void several_selected_environments_are_started_one_after_another_with_a_result_for_each() {
        evidence.snapshot(scope, COLLECTED, "pass");
        some.environment(scope.workspaceId());
        var third = some.environment(scope.workspaceId());
        evidence.snapshot(third, COLLECTED, "pass");
        open(reviewer);
        test(grid()).selectAll();

        composeSelected();

        eventually("all are told", () -> bulk().contains("Started: 2.") && bulk().contains("Not started: 1."));
        assertThat(bulk()).contains("3 environments", "There is no evidence of Environment yet");
        assertThat(find(ListItem.class, panel()).all())
                .as("the refused one in the middle loses no other")
                .hasSize(3);
        assertThat(grid().getSelectedItems()).isEmpty();
    }

    @Test
    void several_starts_are_audited_from_where_they_were_asked_for() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var second = some.environment(scope.workspaceId());
        evidence.snapshot(second, COLLECTED, "pass");
        open(reviewer);
        test(grid()).selectAll();
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.10");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

        try {
            composeSelected();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }

        eventually("all are told", () -> bulk().contains("Started: 2."));
        assertThat(jdbc.sql("select origin from audit_entry where action = ? and actor_id = ?")
                        .params("review.composition_started", reviewer.account())
                        .query(String.class)
                        .list())
                .containsExactly("192.0.2.10", "192.0.2.10");
    }

    @Test
    void what_several_starts_came_to_stays_until_it_is_closed() {
        evidence.snapshot(scope, COLLECTED, "pass");
        some.environment(scope.workspaceId());
        open(reviewer);
        test(grid()).selectAll();
        composeSelected();
        eventually("all are told", () -> bulk().contains("Started: 1."));

        test(find(Button.class).withId("action-close-bulk").single()).click();

        assertThat(find(Section.class).withId("bulk-start").exists()).isFalse();
    }

    @Test
    void starts_go_on_when_the_page_is_left_meanwhile() {
        var others = IntStream.range(0, 5)
                .mapToObj(_ -> some.environment(scope.workspaceId()))
                .toList();
        others.forEach(other -> evidence.snapshot(other, COLLECTED, "pass"));
        open(reviewer);
        test(grid()).selectAll();

        composeSelected();
        UI.getCurrent().navigate(Routes.operations(workspace));

        eventually("all were started", () -> others.stream().allMatch(this::isBeingComposed));
    }

    @Test
    void one_selected_environment_is_told_as_from_its_row() {
        evidence.snapshot(scope, COLLECTED, "pass");
        open(reviewer);
        test(grid()).selectAll();

        composeSelected();

        assertThat(toast()).contains("Composition started");
    }

    @Test
    void many_starts_are_asked_about_by_their_number_first() {
        IntStream.range(0, 10).forEach(_ -> some.environment(scope.workspaceId()));
        open(reviewer);
        test(grid()).selectAll();

        composeSelected();

        var dialog = find(ConfirmDialog.class).single();
        assertThat(test(dialog).getHeader()).isEqualTo("Compose reviews of 11 environments?");
        assertThat(find(Section.class).withId("bulk-start").exists()).isFalse();

        test(dialog).confirm();

        eventually("each is told", () -> bulk().contains("Not started: 11."));
    }

    @Test
    void no_more_than_200_are_started_at_once_and_the_rest_stays_selected() {
        jdbc.sql("""
            insert into managed_environment (id, workspace_id, slug, name, created_at, version)
            select gen_random_uuid(), ?, 'many-' || n, 'Many ' || n, now(), 0
            from generate_series(1, 210) n
            """).param(scope.workspaceId()).update();
        open(reviewer);
        test(grid()).selectAll();

        composeSelected();
        var dialog = find(ConfirmDialog.class).single();
        assertThat(test(dialog).getHeader()).isEqualTo("Compose reviews of 200 environments?");
        test(dialog).confirm();

        assertThat(grid().getSelectedItems()).hasSize(11);
        eventually("each is told", () -> bulk().contains("Not started: 200."));
    }

    @Test
    void an_auditor_sees_the_reviews_and_cannot_compose() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        open(auditor);

        assertThat(test(grid()).size()).isEqualTo(1);
        assertThat(find(Button.class).withId("action-compose").exists()).isFalse();
        assertThat(find(Button.class).withId("action-compose-selected").exists())
                .isFalse();
        assertThatThrownBy(() -> start(auditor)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void a_customer_is_told_that_this_is_not_theirs_to_see() {
        signIn(some.person(scope.workspaceId(), Role.CUSTOMER));

        navigate(Routes.reviews(workspace), ProblemView.class);

        assertThat(find(Grid.class).exists()).isFalse();
    }

    @Test
    @Tag("I12")
    void a_member_for_some_environments_sees_only_those() {
        some.environment(scope.workspaceId());

        open(some.personFor(scope, Role.REVIEWER));

        assertThat(test(grid()).size()).isEqualTo(1);
    }

    @Test
    void a_row_follows_its_composition_by_itself() {
        evidence.snapshot(scope, COLLECTED, "pass");
        open(reviewer);

        var run = start(some.person(scope.workspaceId(), Role.OWNER));
        eventually("the row shows that it is begun", () -> statuses().equals(List.of("queued")));
        queue.work(run.runId());

        eventually("the row shows the review", () -> statuses().equals(List.of("ready")));
    }

    @Test
    void a_composition_that_ended_unheard_is_right_as_soon_as_the_page_reads_again() {
        lost.in(scope.workspaceId(), () -> evidence.snapshot(scope, COLLECTED, "pass"));
        open(reviewer);
        var run = lost.made(scope.workspaceId(), () -> start(some.person(scope.workspaceId(), Role.OWNER)));
        eventually("the row shows that it is begun", () -> {
            OpenPage.tick();
            return statuses().equals(List.of("queued"));
        });

        lost.in(scope.workspaceId(), () -> queue.work(run.runId()));
        takePushes();
        assertThat(statuses()).isEqualTo(List.of("queued"));

        eventually("the row shows the review", () -> {
            OpenPage.tick();
            return statuses().equals(List.of("ready"));
        });
    }

    @Test
    void a_newer_composition_that_failed_or_was_cancelled_never_hides_the_review_that_can_be_read() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        var readable = start(reviewer);
        queue.work(readable.runId());
        evidence.snapshot(scope, COLLECTED, "pass");
        var failed = start(reviewer);
        jdbc.sql("update environment_review set status = 'failed' where id = ?")
                .param(failed.reviewId())
                .update();
        jdbc.sql("update operation_run set status = 'completed', outcome = 'failed', completed_at = now() where id = ?")
                .param(failed.runId())
                .update();

        open(reviewer);

        assertThat(statuses()).containsExactly("ready", "completed");
        assertThat(find(Anchor.class, cell("review")).all())
                .extracting(Anchor::getHref)
                .containsExactly(Routes.review(workspace, readable.reviewId()), Routes.run(workspace, failed.runId()));
        assertThat(cell("failed").getElement().getTextRecursively()).contains("1 high");
    }

    @Test
    void the_url_says_which_names_are_shown() {
        some.environment(scope.workspaceId());
        signIn(reviewer);

        UI.getCurrent().navigate(Routes.reviews(workspace), QueryParameters.of("name", "nothing"));

        assertThat(find(TextField.class).withId("filter-name").single().getValue())
                .isEqualTo("nothing");
        assertThat(test(grid()).size()).isZero();
    }

    private void open(Actor.Person person) {
        signIn(person);
        navigate(Routes.reviews(workspace), ReviewsView.class);
    }

    private Dispatched start(Actor.Person person) {
        return (Dispatched) starts.create(
                person, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
    }

    private void compose() {
        test(find(Button.class, cell("next")).withId("action-compose").single()).click();
    }

    private void composeSelected() {
        test(find(Button.class).withId("action-compose-selected").single()).click();
    }

    private String bulk() {
        return panel().getElement().getTextRecursively();
    }

    private Section panel() {
        return find(Section.class).withId("bulk-start").single();
    }

    private boolean isBeingComposed(Scope scope) {
        return reviews.environment(reviewer, scope).run() != null;
    }

    /// Of the review that can be read, and of what has been begun since.
    private List<String> statuses() {
        return find(StatusBadge.class, cell("review")).all().stream()
                .map(badge -> badge.getElement().getAttribute("data-status"))
                .toList();
    }

    private Component cell(String column) {
        var visible =
                grid().getColumns().stream().filter(Grid.Column::isVisible).toList();
        return test(grid()).getCellComponent(0, visible.indexOf(grid().getColumnByKey(column)));
    }

    private String toast() {
        return find(Notification.class).single().getElement().getTextRecursively();
    }

    private String toastLink() {
        return find(Anchor.class, find(Notification.class).single()).single().getHref();
    }

    @SuppressWarnings("unchecked")
    private Grid<EnvironmentReviewRow> grid() {
        return find(Grid.class).withId("grid-reviews").single();
    }
}
