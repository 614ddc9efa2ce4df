package io.runtruth.ui.restore;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.ui.kit.Spans;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Documents by path, read in parts, each with what its box shows once it is opened.
final class DocumentList<T> extends Composite<Div> {

    private static final int PART = 100;

    private final UnorderedList list = new UnorderedList();
    private final Button more = new Button(getTranslation("restore.items.more"));
    private final Paragraph none = new Paragraph();
    private final Function<T, String> path;
    private final Function<T, List<Component>> facts;
    private final @Nullable BiConsumer<DiffBox, String> fill;
    private BiFunction<@Nullable String, Integer, List<T>> read = (_, _) -> List.of();
    private @Nullable String after;

    /// @param facts that stand beside the path
    /// @param fill fills the box of the document of a path; null where the person may not see what documents
    ///     say
    DocumentList(
            Function<T, String> path, Function<T, List<Component>> facts, @Nullable BiConsumer<DiffBox, String> fill) {
        this.path = path;
        this.facts = facts;
        this.fill = fill;
        list.setId("grid-documents");
        list.addClassName("restore-items");
        more.setId("action-more-documents");
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        more.addClickListener(_ -> showPart());
        none.addClassName("quiet");
        none.getElement().setAttribute("role", "status");
        getContent().add(list, more, none);
    }

    /// From the beginning.
    ///
    /// @param from the part behind a path, of at most so many
    /// @param nothing what is said where there is none
    void show(BiFunction<@Nullable String, Integer, List<T>> from, String nothing) {
        read = from;
        after = null;
        list.removeAll();
        showPart();
        none.setText(after == null ? nothing : "");
    }

    private void showPart() {
        // one more than is shown, so that it is known whether there are more
        var part = read.apply(after, PART + 1);
        part.stream().limit(PART).forEach(it -> list.add(row(it)));
        more.setVisible(part.size() > PART);
        if (!part.isEmpty()) {
            after = path.apply(part.get(Math.min(part.size(), PART) - 1));
        }
    }

    private ListItem row(T document) {
        var at = path.apply(document);
        var name = Spans.foreign(at);
        name.addClassName("path");
        var summary = new Span(name);
        summary.addClassName("summary");
        facts.apply(document).forEach(summary::add);
        var row = new ListItem(fill == null ? summary : details(summary, at, fill));
        row.getElement().setAttribute("data-path", at);
        return row;
    }

    private static Details details(Span summary, String at, BiConsumer<DiffBox, String> fill) {
        var box = new DiffBox();
        var details = new Details(summary, box);
        details.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                fill.accept(box, at);
            }
        });
        return details;
    }
}
