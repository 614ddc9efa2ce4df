package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    void several_selected_environments_are_composed_and_told_in_one_summary() {
        evidence.snapshot(scope, COLLECTED, "pass");
        some.environment(scope.workspaceId());
        open(reviewer);
        test(grid()).selectAll();

        test(find(Button.class).withId("action-compose-selected").single()).click();

        assertThat(toast()).contains("2 environments", "Started: 1.", "Not started: 1.");
        assertThat(grid().getSelectedItems()).isEmpty();
    }

    @Test
    void an_auditor_sees_the_reviews_and_cannot_compose() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        open(auditor);

        assertThat(test(grid()).size()).isEqualTo(1);
        assertThat(grid().getColumns().getLast().isVisible()).isFalse();
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
        eventually("the row shows the draft", () -> statuses().equals(List.of("draft", "queued")));
        queue.work(run.runId());

        eventually("the row shows the review", () -> statuses().equals(List.of("ready", "completed")));
    }

    @Test
    void a_composition_that_ended_unheard_is_right_after_one_tick() {
        evidence.snapshot(scope, COLLECTED, "pass");
        open(reviewer);
        var run = start(some.person(scope.workspaceId(), Role.OWNER));
        eventually("the row shows the draft", () -> statuses().equals(List.of("draft", "queued")));

        lost.in(scope.workspaceId(), () -> queue.work(run.runId()));
        takePushes();
        assertThat(statuses()).isEqualTo(List.of("draft", "queued"));
        OpenPage.tick();
        takePushes();

        assertThat(statuses()).isEqualTo(List.of("ready", "completed"));
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
        var last = grid().getColumns().size() - 1;
        test((Button) test(grid()).getCellComponent(0, last)).click();
    }

    private List<String> statuses() {
        return List.of(status(1), status(2));
    }

    private String status(int column) {
        return find(StatusBadge.class, test(grid()).getCellComponent(0, column)).all().stream()
                .map(badge -> badge.getElement().getAttribute("data-status"))
                .findFirst()
                .orElse("");
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
