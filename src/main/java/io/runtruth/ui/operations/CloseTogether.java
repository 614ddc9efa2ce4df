package io.runtruth.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.Actor;
import io.runtruth.operations.attention.AttentionService;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.kit.Spans;
import java.util.List;
import java.util.function.Function;

/// One decision for the cases of a group: it names them before, and says of each what came of it.
final class CloseTogether {

    /// At once, so that nobody waits for it.
    static final int MOST = 50;

    private final AttentionActs acts;
    private final ProblemMessages messages;
    private final Runnable onDone;

    CloseTogether(AttentionActs acts, ProblemMessages messages, Runnable onDone) {
        this.acts = acts;
        this.messages = messages;
        this.onDone = onDone;
    }

    /// The first 50 of these that are still open.
    void ask(Actor.Person actor, List<RunRow> cases) {
        var asked = cases.stream().filter(RunRow::needsAttention).limit(MOST).toList();
        var note = AttentionDialogs.noteField();
        var dialog = new FormDialog("dialog-close-together", text("title"), messages);
        dialog.ask(
                        new Paragraph(text("preview", asked.size())),
                        list(asked, run -> new RelativeTime(CaseReading.since(run))),
                        note)
                .offer("action-confirm-close-together", text("confirm", asked.size()), () -> {
                    var words = note.getValue();
                    if (words.isBlank()) {
                        throw new Problem.InvalidInput("attention.note", AttentionService.MOST_NOTE);
                    }
                    dialog.answer(results(actor, asked, words));
                    onDone.run();
                });
        dialog.open();
    }

    private Div results(Actor.Person actor, List<RunRow> asked, String note) {
        var results = new Div(new Paragraph(text("done")), list(asked, run -> new Span(closed(actor, run, note))));
        results.setId("close-together-results");
        return results;
    }

    private String closed(Actor.Person actor, RunRow run, String note) {
        try {
            acts.close(actor, run, note);
            return text("closed");
        } catch (Problem problem) {
            return messages.of(problem, UI.getCurrent().getLocale());
        }
    }

    private static UnorderedList list(List<RunRow> cases, Function<RunRow, Component> what) {
        var list = new UnorderedList();
        list.addClassName("case-lines");
        cases.forEach(run -> {
            var environment = run.environment();
            list.add(new ListItem(
                    Spans.foreign(
                            environment == null ? RunWording.type(run.type()).text() : environment.name()),
                    Spans.quiet(what.apply(run))));
        });
        return list;
    }

    private static String text(String key, Object... arguments) {
        return I18NProvider.translate("attention.together." + key, arguments);
    }
}
