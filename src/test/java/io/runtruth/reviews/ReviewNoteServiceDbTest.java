package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What reviewers say in their own words (contract 6, own words).
class ReviewNoteServiceDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");
    private static final ReviewSection WHOLE = ReviewSection.WHOLE;

    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final ReviewNoteService service;
    private final ReviewNoteQueries queries;
    private final ReviewQueries reviews;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private Scope scope;
    private Actor.Person reviewer;
    private ReviewRef ref;

    ReviewNoteServiceDbTest(
            EnvironmentReviewService starts,
            PublicationService publication,
            ReviewNoteService service,
            ReviewNoteQueries queries,
            ReviewQueries reviews,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.starts = starts;
        this.publication = publication;
        this.service = service;
        this.queries = queries;
        this.reviews = reviews;
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
        ref = composed(COLLECTED, "pass");
    }

    @Test
    void own_words_are_told_with_the_review_and_are_no_part_of_its_content_or_fingerprint() {
        var before = reviews.stored(reviewer, scope.workspaceId(), ref.id());

        write(WHOLE, "All is *well*.", NewNote.NONE);

        var after = reviews.stored(reviewer, scope.workspaceId(), ref.id());
        assertThat(after.content()).isEqualTo(before.content());
        assertThat(after.review()).isEqualTo(before.review());
        assertThat(after.notes())
                .extracting(ReviewNote::section, ReviewNote::text, ReviewNote::by, ReviewNote::version)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(WHOLE, "All is *well*.", reviewer.name(), 1L));
    }

    @Test
    void of_two_who_change_the_same_words_the_second_is_told_and_changes_nothing() {
        write(WHOLE, "first", NewNote.NONE);
        write(WHOLE, "second", 1);

        assertThat(outcome(() -> write(WHOLE, "third", 1))).isEqualTo("edit.changed_meanwhile");
        assertThat(outcome(() -> service.remove(reviewer, ref, WHOLE, 1L))).isEqualTo("edit.changed_meanwhile");
        assertThat(texts()).containsExactly("second");
    }

    @Test
    void of_two_who_begin_at_once_one_is_told() throws InterruptedException {
        var held = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var first = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> {
            write(WHOLE, "first", NewNote.NONE);
            held.countDown();
            Meanwhile.await(mayCommit);
        }));
        Meanwhile.await(held);

        var second = CompletableFuture.supplyAsync(() -> outcome(() -> write(WHOLE, "second", NewNote.NONE)));
        mayCommit.countDown();
        first.join();

        assertThat(second.join()).isEqualTo("edit.changed_meanwhile");
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void words_that_were_taken_away_are_not_changed_by_who_saw_them_and_may_be_written_again() {
        write(WHOLE, "first", NewNote.NONE);
        service.remove(reviewer, ref, WHOLE, null);

        assertThat(outcome(() -> write(WHOLE, "second", 1))).isEqualTo("edit.changed_meanwhile");
        write(WHOLE, "again", NewNote.NONE);

        assertThat(outcome(() -> write(WHOLE, "second", 1))).isEqualTo("edit.changed_meanwhile");
        assertThat(texts()).containsExactly("again");
        assertThat(outcome(() -> service.remove(reviewer, ref, ReviewSection.DRIFT, null)))
                .isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"published", "superseded", "archived", "failed"})
    void what_is_published_or_has_ended_keeps_what_it_had(String status) {
        write(WHOLE, "as it was", NewNote.NONE);
        jdbc.sql("update environment_review set status = ? where id = ?")
                .params(status, ref.id())
                .update();

        assertThat(outcome(() -> write(WHOLE, "otherwise", 1))).isEqualTo("review.notes_frozen");
        assertThat(outcome(() -> write(ReviewSection.FINDINGS, "new", NewNote.NONE)))
                .isEqualTo("review.notes_frozen");
        assertThat(outcome(() -> service.remove(reviewer, ref, WHOLE, null))).isEqualTo("review.notes_frozen");
        assertThat(outcome(() -> service.takeOver(reviewer, ref))).isEqualTo("review.notes_frozen");
        assertThat(texts()).containsExactly("as it was");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update review_note set text = 'otherwise' where review_id = ?",
                "update review_note set text = null where review_id = ?",
                "delete from review_note where review_id = ?",
                """
                insert into review_note (workspace_id, environment_id, review_id, section, text, internal, written_by,
                    written_at, version)
                select workspace_id, environment_id, id, 'drift', 'new', false, 'x', now(), 1
                from environment_review where id = ?"""
            })
    void not_even_the_database_lets_the_words_of_what_is_published_change(String statement) {
        write(WHOLE, "as it was", NewNote.NONE);
        publication.publish(reviewer, ref, null);

        assertThatThrownBy(() -> jdbc.sql(statement).param(ref.id()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("own words change only");
    }

    @Test
    void who_writes_while_it_is_published_finds_it_frozen() {
        var held = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var publishing = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> {
            publication.publish(reviewer, ref, null);
            held.countDown();
            Meanwhile.await(mayCommit);
        }));
        Meanwhile.await(held);

        var writing = CompletableFuture.supplyAsync(() -> outcome(() -> write(WHOLE, "too late", NewNote.NONE)));
        mayCommit.countDown();
        publishing.join();

        assertThat(writing.join()).isEqualTo("review.notes_frozen");
        assertThat(texts()).isEmpty();
    }

    @Test
    void composing_the_same_review_again_keeps_them() {
        write(WHOLE, "still true", NewNote.NONE);
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail");

        var again = (Dispatched) starts.refresh(reviewer, ref, ask());
        write(ReviewSection.FINDINGS, "while it is a draft", NewNote.NONE);
        queue.work(again.runId());

        assertThat(again.reviewId()).isEqualTo(ref.id());
        assertThat(texts()).containsExactly("still true", "while it is a draft");
    }

    @Test
    void a_successor_begins_with_none_and_takes_over_what_it_lacks_when_asked() {
        write(WHOLE, "of the whole", NewNote.NONE);
        service.write(reviewer, ref, ReviewSection.FINDINGS, new NewNote("among us", true, NewNote.NONE));
        assertThat(queries.offered(reviewer, ref)).isEmpty();
        publication.publish(reviewer, ref, null);
        ref = composed(COLLECTED.plusSeconds(60), "fail");
        assertThat(texts()).isEmpty();
        write(WHOLE, "of the new one", NewNote.NONE);
        var other = some.person(scope.workspaceId(), Role.REVIEWER);

        assertThat(queries.offered(reviewer, ref).orElseThrow().notes())
                .extracting(ReviewNote::text)
                .containsExactly("among us");
        assertThat(service.takeOver(other, ref)).isEqualTo(1);

        assertThat(texts()).containsExactly("of the new one", "among us");
        assertThat(queries.of(reviewer, ref).getLast().internal()).isTrue();
        assertThat(queries.of(reviewer, ref).getLast().by()).isEqualTo(other.name());
        assertThat(queries.offered(reviewer, ref)).isEmpty();
        assertThat(service.takeOver(other, ref)).isZero();
    }

    @Test
    @Tag("I12")
    void who_reads_what_is_published_only_is_told_nothing_internal_no_names_and_nothing_of_operations() {
        write(WHOLE, "for all", NewNote.NONE);
        write(ReviewSection.OPERATIONS_HEALTH, "of operations", NewNote.NONE);
        service.write(reviewer, ref, ReviewSection.FINDINGS, new NewNote("among us", true, NewNote.NONE));
        publication.publish(reviewer, ref, null);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);

        var told = List.of(
                reviews.detail(customer, scope.workspaceId(), ref.id()).notes(),
                reviews.stored(customer, scope.workspaceId(), ref.id()).notes(),
                reviews.notes(customer, scope.workspaceId(), ref.id()),
                reviews.published(reviewer, scope.workspaceId(), ref.id()).notes(),
                reviews.handedOn(reviewer, scope.workspaceId(), ref.id(), true)
                        .detail()
                        .notes());

        assertThat(told).allSatisfy(notes -> {
            assertThat(notes).extracting(ReviewNote::text).containsExactly("for all");
            assertThat(notes.getFirst().by()).isNull();
        });
        assertThat(reviews.handedOn(reviewer, scope.workspaceId(), ref.id(), false)
                        .detail()
                        .notes())
                .hasSize(3);
        assertThat(outcome(() -> queries.of(customer, ref))).isEqualTo("forbidden");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATOR", "AUDITOR", "CUSTOMER"})
    void who_does_not_publish_does_not_write(Role role) {
        var person = some.person(scope.workspaceId(), role);

        assertThat(outcome(() -> service.write(person, ref, WHOLE, new NewNote("mine", false, 0))))
                .isEqualTo("forbidden");
        assertThat(outcome(() -> service.remove(person, ref, WHOLE, null))).isEqualTo("forbidden");
        assertThat(outcome(() -> service.takeOver(person, ref))).isEqualTo("forbidden");
        var outsider = some.person(some.workspace(), Role.OWNER);
        assertThat(outcome(() -> service.write(outsider, ref, WHOLE, new NewNote("mine", false, 0))))
                .isEqualTo("not_found");
        assertThat(texts()).isEmpty();
    }

    @Test
    void a_text_has_a_limit_and_says_something() {
        write(WHOLE, "x".repeat(NewNote.MOST), NewNote.NONE);

        for (var text : List.of(
                "x".repeat(NewNote.MOST + 1), "", " \n ", "***", "a\u0007b", "\ud800", "[a]: https://b.example")) {
            assertThat(outcome(() -> write(ReviewSection.DRIFT, text, NewNote.NONE)))
                    .as(text.substring(0, Math.min(text.length(), 20)))
                    .isEqualTo("review.note_text");
        }
        assertThat(texts()).hasSize(1);
    }

    private void write(ReviewSection section, String text, long version) {
        service.write(reviewer, ref, section, new NewNote(text, false, version));
    }

    private List<String> texts() {
        return queries.of(reviewer, ref).stream().map(ReviewNote::text).toList();
    }

    private ReviewRef composed(Instant collected, String result) {
        evidence.snapshotOf(scope, "Tool", collected, result);
        var started = (Dispatched) starts.create(reviewer, scope, ask());
        queue.work(started.runId());
        return new ReviewRef(scope, started.reviewId());
    }

    private static StartRequest ask() {
        return new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
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
