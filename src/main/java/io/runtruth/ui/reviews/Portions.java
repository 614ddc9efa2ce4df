package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Shows a long list in portions: the first at once, each further one on demand, so that a page never holds more
/// than somebody asked for.
final class Portions<T> extends NativeButton {

    private final List<T> all;
    private final int size;
    private final Function<T, Component> show;
    private int shown;

    private Portions(List<T> all, int size, Function<T, Component> show) {
        this.all = all;
        this.size = size;
        this.show = show;
        addClassName("more");
        addClickListener(_ -> {
            var first = shown;
            showUntil(shown + size, first);
        });
    }

    /// @param show makes one visible, behind those before it
    /// @return the way to the next portion; empty where everything is shown
    static <T> Optional<Portions<T>> show(List<T> all, int size, Function<T, Component> show) {
        var portions = new Portions<>(all, size, show);
        portions.showUntil(size, -1);
        return portions.isDone() ? Optional.empty() : Optional.of(portions);
    }

    private boolean isDone() {
        return shown == all.size();
    }

    /// @param end how many are to be visible
    void showUntil(int end) {
        showUntil(end, -1);
    }

    private void showUntil(int end, int focused) {
        for (; shown < Math.min(end, all.size()); shown++) {
            var component = show.apply(all.get(shown));
            if (shown == focused) {
                component.getElement().executeJs("(this.querySelector('summary') ?? this).focus()");
            }
        }
        setVisible(!isDone());
        setText(getTranslation("document.more", Math.min(size, all.size() - shown), all.size() - shown));
    }
}
