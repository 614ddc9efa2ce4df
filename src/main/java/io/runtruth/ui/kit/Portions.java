package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Shows a long list in portions: the first at once, each further one on demand, so that a page never holds more
/// than somebody asked for. It is the way to the next portion, and gone where everything is shown; on paper, where
/// there is no way on, it says how much is missing.
public final class Portions<T> extends Div {

    /// What is new is read on from: its line where it has one, and else it as a whole.
    private static final String FOCUS = """
            const summary = this.querySelector('summary');
            if (!summary) {
                this.tabIndex = -1;
            }
            (summary ?? this).focus();
            """;

    private final List<T> all;
    private final int size;
    private final Function<T, Component> show;
    private final NativeButton more = new NativeButton();
    private final Span onPaper = new Span();
    private int end;
    private int shown;

    private Portions(List<T> all, int size, Function<T, Component> show) {
        this.all = all;
        this.size = size;
        this.show = show;
        this.end = all.size();
        more.addClassName("more");
        more.addClickListener(_ -> {
            var first = shown;
            showUntil(shown + size, first);
        });
        onPaper.addClassName("paper-only");
        add(more, onPaper);
    }

    /// @param show makes one visible, behind those before it
    public static <T> Portions<T> of(List<T> all, int size, Function<T, Component> show) {
        var portions = new Portions<>(all, size, show);
        portions.showUntil(size);
        return portions;
    }

    /// @return the way to the next portion; empty where everything is shown
    public static <T> Optional<Portions<T>> show(List<T> all, int size, Function<T, Component> show) {
        return Optional.of(of(all, size, show)).filter(portions -> portions.shown < portions.end);
    }

    /// How many are visible.
    public int shown() {
        return shown;
    }

    /// What stands from there on is shown elsewhere.
    public void endAt(int end) {
        this.end = end;
        say();
    }

    /// @param end how many are to be visible
    public void showUntil(int end) {
        showUntil(end, -1);
    }

    private void showUntil(int until, int focused) {
        for (; shown < Math.min(until, end); shown++) {
            var component = show.apply(all.get(shown));
            if (shown == focused) {
                component.getElement().executeJs(FOCUS);
            }
        }
        say();
    }

    private void say() {
        var left = end - shown;
        setVisible(left > 0);
        more.setText(getTranslation("document.more", Math.min(size, left), left));
        onPaper.setText(getTranslation("document.paper.more", left));
    }
}
