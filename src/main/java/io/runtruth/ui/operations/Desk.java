package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What needs a person: the cases at the left, grouped by cause, and one of them at the right (contract 9). Nothing
/// moves while somebody reads: what others do is told in its place, and what is new is offered. By keys, while the
/// focus is within it, where Tab leads: J and K go through the cases, Enter to the case, T takes it, S lets it wait,
/// N notes.
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
    private final List<CaseSection> sections = new ArrayList<>();
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
        showList();
        load();
        if (chosen != null) {
            choose(chosen);
        }
    }

    /// For who has just come here: its keys act from where the focus is.
    void focusFirst() {
        entries.values().stream().findFirst().ifPresent(CaseEntry::focus);
    }

    /// The case that is open stays so, also where it is in the list no longer.
    private void load() {
        var at = place();
        var cases = reading.open(at.actor(), at.workspace().id(), at.filter());
        var order = reading.order(at.actor(), at.workspace().id(), cases);
        var format = LocalFormat.of(UI.getCurrent());
        entries.clear();
        sections.clear();
        groups.removeAll();
        CaseGroup.of(cases, order).forEach(group -> show(group, format));
        announce(0);
        tellNothing();
        keys.setVisible(!entries.isEmpty() && at.workspace().may(Capability.OPERATIONS_MANAGE));
        openOne();
    }

    private void openOne() {
        var open = panel.run();
        if (open == null) {
            entries.keySet().stream().findFirst().ifPresentOrElse(this::open, this::showList);
        } else {
            mark(open);
        }
    }

    private void show(CaseGroup group, LocalFormat format) {
        var section = new CaseSection(group, format, this::choose);
        var known = section.entries();
        section.ids().forEach(id -> entries.put(id, Objects.requireNonNull(known.get(id))));
        if (group.cases().size() > 1
                && !group.isWaiting()
                && place().workspace().may(Capability.OPERATIONS_MANAGE)) {
            section.offer(together(group, section));
        }
        sections.add(section);
        groups.add(section);
    }

    private Button together(CaseGroup group, CaseSection section) {
        var button = new Button(
                getTranslation("attention.together.action"),
                _ -> new CloseTogether(acts, messages, this::refresh).ask(place().actor(), section.cases()));
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
        showList();
        onSelect.accept(null);
    }

    /// On a narrow page, where a case that was chosen is shown alone.
    private void showList() {
        getContent().getElement().removeAttribute("data-chosen");
    }

    /// Reads again where one of these concerns what is shown, or may be a new case: not for each step of each run of
    /// the workspace. What asks because it lasts too long comes with the next reading.
    void changed(Set<Change> changes) {
        if (changes.stream().anyMatch(it -> it.ended() || isShown(it.id()))) {
            refresh();
        }
    }

    private boolean isShown(UUID run) {
        return entries.containsKey(run) || run.equals(panel.run());
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
        // of more than fit, those that a reading would show: the oldest
        var arrived = new HashSet<>(now.subList(Math.max(0, now.size() - CaseReading.MOST), now.size()));
        arrived.removeAll(entries.keySet());
        announce(arrived.size());
        tellNothing();
        panel.refresh();
    }

    private void reread(Place at) {
        var asked = new LinkedHashSet<>(entries.keySet());
        var open = panel.run();
        if (open != null) {
            asked.add(open);
        }
        if (asked.isEmpty()) {
            return;
        }
        var rows = reading.rows(at.actor(), at.workspace().id(), List.copyOf(asked)).stream()
                .collect(Collectors.toMap(RunRow::id, Function.identity()));
        asked.removeAll(rows.keySet());
        asked.forEach(this::remove);
        entries.forEach((id, entry) -> entry.show(Objects.requireNonNull(rows.get(id))));
        if (panel.run() == null) {
            openOne();
        }
    }

    /// Gone, or no longer the reader's to see: nothing of it stays (I12), and the rest stays as it is.
    private void remove(UUID run) {
        entries.remove(run);
        sections.removeIf(section -> {
            var isEmpty = section.remove(run);
            if (isEmpty) {
                groups.remove(section);
            }
            return isEmpty;
        });
        if (run.equals(panel.run())) {
            panel.clear();
            showList();
            onSelect.accept(null);
        }
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
