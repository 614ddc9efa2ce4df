package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.access.AuditQueries.AuditLine;
import java.util.List;

/// A few entries of the audit trail, beneath what they are about.
public final class AuditLines extends Composite<Div> {

    private final AuditWording wording;

    /// @param lines the newest first
    public AuditLines(List<AuditLine> lines, AuditWording wording) {
        this.wording = wording;
        getContent().add(new H2(getTranslation("settings.tail.title")));
        if (lines.isEmpty()) {
            getContent().add(new Paragraph(getTranslation("settings.tail.none")));
        } else {
            var list = new UnorderedList();
            lines.forEach(line -> list.add(item(line)));
            getContent().add(list);
        }
    }

    private ListItem item(AuditLine line) {
        var who = Spans.foreign(line.entry().actorName());
        who.addClassName("who");
        return new ListItem(
                new RelativeTime(line.entry().at()),
                who,
                new Span(wording.action(line)),
                new Span(wording.subject(line)),
                Spans.quiet(wording.values(line)));
    }
}
