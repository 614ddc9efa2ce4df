package io.runtruth.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What has happened to a run, oldest first. Entries are only ever added, as in what they tell of (contract 3).
final class RunTimeline extends Composite<Section> {

    private final OrderedList entries = new OrderedList();
    private int shown;
    private @Nullable TimelineLine first;

    /// @param picture of the same, above it
    RunTimeline(RunPicture picture) {
        entries.setId("timeline");
        getContent().addClassName("timeline");
        getContent().add(new H2(getTranslation("run.timeline.title")), picture, entries);
    }

    void clear() {
        entries.removeAll();
        shown = 0;
        first = null;
    }

    /// Adds what is new; of a long timeline that has moved on, all is told again.
    void show(List<TimelineLine> lines) {
        var oldest = lines.isEmpty() ? null : lines.getFirst();
        if (!Objects.equals(oldest, first)) {
            clear();
            first = oldest;
        }
        lines.stream().skip(shown).map(RunTimeline::entry).forEach(entries::add);
        shown = Math.max(shown, lines.size());
    }

    private static ListItem entry(TimelineLine line) {
        var item = new ListItem(new Span(line.what().text()));
        if (line.why() != null) {
            item.add(new Div(line.why().text()));
        }
        if (line.until() != null) {
            var until = LocalFormat.of(UI.getCurrent()).dateTime(line.until());
            item.add(new Div(Phrase.of("attention.waits_until", until).text()));
        }
        if (line.note() != null) {
            item.add(AttentionNote.of(line.note()));
        }
        item.add(when(line));
        return item;
    }

    private static Component when(TimelineLine line) {
        var where = line.attempt() == 0
                ? Phrase.of("run.timeline.place", line.node())
                : Phrase.of("run.timeline.place_attempt", line.node(), line.attempt());
        var quiet = new Div(new RelativeTime(line.at()), new Span(where.text()));
        quiet.addClassNames("when", "quiet");
        return quiet;
    }
}
