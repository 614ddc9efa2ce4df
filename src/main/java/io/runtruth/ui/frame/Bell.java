package io.runtruth.ui.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.runtruth.access.Actor;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.Notice;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import java.util.Set;
import java.util.UUID;

/// How the runs ended that a person started, and those that need attention where they may manage operations
/// (contract 9). Opening the list marks what it told as read; accepted risks that end soon stand above it until
/// they have been dealt with.
final class Bell extends Composite<Div> {

    private final NoticeBoard board;
    private final WaiverNotices accepted;
    private final Actor.Person person;
    private final Set<UUID> workspaces;

    private final Button button = new Button();
    private final Span unread = new Span();
    private final Popover popover = new Popover();
    private final Div list = new Div();

    /// @param workspaces those whose runs the person may see
    Bell(NoticeBoard board, WaiverNotices accepted, LiveUpdates live, Actor.Person person, Set<UUID> workspaces) {
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
        popover.setAriaLabel(getTranslation("notices.title"));
        popover.add(list);
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                tell();
            }
        });
    }

    private void tell() {
        var notices = board.recent(person);
        list.removeAll();
        var standing = accepted.of(person);
        standing.forEach(list::add);
        notices.stream().map(NoticeEntry::new).forEach(list::add);
        if (notices.isEmpty() && standing.isEmpty()) {
            list.add(nothing());
        }
        board.seen(person, notices);
        count();
    }

    private void count() {
        var count = board.recent(person).stream().filter(Notice::unread).count();
        var more = count >= NoticeQueries.MOST;
        unread.setText(more ? count + "+" : Long.toString(count));
        unread.setVisible(count > 0);
        var label = getTranslation(more ? "notices.label_many" : "notices.label", count);
        button.setAriaLabel(label);
        button.getElement().setAttribute("title", label);
    }

    private Component nothing() {
        return new EmptyState(Glyph.BELL, getTranslation("notices.empty.title"), getTranslation("notices.empty.text"));
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        return workspaces.contains(change.workspaceId());
    }
}
