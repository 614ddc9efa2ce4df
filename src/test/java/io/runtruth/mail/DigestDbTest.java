package io.runtruth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.AccountMailQueries;
import io.runtruth.access.AccountMailService;
import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.MailTo;
import io.runtruth.access.NoticeChoice;
import io.runtruth.access.NoticeChoiceService;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.operations.reads.NoticeService;
import io.runtruth.portal.NewQuestion;
import io.runtruth.portal.PublishedSomewhere;
import io.runtruth.portal.QuestionService;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.WaiverService;
import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What a person wants to be told, told to them by e-mail (contract 9).
class DigestDbTest extends MailTest {

    private static final MailAddress ANNA = new MailAddress("anna@home.example");

    private final DigestService digests;
    private final DigestPass pass;
    private final NoticeChoiceService choices;
    private final PublishedSomewhere somewhere;
    private final QuestionService questions;
    private final WaiverService waivers;
    private final AccountMailService addresses;
    private final AccountMailQueries mine;
    private final AccountService accounts;
    private final NoticeService seen;
    private final NoticeQueries notices;
    private final OperationRunService runs;
    private final TestRuns someRuns;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private Scope scope;
    private Actor.Person anna;
    private Actor.Person other;

    DigestDbTest(
            DigestService digests,
            DigestPass pass,
            NoticeChoiceService choices,
            PublishedSomewhere somewhere,
            QuestionService questions,
            WaiverService waivers,
            AccountMailService addresses,
            AccountMailQueries mine,
            AccountService accounts,
            NoticeService seen,
            NoticeQueries notices,
            OperationRunService runs,
            TestWorkspaces some,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.digests = digests;
        this.pass = pass;
        this.choices = choices;
        this.somewhere = somewhere;
        this.questions = questions;
        this.waivers = waivers;
        this.addresses = addresses;
        this.mine = mine;
        this.accounts = accounts;
        this.seen = seen;
        this.notices = notices;
        this.runs = runs;
        this.someRuns = new TestRuns(runs);
        this.some = some;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void place() {
        scope = some.environment(some.workspace());
        anna = some.person(scope.workspaceId(), Role.OPERATOR);
        other = some.person(scope.workspaceId(), Role.OWNER);
        jdbc.sql("insert into account_mail (account_id, address, confirmed_at) values (?, ?, now())")
                .params(anna.account(), ANNA.text())
                .update();
    }

    @Test
    void an_ending_that_needs_somebody_is_told_once_with_a_link_and_why() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        succeeded(anna);
        var failed = failed(other);

        pass();
        pass();

        assertThat(received()).hasSize(1);
        var letter = received().getFirst();
        assertThat(letter.to()).isEqualTo(ANNA.text());
        assertThat(letter.subject()).isEqualTo("A run needs you");
        assertThat(letter.links()).containsExactly("w/" + slug() + "/operations/" + failed.id(), "me");
        assertThat(letter.plain()).contains("Environment, ", ": Failed – ");
    }

