package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.PublishedEnvironment.Follows;
import io.runtruth.reviews.PublishedEnvironment.PublishedReview;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which reviews that were published can be laid beside each other (contract 6, over time).
class PublishedFollowsDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final PublishedQueries published;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person reviewer;
    private int imported;

    PublishedFollowsDbTest(
            EnvironmentReviewService starts,
            PublicationService publication,
            PublishedQueries published,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.starts = starts;
        this.publication = publication;
        this.published = published;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somewhere() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @Test
    void the_same_tool_that_assesses_the_same_is_alike_and_the_first_follows_none() {
        published("pass", "fail");
        published("fail", "pass");

        assertThat(follows()).containsExactly(Follows.ALIKE, null);
        assertThat(reviews().getFirst().share()).hasValue(5_000);
    }

    @Test
    void a_check_that_became_or_ceased_to_be_assessed_changes_what_is_assessed() {
        published("pass", "manual");
        published("pass", "pass");
        published("not_assessed", "pass");

        assertThat(follows()).containsExactly(Follows.COVERAGE_CHANGED, Follows.COVERAGE_CHANGED, null);
    }

    @Test
    void another_version_of_the_tool_and_other_controls_are_a_change_of_the_tool() {
        published("pass");
        published("pass", "pass");
        var snapshot = evidence.snapshotOf(scope, "Tool", at(), "pass", "fail");
        jdbc.sql("update evidence_snapshot set facts = jsonb_set(facts, '{toolVersion}', '\"2.0\"') where id = ?")
                .param(snapshot)
                .update();
        publish();

        assertThat(follows()).containsExactly(Follows.TOOL_CHANGED, Follows.TOOL_CHANGED, null);
    }

    @Test
    void a_tool_more_or_less_is_not_comparable() {
        published("pass");
        evidence.snapshotOf(scope, "Other tool", at(), "pass");
        published("pass");

        assertThat(follows()).containsExactly(Follows.NOT_COMPARABLE, null);
    }

    @Test
    void where_the_one_between_is_withdrawn_the_two_around_it_were_never_compared() {
        published("pass");
        var between = published("fail");
        published("pass");
        jdbc.sql("update environment_review set status = 'archived' where id = ?")
                .param(between)
                .update();

        assertThat(follows()).containsExactly(Follows.NOT_COMPARABLE, null);
    }

    @Test
    void what_follows_is_never_told_otherwise() {
        var first = published("pass");
        var second = published("fail");

        for (var review : List.of(first, second)) {
            assertThatThrownBy(
                            () -> jdbc.sql("update review_publication set follows = 'tool_changed' where review_id = ?")
                                    .param(review)
                                    .update())
                    .hasMessageContaining("a publication stays as it was");
        }
        assertThat(follows()).containsExactly(Follows.ALIKE, null);
    }

    /// As the release before left them: with a drift, and nothing said of it.
    @Test
    void those_that_were_published_before_are_told_by_the_changelog() throws IOException {
        published("pass");
        published("fail");
        var changelog = Files.readString(Path.of("src/main/resources/db/changelog/0075-what-follows.sql"));
        var ofBefore = changelog.substring(changelog.lastIndexOf("update review_publication\n"));
        jdbc.sql("alter table review_publication disable trigger user").update();
        jdbc.sql("update review_publication set follows = null").update();
        jdbc.sql("alter table review_publication enable trigger user").update();
        assertThat(follows()).containsExactly(null, null);

        jdbc.sql(ofBefore).update();

        assertThat(follows()).containsExactly(Follows.ALIKE, null);
    }

    @Test
    @Tag("I12")
    void of_another_environment_nothing_is_told() {
        published("pass");
        var elsewhere = some.environment(scope.workspaceId());

        assertThat(published.environment(reviewer, elsewhere)).isEmpty();
    }

    private List<@Nullable Follows> follows() {
        return reviews().stream().map(PublishedReview::follows).toList();
    }

    private List<PublishedReview> reviews() {
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        return published.environment(customer, scope).orElseThrow().reviews();
    }

    private UUID published(String... results) {
        evidence.snapshotOf(scope, "Tool", at(), results);
        return publish();
    }

    private UUID publish() {
        var started = (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        publication.publish(reviewer, new ReviewRef(scope, started.reviewId()), null);
        return started.reviewId();
    }

    private Instant at() {
        return COLLECTED.plusSeconds(imported++);
    }
}
