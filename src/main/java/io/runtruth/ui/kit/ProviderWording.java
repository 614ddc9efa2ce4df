package io.runtruth.ui.kit;

import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.ProviderRefusal;
import io.runtruth.access.SignInProviders.SignInNotice;
import io.runtruth.texts.ForeignText;
import java.util.Optional;

/// What came of a sign-in through an identity provider, in plain words.
public final class ProviderWording {

    private static final SignInNotice NOTHING_KNOWN = new SignInNotice(ProviderRefusal.STALE, "", "", "");

    private ProviderWording() {}

    /// @param notice empty where the address that tells it was changed, or is old
    public static String title(Optional<SignInNotice> notice) {
        return I18NProvider.translate("login.provider.title." + code(notice));
    }

    public static String text(Optional<SignInNotice> notice) {
        var told = notice.orElse(NOTHING_KNOWN);
        return I18NProvider.translate(
                "login.provider.text." + code(notice),
                ForeignText.shown(told.provider()),
                ForeignText.shown(told.about().isEmpty() ? told.reference() : told.about()));
    }

    private static String code(Optional<SignInNotice> notice) {
        return notice.orElse(NOTHING_KNOWN).why().code();
    }
}
