package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.OperationRunService;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What somebody who follows runs is told, and what they cost at most.
class RunWatchDbTest extends DatabaseTest {

    private static final Duration BEAT = Duration.ofMillis(200);
    private static final int TOO_MANY = RunWatch.MOST_WAITING + 1;

    private final RunWatches watches;
    private final ChangeFeed feed;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    private Scope scope;
    private Actor.Person owner;

    RunWatchDbTest(
            RunWatches watches,
            ChangeFeed feed,
            OperationRunService runs,
            TestWorkspaces some,
            PlatformTransactionManager transactions,
            JdbcClient jdbc,
            Clock clock) {
        this.watches = watches;
        this.feed = feed;
        this.runs = new TestRuns(runs);
        this.some = some;
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void somebody() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void of_more_than_waits_for_a_follower_nothing_is_kept_and_it_has_to_begin_again() throws Exception {
        try (var watch = watches.open(owner, scope.workspaceId(), null)) {
            assertThat(watch.next(BEAT).begin()).isTrue();

            change(scope, TOO_MANY);

            await().until(watch::isOverrun);
            var lost = watch.next(BEAT);
            assertThat(lost.rows()).isEmpty();
            assertThat(lost.upTo()).as("it has not heard everything").isNull();
        }
        var later = clock.instant();
        try (var again = watches.open(owner, scope.workspaceId(), later)) {
            assertThat(again.next(BEAT).begin()).as("more than can be named").isTrue();
        }
    }

    @Test
    void a_run_that_changes_often_waits_once() throws Exception {
        var run = runs.queued(owner, scope);
        try (var watch = watches.open(owner, scope.workspaceId(), null)) {
            watch.next(BEAT);
            for (int i = 0; i < TOO_MANY; i++) {
                publish(Set.of(new Change(Change.Kind.RUN, scope, run.id())));
            }
            var last = runs.queued(owner, scope);

            var told = new HashSet<UUID>();
            await().until(() -> {
                watch.next(BEAT).rows().forEach(row -> told.add(row.id()));
                return told.contains(last.id());
            });
            assertThat(watch.isOverrun()).isFalse();
            assertThat(told).containsExactlyInAnyOrder(run.id(), last.id());
        }
    }

    @Test
    void what_is_taken_is_told_in_parts_and_only_the_last_says_up_to_when() throws Exception {
        var made = Stream.generate(() -> runs.queued(owner, some.environment(scope.workspaceId())))
                .limit(101)
                .toList();
        try (var watch = watches.open(owner, scope.workspaceId(), clock.instant())) {
            var first = watch.next(BEAT);
            var second = watch.next(BEAT);

            assertThat(first.rows()).hasSize(100);
            assertThat(first.upTo()).isNull();
            assertThat(second.upTo()).isNotNull();
            assertThat(Stream.concat(first.rows().stream(), second.rows().stream())
                            .map(RunRow::id))
                    .as("some twice, as the feed is heard as well")
                    .containsAll(made.stream().map(it -> it.id()).toList());
        }
    }

    @Test
    void what_was_heard_too_long_ago_or_is_yet_to_come_is_begun_anew() throws Exception {
        for (var heard : Stream.of(Duration.ofMinutes(-9), Duration.ofMinutes(2))
                .map(clock.instant()::plus)
                .toList()) {
            assertThat(begins(heard)).as(heard.toString()).isTrue();
        }
        assertThat(begins(clock.instant().minus(Duration.ofMinutes(7)))).isFalse();
    }

    private boolean begins(Instant heard) throws InterruptedException {
        try (var watch = watches.open(owner, scope.workspaceId(), heard)) {
            return watch.next(BEAT).begin();
        }
    }

    @Test
    @Tag("I12")
    void a_follower_is_not_woken_by_what_they_may_not_see() throws Exception {
        var elsewhere = some.environment(scope.workspaceId());
        var ofOne = some.personFor(scope, Role.OPERATOR);
        try (var watch = watches.open(ofOne, scope.workspaceId(), null)) {
            watch.next(BEAT);

            change(elsewhere, TOO_MANY);
            var seen = runs.queued(owner, scope);

            await().until(() ->
                    watch.next(BEAT).rows().stream().anyMatch(row -> row.id().equals(seen.id())));
            assertThat(watch.isOverrun()).isFalse();
        }
    }

    @Test
    @Tag("I12")
    void how_much_was_missed_elsewhere_is_not_told_either() throws Exception {
        var ofOne = some.personFor(scope, Role.OPERATOR);
        change(some.environment(scope.workspaceId()), TOO_MANY);

        try (var watch = watches.open(ofOne, scope.workspaceId(), clock.instant())) {
            assertThat(watch.next(BEAT).begin()).isFalse();
        }
    }

    @Test
    void whoever_may_see_other_runs_than_before_has_to_begin_again() throws Exception {
        var other = some.environment(scope.workspaceId());
        var ofOne = some.personFor(scope, Role.OPERATOR);
        try (var watch = watches.open(ofOne, scope.workspaceId(), null)) {
            watch.next(BEAT);

            jdbc.sql("insert into member_environment (workspace_id, account_id, environment_id) values (?, ?, ?)")
                    .params(scope.workspaceId(), ofOne.account(), other.environmentId())
                    .update();
            await().until(() -> watch.next(BEAT).begin());
            assertThat(watch.next(BEAT).begin()).isFalse();

            jdbc.sql("delete from member_environment where account_id = ? and environment_id = ?")
                    .params(ofOne.account(), other.environmentId())
                    .update();
            await().until(() -> watch.next(BEAT).begin());
        }
    }

    @Test
    void of_one_that_could_not_be_opened_nothing_listens_on() {
        var before = feed.subscriptions();

        assertThatThrownBy(() -> watches.open(owner, scope.workspaceId(), Instant.MIN))
                .isInstanceOf(DateTimeException.class);

        assertThat(feed.subscriptions()).isEqualTo(before);
    }

    @Test
    void whoever_is_no_member_any_more_is_told_nothing() throws Exception {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        try (var watch = watches.open(auditor, scope.workspaceId(), null)) {
            watch.next(BEAT);
            some.leave(scope.workspaceId(), auditor);
            runs.queued(owner, scope);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20; i++) {
                            watch.next(BEAT);
                        }
                    })
                    .isInstanceOf(Problem.NotFound.class);
        }
    }

    private void change(Scope where, int times) {
        publish(Stream.generate(() -> new Change(Change.Kind.RUN, where, UUID.randomUUID()))
                .limit(times)
                .collect(java.util.stream.Collectors.toSet()));
    }

    private void publish(Set<Change> changes) {
        transaction.executeWithoutResult(_ -> feed.publish(changes.stream().toList()));
    }
}
