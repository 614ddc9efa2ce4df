package io.runtruth.ui.signin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.runtruth.access.PasskeySites;
import io.runtruth.access.SetupService;
import io.runtruth.access.SignInProviders;
import io.runtruth.shared.Coded;
import io.runtruth.ui.frame.Brand;
import io.runtruth.ui.frame.LanguageSwitch;
import io.runtruth.ui.kit.ProviderWording;
import io.runtruth.ui.kit.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The sign-in page (contract 8). What happened before is in the URL: `?error` (wrong name or password, and never
/// which of them), `?throttled` (guessed too often), `?busy` (too many sign-ins at the same moment), `?passkey` (one
/// that no account has), `?made` (an account, just now), `?provider=…` (what came of going to an identity provider,
/// sealed).
@AnonymousAllowed
@Route(value = Routes.SIGN_IN, autoLayout = false)
class LoginView extends Composite<Main> implements BeforeEnterObserver, HasDynamicTitle {

    private static final String MADE = "made";

    /// The way on for somebody who has just made an account.
    static final String ACCOUNT_MADE = Routes.SIGN_IN + "?" + MADE;

    private final LoginForm form = new LoginForm();
    private final NameKept name = new NameKept();

    private final Paragraph welcome = new Paragraph(getTranslation("login.made"));
    private final SetupService setup;
    private final SignInProviders providers;

    LoginView(SetupService setup, PasskeySites passkeys, SignInProviders providers) {
        this.setup = setup;
        this.providers = providers;
        form.setAction(Routes.SIGN_IN);
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(texts(Refusal.ERROR));
        welcome.setId("account-made");
        welcome.addClassName("welcome");
        welcome.getElement().setAttribute("role", "status");
        welcome.setVisible(false);
        var card = new Div(new Brand(), promise(), welcome, form, name);
        passkeys.current().ifPresent(_ -> card.add(new PasskeyDoor(getTranslation("login.passkey"))));
        if (!providers.offered().isEmpty()) {
            card.add(new ProviderDoors(providers.offered(), SignInProviders::begin));
        }
        card.addClassName("card");
        getContent().setId("view-login");
        getContent().addClassName("sign-in");
        getContent().add(card, new LanguageSwitch());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (setup.isOpen()) {
            event.forwardTo(Routes.SETUP);
            return;
        }
        var parameters = event.getLocation().getQueryParameters().getParameters();
        welcome.setVisible(parameters.containsKey(MADE));
        Optional.ofNullable(parameters.get(Routes.PROVIDER_NOTICE))
                .map(List::getFirst)
                .ifPresent(this::tell);
        Refusal.in(parameters.keySet()).ifPresent(refusal -> {
            form.setI18n(texts(refusal));
            form.setError(true);
            form.getElement().setProperty("noAutofocus", true);
            name.refused();
        });
    }

    private void tell(String told) {
        var notice = providers.notice(told);
        form.setI18n(texts(ProviderWording.title(notice), ProviderWording.text(notice)));
        form.setError(true);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("login.page.title");
    }

    private Paragraph promise() {
        var promise = new Paragraph(getTranslation("kit.product.promise"));
        promise.addClassName("promise");
        return promise;
    }

    private LoginI18n texts(Refusal refusal) {
        return texts(
                getTranslation("login.refusal." + refusal.code() + ".title"),
                getTranslation("login.refusal." + refusal.code() + ".text"));
    }

    private LoginI18n texts(String title, String message) {
        var texts = LoginI18n.createDefault();
        var fields = texts.getForm();
        fields.setTitle(getTranslation("login.form.title"));
        fields.setUsername(getTranslation("login.form.username"));
        fields.setPassword(getTranslation("login.form.password"));
        fields.setSubmit(getTranslation("login.form.submit"));
        var error = texts.getErrorMessage();
        error.setUsername(getTranslation("login.form.username_missing"));
        error.setPassword(getTranslation("login.form.password_missing"));
        error.setTitle(title);
        error.setMessage(message);
        return texts;
    }

    /// Why the last attempt did not lead in.
    private enum Refusal implements Coded {
        ERROR,
        THROTTLED,
        BUSY,
        PASSKEY;

        static Optional<Refusal> in(Set<String> parameters) {
            return Arrays.stream(values())
                    .filter(it -> parameters.contains(it.code()))
                    .findFirst();
        }
    }
}
