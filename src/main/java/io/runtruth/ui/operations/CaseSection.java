package io.runtruth.ui.operations;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.ui.kit.LocalFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// The cases of one cause in the list of the desk, with how many they are.
final class CaseSection extends Composite<Section> {

    private final LocalFormat format;
    private final Span count = new Span();
    private final Div head;
    private final Map<UUID, CaseEntry> entries = new LinkedHashMap<>();

    CaseSection(CaseGroup group, LocalFormat format, Consumer<UUID> choose) {
        this.format = format;
        var items = new UnorderedList();
        for (var run : group.cases()) {
            var entry = new CaseEntry(run, format, it -> choose.accept(it.run().id()));
            entries.put(run.id(), entry);
            items.add(new ListItem(entry));
        }
        head = new Div(new H2(group.words().text()), count);
        head.addClassName("head");
        getContent().add(head, items);
        getContent().addClassName("case-group");
        getContent().getElement().setAttribute("data-cause", group.cause());
        tellCount();
    }

    Map<UUID, CaseEntry> entries() {
        return Map.copyOf(entries);
    }

    List<UUID> ids() {
        return List.copyOf(entries.keySet());
    }

    /// As they are now.
    List<RunRow> cases() {
        return entries.values().stream().map(CaseEntry::run).toList();
    }

    void offer(Component action) {
        head.add(action);
    }

    /// Nothing of it stays.
    ///
    /// @return whether nothing is left
    boolean remove(UUID run) {
        var entry = entries.remove(run);
        if (entry != null) {
            entry.getParent().ifPresent(item -> item.getElement().removeFromParent());
            tellCount();
        }
        return entries.isEmpty();
    }

    private void tellCount() {
        count.setText(format.number(entries.size()));
    }
}
