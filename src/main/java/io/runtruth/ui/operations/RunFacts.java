package io.runtruth.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is known about a run, as a list of names and values. A fact that has not changed is left alone, so that an
/// update takes nobody's focus or selection away.
final class RunFacts extends DescriptionList {

    private final Map<String, Fact.Value> shown = new LinkedHashMap<>();
    private final Map<String, Description> places = new LinkedHashMap<>();

    RunFacts() {
        addClassName("facts");
    }

    void show(List<Fact> facts) {
        var keys = facts.stream().map(it -> it.label().key()).toList();
        if (!keys.equals(List.copyOf(places.keySet()))) {
            layOut(facts);
        }
        for (var fact : facts) {
            var key = fact.label().key();
            if (!fact.value().equals(shown.put(key, fact.value()))) {
                fill(Objects.requireNonNull(places.get(key)), fact.value());
            }
        }
    }

    private void layOut(List<Fact> facts) {
        removeAll();
        shown.clear();
        places.clear();
        for (var fact : facts) {
            var place = new Description();
            places.put(fact.label().key(), place);
            add(new Term(fact.label().text()), place);
        }
    }

    private static void fill(Description place, Fact.Value value) {
        place.removeAll();
        place.add(component(value));
    }

    private static Component component(Fact.Value value) {
        return switch (value) {
            case Fact.Text text -> new Span(text(text));
            case Fact.Count(var count) ->
                new Span(LocalFormat.of(UI.getCurrent()).number(count));
            case Fact.At(var at) -> new RelativeTime(at);
            case Fact.Link(var text, var path) -> new Anchor("/" + path, text(text));
            case Fact.Code(var code) -> code(code);
        };
    }

    private static String text(Fact.Text text) {
        return switch (text) {
            case Fact.Words(var words) -> words.text();
            case Fact.Name(var name) -> name;
        };
    }

    private static Component code(String code) {
        var span = new Span(code);
        span.addClassNames("mono", "quiet");
        return span;
    }
}
