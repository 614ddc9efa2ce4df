package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.Meanwhile;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What a person makes of a composed review (contract 6.4).
class PublicationServiceDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final ReviewQueries reviews;
    private final EnvironmentService environments;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private Scope scope;
    private Actor.Person reviewer;
    private UUID review;

    PublicationServiceDbTest(
            EnvironmentReviewService starts,
            PublicationService publication,
            ReviewQueries reviews,
            EnvironmentService environments,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.starts = starts;
        this.publication = publication;
        this.reviews = reviews;
        this.environments = environments;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void ready() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        review = composed(COLLECTED, "pass");
    }

    @Test
    void what_is_published_is_read_by_whoever_reads_what_is_published_and_is_not_composed_again() {
        publication.publish(reviewer, ref(review), fingerprint(review));

        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        assertThat(reviews.rows(customer, scope.workspaceId(), List.of(review)))
                .extracting(ReviewRow::status)
                .containsExactly(ReviewStatus.PUBLISHED);
        assertThat(starts.create(reviewer, scope, ask())).isInstanceOf(StartResult.AlreadyAvailable.class);
    }

    @Test
    void the_one_published_before_is_superseded_by_it() {
        publication.publish(reviewer, ref(review), null);
        var newer = composed(COLLECTED.plusSeconds(60), "fail");

        publication.publish(reviewer, ref(newer), null);

        assertThat(status(newer)).isEqualTo("published");
        assertThat(status(review)).isEqualTo("superseded");
        assertThat(jdbc.sql("select superseded_by from environment_review where id = ?")
                        .param(review)
                        .query(UUID.class)
                        .single())
                .isEqualTo(newer);
    }

    @Test
    void of_two_who_publish_two_reviews_of_an_environment_at_once_one_is_superseded() {
        publication.publish(reviewer, ref(review), null);
        jdbc.sql("update environment_review set status = 'ready' where id = ?")
                .param(review)
                .update();
        var newer = copied(review);
        var held = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);

        var first = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> {
            publication.publish(reviewer, ref(review), null);
            held.countDown();
            Meanwhile.await(mayCommit);
        }));
        Meanwhile.await(held);
        var second = CompletableFuture.runAsync(() -> publication.publish(reviewer, ref(newer), null));
        mayCommit.countDown();
        CompletableFuture.allOf(first, second).join();

        assertThat(List.of(status(review), status(newer))).containsExactly("superseded", "published");
    }

    @Test
    void of_two_who_publish_the_same_one_the_second_is_told_so() {
        publication.publish(reviewer, ref(review), null);

        assertThat(outcome(() -> publication.publish(reviewer, ref(review), null)))
                .isEqualTo("review.published_already");
    }

    @Test
    void what_was_composed_anew_since_it_was_looked_at_is_neither_published_nor_archived() {
        var seen = fingerprint(review);
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail");
        var again = (Dispatched) starts.refresh(reviewer, ref(review), ask());
        queue.work(again.runId());

        assertThat(outcome(() -> publication.publish(reviewer, ref(review), seen)))
                .isEqualTo("edit.changed_meanwhile");
        assertThat(outcome(() -> publication.archive(reviewer, ref(review), seen)))
                .isEqualTo("edit.changed_meanwhile");
        assertThat(status(review)).isEqualTo("ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "failed", "archived", "superseded"})
    void only_a_ready_one_is_published_and_only_what_can_be_read_is_archived(String status) {
        jdbc.sql("update environment_review set status = ? where id = ?")
                .params(status, review)
                .update();

        assertThat(outcome(() -> publication.publish(reviewer, ref(review), null)))
                .isEqualTo("review.not_ready");
        assertThat(outcome(() -> publication.archive(reviewer, ref(review), null)))
                .isEqualTo("review.not_archivable");
    }

    @Test
    void an_archived_one_is_no_longer_what_counts() {
        publication.publish(reviewer, ref(review), null);

        publication.archive(reviewer, ref(review), null);

        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        assertThat(status(review)).isEqualTo("archived");
        assertThat(reviews.rows(customer, scope.workspaceId(), List.of(review))).isEmpty();
    }

    @Test
    void nothing_is_published_for_an_archived_environment() {
        environments.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null));

        assertThat(outcome(() -> publication.publish(reviewer, ref(review), null)))
                .isEqualTo("environment.archived");
    }

    private UUID composed(Instant collected, String result) {
        evidence.snapshotOf(scope, "Tool", collected, result);
        var started = (Dispatched) starts.create(reviewer, scope, ask());
        queue.work(started.runId());
        return started.reviewId();
    }

    /// Another ready review of the environment, with other content.
    private UUID copied(UUID from) {
        return jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, completeness, created_at, status_at, version)
                select gen_random_uuid(), v.workspace_id, v.environment_id, 'ready', repeat('a', 64),
                    v.fingerprint_version, v.fingerprint_inputs, v.pinned, v.content, 'complete', v.created_at, v.status_at, 0
                from environment_review v
                where v.id = ?
                returning id
                """).param(from).query(UUID.class).single();
    }

    private static StartRequest ask() {
        return new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
    }

    private ReviewRef ref(UUID id) {
        return new ReviewRef(scope, id);
    }

    private String fingerprint(UUID id) {
        return reviews.row(reviewer, scope.workspaceId(), id).fingerprint();
    }

    private String status(UUID id) {
        return jdbc.sql("select status from environment_review where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static String outcome(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (Problem problem) {
            return problem.code();
        }
    }
}
