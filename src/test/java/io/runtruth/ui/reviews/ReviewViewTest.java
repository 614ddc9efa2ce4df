package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.dom.Element;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.LostPushes;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.OpenPage;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StatusBadge;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReviewViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentReviewService starts;
    private final OperationRunService runs;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final LostPushes lost;

    private Scope scope;
    private Actor.Person reviewer;
    private String workspace;

    ReviewViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentReviewService starts,
            OperationRunService runs,
            ManualQueue queue,
            JdbcClient jdbc,
            LostPushes lost) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.starts = starts;
        this.runs = runs;
        this.queue = queue;
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
    void the_summary_tells_coverage_and_score_in_numbers() {
        evidence.snapshot(scope, COLLECTED, "pass", "pass", "fail", "warning", "manual");

        open(reviewer, composed());

        assertThat(document())
                .contains("4 of 5 checks were assessed. Not among them: 1 to be checked by hand.")
                .contains("2 of 4 rated checks passed (50%); assessed 4 of 5.")
                .contains("1 check failed: 1 high. 1 ended with a warning.");
    }

    @Test
    void every_posture_table_adds_up_to_all_checks() {
        evidence.snapshot(scope, COLLECTED, "pass", "pass", "fail", "warning", "manual");

        open(reviewer, composed());

        assertThat(sums("Checks by area and result", "Checks by severity and result"))
                .containsExactly("Sum 2 1 1 1 5", "Sum 2 1 1 1 5");
    }

    @Test
    void tables_say_what_they_are_and_what_their_headers_head() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");

        open(reviewer, composed());

        assertThat(find(NativeTable.class).all()).isNotEmpty().allSatisfy(table -> {
            assertThat(table.getCaptionText()).isNotBlank();
            assertThat(elements(table.getElement()).filter(it -> it.getTag().equals("th")))
                    .allSatisfy(
                            header -> assertThat(header.getAttribute("scope")).isIn("col", "row"));
        });
    }

    @Test
    void what_evidence_says_stays_text() {
        var snapshot = evidence.snapshot(scope, COLLECTED, "fail");
        jdbc.sql("update evidence_check set title = ?, remediation_url = ? where import_id = ?")
                .params("<script>alert(1)</script>", "javascript:alert(1)", snapshot)
                .update();

        open(reviewer, composed());

        assertThat(document()).contains("<script>alert(1)</script>");
        assertThat(elements(article()))
                .noneMatch(element -> element.getTag().equals("script"))
                .noneMatch(element -> element.hasProperty("innerHTML"))
                .noneMatch(element -> element.hasAttribute("href"));
    }

    @Test
    void a_draft_becomes_the_document_by_itself() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var draft = start();
        open(reviewer, draft);
        assertThat(find(CompositionPanel.class).exists()).isTrue();

        queue.work(draft.runId());

        eventually("the document appears", () -> find(ReviewDocument.class).exists());
        assertThat(find(CompositionPanel.class).exists()).isFalse();
        assertThat(status()).isEqualTo("ready");
    }

    @Test
    void a_draft_that_was_composed_unheard_is_the_document_after_one_tick() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var draft = start();
        open(reviewer, draft);
        takePushes();

        lost.in(scope.workspaceId(), () -> queue.work(draft.runId()));
        takePushes();
        assertThat(find(ReviewDocument.class).exists()).isFalse();
        OpenPage.tick();
        takePushes();

        assertThat(find(ReviewDocument.class).exists()).isTrue();
        assertThat(status()).isEqualTo("ready");
    }

    /// Whoever reads it with a screen reader is told once, and the link stays where the focus is.
    @Test
    void a_draft_that_stands_where_it_stood_is_left_as_it_is() {
        evidence.snapshot(scope, COLLECTED, "pass");
        open(reviewer, start());
        takePushes();
        var bar = find(ProgressBar.class).single();

        OpenPage.tick();
        takePushes();

        assertThat(find(ProgressBar.class).single()).isSameAs(bar);
    }

    @Test
    void what_became_of_a_document_unheard_is_told_after_one_tick() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var composed = composed();
        open(reviewer, composed);
        takePushes();

        jdbc.sql("update environment_review set status = 'archived' where id = ?")
                .param(composed.reviewId())
                .update();
        OpenPage.tick();
        takePushes();

        assertThat(status()).isEqualTo("archived");
    }

    @Test
    void a_draft_that_nobody_composes_says_so() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var draft = start();
        runs.cancel(reviewer, scope.workspaceId(), draft.runId());

        open(reviewer, draft);

        assertThat(text()).contains("Nobody is composing this draft");
    }

    @Test
    void refreshing_without_newer_evidence_says_that_nothing_is_newer() {
        evidence.snapshot(scope, COLLECTED, "pass");
        open(reviewer, composed());

        test(find(Button.class).withId("action-refresh").single()).click();

        assertThat(test(find(Notification.class).single()).getText())
                .isEqualTo("This review holds the newest evidence already.");
    }

    @Test
    void refreshing_with_newer_evidence_composes_this_review_again() {
        evidence.snapshotOf(scope, "Tool", COLLECTED, "pass");
        open(reviewer, composed());
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail");

        test(find(Button.class).withId("action-refresh").single()).click();

        assertThat(find(CompositionPanel.class).exists()).isTrue();
        assertThat(status()).isEqualTo("draft");
    }

    @Test
    void an_auditor_reads_and_does_not_refresh() {
        evidence.snapshot(scope, COLLECTED, "pass");

        open(some.person(scope.workspaceId(), Role.AUDITOR), composed());

        assertThat(find(Button.class).withId("action-refresh").exists()).isFalse();
        assertThat(find(Button.class).withId("action-print").exists()).isTrue();
    }

    @Test
    @Tag("I12")
    void a_review_of_another_workspace_reads_like_one_that_there_is_not() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var review = composed();
        var stranger = some.person(some.workspace(), Role.OWNER);
        signIn(stranger);

        var own = workspaces.mine(stranger).getFirst().slug();
        navigate(Routes.review(own, review.reviewId()), ProblemView.class);
        var hidden = text();
        navigate(Routes.review(own, UUID.randomUUID()), ProblemView.class);

        assertThat(text()).isEqualTo(hidden);
    }

    @Test
    void an_id_that_is_none_leads_nowhere() {
        signIn(reviewer);

        navigate(Routes.reviews(workspace) + "/not-an-id", ProblemView.class);

        assertThat(text()).contains("There is nothing here");
    }

    private Dispatched composed() {
        var started = start();
        queue.work(started.runId());
        return started;
    }

    private Dispatched start() {
        return (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
    }

    private void open(Actor.Person person, Dispatched review) {
        signIn(person);
        navigate(Routes.review(workspace, review.reviewId()), ReviewView.class);
    }

    private Stream<String> sums(String... captions) {
        return find(NativeTable.class).all().stream()
                .filter(table -> Stream.of(captions).anyMatch(table.getCaptionText()::equals))
                .map(table -> table.getFoot().getRow(0).orElseThrow())
                .map(row -> String.join(
                                " ",
                                row.getAllCells().stream()
                                        .map(cell -> cell.getElement().getTextRecursively())
                                        .toList())
                        .replaceAll("\\s+", " ")
                        .replaceAll(" 1 high$", "")
                        .strip());
    }

    private String status() {
        return find(StatusBadge.class).all().getFirst().getElement().getAttribute("data-status");
    }

    private Element article() {
        return find(ReviewDocument.class).single().getElement();
    }

    private String document() {
        return article().getTextRecursively();
    }

    private String text() {
        return getCurrentView().getElement().getTextRecursively();
    }

    private static Stream<Element> elements(Element root) {
        return Stream.concat(
                Stream.of(root),
                root.getChildren().filter(it -> !it.isTextNode()).flatMap(ReviewViewTest::elements));
    }
}
