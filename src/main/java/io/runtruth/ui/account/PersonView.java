package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.AccountQueries;
import io.runtruth.access.AccountService;
import io.runtruth.access.IdentityQueries;
import io.runtruth.access.SignInProviders;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;

/// What belongs to the person (contract 8): a section for each thing, one below the other.
@PermitAll
@Route(value = Routes.PERSON, layout = MainLayout.class)
@StyleSheet("context://console/theme/settings.css")
class PersonView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final ToldSection told;

    PersonView(
            AccountQueries accounts,
            AccountService service,
            IdentityQueries identities,
            SignInProviders providers,
            ToldSection told,
            MessagesSection mailed,
            ProblemMessages messages,
            CurrentActor current) {
        this.told = told;
        var me = accounts.me(current.get());
        var lead = new Paragraph(getTranslation("settings.lead.person", me.username()));
        lead.addClassName("lead");
        mailed.onChange(told::showRoad);
        getContent().setId("view-person");
        getContent().addClassNames("view", "settings");
        getContent().add(new ViewHeader(getPageTitle()), lead);
        getContent()
                .add(
                        new NameSection(me.name(), name -> service.rename(current.get(), name), messages),
                        identities.hasPassword(current.get())
                                ? new PasswordSection(
                                        (now, wanted) -> service.changePassword(current.get(), now, wanted), messages)
                                : new PersonSection(
                                        "setup.field.password",
                                        new Paragraph(getTranslation("settings.person.password_none"))),
                        signIn(providers.isConfigured()),
                        told,
                        mailed,
                        new AppearanceSection(
                                accounts.timeZone(current.get()), zone -> service.chooseTimeZone(current.get(), zone)),
                        tokens());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = event.getLocation().getQueryParameters().getParameters();
        if (asked.containsKey(Routes.TOLD_PARAMETER)) {
            told.scrollIntoView();
        }
    }

    private PersonSection signIn(boolean throughProviders) {
        var identities = new Anchor("/" + Routes.PROVIDERS, getTranslation("provider.title"));
        identities.setVisible(throughProviders);
        return new PersonSection(
                "settings.person.sign_in",
                new Paragraph(getTranslation("settings.person.sign_in_lead")),
                new Anchor("/" + Routes.PASSKEYS, getTranslation("kit.person.passkeys")),
                identities,
                new Anchor("/" + Routes.SESSIONS, getTranslation("kit.person.sessions")));
    }

    private PersonSection tokens() {
        return new PersonSection(
                "settings.person.tokens",
                new Paragraph(getTranslation("settings.person.tokens_lead")),
                new Anchor("/" + Routes.TOKENS, getTranslation("kit.person.tokens")));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("kit.person.settings");
    }
}
