package io.runtruth.ui.restore;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.restore.JsonDiff;
import io.runtruth.restore.JsonDiff.DiffLine;
import io.runtruth.restore.JsonDiff.Mark;
import io.runtruth.restore.JsonDiff.Passage;
import io.runtruth.texts.ForeignText;
import java.util.List;
import java.util.Locale;

/// What changes within one document: side by side, or line by line in one column, as the person chose. What goes is
/// marked with −, what comes with +, what is the same is folded. Secrets are not in it.
final class DiffBox extends Composite<Div> {

    private final Button layout = new Button();

    DiffBox() {
        layout.addClassName("diff-layout");
        layout.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        layout.addClickListener(_ -> DiffLayout.chosen().other().choose(UI.getCurrent()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        lay(DiffLayout.chosen());
        var following = DiffLayout.follow(event.getUI(), this::lay);
        addDetachListener(detached -> {
            detached.unregisterListener();
            following.remove();
        });
    }

    private void lay(DiffLayout chosen) {
        getElement().setAttribute("data-layout", chosen.code());
        layout.setText(getTranslation("restore.diff.layout." + chosen.other().code()));
    }

    void show(JsonDiff diff) {
        show(diff, "restore.diff.label", "restore.diff.no_json");
        if (diff.isText()) {
            getContent().addComponentAsFirst(layout);
        }
        if (diff.changes().stream().anyMatch(JsonDiff.ChangedPlace::secret)) {
            getContent().add(new Paragraph(getTranslation("restore.diff.secret")));
        }
    }

    /// What one document says: nothing has come or gone.
    void showWhole(JsonDiff document) {
        getContent().addClassName("whole");
        show(document, "restore.document.label", "restore.document.no_json");
        getContent().add(new Paragraph(getTranslation("restore.document.secret")));
    }

    private void show(JsonDiff diff, String label, String noJson) {
        getContent().removeAll();
        getContent().addClassName("diff");
        if (!diff.isText()) {
            getContent().add(new Paragraph(getTranslation(noJson)));
            return;
        }
        var lines = new Div();
        lines.addClassName("lines");
        lines.getElement().setAttribute("role", "group");
        lines.getElement().setAttribute("aria-label", getTranslation(label));
        // it scrolls, so the keyboard has to get there
        lines.getElement().setAttribute("tabindex", "0");
        diff.passages().forEach(passage -> lines.add(passage(passage)));
        getContent().add(lines);
        if (diff.cut()) {
            getContent().add(new Paragraph(getTranslation("restore.diff.cut")));
        }
    }

    private Div passage(Passage passage) {
        var before = side(passage.before(), "before");
        var after = side(passage.after(), "after");
        if (passage.isSame()) {
            // read once, and shown once in one column
            after.getElement().setAttribute("aria-hidden", "true");
            after.addClassName("again");
        }
        var shown = new Div(before, after);
        shown.addClassName("passage");
        return shown;
    }

    private Div side(List<DiffLine> lines, String which) {
        var side = new Div();
        side.addClassName(which);
        lines.forEach(line -> side.add(line(line)));
        return side;
    }

    private Div line(DiffLine line) {
        var sign = new Span(
                switch (line.mark()) {
                    case SAME, FOLDED -> " ";
                    case REMOVED -> "−";
                    case ADDED -> "+";
                });
        sign.addClassName("sign");
        var text = new Span(ForeignText.shown(line.text()));
        text.getStyle().set("padding-inline-start", line.depth() + "em");
        var shown = new Div(sign, text);
        shown.addClassName("diff-line");
        shown.getElement().setAttribute("data-mark", line.mark().name().toLowerCase(Locale.ROOT));
        if (line.mark() == Mark.FOLDED) {
            var folded = new Span(getTranslation("restore.diff.folded", line.folded()));
            folded.addClassName("quiet");
            shown.add(folded);
        }
        return shown;
    }
}
