package io.runtruth.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.NoticeChoice;
import io.runtruth.access.NoticeChoiceService;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Questions about findings, and their answers (contract 8, published).
class QuestionServiceDbTest extends DatabaseTest {

    private final PublishedSomewhere somewhere;
    private final TestWorkspaces some;
    private final QuestionService service;
    private final QuestionQueries questions;
    private final NoticeChoiceService choices;
    private final JdbcClient jdbc;

    private Scope scope;
    private UUID workspace;
    private Actor.Person customer;
    private Actor.Person other;
    private Actor.Person reviewer;
    private UUID review;

    QuestionServiceDbTest(
            PublishedSomewhere somewhere,
            TestWorkspaces some,
            QuestionService service,
            QuestionQueries questions,
            NoticeChoiceService choices,
            JdbcClient jdbc) {
        this.somewhere = somewhere;
        this.some = some;
        this.service = service;
        this.questions = questions;
        this.choices = choices;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void publish() {
        scope = some.environment(some.workspace());
        workspace = scope.workspaceId();
        customer = some.person(workspace, Role.CUSTOMER);
        other = some.person(workspace, Role.CUSTOMER);
        reviewer = some.person(workspace, Role.REVIEWER);
        review = somewhere.published(scope);
    }

    private static NewQuestion saying(String text) {
        return new NewQuestion(0, text, UUID.randomUUID().toString());
    }

    /// Asked two hours ago by the customer.
    private void alreadyAsked(int number, QuestionStatus status) {
        jdbc.sql("""
                insert into review_question
                    (id, workspace_id, environment_id, review_id, finding, control_id, title, asked_by, asked_by_name,
                    created_at, question, request_id, status, ended_at, ended_by, ended_by_name)
                select gen_random_uuid(), :workspace, :environment, :review, 0, 'C.0', 'Control 0', :who, 'Somebody',
                    now() - interval '2 hours' + number * interval '1 second', 'Why ' || number || '?',
                    :status || number, :status, case when :status <> 'open' then now() end,
                    case when :status <> 'open' then cast(:reviewer as uuid) end,
                    case when :status <> 'open' then 'Reviewer' end
                from generate_series(1, :number) number
                """)
                .param("workspace", workspace)
                .param("environment", scope.environmentId())
                .param("review", review)
                .param("who", customer.account())
                .param("reviewer", reviewer.account())
                .param("status", status.code())
                .param("number", number)
                .update();
    }

    private UUID asked() {
        return service.ask(customer, workspace, review, saying("Why?"));
    }

    @Test
    void who_does_not_want_to_be_told_of_questions_or_answers_is_not() {
        var asked = asked();
        choose(reviewer, NoticeKind.QUESTION_ASKED, NoticeWay.BELL, false);
        choose(customer, NoticeKind.QUESTION_ENDED, NoticeWay.BELL, false);
        assertThat(questions.recent(reviewer)).isEmpty();

        service.answer(reviewer, workspace, asked, "So.");

        assertThat(questions.recent(customer)).isEmpty();
    }

    @Test
    void by_e_mail_only_who_chose_it_is_told_and_of_what_they_have_not_read_of_that_time() {
        var before = Instant.now().minusSeconds(60);
        asked();
        var after = Instant.now().plusSeconds(60);
        assertThat(questions.toMail(reviewer, before, after, 10)).isEmpty();

        choose(reviewer, NoticeKind.QUESTION_ASKED, NoticeWay.MAIL, true);

        assertThat(questions.toMail(reviewer, before, after, 10)).hasSize(1);
        assertThat(questions.toMail(reviewer, after, after.plusSeconds(60), 10)).isEmpty();
        service.seen(reviewer, questions.recent(reviewer));
        assertThat(questions.toMail(reviewer, before, after, 10)).isEmpty();
    }

    private void choose(Actor.Person person, NoticeKind kind, NoticeWay way, boolean wanted) {
        choices.choose(person, List.of(new NoticeChoice(kind, way, wanted)));
    }

    @Test
    void a_question_reaches_who_manages_reviews_and_its_answer_who_asked() {
        var asked = asked();

        assertThat(questions.recent(reviewer)).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(asked);
            assertThat(it.unread()).isTrue();
        });
        assertThat(questions.recent(customer)).isEmpty();
        service.answer(reviewer, workspace, asked, "So.");

