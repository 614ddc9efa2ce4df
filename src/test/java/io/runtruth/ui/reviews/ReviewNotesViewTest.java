package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.NewNote;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewNoteQueries;
import io.runtruth.reviews.ReviewNoteService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// The reviewer's own words on the page of a review (contract 6, own words).
class ReviewNotesViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final ReviewNoteService service;
    private final ReviewNoteQueries queries;
    private final ManualQueue queue;

    private Scope scope;
    private Actor.Person reviewer;
    private String workspace;
    private ReviewRef ref;
    private String edited = "";

    ReviewNotesViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentReviewService starts,
            PublicationService publication,
            ReviewNoteService service,
            ReviewNoteQueries queries,
            ManualQueue queue) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.starts = starts;
        this.publication = publication;
        this.service = service;
        this.queries = queries;
        this.queue = queue;
    }

    @BeforeEach
    void review() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        workspace = workspaces.mine(reviewer).getFirst().slug();
        ref = composed(COLLECTED, "pass", "fail");
    }

    @Test
    void a_reviewer_writes_own_words_that_stand_apart_in_their_section() {
        open(reviewer);

        edit(ReviewSection.FINDINGS);
        text().setValue("- <b>first</b>\n- [plan](https://plan.example)");
        assertThat(find(Div.class)
                        .withId("note-preview" + edited)
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("<b>first</b>");
        find(Checkbox.class).withId("note-internal" + edited).single().setValue(true);
        save();

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(own())
                .containsExactly("The reviewer’s own words · internal, not for customersChange<b>first</b>plan"
                        + byline(queries.of(reviewer, ref).getFirst()));
        assertThat(find(NoteBlock.class).single().getElement().getParent().getParent())
                .isEqualTo(find(FindingsSection.class).single().getElement());
        assertThat(queries.of(reviewer, ref).getFirst().internal()).isTrue();
    }

    @Test
    void leaving_the_text_empty_takes_the_words_away() {
        write(ReviewSection.WHOLE, "gone soon", NewNote.NONE);
        open(reviewer);
        assertThat(own()).hasSize(1);

        edit(ReviewSection.WHOLE);
        text().setValue("  ");
        save();

        assertThat(own()).isEmpty();
        assertThat(queries.of(reviewer, ref)).isEmpty();
    }

    @Test
    void of_two_who_write_the_second_sees_the_words_of_the_first_and_loses_none() {
        var other = editedByAnother();

        save();

        assertThat(find(Div.class)
                        .withId("note-theirs" + edited)
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains(other.name(), "theirs");
        assertThat(text().getValue()).isEqualTo("mine");
        assertThat(texts()).containsExactly("theirs");
        test(find(Button.class).withId("action-join-notes" + edited).single()).click();
        save();
        assertThat(texts()).containsExactly("mine\n\ntheirs");
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    @Test
    void an_open_page_and_an_open_editor_hear_of_the_words_of_others() {
        open(reviewer);
        edit(ReviewSection.WHOLE);
        text().setValue("mine");
        var other = some.person(scope.workspaceId(), Role.REVIEWER);

        service.write(other, ref, ReviewSection.WHOLE, new NewNote("theirs", false, NewNote.NONE));

        eventually("they are there", () -> own().stream().anyMatch(it -> it.contains("theirs")));
        assertThat(find(Div.class).withId("note-theirs" + edited).single().isVisible())
                .isTrue();
        assertThat(text().getValue()).isEqualTo("mine");
    }

    @Test
    void words_that_the_browser_has_not_shown_yet_are_not_saved_over() {
        editedByAnother();
        eventually(
                "they are sent",
                () -> find(Div.class).withId("note-theirs" + edited).exists());

        save();
        assertThat(texts()).containsExactly("theirs");

        shownByTheBrowser();
        save();
        assertThat(texts()).containsExactly("mine");
    }

    @Test
    void what_is_published_offers_no_editing_and_shows_what_it_had() {
        write(ReviewSection.WHOLE, "as it was", NewNote.NONE);
        open(reviewer);
        assertThat(editing()).isPositive();

        publication.publish(reviewer, ref, null);

        eventually("it is frozen", () -> editing() == 0);
        assertThat(own()).hasSize(1);
    }

    @Test
    @Tag("I12")
    void a_customer_reads_what_is_not_internal_without_names() {
        write(ReviewSection.WHOLE, "for all", NewNote.NONE);
        service.write(reviewer, ref, ReviewSection.FINDINGS, new NewNote("among us", true, NewNote.NONE));
        publication.publish(reviewer, ref, null);

        open(some.person(scope.workspaceId(), Role.CUSTOMER));

        assertThat(own()).hasSize(1);
        assertThat(own().getFirst()).contains("for all", "Written ").doesNotContain(reviewer.name());
        assertThat(getCurrentView().getElement().getTextRecursively()).doesNotContain("among us");
        assertThat(editing()).isZero();
    }

    @Test
    void an_auditor_reads_all_and_writes_nothing() {
        service.write(reviewer, ref, ReviewSection.FINDINGS, new NewNote("among us", true, NewNote.NONE));

        open(some.person(scope.workspaceId(), Role.AUDITOR));

        assertThat(own().getFirst()).contains("among us", reviewer.name());
        assertThat(editing()).isZero();
    }

    @Test
    void words_of_a_section_that_the_document_does_not_have_stand_on_the_first_page() {
        write(ReviewSection.DRIFT, "of what changed", NewNote.NONE);

        open(reviewer);

        assertThat(own().getFirst()).contains("own words on: What changed", "of what changed");
        assertThat(find(NoteBlock.class, find(FrontSection.class).single()).exists())
                .isTrue();
    }

    @Test
    void a_successor_offers_the_words_of_the_published_one_and_takes_them_over_on_a_click() {
        write(ReviewSection.WHOLE, "as before", NewNote.NONE);
        publication.publish(reviewer, ref, null);
        ref = composed(COLLECTED.plusSeconds(60), "fail", "fail");
        open(reviewer);
        assertThat(own()).isEmpty();
        assertThat(find(Div.class).withId("notes-offer").single().getElement().getTextRecursively())
                .contains("no. 1 has own words on: The review as a whole");

        test(find(Button.class).withId("action-take-notes").single()).click();

        assertThat(own()).hasSize(1);
        assertThat(find(Div.class).withId("notes-offer").exists()).isFalse();
    }

    @Test
    void words_are_written_while_it_is_composed() {
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail");
        starts.refresh(
                reviewer, ref, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        write(ReviewSection.FINDINGS, "kept meanwhile", NewNote.NONE);
        open(reviewer);
        assertThat(find(CompositionPanel.class).exists()).isTrue();
        assertThat(own().getFirst()).contains("own words on: Findings", "kept meanwhile");

        edit(ReviewSection.WHOLE);
        text().setValue("in advance");
        save();

        assertThat(texts()).containsExactly("in advance", "kept meanwhile");
    }

    private void write(ReviewSection section, String text, long version) {
        service.write(reviewer, ref, section, new NewNote(text, false, version));
    }

    /// While the reviewer writes `mine` somebody else has written `theirs`.
    private Actor.Person editedByAnother() {
        write(ReviewSection.WHOLE, "as it was", NewNote.NONE);
        open(reviewer);
        edit(ReviewSection.WHOLE);
        text().setValue("mine");
        var other = some.person(scope.workspaceId(), Role.REVIEWER);
        service.write(other, ref, ReviewSection.WHOLE, new NewNote("theirs", false, 1));
        return other;
    }

    private void edit(ReviewSection section) {
        edited = "-" + section.code();
        test(find(Button.class).withId("action-edit-note" + edited).single()).click();
    }

    private static void shownByTheBrowser() {
        var internals = UI.getCurrent().getInternals();
        internals.getStateTree().runExecutionsBeforeClientResponse();
        internals.dumpPendingJavaScriptInvocations().stream()
                .filter(it -> it.getInvocation().getExpression().contains("return true"))
                .forEach(it -> it.complete(JsonNodeFactory.instance.booleanNode(true)));
    }

    private void save() {
        test(find(Button.class).withId("action-save-note" + edited).single()).click();
    }

    private TextArea text() {
        return find(TextArea.class).withId("note-text" + edited).single();
    }

    private List<String> own() {
        return find(NoteBlock.class).all().stream()
                .map(it -> it.getElement().getTextRecursively())
                .toList();
    }

    private long editing() {
        return find(Button.class).all().stream()
                .filter(it -> it.getId().orElse("").startsWith("action-edit-note-"))
                .count();
    }

    private List<String> texts() {
        return queries.of(reviewer, ref).stream().map(ReviewNote::text).toList();
    }

    private String byline(ReviewNote note) {
        var all = own().getFirst();
        return all.substring(all.indexOf(String.valueOf(note.by())));
    }

    private void open(Actor.Person person) {
        signIn(person);
        navigate(Routes.review(workspace, ref.id()), ReviewView.class);
    }

    private ReviewRef composed(Instant collected, String... results) {
        evidence.snapshotOf(scope, "Tool", collected, results);
        var started = (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return new ReviewRef(scope, started.reviewId());
    }
}
