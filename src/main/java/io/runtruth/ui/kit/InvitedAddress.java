package io.runtruth.ui.kit;

import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.InvitationService.AddressUse;
import io.runtruth.access.MailTo;
import io.runtruth.shared.MailAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks for the address of somebody who is invited, where that is of use to them.
public final class InvitedAddress extends TextField {

    private final boolean isSent;

    public InvitedAddress(AddressUse use) {
        isSent = use == AddressUse.SENT;
        setId("invitation-email");
        setLabel(getTranslation("settings.invitations.email"));
        setMaxLength(MailAddress.LONGEST);
        setHelperText(
                getTranslation(isSent ? "settings.invitations.email_help" : "settings.invitations.email_sign_in"));
        setVisible(use != AddressUse.NONE);
    }

    /// @return null where nothing was entered
    /// @throws io.runtruth.shared.Problem.InvalidInput `mail.address`
    public @Nullable MailTo to() {
        return getValue().isBlank() ? null : new MailTo(MailAddress.of(getValue()), getLocale());
    }

    /// What becomes of it, once the invitation is made.
    public Optional<String> told() {
        return Optional.ofNullable(to())
                .map(it -> getTranslation(
                        isSent ? "settings.invitations.made_to" : "settings.invitations.made_for",
                        it.address().text()));
    }
}
