package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The newest things of a kind, each with a link to its page. Who is still there when they are shown again keeps its
/// link, and with it a focus in it; it is drawn again only where it reads otherwise.
final class NewestPart<T extends NewestPart.NewestThing> extends Composite<Section> {

    private final Map<String, LinkedLine> drawn = new HashMap<>();
    private final KeptLines<LinkedLine> lines = new KeptLines<>(line -> line);

    /// @param title translated
    /// @param nothing what is said where there is none, translated
    /// @param foot the way to those before
    NewestPart(String id, String title, String nothing, Component foot) {
        lines.sayWhereEmpty(nothing);
        getContent().setId(id);
        getContent().add(new H2(title), lines, foot);
    }

    /// @param now each once, the newest first
    void show(List<T> now) {
        drawn.keySet().retainAll(now.stream().map(NewestThing::href).toList());
        lines.show(now.stream().map(this::line).toList());
    }

    private LinkedLine line(T told) {
        var line = drawn.computeIfAbsent(told.href(), LinkedLine::new);
        line.show(told);
        return line;
    }

    /// What a line says; one that is equal to another reads the same.
    interface NewestThing {

        String href();

        /// What stands in the link.
        List<Component> name();

        /// What stands behind it.
        List<Component> beside();
    }

    private static final class LinkedLine extends Div {

        private final Anchor link;
        private final Div beside = new Div();
        private @Nullable NewestThing shown;

        LinkedLine(String href) {
            link = new Anchor(href);
            beside.addClassName("beside");
            addClassName("newest");
            add(link, beside);
        }

        void show(NewestThing told) {
            if (!Objects.equals(told, shown)) {
                shown = told;
                link.removeAll();
                link.add(told.name());
                beside.removeAll();
                beside.add(told.beside());
            }
        }
    }
}
