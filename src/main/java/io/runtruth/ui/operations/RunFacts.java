package io.runtruth.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about a run, as a list of names and values. A fact that has not changed is left alone, so that an
/// update takes nobody's focus or selection away.
final class RunFacts extends DescriptionList {

    private final List<Row> rows = new ArrayList<>();

    RunFacts() {
        addClassName("facts");
    }

    void show(List<Fact> facts) {
        var labels = facts.stream().map(Fact::label).toList();
        if (!labels.equals(rows.stream().map(Row::label).toList())) {
            layOut(labels);
        }
        for (int i = 0; i < facts.size(); i++) {
            rows.get(i).show(facts.get(i).value());
        }
    }

    private void layOut(List<Phrase> labels) {
        removeAll();
        rows.clear();
        for (var label : labels) {
            var row = new Row(label);
            rows.add(row);
            add(new Term(label.text()), row.place);
        }
    }

    private static Component component(Fact.Value value) {
        return switch (value) {
            case Fact.Text text -> new Span(text(text));
            case Fact.Count(var count) ->
                new Span(LocalFormat.of(UI.getCurrent()).number(count));
            case Fact.At(var at) -> new RelativeTime(at);
            case Fact.Link(var text, var path) -> new Anchor("/" + path, text(text));
            case Fact.Fingerprint fingerprint -> fingerprint(fingerprint);
            case Fact.Code(var code) -> code(code);
        };
    }

    private static String text(Fact.Text text) {
        return switch (text) {
            case Fact.Words(var words) -> words.text();
            case Fact.Name(var name) -> ForeignText.shown(name);
        };
    }

    private static Component fingerprint(Fact.Fingerprint fingerprint) {
        var span = code(fingerprint.beginning());
        span.setTitle(fingerprint.whole());
        return span;
    }

    private static Span code(String code) {
        var span = Spans.mono(code);
        span.addClassName("quiet");
        return span;
    }

    private static final class Row {

        private final Phrase label;
        private final Description place = new Description();
        private Fact.@Nullable Value shown;

        Row(Phrase label) {
            this.label = label;
        }

        Phrase label() {
            return label;
        }

        void show(Fact.Value value) {
            if (!value.equals(shown)) {
                shown = value;
                place.removeAll();
                place.add(component(value));
            }
        }
    }
}
