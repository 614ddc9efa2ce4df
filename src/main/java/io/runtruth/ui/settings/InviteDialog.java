package io.runtruth.ui.settings;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.InvitationService.AddressUse;
import io.runtruth.access.MailTo;
import io.runtruth.access.Share;
import io.runtruth.access.TokenService.NewSecret;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.InvitedAddress;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ShownOnce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks what somebody is invited to, and shows the link once; where an address is of use it can be named.
final class InviteDialog {

    private static final List<Integer> DAYS = List.of(1, 7, 30);
    private static final int USUAL_DAYS = 7;

    private final FormDialog dialog;
    private final ShareFields share;
    private final Select<Integer> days = new Select<>();
    private final Clock clock;
    private final InvitedAddress email;
    private final Inviting invite;

    InviteDialog(
            List<EnvironmentRow> known, ProblemMessages messages, Clock clock, AddressUse address, Inviting invite) {
        this.clock = clock;
        this.invite = invite;
        share = new ShareFields(known);
        days.setId("invitation-days");
        days.setLabel(I18NProvider.translate("settings.invitations.days"));
        days.setItems(DAYS);
        days.setItemLabelGenerator(it -> I18NProvider.translate("settings.days", it));
        days.setValue(USUAL_DAYS);
        email = new InvitedAddress(address);
        var lead = address == AddressUse.SENT ? "settings.invitations.lead_mail" : "settings.invitations.lead";
        dialog = new FormDialog("dialog-invite", I18NProvider.translate("settings.members.invite"), messages)
                .ask(new Paragraph(I18NProvider.translate(lead)), share, days, email)
                .offer("action-make-link", I18NProvider.translate("settings.invitations.make"), this::make);
    }

    void open() {
        dialog.open();
    }

    private void make() {
        var until = clock.instant().plus(Duration.ofDays(days.getValue()));
        var made = invite.invite(share.share(), until, email.to());
        var ends = I18NProvider.translate(
                "settings.invitations.made_until",
                LocalFormat.of(UI.getCurrent()).dateTime(until));
        var lines = Stream.concat(Stream.of(ends), email.told().stream());
        dialog.answer(ShownOnce.link(Routes.invitation(made.secret()), lines.toArray(String[]::new)));
    }

    @FunctionalInterface
    interface Inviting {

        /// @param to whom it is for; null: whoever has the link
        NewSecret invite(Share share, Instant until, @Nullable MailTo to);
    }
}
