package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.packs.PackFormat;
import io.runtruth.packs.PackProfile;
import io.runtruth.packs.letterhead.LetterheadChange;
import io.runtruth.packs.letterhead.LetterheadService;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.NewNote;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewNoteService;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Publishing on one page (contract 9).
class PublishViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final ReviewNoteService service;
    private final ReviewQueries reviews;
    private final LetterheadService letterheads;
    private final ManualQueue queue;

    private Scope scope;
    private Actor.Person reviewer;
    private String workspace;
    private ReviewRef ref;
    private int imported;

    PublishViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentReviewService starts,
            PublicationService publication,
            ReviewNoteService service,
            ReviewQueries reviews,
            LetterheadService letterheads,
            ManualQueue queue) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.starts = starts;
        this.publication = publication;
        this.service = service;
        this.reviews = reviews;
        this.letterheads = letterheads;
        this.queue = queue;
    }

    @BeforeEach
    void ready() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        workspace = workspaces.mine(reviewer).getFirst().slug();
        ref = composed("pass", "fail");
    }

    @Test
    void what_is_left_out_follows_the_reader_and_what_is_written() {
        service.write(reviewer, ref, ReviewSection.FINDINGS, new NewNote("among us", true, NewNote.NONE));
        open();

        assertThat(leftOut()).contains("Own words marked as internal1", "Files of the evidence, with digests1");
        profile().setValue(PackProfile.TECHNICAL);
        assertThat(leftOut()).startsWith("No finding, no name and no own words are left out.");
        profile().setValue(PackProfile.EXECUTIVE);
        assertThat(leftOut()).contains("Own words marked as internal1");

        find(TextArea.class).withId("note-text").single().setValue("also among us");
        find(Checkbox.class).withId("note-internal").single().setValue(true);
        test(find(Button.class).withId("action-save-note").single()).click();
        assertThat(leftOut()).contains("Own words marked as internal2");
    }

    @Test
    void whose_document_it_is_stands_in_the_address_and_each_reader_has_another() {
        open();
        var ofCustomer = document();

        profile().setValue(PackProfile.TECHNICAL);

        assertThat(ofCustomer).startsWith("VAADIN/");
        assertThat(document()).startsWith("VAADIN/").isNotEqualTo(ofCustomer);
    }

    @Test
    void an_address_that_names_a_reader_shows_their_document_at_once() {
        signIn(reviewer);

        UI.getCurrent().navigate(Routes.publish(workspace, ref.id()), QueryParameters.of("for", "executive"));

        assertThat(getCurrentView()).isInstanceOf(PublishView.class);
        assertThat(profile().getValue()).isEqualTo(PackProfile.EXECUTIVE);
        UI.getCurrent().navigate(Routes.publish(workspace, ref.id()), QueryParameters.of("for", "nobody"));
        assertThat(profile().getValue()).isEqualTo(PackProfile.CUSTOMER);
    }

    @Test
    void what_is_written_there_is_published_with_it_and_the_packs_are_offered_then() {
        open();
        find(TextArea.class).withId("note-text").single().setValue("in the last moment");

        confirm();

        var published = reviews.detail(reviewer, scope.workspaceId(), ref.id());
        assertThat(published.review().status()).isEqualTo(ReviewStatus.PUBLISHED);
        assertThat(published.notes()).extracting("text").containsExactly("in the last moment");
        assertThat(find(Anchor.class).all().stream()
                        .filter(it -> it.getId().orElse("").startsWith("action-download-pack-")))
                .hasSize(PackFormat.values().length);
        assertThat(find(Button.class).withId("action-confirm-publish").exists()).isFalse();
    }

    @Test
    void who_publishes_words_that_they_have_not_seen_is_told_and_publishes_nothing() {
        open();
        var seen = reviews.row(reviewer, scope.workspaceId(), ref.id());
        service.write(
                some.person(scope.workspaceId(), Role.REVIEWER),
                ref,
                ReviewSection.FINDINGS,
                new NewNote("by another", false, NewNote.NONE));

        confirm();

        assertThat(status()).isEqualTo(seen.status());
        assertThat(meanwhile()).startsWith("Own words of this review were changed by somebody else");
        assertThat(find(NoteBlock.class).exists()).isFalse();
        confirm();
        assertThat(status()).isEqualTo(ReviewStatus.READY);
        lookAgain();
        assertThat(find(NoteBlock.class).single().getElement().getTextRecursively())
                .contains("by another");
        confirm();
        assertThat(status()).isEqualTo(ReviewStatus.PUBLISHED);
    }

    @Test
    void who_would_supersede_another_one_than_they_were_told_is_told_and_publishes_nothing() {
        var other = composed("fail", "fail");
        ref = composed("pass", "pass");
        open();
        assertThat(decision()).contains("It becomes review 1, the first");
        publication.publish(reviewer, other, null);

        confirm();

        assertThat(status()).isEqualTo(ReviewStatus.READY);
        assertThat(meanwhile()).startsWith("Another review of this environment was published");
        lookAgain();
        assertThat(decision()).contains("It becomes review 2 and supersedes review 1");
        confirm();
        assertThat(status()).isEqualTo(ReviewStatus.PUBLISHED);
    }

    @Test
    void who_looks_while_somebody_else_publishes_it_hears_of_it() {
        open();

        publication.publish(reviewer, ref, null);

        eventually("it is told", () -> meanwhile().startsWith("Somebody has published this review"));
        assertThat(find(Button.class).withId("action-confirm-publish").exists()).isFalse();
        assertThat(find(Anchor.class).withId("action-download-pack-zip").exists())
                .isTrue();
    }

    @Test
    void words_that_are_not_saved_outlast_a_composition() {
        open();
        words().setValue("long thought about");

        var run = refreshed();
        eventually("it is composed", () -> meanwhile().startsWith("This review is being composed again"));
        assertThat(words().getValue()).isEqualTo("long thought about");
        queue.work(run);

        eventually(
                "it is ready",
                () -> find(Button.class).withId("action-confirm-publish").exists());
        assertThat(words().getValue()).isEqualTo("long thought about");
        confirm();
        assertThat(reviews.detail(reviewer, scope.workspaceId(), ref.id()).notes())
                .extracting("text")
                .containsExactly("long thought about");
    }

    @Test
    void words_that_came_too_late_are_there_to_be_copied() {
        open();
        words().setValue("long thought about");

        publication.publish(reviewer, ref, null);

        eventually("it has ended", () -> words().isReadOnly());
        assertThat(words().getValue()).isEqualTo("long thought about");
        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .anyMatch(it -> it.startsWith("What you wrote was not saved"));
        assertThat(find(Button.class).withId("action-save-note").exists()).isFalse();
    }

    @Test
    void a_review_that_becomes_ready_names_the_one_that_it_supersedes_by_then() {
        var other = composed("fail", "fail");
        ref = composed("pass", "pass");
        var run = refreshed();
        open();
        publication.publish(reviewer, other, null);

        queue.work(run);

        eventually(
                "it is ready",
                () -> find(Button.class).withId("action-confirm-publish").exists());
        assertThat(decision()).contains("It becomes review 2 and supersedes review 1");
    }

    @Test
    void who_looked_at_another_letterhead_is_told_and_publishes_nothing() {
        open();
        letterheads.change(
                some.person(scope.workspaceId(), Role.OWNER),
                scope.workspaceId(),
                new LetterheadChange(null, "#0b57a4", null, null));

        confirm();

        assertThat(status()).isEqualTo(ReviewStatus.READY);
        assertThat(meanwhile()).startsWith("The letterhead was changed meanwhile");
        lookAgain();
        confirm();
        assertThat(status()).isEqualTo(ReviewStatus.PUBLISHED);
    }

    @Test
    void a_dialog_has_other_ids_than_the_page_behind_it() {
        service.write(reviewer, ref, ReviewSection.FINDINGS, new NewNote("as it was", false, NewNote.NONE));
        open();

        test(find(Button.class).withId("action-edit-note-findings").single()).click();

        words().setValue("of the whole");
        find(TextArea.class).withId("note-text-findings").single().setValue("of findings");
        test(find(Button.class).withId("action-save-note-findings").single()).click();
        test(find(Button.class).withId("action-save-note").single()).click();
        assertThat(reviews.detail(reviewer, scope.workspaceId(), ref.id()).notes())
                .extracting("text")
                .containsExactlyInAnyOrder("of the whole", "of findings");
    }

    private TextArea words() {
        return find(TextArea.class).withId("note-text").single();
    }

    private UUID refreshed() {
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), "pass", "fail");
        var request = new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
        return ((Dispatched) starts.refresh(reviewer, ref, request)).runId();
    }

    private void open() {
        signIn(reviewer);
        navigate(Routes.publish(workspace, ref.id()), PublishView.class);
    }

    private void confirm() {
        test(find(Button.class).withId("action-confirm-publish").single()).click();
    }

    private void lookAgain() {
        test(find(Button.class).withId("action-look-again").single()).click();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<PackProfile> profile() {
        return find(RadioButtonGroup.class).withId("publish-profile").single();
    }

    private String document() {
        return find(PublishPreview.class).single().getElement().getAttribute("document");
    }

    private String leftOut() {
        return find(Div.class).withId("publish-left-out").single().getElement().getTextRecursively();
    }

    private String decision() {
        return find(Div.class).withId("publish-decision").single().getElement().getTextRecursively();
    }

    private String meanwhile() {
        return find(Paragraph.class).all().stream()
                .filter(it -> it.getId().orElse("").equals("publish-meanwhile"))
                .map(Paragraph::getText)
                .findFirst()
                .orElse("");
    }

    private ReviewStatus status() {
        return reviews.row(reviewer, scope.workspaceId(), ref.id()).status();
    }

    private ReviewRef composed(String... results) {
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), results);
        var started = (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return new ReviewRef(scope, started.reviewId());
    }
}
