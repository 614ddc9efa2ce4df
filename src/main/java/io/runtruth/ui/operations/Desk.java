package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What needs a person: the cases at the left, grouped by cause, and one of them at the right (contract 9). Nothing
/// moves while somebody reads: what others do is told in its place, and what is new is offered. By keys: J and K go
/// through the
/// cases, Enter to the case, T takes it, S lets it wait, N notes.
final class Desk extends Composite<Div> {

    private final CaseReading reading;
    private final AttentionActs acts;
    private final ProblemMessages messages;
    private final Consumer<@Nullable UUID> onSelect;

    private final Button news = new Button();
    private final Div newsPlace = new Div(news);
    private final Div groups = new Div();
    private final Div nothing = new Div();
    private final Paragraph keys = new Paragraph();
    private final Section list = new Section(keys, newsPlace, groups, nothing);
    private final CasePanel panel;

    private final Map<UUID, CaseEntry> entries = new LinkedHashMap<>();
    private @Nullable Place place;

    /// @param onSelect keeps in the address which case is open; null where none was chosen
    Desk(
            CaseReading reading,
            AttentionActs acts,
            RunAgain again,
            ProblemMessages messages,
            Consumer<@Nullable UUID> onSelect) {
        this.reading = reading;
        this.acts = acts;
        this.messages = messages;
        this.onSelect = onSelect;
        this.panel = new CasePanel(reading, acts, again, messages, this::refresh, this::back);
        news.setId("news-desk");
        news.setIcon(Glyph.UP.create());
        news.addClickListener(_ -> load());
        newsPlace.addClassName("news");
        newsPlace.getElement().setAttribute("role", "status");
        groups.setId("grid-desk");
        keys.addClassNames("keys", "quiet");
        List.of("j", "k", "enter", "t", "s", "n").forEach(it -> keys.add(key(it)));
        list.addClassName("desk-list");
        list.getElement().setAttribute("aria-label", getTranslation("attention.list"));
        getContent().setId("desk");
        getContent().addClassName("desk");
        getContent().add(list, panel);
    }

    private Span key(String name) {
        var cap = new Span(getTranslation("attention.key." + name));
        cap.addClassName("key");
        return new Span(cap, new Span(getTranslation("attention.key." + name + ".does")));
    }

    /// @param chosen the case that the address names; null where it names none
    void show(Actor.Person actor, WorkspaceRow workspace, RunFilter filter, @Nullable UUID chosen) {
        place = new Place(actor, workspace, filter);
        panel.clear();
        load();
        if (chosen != null) {
            choose(chosen);
        }
    }

    private void load() {
        var at = place();
        var cases = reading.open(at.actor(), at.workspace().id(), at.filter());
        var order = reading.order(at.actor(), at.workspace().id(), cases);
        var format = LocalFormat.of(UI.getCurrent());
        entries.clear();
        groups.removeAll();
        CaseGroup.of(cases, order).forEach(group -> groups.add(section(group, format)));
        announce(0);
        tellNothing();
        keys.setVisible(!entries.isEmpty() && at.workspace().may(Capability.OPERATIONS_MANAGE));
        var open = panel.run();
        if (open == null || !entries.containsKey(open)) {
            entries.keySet().stream().findFirst().ifPresentOrElse(this::open, panel::clear);
        } else {
            mark(open);
        }
    }

    private Section section(CaseGroup group, LocalFormat format) {
        var items = new UnorderedList();
        for (var run : group.cases()) {
            var entry = new CaseEntry(run, format, it -> choose(it.run().id()));
            entries.put(run.id(), entry);
            items.add(new ListItem(entry));
        }
        var head = new Div(
                new H2(group.words().text()),
                new Span(format.number(group.cases().size())));
        head.addClassName("head");
        if (group.cases().size() > 1
                && !group.isWaiting()
                && place().workspace().may(Capability.OPERATIONS_MANAGE)) {
            head.add(together(group));
        }
        var section = new Section(head, items);
        section.addClassName("case-group");
        section.getElement().setAttribute("data-cause", group.cause());
        return section;
    }

    private Button together(CaseGroup group) {
        var button = new Button(getTranslation("attention.together.action"), _ -> {
            var current = group.cases().stream()
                    .map(run -> Objects.requireNonNull(entries.get(run.id())).run())
                    .toList();
            new CloseTogether(acts, messages, this::refresh).ask(place().actor(), current);
        });
        button.addClassName("together");
        button.setId("action-close-group-" + group.cause());
        button.setAriaLabel(getTranslation("attention.together.label", group.words()));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    /// Chosen by the person: on a narrow page the case is shown alone then.
    private void choose(UUID run) {
        try {
            open(run);
            getContent().getElement().setAttribute("data-chosen", "");
            onSelect.accept(run);
        } catch (Problem.NotFound _) {
            // of an address that names nothing any more, or nothing that this person may see (I12)
            onSelect.accept(null);
        }
    }

    private void open(UUID run) {
        panel.show(place().actor(), place().workspace(), run);
        mark(run);
    }

    private void mark(UUID run) {
        entries.forEach((id, entry) -> entry.select(id.equals(run)));
    }

    private void back() {
        getContent().getElement().removeAttribute("data-chosen");
        onSelect.accept(null);
    }

    /// What others did is told in its place; what is new is announced.
    void refresh() {
        var at = place;
        if (at == null) {
            return;
        }
        var now = reading.openIds(at.actor(), at.workspace().id(), at.filter());
        if (entries.isEmpty() && !now.isEmpty()) {
            load();
            return;
        }
        reread(at);
        var arrived = new HashSet<>(now);
        arrived.removeAll(entries.keySet());
        announce(now.size() > CaseReading.MOST ? 0 : arrived.size());
        tellNothing();
        panel.refresh();
    }

    private void reread(Place at) {
        if (entries.isEmpty()) {
            return;
        }
        var rows = reading.rows(at.actor(), at.workspace().id(), new ArrayList<>(entries.keySet())).stream()
                .collect(Collectors.toMap(RunRow::id, Function.identity()));
        if (rows.size() < entries.size()) {
            // gone, or no longer the reader's to see: nothing of it stays (I12)
            panel.clear();
            load();
            return;
        }
        entries.forEach((id, entry) -> entry.show(Objects.requireNonNull(rows.get(id))));
    }

    private void announce(int arrived) {
        news.setVisible(arrived > 0);
        if (arrived > 0) {
            news.setText(getTranslation("kit.grid.news", arrived));
        }
    }

    private void tellNothing() {
        nothing.removeAll();
        if (entries.isEmpty()) {
            nothing.add(new EmptyState(
                    Glyph.DONE,
                    getTranslation("attention.empty.title"),
                    getTranslation("attention.empty.text", time(reading.now()))));
        }
    }

    private static String time(Instant at) {
        return LocalFormat.of(UI.getCurrent()).time(at);
    }

    private Place place() {
        return Objects.requireNonNull(place, "show() comes first");
    }

    private record Place(Actor.Person actor, WorkspaceRow workspace, RunFilter filter) {}
}
