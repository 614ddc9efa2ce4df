package io.runtruth.ui.operations;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.Actor;
import io.runtruth.operations.attention.AttentionService;
import io.runtruth.operations.attention.HolderQueries.Candidate;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Problem;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import java.util.function.Consumer;

/// Asks what a step about the question of a run needs: until when, whom, which words.
final class AttentionDialogs {

    private final AttentionActs acts;
    private final ProblemMessages messages;
    private final Runnable onDone;

    /// @param onDone reads again what the page shows
    AttentionDialogs(AttentionActs acts, ProblemMessages messages, Runnable onDone) {
        this.acts = acts;
        this.messages = messages;
        this.onDone = onDone;
    }

    void snooze(Actor.Person actor, RunRow run) {
        var until = new SnoozeField(acts.now(), LocalFormat.of(UI.getCurrent()).zone());
        dialog("snooze", text("attention.snooze.title"))
                .ask(new Paragraph(text("attention.snooze.text")), until)
                .offer(
                        "action-confirm-snooze",
                        text("attention.snooze.confirm"),
                        () -> done(() -> acts.snooze(actor, run, until.chosen())))
                .open();
    }

    void handOver(Actor.Person actor, RunRow run) {
        var to = new ComboBox<Candidate>(text("attention.hand_over.label"));
        to.setId("hand-over-to");
        to.setItems(acts.candidates(actor, run));
        to.setItemLabelGenerator(it -> ForeignText.shown(it.name()));
        dialog("hand-over", text("attention.hand_over.title"))
                .ask(new Paragraph(text("attention.hand_over.text")), to)
                .offer(
                        "action-confirm-hand-over",
                        text("attention.hand_over.confirm"),
                        () -> done(() -> acts.handOver(actor, run, chosen(to).account())))
                .open();
    }

    private static Candidate chosen(ComboBox<Candidate> to) {
        return to.getOptionalValue().orElseThrow(() -> new Problem.InvalidInput("attention.not_theirs"));
    }

    void note(Actor.Person actor, RunRow run) {
        words(
                dialog("note", text("attention.note.title")),
                text("attention.note.text"),
                "",
                text("attention.note.confirm"),
                note -> acts.note(actor, run, note));
    }

    void close(Actor.Person actor, RunRow run) {
        close(actor, run, run.status().isActive() ? "attention.close.text_active" : "attention.close.text", "");
    }

    void closeWithWhatIsThere(Actor.Person actor, RunRow run) {
        close(actor, run, "attention.close.text_there", text("attention.close.note_there"));
    }

    private void close(Actor.Person actor, RunRow run, String text, String proposed) {
        words(
                dialog("close", text("attention.close.title")),
                text(text),
                proposed,
                text("attention.close.confirm"),
                note -> acts.close(actor, run, note));
    }

    /// @param proposed what the note says to begin with
    private void words(FormDialog dialog, String text, String proposed, String confirm, Consumer<String> act) {
        var note = noteField();
        note.setValue(proposed);
        dialog.ask(new Paragraph(text), note)
                .offer("action-confirm-words", confirm, () -> done(() -> act.accept(note.getValue())))
                .open();
    }

    static TextArea noteField() {
        var note = new TextArea(text("attention.note.label"));
        note.setId("attention-note");
        note.setMaxLength(AttentionService.MOST_NOTE);
        note.setWidthFull();
        note.setMinRows(3);
        note.setMaxRows(8);
        return note;
    }

    private FormDialog dialog(String name, String title) {
        return new FormDialog("dialog-" + name, title, messages);
    }

    private void done(Runnable act) {
        act.run();
        onDone.run();
    }

    private static String text(String key) {
        return I18NProvider.translate(key);
    }
}
