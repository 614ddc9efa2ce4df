package io.runtruth.ui.settings;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.Share;
import io.runtruth.access.TokenService.NewSecret;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ShownOnce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/// Asks what somebody is invited to, and shows the link once.
final class InviteDialog {

    private static final List<Integer> DAYS = List.of(1, 7, 30);
    private static final int USUAL_DAYS = 7;

    private final FormDialog dialog;
    private final ShareFields share;
    private final Select<Integer> days = new Select<>();
    private final Clock clock;
    private final BiFunction<Share, Instant, NewSecret> invite;

    InviteDialog(
            List<EnvironmentRow> known,
            ProblemMessages messages,
            Clock clock,
            BiFunction<Share, Instant, NewSecret> invite) {
        this.clock = clock;
        this.invite = invite;
        share = new ShareFields(known);
        days.setId("invitation-days");
        days.setLabel(I18NProvider.translate("settings.invitations.days"));
        days.setItems(DAYS);
        days.setItemLabelGenerator(it -> I18NProvider.translate("settings.days", it));
        days.setValue(USUAL_DAYS);
        dialog = new FormDialog("dialog-invite", I18NProvider.translate("settings.members.invite"), messages)
                .ask(new Paragraph(I18NProvider.translate("settings.invitations.lead")), share, days)
                .offer("action-make-link", I18NProvider.translate("settings.invitations.make"), this::make);
    }

    void open() {
        dialog.open();
    }

    private void make() {
        var until = clock.instant().plus(Duration.ofDays(days.getValue()));
        var made = invite.apply(share.share(), until);
        dialog.answer(ShownOnce.link(
                Routes.invitation(made.secret()),
                I18NProvider.translate(
                        "settings.invitations.made_until",
                        LocalFormat.of(UI.getCurrent()).dateTime(until))));
    }
}
