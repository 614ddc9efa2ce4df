package io.runtruth.ui.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.runtruth.access.Actor;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.Routes;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// How the runs ended that a person started, and those that need attention where they may manage operations; what waits
/// for an answer where they manage reviews, and what they were answered (contract 9). Opening the list marks what it
/// told as read; accepted risks that end soon stand above it until they have been dealt with.
final class Bell extends Composite<Div> {

    private final NoticeBoard board;
    private final WaiverNotices accepted;
    private final Actor.Person person;
    private final Set<UUID> workspaces;
    private final String words;

    private final Button button = new Button();
    private final Span unread = new Span();
    private final Popover popover = new Popover();
    private final Button narrow = new Button(getTranslation("notices.only_unread"));
    private final Div list = new Div();
    private boolean onlyUnread;
    private BellNotices told = new BellNotices(List.of(), List.of());

    /// @param workspaces those that something may be told of
    /// @param ofRuns whether the person may see runs anywhere
    Bell(
            NoticeBoard board,
            WaiverNotices accepted,
            LiveUpdates live,
            Actor.Person person,
            Set<UUID> workspaces,
            boolean ofRuns) {
        this.words = ofRuns ? "notices.runs." : "notices.answers.";
        this.board = board;
        this.accepted = accepted;
        this.person = person;
        this.workspaces = Set.copyOf(workspaces);
        prepareButton();
        preparePopover();
        getContent().addClassName("bell");
        getContent().add(button, unread, popover);
        count();
        live.listen(this, told -> board.listen(this::concerns, told), this::count);
        live.tick(this, this::count);
    }

    private void prepareButton() {
        button.setId("bell");
        button.setIcon(Glyph.BELL.create());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        unread.setId("bell-unread");
        unread.addClassName("unread");
        unread.getElement().setAttribute("aria-hidden", "true");
    }

    private void preparePopover() {
        list.setId("notices");
        list.addClassName("notice-list");
        list.addClickListener(_ -> popover.close());
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setWidth("min(400px, 94vw)");
        popover.setAutofocus(true);
        popover.setAriaLabel(getTranslation(words + "title"));
        prepareNarrow();
        popover.add(narrow, list, foot());
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                tell();
            }
        });
    }

    private void prepareNarrow() {
        narrow.setId("notices-only-unread");
        narrow.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        narrow.getElement().setAttribute("aria-pressed", "false");
        narrow.addClickListener(_ -> {
            onlyUnread = !onlyUnread;
            narrow.getElement().setAttribute("aria-pressed", Boolean.toString(onlyUnread));
            show();
        });
    }

    /// To what is told here at all.
    private Component foot() {
        var choices = new Anchor("/" + Routes.TOLD, getTranslation("notices.choose"));
        choices.setId("notices-choose");
        choices.getElement().addEventListener("click", _ -> popover.close());
        var foot = new Div(choices);
        foot.addClassName("notice-foot");
        return foot;
    }

    private void tell() {
        told = board.recent(person);
        show();
        board.seen(person, told);
        count();
    }

    /// What was unread when the list was opened stays so in it.
    private void show() {
        var entries = told.entries(onlyUnread);
        var standing = accepted.of(person);
        list.removeAll();
        standing.forEach(list::add);
        list.add(entries);
        narrow.setVisible(onlyUnread || !entries.isEmpty());
        if (entries.isEmpty() && standing.isEmpty()) {
            list.add(nothing());
        }
    }

    private void count() {
        var count = board.recent(person).unread();
        var more = count >= NoticeQueries.MOST;
        unread.setText(more ? count + "+" : Long.toString(count));
        unread.setVisible(count > 0);
        var label = getTranslation(words + (more ? "label_many" : "label"), count);
        button.setAriaLabel(label);
        button.getElement().setAttribute("title", label);
    }

    private Component nothing() {
        if (onlyUnread) {
            return new EmptyState(
                    Glyph.BELL, getTranslation("notices.read.title"), getTranslation("notices.read.text"));
        }
        return new EmptyState(Glyph.BELL, getTranslation(words + "empty.title"), getTranslation(words + "empty.text"));
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        return workspaces.contains(change.workspaceId());
    }
}
