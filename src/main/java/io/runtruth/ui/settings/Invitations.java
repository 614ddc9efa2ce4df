package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.InvitationQueries.InvitationRow;
import io.runtruth.access.InvitationState;
import io.runtruth.access.LinkMail.MailState;
import io.runtruth.shared.Cursor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.function.Consumer;

/// Who was invited, and what became of it. The link itself is on no page any more.
final class Invitations extends Composite<Section> {

    private final PagedGrid<InvitationRow, Cursor> grid =
            new PagedGrid<>("invitations", getTranslation("settings.invitations.title"));
    private final Consumer<InvitationRow> revoke;
    private final Consumer<InvitationRow> sendAgain;

    /// @param isMailSetUp whether links can be sent
    Invitations(Consumer<InvitationRow> revoke, Consumer<InvitationRow> sendAgain, boolean isMailSetUp) {
        this.revoke = revoke;
        this.sendAgain = sendAgain;
        var columns = grid.grid();
        columns.addComponentColumn(Invitations::state)
                .setHeader(getTranslation("settings.invitations.state"))
                .setWidth("140px")
                .setFlexGrow(0);
        columns.addColumn(row -> ShareWording.role(row.role()))
                .setHeader(getTranslation("settings.members.role"))
                .setWidth("100px")
                .setFlexGrow(0);
        columns.addColumn(row -> ShareWording.environments(row.environments()))
                .setHeader(getTranslation("settings.members.environments"))
                .setWidth("150px");
        columns.addComponentColumn(this::made)
                .setHeader(getTranslation("settings.invitations.made"))
                .setWidth("180px");
        columns.addComponentColumn(Invitations::mailed)
                .setHeader(getTranslation("settings.invitations.mail"))
                .setWidth("180px")
                .setVisible(isMailSetUp);
        columns.addComponentColumn(this::until)
                .setHeader(getTranslation("settings.invitations.until"))
                .setWidth("120px");
        columns.addComponentColumn(this::actions)
                .setKey("actions")
                .setWidth("140px")
                .setFlexGrow(0);
        RowCards.follow(columns);
        getContent().addClassName("part");
        getContent().add(new H2(getTranslation("settings.invitations.title")), grid);
    }

    void show(InvitationList list) {
        grid.show(
                list,
                new EmptyState(
                        Glyph.PEOPLE,
                        getTranslation("settings.invitations.empty.title"),
                        getTranslation("settings.invitations.empty.text")));
    }

    void refresh() {
        grid.refresh();
    }

    private static Component state(InvitationRow row) {
        var words = words(row.state());
        return switch (row.state()) {
            case OPEN -> new StatusBadge(Tone.ACTIVE, Glyph.CLOCK, words).status("open");
            case ACCEPTED -> new StatusBadge(Tone.GOOD, Glyph.DONE, words).status("accepted");
            case REVOKED -> new StatusBadge(Tone.NEUTRAL, Glyph.CANCELLED, words).status("revoked");
            case EXPIRED -> new StatusBadge(Tone.NEUTRAL, Glyph.ARCHIVED, words).status("expired");
        };
    }

    private static String words(InvitationState state) {
        return I18NProvider.translate("settings.invitations.is." + state.code());
    }

    private Component made(InvitationRow row) {
        return Spans.cell(new RelativeTime(row.createdAt()), Spans.foreign(row.invitedBy()));
    }

    /// Where it was sent, and what came of that.
    private static Component mailed(InvitationRow row) {
        var mailed = row.mailed();
        if (mailed == null) {
            return new Span();
        }
        var state = mailed.state() == null ? "unknown" : mailed.state().code();
        var words = new Span(I18NProvider.translate("settings.invitations.mail." + state, mailed.address()));
        words.getElement().setAttribute("title", words.getText());
        return words;
    }

    /// Until when it is open; of one that was accepted, by whom.
    private Component until(InvitationRow row) {
        return switch (row.state()) {
            case OPEN, EXPIRED -> new RelativeTime(row.expiresAt());
            case ACCEPTED -> row.acceptedBy() == null ? new Span() : Spans.foreign(row.acceptedBy());
            case REVOKED -> new Span();
        };
    }

    private Component actions(InvitationRow row) {
        if (row.state() != InvitationState.OPEN) {
            return new Span();
        }
        var button = new Button(getTranslation("settings.invitations.revoke"), _ -> revoke.accept(row));
        button.setId("action-revoke-invitation-" + row.id());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        var cell = Spans.cell(button);
        cell.addClassName("wrapped");
        if (row.mailed() != null && row.mailed().state() == MailState.GIVEN_UP) {
            var again = new Button(getTranslation("settings.invitations.mail.again"), _ -> sendAgain.accept(row));
            again.setId("action-send-invitation-" + row.id());
            again.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            cell.add(again);
        }
        return cell;
    }
}
