package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import io.runtruth.ui.kit.Spans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A few things one below the other. Who is still there when they are shown again keeps what was drawn, and with it
/// a focus in it.
final class KeptLines<T> extends Span {

    private final Function<T, Component> draw;
    private final Map<T, Component> drawn = new HashMap<>();
    private final Span nothing = Spans.quiet("");

    /// @param draw one of them
    KeptLines(Function<T, Component> draw) {
        this.draw = draw;
        nothing.setVisible(false);
        add(nothing);
    }

    /// @param text translated
    void sayWhereEmpty(String text) {
        nothing.setText(text);
    }

    /// @param now each once
    void show(List<T> now) {
        drawn.entrySet().removeIf(entry -> {
            var isGone = !now.contains(entry.getKey());
            if (isGone) {
                remove(entry.getValue());
            }
            return isGone;
        });
        for (int place = 0; place < now.size(); place++) {
            var line = drawn.computeIfAbsent(now.get(place), draw);
            if (indexOf(line) != place) {
                addComponentAtIndex(place, line);
            }
        }
        nothing.setVisible(now.isEmpty());
    }
}
