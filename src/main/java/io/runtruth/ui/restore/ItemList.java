package io.runtruth.ui.restore;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.restore.JsonDiff;
import io.runtruth.restore.RestoreItem;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Spans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The documents of a restore that are not simply as they should be: each with what it would become, or became,
/// and with its diff where it is opened. Read in parts; a row that is open stays so. It is of one preview: where
/// that has changed, there is a new list.
final class ItemList extends Composite<Div> {

    private static final int PART = 100;

    private final UnorderedList list = new UnorderedList();
    private final Button more = new Button();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<String> left;
    private final BiFunction<@Nullable String, Integer, List<RestoreItem>> read;
    private final Function<String, JsonDiff> diff;
    private final Runnable onChoice;
    private final boolean isReadable;
    private boolean isChoosable;
    private int shown = PART;

    /// @param left documents that the preview leaves out, also those that are not listed
    /// @param read the part behind a path, of at most so many
    /// @param diff what changes within a document
    /// @param isReadable whether the person may see what documents say
    /// @param onChoice after a document was taken or left
    ItemList(
            Set<String> left,
            BiFunction<@Nullable String, Integer, List<RestoreItem>> read,
            Function<String, JsonDiff> diff,
            boolean isReadable,
            Runnable onChoice) {
        this.left = new HashSet<>(left);
        this.read = read;
        this.diff = diff;
        this.isReadable = isReadable;
        this.onChoice = onChoice;
        list.setId("grid-restore-items");
        list.addClassName("restore-items");
        more.setText(getTranslation("restore.items.more"));
        more.setId("action-more-items");
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        more.addClickListener(_ -> {
            shown += PART;
            refresh();
        });
        getContent().add(list, more);
    }

    /// @param choosable whether documents can still be taken and left
    void show(boolean choosable) {
        isChoosable = choosable;
        refresh();
    }

    /// Documents that the person does not want, as the page has it.
    Set<String> left() {
        return Set.copyOf(left);
    }

    private void refresh() {
        var items = new ArrayList<RestoreItem>();
        String after = null;
        // one more than is shown, so that it is known whether there are more
        while (items.size() <= shown) {
            var part = read.apply(after, Math.min(PART, shown + 1 - items.size()));
            if (part.isEmpty()) {
                break;
            }
            items.addAll(part);
            after = part.getLast().path();
        }
        more.setVisible(items.size() > shown);
        items.stream().limit(shown).forEach(this::show);
    }

    private void show(RestoreItem item) {
        var row = rows.computeIfAbsent(item.path(), _ -> {
            var made = new Row(item);
            list.add(made.line);
            return made;
        });
        row.show(item);
    }

    private final class Row {

        private final ListItem line = new ListItem();
        private final Checkbox chosen = new Checkbox();
        private final Span state = new Span();
        private final Span reason = new Span();
        private @Nullable RestoreItem shownItem;

        Row(RestoreItem item) {
            var path = Spans.foreign(item.path());
            path.addClassName("path");
            reason.addClassName("quiet");
            chosen.setAriaLabel(getTranslation("restore.items.choose", ForeignText.shown(item.path())));
            chosen.setValue(!left.contains(item.path()));
            chosen.addValueChangeListener(event -> {
                if (event.isFromClient()) {
                    choose(item.path(), event.getValue());
                }
            });
            var summary = new Span(path, state, reason);
            summary.addClassName("summary");
            if (isReadable) {
                var box = new DiffBox();
                var details = new Details(summary, box);
                details.addOpenedChangeListener(event -> {
                    if (event.isOpened()) {
                        box.show(diff.apply(item.path()));
                    }
                });
                line.add(chosen, details);
            } else {
                line.add(chosen, summary);
            }
        }

        private void choose(String path, boolean isChosen) {
            if (isChosen) {
                left.remove(path);
            } else {
                left.add(path);
            }
            onChoice.run();
        }

        void show(RestoreItem item) {
            chosen.setEnabled(isChoosable);
            chosen.setVisible(isChoosable);
            if (!item.equals(shownItem)) {
                shownItem = item;
                state.removeAll();
                if (item.chosen() || isChoosable) {
                    state.add(RestoreWording.item(item));
                } else {
                    state.add(Spans.quiet(getTranslation("restore.items.left")));
                }
                reason.setText(item.reason() == null ? "" : RestoreWording.reason(item.reason()));
                line.getElement().setAttribute("data-path", item.path());
            }
        }
    }
}
