package io.runtruth.ui.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTable;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.PostureLine;
import io.runtruth.ui.kit.Routes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a customer finds (contract 9): a card for each environment that has a published review.
class PublishedViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final ManualQueue queue;

    private Scope scope;
    private Actor.Person reviewer;
    private Actor.Person customer;
    private String workspace;
    private int imported;

    PublishedViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            EnvironmentReviewService starts,
            PublicationService publication,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            ManualQueue queue) {
        this.some = some;
        this.evidence = evidence;
        this.starts = starts;
        this.publication = publication;
        this.workspaces = workspaces;
        this.environments = environments;
        this.queue = queue;
    }

    @BeforeEach
    void somewhere() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        workspace = workspaces.mine(customer).getFirst().slug();
    }

    @Test
    void a_card_says_what_the_newest_review_says_and_leads_to_those_before() {
        var first = published("pass", "fail", "manual");
        var second = published("fail", "fail", "pass");

        open(customer);

        assertThat(cards()).hasSize(1);
        assertThat(text())
                .contains("Review 2, published on")
                .contains("1 of 3 rated checks are met. 2 are not met.")
                .contains("▲ 1 more than before")
                .contains("Review 1, published on")
                .contains("1 is not met.");
        assertThat(links())
                .containsExactly(
                        Routes.review(workspace, second),
                        Routes.review(workspace, second),
                        Routes.review(workspace, first));
    }

    @Test
    void what_is_met_over_the_reviews_is_drawn_and_joined_only_where_it_can_be_laid_beside_each_other() {
        published("pass", "fail");
        published("pass", "pass");
        published("pass", "manual");

        open(customer);

        var line = find(PostureLine.class).single().getElement();
        assertThat(line.getAttribute("aria-label"))
                .contains("50% met, 1 of 2 rated Review 2 of")
                .contains("100% met, 1 of 1 rated What is assessed changed.");
        var drawn = find(Svg.class).single().getElement().getOuterHTML();
        assertThat(drawn.split("class=\"joined\"", -1)).hasSize(2);
        assertThat(drawn.split("class=\"apart\"", -1)).hasSize(2);
        assertThat(text()).contains("What is assessed changed.");
    }

    @Test
    void a_single_review_is_no_line() {
        published("pass");

        open(customer);

        assertThat(cards()).hasSize(1);
        assertThat(find(PostureLine.class).exists()).isFalse();
    }

    @Test
    void the_page_of_the_environment_has_the_same_line_with_a_table_behind_it() {
        published("pass", "fail");
        var second = published("pass", "pass");
        signIn(reviewer);

        UI.getCurrent()
                .navigate(Routes.environment(
                        workspace, environments.byId(reviewer, scope).slug()));

        assertThat(find(PostureLine.class).exists()).isTrue();
        var table = find(NativeTable.class).single().getElement();
        assertThat(table.getTextRecursively()).contains("50% met, 1 of 2 rated", "100% met, 2 of 2 rated");
        assertThat(table.getOuterHTML()).contains(Routes.review(workspace, second));
    }

    @Test
    @Tag("I12")
    void what_is_not_published_or_withdrawn_again_is_not_told() {
        var ready = composed("pass");
        var withdrawn = published("fail");
        publication.archive(reviewer, new ReviewRef(scope, withdrawn), null);
        var elsewhere = scope;
        scope = some.environment(scope.workspaceId());
        var reader = some.personFor(elsewhere, Role.CUSTOMER);
        published("pass");

        open(reader);

        assertThat(cards()).isEmpty();
        assertThat(find(EmptyState.class).all()).hasSize(1);
        assertThat(links()).doesNotContain(Routes.review(workspace, ready));
    }

    @Test
    void a_card_is_of_the_newest_review_that_can_be_read() {
        var first = published("pass", "fail");
        publication.archive(reviewer, new ReviewRef(scope, published("fail")), null);

        open(customer);

        assertThat(cards()).hasSize(1);
        assertThat(text()).contains("Review 1, published on").doesNotContain("Review 2");
        assertThat(links()).contains(Routes.review(workspace, first));
    }

    @Test
    void what_is_published_meanwhile_appears_by_itself() {
        open(customer);
        assertThat(cards()).isEmpty();

        published("pass");

        eventually("the card is there", () -> cards().size() == 1);
    }

    private void open(Actor.Person person) {
        signIn(person);
        UI.getCurrent().navigate(Routes.published(workspace));
    }

    private List<PublishedCard> cards() {
        return find(PublishedCard.class).all();
    }

    private String text() {
        return getCurrentView().getElement().getTextRecursively();
    }

    private List<String> links() {
        return find(Anchor.class).all().stream()
                .map(Anchor::getHref)
                .filter(address -> address.startsWith(Routes.reviews(workspace)))
                .toList();
    }

    private UUID published(String... results) {
        var review = composed(results);
        publication.publish(reviewer, new ReviewRef(scope, review), null);
        return review;
    }

    private UUID composed(String... results) {
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), results);
        var started = (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return started.reviewId();
    }
}
