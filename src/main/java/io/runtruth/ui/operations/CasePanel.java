package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.operations.RunTransition;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Toast;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One case of the desk: the question, what is known, the choices with their consequence, and who deals with it.
final class CasePanel extends Composite<Section> {

    private final CaseReading reading;
    private final RunAgain again;
    private final AttentionActs acts;
    private final Runnable onDone;

    private final Button back;
    private final H2 title = new H2();
    private final Span badge = new Span();
    private final Paragraph question = new Paragraph();
    private final Paragraph known = new Paragraph();
    private final RunNotices notices = new RunNotices();
    private final Candidates candidates = new Candidates();
    private final TryAgainAction tryAgain = new TryAgainAction(this::tryAgain);
    private final ProofAction checkNow = new ProofAction(this::checkNow);
    private final CancelAction cancel = new CancelAction(this::cancel);
    private final Span consequence = new Span();
    private final Anchor open = new Anchor();
    private final Anchor results = new Anchor();
    private final AttentionBox attention;
    private final ProofPanel proof = new ProofPanel();
    private @Nullable Place place;
    private @Nullable RunPresenter shown;

    /// @param onDone hears that the person has done something
    /// @param onBack leads back to the list, where both do not fit
    CasePanel(
            CaseReading reading,
            AttentionActs acts,
            RunAgain again,
            ProblemMessages messages,
            Runnable onDone,
            Runnable onBack) {
        this.reading = reading;
        this.again = again;
        this.acts = acts;
        this.onDone = onDone;
        this.attention = new AttentionBox(acts, messages, onDone);
        back = new Button(getTranslation("attention.back"), _ -> onBack.run());
        back.setId("action-back");
        back.addClassName("back");
        back.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        title.setId("case-title");
        title.getElement().setAttribute("tabindex", "-1");
        question.setId("case-question");
        question.addClassName("question");
        known.setId("case-known");
        open.setId("action-open-run");
        results.setId("action-open-restore");
        results.setText(getTranslation("run.fact.open_restore"));
        consequence.addClassName("quiet");
        var head = new Div(title, badge, open, results);
        head.addClassName("head");
        var choices = new Div(tryAgain, checkNow, cancel, consequence);
        choices.addClassName("choices");
        getContent().setId("desk-case");
        getContent().addClassName("desk-case");
        getContent().getElement().setAttribute("aria-labelledby", "case-title");
        getContent().add(back, head, question, known, notices, candidates, choices, attention, proof);
        getContent().setVisible(false);
    }

    void clear() {
        place = null;
        shown = null;
        getContent().setVisible(false);
    }

    /// @throws io.runtruth.shared.Problem.NotFound also for a run that the actor may not see; what was shown stays
    void show(Actor.Person actor, WorkspaceRow workspace, UUID run) {
        var asked = new Place(actor, workspace, run);
        show(asked, read(asked));
        place = asked;
    }

    private RunPresenter read(Place at) {
        return reading.one(at.actor(), at.workspace(), at.run());
    }

    @Nullable
    UUID run() {
        return place == null ? null : place.run();
    }

    /// Reads it again where one is shown.
    void refresh() {
        var at = place;
        if (at != null) {
            show(at, read(at));
        }
    }

    private void show(Place at, RunPresenter presenter) {
        var row = presenter.run();
        getContent().setVisible(true);
        title.setText(ForeignText.shown(presenter.title().text()));
        if (shown == null || !presenter.state().equals(shown.state())) {
            badge.removeAll();
            badge.add(presenter.state().badge());
        }
        question.setText(AttentionWording.question(row).text());
        question.setVisible(row.needsAttention());
        known.setText(presenter.explanation().text());
        notices.show(presenter);
        candidates.show(
                reading.candidates(at.actor(), at.workspace(), presenter),
                at.workspace().slug());
        open.setHref("/" + Routes.run(at.workspace().slug(), at.run()));
        open.setText(getTranslation("attention.open_run"));
        presenter.restorePath().ifPresent(path -> results.setHref("/" + path));
        results.setVisible(presenter.restorePath().isPresent());
        offer(presenter);
        attention.show(at.actor(), row, presenter.timeline(), presenter.canAttend());
        proof.show(presenter.proof().orElse(null));
        shown = presenter;
    }

    private void offer(RunPresenter presenter) {
        var run = presenter.run();
        var isActive = run.status().isActive();
        checkNow.show(presenter);
        checkNow.setVisible(isActive && run.needsAttention() && presenter.canProve());
        cancel.setVisible(run.needsAttention() && presenter.canCancel());
        tryAgain.setVisible(run.needsAttention() && presenter.canTryAgain());
        consequence.setVisible(checkNow.isVisible() || tryAgain.isVisible());
        consequence.setText(
                (isActive ? Phrase.of("attention.check_now.consequence") : AttentionWording.tryingAgain(run.type()))
                        .text());
    }

    private void checkNow() {
        var finding = acts.checkNow(
                Objects.requireNonNull(place).actor(),
                Objects.requireNonNull(shown).run());
        Toast.done(ProofAnswer.applied(finding).words().text());
        onDone.run();
    }

    private RunTransition cancel() {
        var transition = acts.cancel(
                Objects.requireNonNull(place).actor(),
                Objects.requireNonNull(shown).run());
        onDone.run();
        return transition;
    }

    private void tryAgain(String requestId) {
        var at = Objects.requireNonNull(place);
        var run = Objects.requireNonNull(shown).run();
        if (again.start(at.actor(), at.workspace().slug(), run, requestId)) {
            attention.offerToClose();
        }
    }

    private record Place(Actor.Person actor, WorkspaceRow workspace, UUID run) {}
}
