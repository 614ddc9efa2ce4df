package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.LeftBehind;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StatusBadge;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How a run's page and the list tell an ending that the records decided.
class ProofViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentReviewService starts;
    private final OperationLifecycleReconciler reconciler;
    private final RunQueries runs;
    private final ManualQueue queue;
    private final LeftBehind lost;

    private Scope scope;
    private Actor.Person owner;
    private String workspace;

    ProofViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentReviewService starts,
            OperationLifecycleReconciler reconciler,
            RunQueries runs,
            ManualQueue queue,
            JdbcClient jdbc) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.starts = starts;
        this.reconciler = reconciler;
        this.runs = runs;
        this.queue = queue;
        this.lost = new LeftBehind(jdbc);
    }

    @BeforeEach
    void signIn() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        workspace = workspaces.mine(owner).getFirst().slug();
        signIn(owner);
    }

    @Test
    void a_run_that_the_records_decided_shows_how_that_is_known() {
        var run = lostWithReadyReview();
        reconciler.pass();

        open(run);

        assertThat(find(StatusBadge.class).first().getElement().getAttribute("data-outcome"))
                .isEqualTo("succeeded");
        assertThat(find(StatusBadge.class).first().getElement().getAttribute("data-decision"))
                .isEqualTo("reconciled_succeeded");
        assertThat(find(Paragraph.class).withId("explanation").single().getText())
                .isEqualTo("Review available. This run’s worker stopped reporting; the review it was composing is"
                        + " ready.");
        assertThat(find(Paragraph.class).withId("proof-rule").single().getText())
                .startsWith("Rule 2: ");
        assertThat(text(proof()))
                .contains("The regular reconciliation of all runs", "Nobody is working on it", "Same content");
        assertThat(find(Anchor.class, proof()).first().getHref())
                .isEqualTo("/" + Routes.review(workspace, run.reviewId()));
    }

    @Test
    void a_run_that_its_worker_ended_needs_no_proof() {
        var run = start();
        queue.work(run.runId());

        open(run);

        assertThat(find(Section.class).withId("proof").exists()).isFalse();
    }

    @Test
    void reviews_that_match_alike_ask_for_a_person() {
        var run = start();
        lost.lose(run.runId());
        lost.twin(run.reviewId());
        lost.twin(run.reviewId());
        reconciler.pass();

        open(run);

        assertThat(find(StatusBadge.class).first().getElement().getTextRecursively())
                .isEqualTo("Attention required");
        assertThat(find(Paragraph.class).withId("explanation").single().getText())
                .isEqualTo("Two reviews match this composition; choose the one that counts.");
        assertThat(find(Div.class).withId("notice-attention").exists()).isFalse();
        assertThat(find(Div.class).withId("notice-failure").exists()).isFalse();
    }

    @Test
    void checking_a_lost_run_settles_it_and_names_who_asked() {
        var run = lostWithReadyReview();
        open(run);

        check();

        assertThat(test(find(Notification.class).single()).getText()).isEqualTo("Decided from the records: Succeeded.");
        assertThat(text(proof())).contains(owner.name());
        assertThat(row(run).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(find(Div.class).withId("proof-answer").exists()).isFalse();
    }

    @Test
    void checking_a_run_that_waits_changes_nothing_and_says_why() {
        var run = start();
        open(run);

        check();

        assertThat(text(find(Div.class).withId("proof-answer").single()))
                .isEqualTo("It waits for a worker. Nothing was changed.");
        assertThat(row(run).outcome()).isEqualTo(RunOutcome.PENDING);
    }

    @Test
    void an_auditor_looks_at_an_ended_run_again_and_changes_nothing() {
        var run = lostWithReadyReview();
        reconciler.pass();
        lost.review(run.reviewId(), "archived");
        var before = detail(run);
        signIn(some.person(scope.workspaceId(), Role.AUDITOR));
        open(run);

        check();

        assertThat(text(find(Div.class).withId("proof-answer").single()))
                .contains("they would lead to another decision today. Nothing was changed.", "Rule 7: ");
        assertThat(detail(run)).isEqualTo(before);
    }

    @Test
    void an_auditor_cannot_check_what_is_still_active() {
        var run = start();
        signIn(some.person(scope.workspaceId(), Role.AUDITOR));

        open(run);

        assertThat(find(Button.class).withId("action-check-now").exists()).isFalse();
    }

    @Test
    void the_list_tells_the_runs_that_the_records_decided() {
        var decided = lostWithReadyReview();
        reconciler.pass();
        queue.work(start().runId());

        UI.getCurrent().navigate(Routes.operations(workspace), QueryParameters.fromString("tab=reconciled"));

        assertThat(test(grid()).size()).isEqualTo(1);
        assertThat(test(grid()).getRow(0).id()).isEqualTo(decided.runId());
        assertThat(cell("decision")).isEqualTo("reconciled_succeeded");
        assertThat(cell("words")).isEqualTo("Succeeded");
        assertThat(cell("hint")).startsWith("Succeeded. Decided from the records");
    }

    private Dispatched lostWithReadyReview() {
        var run = start();
        lost.finish(run.reviewId());
        lost.lose(run.runId());
        return run;
    }

    /// Of new evidence, so that nothing is reused.
    private Dispatched start() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        return (Dispatched) starts.create(
                owner, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
    }

    private void open(Dispatched run) {
        UI.getCurrent().navigate(Routes.run(workspace, run.runId()));
    }

    private void check() {
        test(find(Button.class).withId("action-check-now").single()).click();
    }

    private Section proof() {
        return find(Section.class).withId("proof").single();
    }

    private RunRow row(Dispatched run) {
        return detail(run).run();
    }

    private RunDetail detail(Dispatched run) {
        return runs.detail(owner, scope.workspaceId(), run.runId());
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    private String cell(String property) {
        return test(grid()).getLitRendererPropertyValue(0, "status", property, String.class);
    }

    @SuppressWarnings("unchecked")
    private Grid<RunRow> grid() {
        return find(Grid.class).withId("grid-operations").single();
    }
}
