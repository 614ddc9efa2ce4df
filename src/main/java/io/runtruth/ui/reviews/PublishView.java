package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.packs.PackPreviewQueries;
import io.runtruth.packs.PackProfile;
import io.runtruth.packs.PackService;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.reviews.PublicationQueries;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.PublicationService.Looked;
import io.runtruth.reviews.PublicationToCome;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.ReviewWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Publishing on one page (contract 9): for whom, with the very document beside it, in what words, and
/// what is left out; then it is published, and the packs are there. What was looked at is what is
/// published, or the person is told.
@PermitAll
@Route(value = Routes.PUBLISH_REVIEW, layout = MainLayout.class)
class PublishView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    /// Parameter of the address: whose document is shown.
    private static final String FOR = "for";

    private final PublicationService publication;
    private final PublicationQueries publications;
    private final PackPreviewQueries previews;
    private final PackService packs;
    private final ReviewQueries reviews;
    private final WorkspaceQueries workspaces;
    private final LetterheadQueries letterheads;
    private final NoteDesk noteDesk;
    private final ProblemMessages messages;
    private final CurrentActor current;

    private final ViewHeader header = new ViewHeader("");
    private final Div told = new Div();
    private final Paragraph meanwhile = new Paragraph();
    private final Button again = new Button();
    private final RadioButtonGroup<PackProfile> profile = new RadioButtonGroup<>();
    private final Paragraph about = new Paragraph();
    private final Div words = new Div();
    private final Div offers = new Div();
    private final Div others = new Div();
    private final Div leftOut = new Div();
    private final Div decision = new Div();
    private final Div steps = new Div();
    private final PublishPreview preview = new PublishPreview();
    private final LocalFormat format = LocalFormat.of(UI.getCurrent());

    private @Nullable WorkspaceRow workspace;
    private @Nullable NoteEditor editor;
    private @Nullable NoteDialog dialog;
    private volatile @Nullable ReviewRow shown;
    private List<ReviewNote> notes = List.of();
    private @Nullable PublicationToCome toCome;
    private @Nullable UUID letterhead;

    PublishView(
            PublicationService publication,
            PublicationQueries publications,
            PackPreviewQueries previews,
            PackService packs,
            ReviewQueries reviews,
            WorkspaceQueries workspaces,
            LetterheadQueries letterheads,
            NoteDesk noteDesk,
            ProblemMessages messages,
            CurrentActor current,
            LiveUpdates live) {
        this.publication = publication;
        this.publications = publications;
        this.previews = previews;
        this.packs = packs;
        this.reviews = reviews;
        this.workspaces = workspaces;
        this.letterheads = letterheads;
        this.noteDesk = noteDesk;
        this.messages = messages;
        this.current = current;
        getContent().setId("view-publish");
        getContent().addClassNames("view", "publish");
        parts();
        live.bind(this, this::concerns, _ -> reread());
        live.tick(this, this::reread);
    }

    private void parts() {
        meanwhile.setId("publish-meanwhile");
        again.setText(getTranslation("publish.look_again"));
        again.setId("action-look-again");
        again.addThemeVariants(ButtonVariant.SMALL);
        again.addClickListener(_ -> lookAgain());
        told.addClassName("publish-told");
        told.getElement().setAttribute("role", "alert");
        told.add(meanwhile, again);
        told.setVisible(false);
        profile.setId("publish-profile");
        profile.setAriaLabel(getTranslation("publish.step.for"));
        profile.setItemLabelGenerator(it -> getTranslation("pack.profile." + it.code()));
        profile.setItems(PackProfile.values());
        profile.setValue(PackProfile.CUSTOMER);
        profile.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                keepInAddress();
            }
            showReader();
        });
        about.addClassName("quiet");
        leftOut.setId("publish-left-out");
        leftOut.getElement().setAttribute("role", "status");
        decision.setId("publish-decision");
        steps.addClassName("publish-steps");
        var parts = new Div(steps, preview);
        parts.addClassName("publish-parts");
        getContent().add(header, told, parts);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var here = workspaces.bySlug(
                current.get(), parameters.get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        workspace = here;
        var id = Routes.id(parameters.get(Routes.REVIEW_PARAMETER).orElseThrow());
        var row = reviews.row(current.get(), here.id(), id);
        shown = null;
        profile.setValue(event.getLocation()
                .getQueryParameters()
                .getSingleParameter(FOR)
                .flatMap(code -> Coded.of(PackProfile.class, code))
                .orElse(PackProfile.CUSTOMER));
        editor = null;
        told.setVisible(false);
        shown = row;
        show(row);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("publish.page.title", review().environment().name());
    }

    /// What is written here and not saved stays.
    private void show(ReviewRow row) {
        shown = row;
        header.setTitle(getPageTitle());
        header.removeFacts();
        var back = new Anchor(Routes.review(here().slug(), row.id()), getTranslation("publish.to_review"));
        header.addFacts(ReviewWording.badge(row.status()), back);
        steps.removeAll();
        if (row.status() == ReviewStatus.READY) {
            look(row);
            words();
            steps.add(
                    step("for", profile, about),
                    step("left_out", leftOut),
                    step("words", words),
                    step("publish", decision));
            decide();
        } else {
            ended(row);
        }
        preview.setVisible(row.status() == ReviewStatus.READY);
        showReader();
    }

    /// Reads all that the decision is about.
    private void look(ReviewRow row) {
        notes = desk().now();
        toCome = publications.toCome(current.get(), ref(row));
        letterhead = letterheads.current(current.get(), here().id()).id();
    }

    private Section step(String code, Component... parts) {
        var title = new H2(getTranslation("publish.step." + code));
        title.setId("publish-step-" + code);
        var section = new Section(title);
        section.add(parts);
        section.getElement().setAttribute("aria-labelledby", "publish-step-" + code);
        return section;
    }

    /// What follows from whom it is shown for.
    private void showReader() {
        var row = shown;
        if (row == null) {
            return;
        }
        var chosen = profile.getValue();
        about.setText(getTranslation("pack.profile." + chosen.code() + ".about"));
        if (row.status() != ReviewStatus.READY) {
            offerPacks();
            return;
        }
        leftOut.removeAll();
        var counts = previews.leftOut(current.get(), here().id(), row.id(), chosen);
        if (counts.isEmpty()) {
            leftOut.add(new Paragraph(getTranslation("publish.left_out.nothing")));
        } else {
            var facts = new FactList();
            counts.forEach((kind, count) ->
                    facts.fact(getTranslation("publish.left_out." + kind.code()), format.number(count)));
            leftOut.add(facts);
        }
        var workspaceId = here().id();
        var language = packs.language(current.get(), workspaceId);
        preview.show(() -> previews.preview(current.get(), workspaceId, row.id(), chosen, language));
    }

    private void keepInAddress() {
        UI.getCurrent()
                .getPage()
                .getHistory()
                .replaceState(
                        null,
                        new Location(
                                Routes.publish(here().slug(), review().id()),
                                QueryParameters.simple(
                                        Map.of(FOR, profile.getValue().code()))));
    }

    // own words

    private void words() {
        var writing = writing();
        editor = writing;
        var save = new Button(
                getTranslation("own_words.save"),
                _ -> attempt(() -> {
                    writing.save();
                    written(ReviewSection.WHOLE);
                }));
        save.setId("action-save-note");
        save.addThemeVariants(ButtonVariant.SMALL);
        words.removeAll();
        words.add(offers, new Paragraph(getTranslation("publish.words")), writing, save, others);
        showWords();
    }

    private NoteEditor writing() {
        var kept = editor;
        if (kept != null && kept.isChanged()) {
            kept.setReadOnly(false);
            kept.heard(notes);
            return kept;
        }
        var begun = new NoteEditor(desk(), ReviewSection.WHOLE, format, "");
        // the document stands beside it
        begun.addClassName("without-preview");
        return begun;
    }

    /// But for those that are being written here, so that whoever writes goes on.
    private void showWords() {
        others.removeAll();
        besides(ReviewSection.WHOLE, notes)
                .forEach(note -> others.add(NoteBlock.elsewhere(note, format, () -> edit(note.section()))));
        offers.removeAll();
        var desk = desk();
        desk.offered()
                .ifPresent(offer -> offers.add(new NoteOffer(offer, format, () -> {
                    desk.takeOver();
                    Toast.done(getTranslation("own_words.taken_over"));
                    lookAgain();
                })));
    }

    private void edit(ReviewSection section) {
        var name = getTranslation("document.section." + section.code());
        dialog = new NoteDialog(desk(), section, getTranslation("own_words.dialog", name), () -> written(section));
    }

    /// By who looks at this page: what others have written since is not taken for looked at.
    ///
    /// @return false where others have
    private boolean written(ReviewSection section) {
        var now = desk().now();
        if (!besides(section, now).equals(besides(section, notes))) {
            stale("publish.meanwhile.words");
            return false;
        }
        notes = now;
        if (editor != null) {
            editor.heard(now);
        }
        showWords();
        showReader();
        return true;
    }

    private static List<ReviewNote> besides(ReviewSection section, List<ReviewNote> notes) {
        return notes.stream().filter(it -> it.section() != section).toList();
    }

    // the decision

    private void decide() {
        decision.removeAll();
        var replaces = Objects.requireNonNull(toCome, "entered").replaces();
        decision.add(
                new Paragraph(getTranslation("review.publish.freezes")),
                new Paragraph(
                        replaces == null
                                ? getTranslation("publish.first", toCome.number())
                                : getTranslation(
                                        "publish.supersedes",
                                        toCome.number(),
                                        replaces.number(),
                                        format.date(replaces.at()))));
        var keep = new Anchor(Routes.review(here().slug(), review().id()), getTranslation("review.publish.keep"));
        keep.setId("action-cancel-publish");
        keep.addClassName("as-button");
        var act = new Button(getTranslation("review.action.publish"), _ -> publish());
        act.setId("action-confirm-publish");
        act.addThemeVariants(ButtonVariant.PRIMARY);
        var buttons = new Div(keep, act);
        buttons.addClassName("publish-buttons");
        decision.add(buttons);
    }

    /// What is written in the page is part of it; what others wrote since it was looked at is looked at
    /// first.
    private void publish() {
        attempt(() -> {
            var writing = editor;
            if (writing != null && writing.isChanged()) {
                writing.save();
                if (!written(ReviewSection.WHOLE)) {
                    throw new Problem.Conflict("review.notes_changed");
                }
            }
            if (isOtherLetterhead()) {
                throw new Problem.Conflict("review.letterhead_changed");
            }
            var row = review();
            publication.publishAsSeen(current.get(), ref(row), new Looked(row.fingerprint(), notes, replaced()));
            Toast.done(getTranslation("review.publish.done"));
            told.setVisible(false);
            show(reviews.row(current.get(), here().id(), row.id()));
        });
    }

    private @Nullable UUID replaced() {
        var replaces = Objects.requireNonNull(toCome, "entered").replaces();
        return replaces == null ? null : replaces.reviewId();
    }

    /// What is refused is said, and what it is now is shown.
    private void attempt(Runnable act) {
        try {
            act.run();
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
            reread();
        }
    }

    // what others do meanwhile

    private boolean concerns(Change change) {
        var known = shown;
        return known != null
                && change.kind() == Change.Kind.REVIEW
                && known.environment().id().equals(change.environmentId());
    }

    /// Says what has changed. What is shown stays until the person looks again, and nobody publishes what came
    /// between two looks.
    private void reread() {
        var before = review();
        var now = reviews.row(current.get(), here().id(), before.id());
        if (now.status() != before.status()) {
            meanwhile.setText(getTranslation("publish.meanwhile." + now.status().code()));
            again.setVisible(false);
            told.setVisible(true);
            show(now);
        } else if (now.status() == ReviewStatus.READY) {
            compare(before, now);
        }
    }

    private void compare(ReviewRow before, ReviewRow now) {
        var written = desk().now();
        if (!now.fingerprint().equals(before.fingerprint())) {
            stale("publish.meanwhile.ready");
        } else if (!written.equals(notes)) {
            stale("publish.meanwhile.words");
        } else if (!publications.toCome(current.get(), ref(now)).equals(toCome)) {
            stale("publish.meanwhile.other");
        } else if (isOtherLetterhead()) {
            stale("publish.meanwhile.letterhead");
        }
        if (editor != null) {
            editor.heard(written);
        }
        if (dialog != null) {
            dialog.heard(written);
        }
    }

    private boolean isOtherLetterhead() {
        return !Objects.equals(
                letterhead, letterheads.current(current.get(), here().id()).id());
    }

    private void stale(String key) {
        meanwhile.setText(getTranslation(key));
        again.setVisible(true);
        told.setVisible(true);
    }

    /// What is written here and not saved stays.
    private void lookAgain() {
        told.setVisible(false);
        var now = reviews.row(current.get(), here().id(), review().id());
        shown = now;
        if (now.status() != ReviewStatus.READY || editor == null) {
            show(now);
            return;
        }
        look(now);
        editor.heard(notes);
        showWords();
        decide();
        showReader();
    }

    // afterwards

    private void ended(ReviewRow row) {
        if (row.status().isOut()) {
            steps.add(step("packs", profile, about, decision));
        } else {
            steps.add(new Paragraph(getTranslation("publish.not_ready")));
        }
        var kept = editor;
        if (kept == null || !kept.isChanged()) {
            editor = null;
        } else if (row.status().isOpen()) {
            steps.add(step("words", words));
        } else {
            kept.setReadOnly(true);
            steps.add(step("unsaved", new Paragraph(getTranslation("publish.unsaved")), kept));
        }
    }

    private void offerPacks() {
        var row = review();
        decision.removeAll();
        if (row.status().isOut()) {
            var workspaceId = here().id();
            decision.add(
                    new Paragraph(getTranslation("pack.dialog.audited")),
                    new PackLinks(
                            profile.getValue(),
                            packs.language(current.get(), workspaceId),
                            order -> packs.write(current.get(), workspaceId, row.id(), order)));
        }
    }

    private NoteDesk.NotedReview desk() {
        return noteDesk.at(here(), review());
    }

    private ReviewRef ref(ReviewRow row) {
        return new ReviewRef(new Scope(here().id(), row.environment().id()), row.id());
    }

    private ReviewRow review() {
        return Objects.requireNonNull(shown, "entered");
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "entered");
    }
}
