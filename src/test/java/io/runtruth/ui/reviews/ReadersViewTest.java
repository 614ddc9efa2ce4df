package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.portal.NewQuestion;
import io.runtruth.portal.PublishedSomewhere;
import io.runtruth.portal.QuestionQueries;
import io.runtruth.portal.QuestionService;
import io.runtruth.portal.ReadingService;
import io.runtruth.portal.ShareLinkState;
import io.runtruth.portal.SharingService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What readers of a published review do on its page, and what they find there (contract 8, published).
class ReadersViewTest extends ViewTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202e why?";

    private final PublishedSomewhere somewhere;
    private final TestWorkspaces some;
    private final WorkspaceQueries workspaces;
    private final ReadingService readings;
    private final QuestionService service;
    private final QuestionQueries questions;
    private final SharingService sharing;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person reviewer;
    private Actor.Person customer;
    private String workspace;
    private UUID review;

    ReadersViewTest(
            PublishedSomewhere somewhere,
            TestWorkspaces some,
            WorkspaceQueries workspaces,
            ReadingService readings,
            QuestionService service,
            QuestionQueries questions,
            SharingService sharing,
            JdbcClient jdbc) {
        this.somewhere = somewhere;
        this.some = some;
        this.workspaces = workspaces;
        this.readings = readings;
        this.service = service;
        this.questions = questions;
        this.sharing = sharing;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void publish() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        workspace = workspaces.mine(reviewer).getFirst().slug();
        review = somewhere.published(scope);
    }

    private void open(Actor.Person who) {
        signIn(who);
        UI.getCurrent().navigate(Routes.review(workspace, review));
    }

    private String readers() {
        return find(Section.class).withId("readers").single().getElement().getTextRecursively();
    }

    private UUID asked(String text) {
        return service.ask(
                customer,
                scope.workspaceId(),
                review,
                new NewQuestion(0, text, UUID.randomUUID().toString()));
    }

    private FindingEntry opened() {
        var entry = find(FindingEntry.class).all().getFirst();
        entry.open();
        return entry;
    }

    @Test
    @Tag("I12")
    void the_page_of_a_customer_tells_nothing_of_what_is_internal() {
        open(customer);

        var page = find(Div.class).withId("view-review").single().getElement().getTextRecursively();

        var internals = jdbc.sql("""
                select file_name from evidence_snapshot where workspace_id = :workspace
                union all
                select file_digest from evidence_snapshot where workspace_id = :workspace
                union all
                select cast(id as text) from evidence_snapshot where workspace_id = :workspace
                union all
                select cast(id as text) from operation_run where workspace_id = :workspace
                """)
                .param("workspace", scope.workspaceId())
                .query(String.class)
                .list();
        assertThat(internals).hasSizeGreaterThan(3).noneMatch(page::contains);
        assertThat(page).doesNotContain("sha256:", "Evidence file");
        open(reviewer);
        assertThat(find(Div.class).withId("view-review").single().getElement().getTextRecursively())
                .contains("sha256:");
    }

    @Test
    void who_manages_reviews_makes_a_share_link_sees_its_openings_and_revokes_it() {
        open(reviewer);
        test(find(Button.class).withId("action-share").single()).click();
        test(find(Button.class).withId("action-make-share-link").single()).click();
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("Say for whom the link is");
        find(TextField.class).withId("share-for-whom").single().setValue(HOSTILE);
        test(find(Button.class).withId("action-make-share-link").single()).click();
        var link = find(TextField.class).withId("shown-once").single().getValue();
        assertThat(link).startsWith("/shared/rtl_");
        sharing.open(link.substring("/shared/".length()), null);

        open(reviewer);
        test(find(Button.class).withId("action-share").single()).click();
        var made = find(Section.class).withId("share-links").single();
        assertThat(made.getElement().getTextRecursively())
                .contains("opened once", "[U+202E]")
                .doesNotContain("\u202e");
        find(Button.class).all().stream()
                .filter(it -> it.getId().orElse("").startsWith("action-revoke-share-"))
                .forEach(it -> test(it).click());

        assertThat(made.getElement().getTextRecursively()).contains("revoked");
        assertThat(sharing.behind(link.substring("/shared/".length()))
                        .orElseThrow()
                        .state())
                .isEqualTo(ShareLinkState.REVOKED);
    }

    @Test
    void a_customer_is_offered_no_sharing() {
        open(customer);

        assertThat(find(Button.class).withId("action-share").exists()).isFalse();
    }

    @Test
    void a_customer_confirms_having_read_it_and_those_who_review_see_by_whom() {
        open(customer);

        test(find(Button.class).withId("action-confirm-read").single()).click();

        assertThat(readers()).contains("Read by " + customer.name());
        assertThat(find(Button.class).withId("action-confirm-read").exists()).isFalse();
        open(reviewer);
        assertThat(readers()).contains("Read by 1 person: " + customer.name());
        assertThat(find(Button.class).withId("action-confirm-read").exists()).isFalse();
    }

    @Test
    void who_reads_it_meanwhile_appears_by_themselves() {
        open(reviewer);
        assertThat(readers()).contains("Nobody");

        readings.confirm(customer, scope.workspaceId(), review);

        eventually("it is told", () -> readers().contains(customer.name()));
    }

    @Test
    void a_question_is_asked_beside_its_finding_answered_there_and_shown_as_text() {
        open(customer);
        var entry = opened();
        test(find(Button.class, entry).withId("action-ask-0").single()).click();
        find(TextArea.class).withId("question-text").single().setValue(HOSTILE);
        test(find(Button.class).withId("action-confirm-ask").single()).click();

        assertThat(entry.getElement().getTextRecursively())
                .contains("<img src=x onerror=alert(1)>", "[U+202E]")
                .contains("Open");
        assertThat(entry.getElement().getOuterHTML()).doesNotContain("<img");

        open(reviewer);
        assertThat(readers()).contains("Questions of readers", customer.name());
        var question = questions.of(reviewer, scope.workspaceId(), review).getFirst();
        var ofReviewer = opened();
        test(find(Button.class, ofReviewer)
                        .withId("action-answer-question-" + question.id())
                        .single())
                .click();
        find(TextArea.class).withId("question-text").single().setValue("Because.");
        test(find(Button.class).withId("action-confirm-answer").single()).click();

        assertThat(ofReviewer.getElement().getTextRecursively()).contains("Answered by " + reviewer.name(), "Because.");
        open(customer);
        assertThat(opened().getElement().getTextRecursively())
                .contains("Because.")
                .doesNotContain(reviewer.name());
    }

    @Test
    void what_is_refused_is_said_and_nothing_is_asked() {
        open(customer);
        opened();
        test(find(Button.class).withId("action-ask-0").single()).click();

        test(find(Button.class).withId("action-confirm-ask").single()).click();

        assertThat(find(com.vaadin.flow.component.dialog.Dialog.class)
                        .withId("dialog-ask")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("A question needs 1 to 2,000 characters");
        assertThat(questions.of(customer, scope.workspaceId(), review)).isEmpty();
    }

    @Test
    void an_answer_that_comes_while_the_page_is_open_appears_beside_its_finding() {
        var question = asked("Why?");
        open(customer);
        var entry = opened();

        service.answer(reviewer, scope.workspaceId(), question, "Because.");

        eventually("it is told", () -> entry.getElement().getTextRecursively().contains("Because."));
    }

    @Test
    void an_address_may_name_the_finding_that_is_shown() {
        signIn(customer);

        UI.getCurrent()
                .navigate(Routes.review(workspace, review), com.vaadin.flow.router.QueryParameters.of("finding", "1"));

        assertThat(find(FindingEntry.class).all().stream().filter(it -> it.isOpen()))
                .hasSize(1);
    }

    @Test
    void a_finding_that_was_opened_before_its_review_was_published_can_be_asked_about_afterwards() {
        review = somewhere.ready(scope);
        open(reviewer);
        var entry = opened();
        assertThat(find(Button.class, entry).withId("action-ask-0").exists()).isFalse();

        somewhere.publish(scope, review);
        eventually(
                "its readers are told",
                () -> find(Section.class).withId("readers").exists());
        asked("Why now?");
        eventually("the question is told", () -> readers().contains(customer.name()));
        entry.open();

        assertThat(entry.getElement().getTextRecursively()).contains("Why now?");
        assertThat(find(Button.class, entry).withId("action-ask-0").exists()).isTrue();
        entry.open();
        assertThat(find(Button.class, entry).withId("action-ask-0").all()).hasSize(1);
    }

    @Test
    void about_a_review_that_is_withdrawn_no_answer_is_offered_and_it_says_why() {
        var question = asked("Why?");
        somewhere.withdraw(scope, review);
        open(reviewer);

        var entry = opened();

        assertThat(entry.getElement().getTextRecursively()).contains("nobody is told an answer any more");
        assertThat(find(Button.class, entry)
                        .withId("action-answer-question-" + question)
                        .exists())
                .isFalse();
        test(find(Button.class, entry)
                        .withId("action-close-question-" + question)
                        .single())
                .click();
        assertThat(questions.question(reviewer, scope.workspaceId(), question).isOpen())
                .isFalse();
    }

    @Test
    void whoever_is_not_named_among_those_who_have_read_it_is_counted() {
        readBy(21);
        open(reviewer);
        assertThat(readers()).contains("Read by 21 persons: ", "and 1 more");

        readBy(200);
        open(reviewer);
        assertThat(readers()).contains("Read by 200+ persons: ", "and 180+ more");
    }

    private void readBy(int persons) {
        jdbc.sql("""
                with read as (
                    insert into account
                        (id, username, display_name, password_hash, system_operator, demo, created_at, version)
                    select gen_random_uuid(), 'read-' || gen_random_uuid(), 'Reader', 'none', false, false, now(), 0
                    from generate_series(1, :persons)
                    returning id)
                insert into review_reading (review_id, account_id, workspace_id, environment_id, account_name, read_at)
                select :review, id, :workspace, :environment, 'Reader', now()
                from read
                """)
                .param("persons", persons)
                .param("review", review)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .update();
    }

    @Test
    void open_questions_beyond_a_portion_are_shown_when_asked_for() {
        jdbc.sql("""
                insert into review_question
                    (id, workspace_id, environment_id, review_id, finding, control_id, title, asked_by, asked_by_name,
                    created_at, question, request_id, status)
                select gen_random_uuid(), ?, ?, ?, 0, 'C.0', 'Control 0', ?, 'Somebody',
                    now() - number * interval '1 hour', 'Why ' || number || '?', 'earlier ' || number, 'open'
                from generate_series(1, 201) number
                """)
                .params(scope.workspaceId(), scope.environmentId(), review, customer.account())
                .update();
        signIn(reviewer);
        UI.getCurrent().navigate(Routes.questions(workspace));
        assertThat(listed()).contains("Why 100?").doesNotContain("Why 101?");

        test(find(Button.class).withId("action-more").single()).click();
        test(find(Button.class).withId("action-more").single()).click();

        assertThat(listed()).contains("Why 1?", "Why 201?");
        assertThat(find(Button.class).withId("action-more").exists()).isFalse();
    }

    @Test
    void what_is_asked_about_a_review_leaves_the_list_with_it() {
        asked("Why is this so?");
        signIn(reviewer);
        UI.getCurrent().navigate(Routes.questions(workspace));
        assertThat(listed()).contains("Why is this so?");

        somewhere.withdraw(scope, review);

        eventually("it is gone", () -> listed().contains("No question is open"));
    }

    @Test
    void who_only_reads_reviews_is_offered_no_answer() {
        asked("Why?");
        open(some.person(scope.workspaceId(), Role.AUDITOR));

        var entry = opened();

        assertThat(entry.getElement().getTextRecursively()).contains("Why?").doesNotContain("Close without an answer");
    }

    @Test
    void open_questions_of_the_workspace_are_listed_until_they_end() {
        var question = asked("Why is this so?");
        signIn(reviewer);
        UI.getCurrent().navigate(Routes.questions(workspace));
        assertThat(listed()).contains("Why is this so?", customer.name());

        service.answer(reviewer, scope.workspaceId(), question, "Because.");

        eventually("it is gone", () -> listed().contains("No question is open"));
    }

    private String listed() {
        return find(Div.class).withId("view-questions").single().getElement().getTextRecursively();
    }

    @Test
    void a_customer_who_goes_where_others_work_is_told_whom_to_ask_and_nothing_of_owners() {
        signIn(customer);

        UI.getCurrent().navigate(Routes.operations(workspace));

        assertThat(find(Div.class).withId("view-problem").single().getElement().getTextRecursively())
                .contains("ask whoever invited you")
                .doesNotContain("owner");
    }
}