        assertThat(questions.recent(reviewer)).isEmpty();
        assertThat(questions.recent(customer))
                .singleElement()
                .satisfies(it -> assertThat(it.status()).isEqualTo(QuestionStatus.ANSWERED));
        assertThat(questions.of(customer, workspace, review)).singleElement().satisfies(it -> {
            assertThat(it.text()).isEqualTo("Why?");
            assertThat(it.end().answer()).isEqualTo("So.");
        });
        service.seen(customer, questions.recent(customer));
        assertThat(questions.recent(customer))
                .extracting(QuestionNotice::unread)
                .containsExactly(false);
    }

    @Test
    @Tag("I12")
    void a_customer_finds_their_own_only_and_not_who_answered() {
        var asked = asked();
        service.answer(reviewer, workspace, asked, "So.");

        assertThat(questions.of(other, workspace, review)).isEmpty();
        assertThat(questions.page(other, workspace, false, null, 10).items()).isEmpty();
        assertThat(questions.page(customer, workspace, false, null, 10).items()).hasSize(1);
        assertThat(questions.of(customer, workspace, review).getFirst().end().by())
                .isNull();
        assertThat(questions.of(reviewer, workspace, review).getFirst().end().by())
                .isEqualTo(reviewer.name());
        assertThatThrownBy(() -> questions.question(other, workspace, asked)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void who_does_not_manage_reviews_answers_nothing() {
        var asked = asked();

        assertThatThrownBy(() -> service.answer(some.person(workspace, Role.AUDITOR), workspace, asked, "So."))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> service.answer(customer, workspace, asked, "So."))
                .isInstanceOf(Problem.Forbidden.class);
        for (var stranger :
                List.of(other, some.personFor(some.environment(workspace), Role.REVIEWER), some.stranger())) {
            assertThatThrownBy(() -> service.answer(stranger, workspace, asked, "So."))
                    .isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> service.close(stranger, workspace, asked)).isInstanceOf(Problem.NotFound.class);
        }
    }

    @Test
    void a_question_ends_once_and_who_ended_it_may_say_so_again() {
        var asked = asked();
        service.answer(reviewer, workspace, asked, "So.");
        service.answer(reviewer, workspace, asked, " So. ");

        assertThatThrownBy(() -> service.answer(reviewer, workspace, asked, "Not so."))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, it -> assertThat(it.code()).isEqualTo("question.ended"));
        assertThatThrownBy(() -> service.close(customer, workspace, asked)).isInstanceOf(Problem.Conflict.class);
        assertThat(questions.page(reviewer, workspace, true, null, 10).items()).isEmpty();
    }

    @Test
    void who_asked_may_withdraw_it() {
        var asked = asked();

        service.close(customer, workspace, asked);

        assertThat(questions.question(customer, workspace, asked).status()).isEqualTo(QuestionStatus.CLOSED);
        assertThat(questions.recent(reviewer)).isEmpty();
        assertThat(questions.recent(customer)).isEmpty();
    }

    @Test
    void two_who_answer_at_once_leave_one_answer() throws Exception {
        var asked = asked();
        var second = some.person(workspace, Role.OWNER);

        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> one = () -> answers(reviewer, asked, "One.");
            Callable<Boolean> two = () -> answers(second, asked, "Two.");
            var ended = threads.invokeAll(List.of(one, two));

            assertThat(List.of(ended.get(0).get(), ended.get(1).get())).containsExactlyInAnyOrder(true, false);
        }
    }

    private boolean answers(Actor.Person who, UUID asked, String text) {
        try {
            service.answer(who, workspace, asked, text);
            return true;
        } catch (Problem.Conflict _) {
            return false;
        }
    }

    @Test
    @Tag("I14")
    void the_same_request_again_is_the_same_question_and_with_other_words_none() {
        var asked = saying("Why?");

        var first = service.ask(customer, workspace, review, asked);

        assertThat(service.ask(customer, workspace, review, asked)).isEqualTo(first);
        assertThat(questions.of(customer, workspace, review)).hasSize(1);
        assertThatThrownBy(
                        () -> service.ask(customer, workspace, review, new NewQuestion(0, "What?", asked.requestId())))
                .isInstanceOf(Problem.Unprocessable.class);
    }

    @Test
    void a_person_asks_so_many_an_hour_and_is_told_when_the_next_one_can_be_asked() {
        for (var i = 0; i < QuestionService.MOST_ASKED; i++) {
            asked();
        }

        assertThatThrownBy(this::asked)
                .isInstanceOfSatisfying(
                        Problem.TooMuch.class,
                        it -> assertThat(it.retryAfterSeconds()).isBetween(1L, QuestionService.WITHIN.toSeconds()));
        assertThat(service.ask(other, workspace, review, saying("Why?"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "\ud800"})
    void what_is_no_text_is_refused(String text) {
        assertThatThrownBy(() -> service.ask(customer, workspace, review, saying(text)))
                .isInstanceOfSatisfying(
                        Problem.InvalidInput.class, it -> assertThat(it.code()).isEqualTo("question.text"));
    }

    @Test
    void a_text_is_kept_as_it_was_written_up_to_its_length() {
        var text = "<b>\u202eabc</b> ${1}\n" + "x".repeat(QuestionService.MOST_QUESTION - 20);

        service.ask(customer, workspace, review, saying(text));

        assertThat(questions.of(customer, workspace, review).getFirst().text()).isEqualTo(text);
        assertThatThrownBy(() ->
                        service.ask(customer, workspace, review, saying("x".repeat(QuestionService.MOST_QUESTION + 1))))
                .isInstanceOf(Problem.InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 20_000})
    void a_finding_that_there_is_not_is_refused(int finding) {
        assertThatThrownBy(() -> service.ask(customer, workspace, review, new NewQuestion(finding, "Why?", "one")))
                .isInstanceOfSatisfying(
                        Problem.InvalidInput.class, it -> assertThat(it.code()).isEqualTo("question.finding"));
    }

    @Test
    void one_of_many_is_found_by_whoever_asked_or_manages_reviews_and_can_be_answered() {
        alreadyAsked(QuestionQueries.MOST, QuestionStatus.OPEN);

        var asked = asked();

        assertThat(questions.question(customer, workspace, asked).text()).isEqualTo("Why?");
        assertThat(questions.of(reviewer, workspace, review))
                .hasSize(QuestionQueries.MOST)
                .first()
                .satisfies(it -> assertThat(it.id()).isEqualTo(asked));
        service.answer(reviewer, workspace, asked, "So.");
        assertThat(questions.question(reviewer, workspace, asked).end().answer())
                .isEqualTo("So.");
    }

    @Test
    void what_is_open_is_told_before_what_has_ended() {
        var asked = asked();
        jdbc.sql("alter table review_question disable trigger user").update();
        jdbc.sql("update review_question set created_at = created_at - interval '1 day' where id = ?")
                .param(asked)
                .update();
        jdbc.sql("alter table review_question enable trigger user").update();
        alreadyAsked(QuestionQueries.MOST, QuestionStatus.CLOSED);

        assertThat(questions.of(reviewer, workspace, review))
                .hasSize(QuestionQueries.MOST)
                .first()
                .satisfies(it -> assertThat(it.id()).isEqualTo(asked));
    }

    @Test
    void a_question_about_a_review_that_is_withdrawn_waits_for_nobody_and_can_only_be_closed() {
        var asked = asked();

        somewhere.withdraw(scope, review);

        assertThat(questions.recent(reviewer)).isEmpty();
        assertThat(questions.recent(some.personFor(scope, Role.REVIEWER))).isEmpty();
        assertThat(questions.page(reviewer, workspace, true, null, 10).items()).isEmpty();
        assertThat(questions.page(reviewer, workspace, false, null, 10).items()).hasSize(1);
        assertThatThrownBy(() -> service.answer(reviewer, workspace, asked, "So."))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, it -> assertThat(it.code()).isEqualTo("question.withdrawn"));
        service.close(reviewer, workspace, asked);
        assertThat(questions.question(reviewer, workspace, asked).status()).isEqualTo(QuestionStatus.CLOSED);
    }

    @Test
    void an_answer_that_was_given_before_the_review_was_withdrawn_may_be_said_again() {
        var asked = asked();
        service.answer(reviewer, workspace, asked, "So.");
        somewhere.withdraw(scope, review);

        service.answer(reviewer, workspace, asked, "So.");

        assertThat(questions.question(reviewer, workspace, asked).end().answer())
                .isEqualTo("So.");
    }

    @Test
    void who_asks_while_the_review_is_withdrawn_asks_nothing() {
        var outcome = somewhere.whileWithdrawn(scope, review, this::asked);

        assertThat(outcome).isInstanceOf(Problem.NotFound.class);
        assertThat(questions.of(reviewer, workspace, review)).isEmpty();
    }

    @Test
    @Tag("I12")
    void once_the_review_is_withdrawn_its_questions_are_with_it_but_for_who_reads_reviews() {
        var asked = asked();
        service.answer(reviewer, workspace, asked, "So.");

        somewhere.withdraw(scope, review);

        assertThatThrownBy(() -> questions.of(customer, workspace, review)).isInstanceOf(Problem.NotFound.class);
        assertThat(questions.page(customer, workspace, false, null, 10).items()).isEmpty();
        assertThat(questions.recent(customer)).isEmpty();
        assertThat(questions.of(reviewer, workspace, review)).hasSize(1);
        assertThatThrownBy(this::asked).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    @Tag("I12")
    void the_bell_tells_nothing_of_environments_that_are_not_shared() {
        asked();

        assertThat(questions.recent(some.personFor(scope, Role.REVIEWER))).hasSize(1);
        assertThat(questions.recent(some.personFor(some.environment(workspace), Role.REVIEWER)))
                .isEmpty();
        assertThat(questions.recent(some.person(workspace, Role.AUDITOR))).isEmpty();
    }

    @Test
    void the_database_keeps_what_was_asked_and_how_it_ended() {
        var asked = asked();

        assertThatThrownBy(() -> jdbc.sql("update review_question set question = 'x' where id = ?")
                        .param(asked)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        service.answer(reviewer, workspace, asked, "So.");
        assertThatThrownBy(() -> jdbc.sql("update review_question set answer = 'x' where id = ?")
                        .param(asked)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