    @Test
    void the_next_digest_tells_what_is_new_since_the_last() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.GERMAN);
        failed(anna);
        pass();
        var second = failed(other);
        var third = failed(other);

        pass();

        assertThat(received()).hasSize(2);
        assertThat(received().getLast().subject()).isEqualTo("2 Läufe brauchen Sie");
        assertThat(received().getLast().links())
                .contains("w/" + slug() + "/operations/" + second.id(), "w/" + slug() + "/operations/" + third.id());
    }

    @Test
    void what_a_person_has_chosen_is_told_and_nothing_of_what_they_have_not() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        choose(NoticeKind.ATTENTION_UNTAKEN, false);
        choose(NoticeKind.RUN_SUCCEEDED, true);
        failed(other);
        var succeeded = succeeded(anna);

        pass();

        var letter = received().getFirst();
        assertThat(letter.subject()).isEqualTo("Something new for you");
        assertThat(letter.links()).containsExactly("w/" + slug() + "/operations/" + succeeded.id(), "me");
    }

    @Test
    void questions_and_accepted_risks_are_told_with_links_and_nothing_of_what_they_say() {
        reviews(anna);
        digests.choose(anna, DigestRhythm.SOON, Locale.ENGLISH);
        choose(NoticeKind.QUESTION_ASKED, true);
        choose(NoticeKind.ACCEPTED_RISK_DUE, true);
        var review = somewhere.published(scope);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        questions.ask(customer, scope.workspaceId(), review, new NewQuestion(0, "Why is it so?", "request"));
        accepted(LocalDate.now(ZoneOffset.UTC).plusDays(3));
        minutesAgo("review_question", "created_at");
        minutesAgo("waiver", "accepted_at");

        pass();
        jdbc.sql("update digest set due_at = now() - interval '1 second'").update();
        pass.prepare();
        send();

        assertThat(received()).hasSize(1);
        var letter = received().getFirst();
        assertThat(letter.subject()).isEqualTo("2 things are new for you");
        assertThat(letter.links())
                .containsExactlyInAnyOrder(
                        "w/" + slug() + "/reviews/" + review + "?finding=0", "w/" + slug() + "/accepted-risks", "me");
        assertThat(letter.plain())
                .contains("Environment: A question waits for an answer", ": an accepted risk ends soon")
                .doesNotContain("Why is it so", "C.1", "Because");
    }

    @Test
    void what_was_dealt_with_before_it_is_sent_is_not_told() {
        reviews(anna);
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        choose(NoticeKind.QUESTION_ASKED, true);
        var review = somewhere.published(scope);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        var asked = questions.ask(customer, scope.workspaceId(), review, new NewQuestion(0, "Why?", "request"));
        minutesAgo("review_question", "created_at");
        past();
        assertThat(prepared()).isPositive();

        questions.answer(other, scope.workspaceId(), asked, "So.");
        send();

        assertThat(received()).isEmpty();
    }

    @Test
    void of_a_time_a_person_has_one_digest_whoever_puts_another_one_there() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(anna);
        past();
        assertThat(prepared()).isPositive();

        assertThatThrownBy(() -> jdbc.sql("""
                        insert into letter (id, kind, about, owner, language, told_after, told_up_to, at, expires_at, state,
                            attempts, due_at)
                        select gen_random_uuid(), kind, about, owner, language, told_after, told_up_to, at, expires_at, state,
                            attempts, due_at
                        from letter
                        """).update())
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("letter_digest_once");
    }

    @Test
    void nothing_is_sent_to_who_has_not_chosen_it_nor_of_what_was_before() {
        failed(anna);
        digests.choose(anna, DigestRhythm.DAILY, Locale.ENGLISH);

        pass();

        assertThat(received()).isEmpty();
    }

    @Test
    void it_is_sent_no_more_often_than_chosen() {
        digests.choose(anna, DigestRhythm.DAILY, Locale.ENGLISH);
        failed(anna);
        pass();
        failed(anna);
        minutesLater();

        pass.prepare();
        send();

        assertThat(received()).hasSize(1);
    }

    @Test
    void what_was_read_on_the_bell_is_not_told_again() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(anna);
        past();
        seen.seen(anna, notices.recent(anna));

        pass.prepare();
        send();

        assertThat(received()).isEmpty();
    }

    @Test
    @Tag("I12")
    void who_has_lost_the_right_before_it_is_sent_is_told_nothing() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(anna);
        past();
        assertThat(prepared()).isPositive();

        some.leave(scope.workspaceId(), anna);
        send();

        assertThat(received()).isEmpty();
        assertThat(jdbc.sql("select state from letter").query(String.class).single())
                .isEqualTo("lapsed");
    }

    @Test
    @Tag("I12")
    void who_may_see_another_environment_only_is_told_nothing_of_this_one() {
        some.personFor(scope, Role.OPERATOR);
        var elsewhere = some.environment(scope.workspaceId());
        var there = some.personFor(elsewhere, Role.OPERATOR);
        jdbc.sql("insert into account_mail (account_id, address, confirmed_at) values (?, 'there@home.example', now())")
                .param(there.account())
                .update();
        digests.choose(there, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(other);

        pass();

        assertThat(received()).isEmpty();
    }

    @Test
    void an_account_that_is_disabled_is_told_nothing_and_not_later_either() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(anna);
        accounts.disable(new Actor.System("test"), anna.account());
        pass();
        accounts.enable(new Actor.System("test"), anna.account());

        pass();

        assertThat(received()).isEmpty();
    }

    @Test
    void two_nodes_at_once_tell_an_ending_once() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(anna);
        past();

        transaction.executeWithoutResult(_ -> {
            assertThat(prepared()).isPositive();
            assertThat(CompletableFuture.supplyAsync(this::prepared).join()).isZero();
        });
        pass.prepare();
        send();

        assertThat(received()).hasSize(1);
    }

    @Test
    void one_that_cannot_be_prepared_holds_up_no_other() {
        jdbc.sql("insert into account_mail (account_id, address, confirmed_at) values (?, 'other@home.example', now())")
                .param(other.account())
                .update();
        digests.choose(other, DigestRhythm.HOURLY, Locale.ENGLISH);
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(anna);
        past();
        jdbc.sql("update digest set due_at = due_at - interval '1 day' where account_id = ?")
                .param(other.account())
                .update();
        jdbc.sql("alter table digest add constraint digest_fails check (account_id <> '%s' or due_at < now()) not valid"
                        .formatted(other.account()))
                .update();

        pass.prepare();
        send();

        jdbc.sql("alter table digest drop constraint digest_fails").update();
        assertThat(received()).hasSize(1);
        assertThat(received().getFirst().to()).isEqualTo(ANNA.text());
    }

    @Test
    void a_digest_that_is_rolled_back_is_told_by_the_next() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(anna);
        past();
        transaction.executeWithoutResult(status -> {
            prepared();
            status.setRollbackOnly();
        });

        pass();

        assertThat(received()).hasSize(1);
    }

    @Test
    void of_many_some_are_named_and_all_are_counted() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        IntStream.range(0, 23).forEach(_ -> failed(other));

        pass();

        var letter = received().getFirst();
        assertThat(letter.subject()).isEqualTo("23 runs need you");
        assertThat(letter.links()).hasSize(21);
        assertThat(letter.plain()).contains("And 3 more");
    }

    @Test
    void without_a_confirmed_address_nothing_is_chosen() {
        assertThatThrownBy(() -> digests.choose(other, DigestRhythm.HOURLY, Locale.ENGLISH))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("mail.no_address");
    }

    @Test
    void an_address_is_the_persons_once_they_have_opened_what_was_sent_there() {
        var ben = new MailAddress("ben@elsewhere.example");
        addresses.ask(anna, new MailTo(ben, Locale.ENGLISH));
        send();
        var secret = received().getFirst().links().getFirst().substring("me/mail/".length());
        assertThat(received().getFirst().to()).isEqualTo(ben.text());

        assertThatThrownBy(() -> addresses.confirm(other, secret)).hasMessage("mail.link_unknown");
        assertThat(mine.mine(anna).address()).isEqualTo(ANNA.text());
        assertThat(addresses.confirm(anna, secret)).isEqualTo(ben.text());

        assertThat(mine.mine(anna).address()).isEqualTo(ben.text());
        assertThatThrownBy(() -> addresses.confirm(anna, secret)).hasMessage("mail.link_unknown");
    }

    @Test
    void a_link_that_a_later_one_replaced_is_neither_sent_nor_opens_anything() {
        addresses.ask(other, new MailTo(new MailAddress("a@elsewhere.example"), Locale.ENGLISH));
        addresses.ask(other, new MailTo(new MailAddress("b@elsewhere.example"), Locale.ENGLISH));

        send();

        assertThat(received()).extracting(Received::to).containsExactly("b@elsewhere.example");
    }

    @Test
    void nobody_makes_the_node_write_to_strangers_more_than_three_times_an_hour() {
        var to = new MailTo(new MailAddress("stranger@elsewhere.example"), Locale.ENGLISH);
        IntStream.range(0, 3).forEach(_ -> addresses.ask(anna, to));

        assertThatThrownBy(() -> addresses.ask(anna, to))
                .isInstanceOf(Problem.TooMuch.class)
                .hasMessage("mail.too_many");
        addresses.ask(other, to);
    }

    @Test
    void who_removes_the_address_is_sent_nothing_any_more() {
        digests.choose(anna, DigestRhythm.HOURLY, Locale.ENGLISH);
        failed(anna);
        addresses.remove(anna);

        pass();

        assertThat(received()).isEmpty();
    }

    /// What was ended is committed for sure, and every digest is due.
    private void past() {
        minutesLater();
        jdbc.sql("update digest set due_at = now() - interval '1 second'").update();
    }

    /// As [#past], and nothing more is due than before.
    private void minutesLater() {
        jdbc.sql("update digest set told_up_to = told_up_to - interval '5 minutes'")
                .update();
        jdbc.sql("update operation_run set notice_at = notice_at - interval '5 minutes' where notice_at is not null")
                .update();
        jdbc.sql("update notice_seen set seen_at = seen_at - interval '5 minutes'")
                .update();
    }

    private void pass() {
        past();
        pass.prepare();
        send();
    }

    private int prepared() {
        var prepared = 0;
        while (digests.prepare(0)) {
            prepared++;
        }
        return prepared;
    }

    private OperationRun failed(Actor actor) {
        var run = someRuns.running(actor, scope);
        runs.complete(run, Ending.failed("run.unexpected", "a-1"));
        return run;
    }

    private OperationRun succeeded(Actor actor) {
        var run = someRuns.running(actor, scope);
        runs.complete(run, Ending.succeeded(Map.of()));
        return run;
    }

    private void choose(NoticeKind kind, boolean wanted) {
        choices.choose(anna, List.of(new NoticeChoice(kind, NoticeWay.MAIL, wanted)));
    }

    /// What else stays as it was written.
    private void minutesAgo(String table, String column) {
        jdbc.sql("alter table %s disable trigger user".formatted(table)).update();
        jdbc.sql("update %1$s set %2$s = %2$s - interval '5 minutes'".formatted(table, column))
                .update();
        jdbc.sql("alter table %s enable trigger user".formatted(table)).update();
    }

    private void reviews(Actor.Person person) {
        jdbc.sql("update member set role = 'reviewer' where account_id = ?")
                .param(person.account())
                .update();
    }

    private void accepted(LocalDate until) {
        var waiver = new NewWaiver("Tool", "C.1", null, null, new NewWaiver.Terms("Because", null, until, null));
        waivers.accept(
                other,
                scope.workspaceId(),
                List.of(new WaiverService.PlacedWaiver(scope, waiver)),
                new StartRequest(Via.API, "request"));
    }

    private String slug() {
        return jdbc.sql("select slug from workspace where id = ?")
                .param(scope.workspaceId())
                .query(String.class)
                .single();
    }
}
