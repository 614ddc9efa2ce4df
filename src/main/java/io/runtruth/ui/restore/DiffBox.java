package io.runtruth.ui.restore;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.restore.JsonDiff;
import io.runtruth.restore.JsonDiff.DiffLine;
import io.runtruth.restore.JsonDiff.Mark;
import io.runtruth.texts.ForeignText;
import java.util.Locale;

/// What changes within one document, line by line: what goes is marked with −, what comes with +, what is the
/// same is folded. Secrets are not in it.
final class DiffBox extends Composite<Div> {

    void show(JsonDiff diff) {
        show(diff, "restore.diff.label", "restore.diff.no_json");
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
        diff.lines().forEach(line -> lines.add(line(line)));
        getContent().add(lines);
        if (diff.cut()) {
            getContent().add(new Paragraph(getTranslation("restore.diff.cut")));
        }
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
