package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.SessionQueries.SessionRow;
import io.runtruth.access.SessionService.BegunSession;
import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.SettableClock;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What a ticket opens, and for how long (contract 8).
class SessionsDbTest extends DatabaseTest {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SessionPlace PLACE = SessionPlace.of("Firefox", "192.0.2.1");

    /// Behind the sign-ins of the other tests, which live by the machine's clock.
    private final SettableClock clock = new SettableClock(Instant.parse("2031-01-01T08:00:00Z"));

    private final SessionService sessions;
    private final SessionQueries queries;
    private final AccountService accounts;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private Actor.Person person;

    SessionsDbTest(
            SessionRepository repository,
            AccountService accounts,
            AccessChanges changes,
            AuditTrail audit,
            TestWorkspaces some,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.sessions = new SessionService(repository, changes, audit, clock, IDLE);
        this.queries = new SessionQueries(jdbc, clock, IDLE);
        this.accounts = accounts;
        this.some = some;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void person() {
        person = some.stranger();
    }

    @Test
    void a_session_goes_on_elsewhere_with_another_secret() {
        var begun = begin();

        var second = resume(begun.ticket()).orElseThrow();
        show(begun, second);
        var third = resume(second).orElseThrow();

        assertThat(List.of(begun.ticket().text(), second.text(), third.text())).doesNotHaveDuplicates();
        assertThat(isOpen(begun, third)).isTrue();
        assertThat(audited("sign_in.resumed")).isEqualTo(2);
    }

    @Test
    void nothing_that_is_kept_opens_anything() {
        var begun = begin();

        var row = jdbc.sql("select person_session::text from person_session where id = ?")
                .param(begun.id())
                .query(String.class)
                .single();

        for (var half : begun.ticket().text().split("\\.")) {
            assertThat(row).doesNotContain(half.substring(4, 40));
        }
    }

    @Test
    void requests_of_one_browser_at_the_same_moment_turn_the_secret_once() throws Exception {
        var begun = begin();
        List<Optional<SessionTicket>> answers = new ArrayList<>();

        try (var both = Executors.newFixedThreadPool(4)) {
            Callable<Optional<SessionTicket>> ask = () -> resumed(begun.ticket());
            for (var answer : both.invokeAll(List.of(ask, ask, ask, ask))) {
                answers.add(answer.get());
            }
        }

        var given = answers.stream().flatMap(Optional::stream).toList();
        assertThat(given).hasSize(1);
        assertThat(isOpen(begun, given.getFirst())).isTrue();
    }

    @Test
    void the_secret_before_counts_a_moment_longer_than_the_newest_is_known() {
        var begun = begin();
        var newest = resume(begun.ticket()).orElseThrow();
        show(begun, newest);

        clock.advance(KeptSession.GRACE.minus(SECOND));
        assertThat(resumed(begun.ticket())).as("no other secret").isEmpty();
        assertThat(isOpen(begun, begun.ticket())).isTrue();

        clock.advance(SECOND);
        assertThat(isOpen(begun, begun.ticket())).isFalse();
    }

    @Test
    void an_answer_that_was_lost_costs_nobody_their_session() {
        var begun = begin();
        resume(begun.ticket());

        clock.advance(KeptSession.GRACE.multipliedBy(3));
        var again = resume(begun.ticket()).orElseThrow();

        assertThat(isOpen(begun, again)).isTrue();
    }

    @Test
    void a_ticket_that_two_have_used_ends_the_session_for_both() {
        var begun = begin();
        var newest = resume(begun.ticket()).orElseThrow();
        show(begun, newest);
        clock.advance(KeptSession.GRACE);

        assertThat(resume(begun.ticket())).isEmpty();

        assertThat(isOpen(begun, newest)).isFalse();
        assertThat(resume(newest)).isEmpty();
        assertThat(ending(begun)).isEqualTo("copied");
        assertThat(jdbc.sql("select details ->> 'account' from audit_entry where action = ? and subject_id = ?")
                        .params("session.copied", begun.id().toString())
                        .query(String.class)
                        .single())
                .isEqualTo(person.account().toString());
    }

    @Test
    void a_copied_ticket_is_noticed_at_the_next_request_of_the_person_too() {
        var begun = begin();
        var thief = resume(begun.ticket()).orElseThrow();
        show(begun, thief);
        clock.advance(KeptSession.GRACE);

        assertThat(isOpen(begun, begun.ticket())).as("the person's own request").isFalse();

        assertThat(resume(thief)).isEmpty();
    }

    @Test
    void a_ticket_of_another_session_changes_nothing() {
        var one = begin();
        var other = begin();

        assertThat(isOpen(one, other.ticket())).isTrue();
        assertThat(resume(SessionTicket.generate())).isEmpty();
    }

    @Test
    void a_session_ends_twelve_hours_after_its_sign_in_however_busy_it_is() {
        var begun = begin();

        for (var minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
            clock.advance(Duration.ofMinutes(20));
            assertThat(isOpen(begun, null)).as("after %s minutes", minutes).isTrue();
        }
        clock.advance(Duration.ofMinutes(20));

        assertThat(isOpen(begun, null)).isFalse();
        assertThat(resume(begun.ticket())).isEmpty();
        assertThat(queries.mine(person)).isEmpty();
    }

    @Test
    void a_session_that_nobody_uses_ends_after_its_idle_time_also_where_its_page_stays_open() {
        var begun = begin();

        clock.advance(IDLE.minus(SECOND));
        assertThat(sessions.isOpen(begun.id(), null, false)).isTrue();
        clock.advance(SECOND);

        assertThat(sessions.isOpen(begun.id(), null, false)).isFalse();
        assertThat(resume(begun.ticket())).isEmpty();
    }

    @Test
    void one_that_is_ended_ends_alone_and_all_end_together() {
        var one = begin();
        var other = begin();

        end(one);
        assertThat(isOpen(one, null)).isFalse();
        assertThat(resume(one.ticket())).isEmpty();
        assertThat(queries.isOpen(person, other.id())).isTrue();

        endAll();
        assertThat(queries.mine(person)).isEmpty();
        assertThat(resume(other.ticket())).isEmpty();
    }

    @Test
    void what_has_ended_is_ended_once() {
        var begun = begin();

        end(begun);
        end(begun);
        endAll();

        assertThat(audited("session.ended")).isOne();
        assertThat(audited("session.all_ended")).isZero();
    }

    @Test
    void nobody_ends_or_sees_somebody_elses() {
        var begun = begin();
        var other = some.stranger();

        assertThatThrownBy(() -> sessions.end(other, begun.id())).isInstanceOf(Problem.NotFound.class);
        sessions.endAll(other);

        assertThat(queries.mine(other)).isEmpty();
        assertThat(queries.isOpen(other, begun.id())).isFalse();
        assertThat(isOpen(begun, null)).isTrue();
    }

    @Test
    void a_sign_out_ends_the_session_everywhere() {
        var begun = begin();

        transaction.executeWithoutResult(_ -> sessions.signOut(person, begun.id()));

        assertThat(isOpen(begun, null)).isFalse();
        assertThat(resume(begun.ticket())).isEmpty();
        assertThat(ending(begun)).isEqualTo("signed_out");
    }

    @Test
    void a_disabled_account_has_no_session_also_after_it_is_enabled_again() {
        var begun = begin();
        some.systemOperator();

        accounts.disable(new Actor.System("test"), person.account());
        assertThat(isOpen(begun, null)).isFalse();
        accounts.enable(new Actor.System("test"), person.account());

        assertThat(resume(begun.ticket())).isEmpty();
    }

    @Test
    void an_account_that_was_disabled_behind_the_services_back_has_none_either() {
        var begun = begin();

        jdbc.sql("update account set disabled_at = now() where id = ?")
                .param(person.account())
                .update();

        assertThat(isOpen(begun, null)).isFalse();
        assertThat(resume(begun.ticket())).isEmpty();
    }

    @Test
    void a_new_password_ends_all() {
        var begun = begin();
        var link = accounts.resetLink(new Actor.System("test"), person.account());

        accounts.resetPassword(link.secret(), "another long and rare one");

        assertThat(isOpen(begun, null)).isFalse();
        assertThat(ending(begun)).isEqualTo("password_changed");
    }

    @Test
    void a_further_sign_in_at_the_same_browser_replaces_the_session() {
        var begun = begin();

        var next = sessions.begin(person.account(), SignInBy.PASSWORD, PLACE, begun.ticket());

        assertThat(queries.mine(person)).extracting(SessionRow::id).containsExactly(next.id());
        assertThat(ending(begun)).isEqualTo("replaced");
    }

    @Test
    void of_more_than_a_person_may_have_the_one_that_was_used_least_lately_ends() {
        var eldest = begin();
        var kept = begin();
        clock.advance(Duration.ofMinutes(2));
        sessions.isOpen(kept.id(), null, true);

        for (var i = 0; i < SessionService.MOST_OF_A_PERSON - 1; i++) {
            begin();
        }

        assertThat(queries.mine(person)).hasSize(SessionService.MOST_OF_A_PERSON);
        assertThat(queries.isOpen(person, kept.id())).isTrue();
        assertThat(ending(eldest)).isEqualTo("too_many");
    }

    @Test
    void what_is_long_over_is_forgotten_with_the_next_sign_in() {
        var begun = begin();

        clock.advance(SessionService.LONGEST.plus(Duration.ofDays(2)));
        begin();

        assertThat(jdbc.sql("select count(*) from person_session where id = ?")
                        .param(begun.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_browser_that_calls_itself_something_endless_is_cut_short() {
        var begun = sessions.begin(
                person.account(), SignInBy.PASSWORD, SessionPlace.of("b\0".repeat(10_000), "192.0.2.1"), null);

        assertThat(queries.mine(person))
                .filteredOn(row -> row.id().equals(begun.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.place().browser()).hasSize(SessionPlace.LONGEST));
    }

    private BegunSession begin() {
        return sessions.begin(person.account(), SignInBy.PASSWORD, PLACE, null);
    }

    /// As the service does, which is not Spring's here but one with a clock of its own.
    private <T> T committed(Supplier<T> act) {
        return transaction.execute(_ -> act.get());
    }

    private void end(BegunSession session) {
        transaction.executeWithoutResult(_ -> sessions.end(person, session.id()));
    }

    private void endAll() {
        transaction.executeWithoutResult(_ -> sessions.endAll(person));
    }

    private Optional<SessionTicket> resume(SessionTicket ticket) {
        return committed(() -> sessions.resume(ticket, PLACE)).map(SessionService.Resumed::ticket);
    }

    private Optional<SessionTicket> resumed(SessionTicket ticket) {
        var resumed =
                committed(() -> sessions.resume(ticket, PLACE)).orElseThrow(() -> new AssertionError("it is over"));
        return Optional.ofNullable(resumed.ticket());
    }

    /// As the browser does with its next request.
    private void show(BegunSession session, SessionTicket newest) {
        assertThat(isOpen(session, newest)).isTrue();
    }

    private boolean isOpen(BegunSession session, @Nullable SessionTicket sent) {
        return committed(() -> sessions.isOpen(session.id(), sent, true));
    }

    private String ending(BegunSession session) {
        return jdbc.sql("select ended_because from person_session where id = ?")
                .param(session.id())
                .query(String.class)
                .single();
    }

    private long audited(String action) {
        return jdbc.sql("select count(*) from audit_entry where action = ? and actor_id = ?")
                .params(action, person.account())
                .query(Long.class)
                .single();
    }
}
