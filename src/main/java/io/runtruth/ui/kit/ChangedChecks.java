package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.evidence.EvidenceChanges.Changed;

/// The checks that changed in one way, by name, under a heading of whoever shows them. Texts of files are shown as
/// plain text.
public final class ChangedChecks extends Composite<Div> {

    private final ChangeWording wording = new ChangeWording(this);

    public ChangedChecks(ChangeKind kind, Changed changed) {
        var lines = new UnorderedList();
        changed.first().forEach(check -> lines.add(line(check)));
        getContent().addClassName("changed-checks");
        getContent().add(lines);
        getContent().getElement().setAttribute("data-change", kind.code());
        if (changed.count() > changed.first().size()) {
            getContent()
                    .add(Spans.quiet(wording.text(
                            "cut",
                            changed.first().size(),
                            LocalFormat.of(UI.getCurrent()).number(changed.count()))));
        }
    }

    private ListItem line(ChangedCheck check) {
        var line = new ListItem(
                Spans.mono(check.controlId()),
                Spans.foreign(check.title()),
                Spans.quiet(getTranslation("check.severity." + check.severity().code())),
                new Span(wording.results(check)));
        if (check.resource() != null) {
            line.add(Spans.quiet(check.resource()));
        }
        return line;
    }
}
