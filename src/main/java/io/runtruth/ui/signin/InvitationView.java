package io.runtruth.ui.signin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.runtruth.access.InvitationQueries.InvitationRow;
import io.runtruth.access.InvitationService;
import io.runtruth.access.NewAccount;
import io.runtruth.access.NewcomerService;
import io.runtruth.access.SignInProviders;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;

/// Where the link of an invitation leads: into a workspace, for somebody who has signed in, or with a new account
/// (contract 8). A link that is used, too old or of nobody's opens nothing, and says so.
@AnonymousAllowed
@Route(value = Routes.INVITATION, autoLayout = false)
class InvitationView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final InvitationService invitations;
    private final NewcomerService newcomers;
    private final SignInProviders providers;
    private final ProblemMessages messages;
    private final CurrentActor current;

    InvitationView(
            InvitationService invitations,
            NewcomerService newcomers,
            SignInProviders providers,
            ProblemMessages messages,
            CurrentActor current) {
        this.invitations = invitations;
        this.newcomers = newcomers;
        this.providers = providers;
        this.messages = messages;
        this.current = current;
        getContent().addClassName("entry");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var secret = event.getRouteParameters().get(Routes.SECRET_PARAMETER).orElse("");
        getContent().removeAll();
        getContent().add(invitations.behind(secret).map(it -> card(it, secret)).orElseGet(this::unknown));
    }

    private EntryCard unknown() {
        return card(getTranslation("problem.invitation.unknown"));
    }

    private EntryCard card(String lead) {
        var card = new EntryCard("invitation", getTranslation("invitation.title"), lead, messages);
        card.getContent().addClassName("setup");
        return card;
    }

    private EntryCard card(InvitationRow invitation, String secret) {
        var refusal = switch (invitation.state()) {
            case OPEN -> null;
            case ACCEPTED -> "problem.invitation.used";
            case REVOKED -> "problem.invitation.revoked";
            case EXPIRED -> "problem.invitation.expired";
        };
        if (refusal != null) {
            return card(getTranslation(refusal));
        }
        var card = card(getTranslation(
                "invitation.lead",
                invitation.invitedBy(),
                invitation.workspace(),
                getTranslation("invitation.role." + invitation.role().code())));
        var person = current.find();
        if (person.isPresent()) {
            card.offer(
                    "action-join",
                    getTranslation("invitation.join", person.get().name()),
                    () -> {
                        invitations.join(person.get(), secret);
                        return true;
                    });
        } else {
            askForAccount(card, secret);
        }
        return card;
    }

    private void askForAccount(EntryCard card, String secret) {
        if (!providers.offered().isEmpty()) {
            var lead = new Paragraph(getTranslation("invitation.provider"));
            lead.addClassName("promise");
            card.ask(
                    lead,
                    new ProviderDoors(providers.offered(), provider -> SignInProviders.begin(provider, secret)),
                    new H2(getTranslation("invitation.own_password")));
        }
        var name = new TextField(getTranslation("setup.field.name"));
        name.setId("invitation-name");
        name.setAutofocus(true);
        var username = new TextField(getTranslation("setup.field.username"));
        username.setId("invitation-username");
        username.setHelperText(getTranslation("setup.username.help"));
        var password =
                EntryCard.password(getTranslation("setup.field.password"), getTranslation("setup.password.help"));
        card.ask(name, username, password);
        card.offer("action-accept", getTranslation("invitation.accept"), LoginView.ACCOUNT_MADE, () -> {
            newcomers.accept(
                    secret, new NewAccount(username.getValue(), name.getValue(), password.getValue(), false, false));
            return true;
        });
    }

    @Override
    public String getPageTitle() {
        return getTranslation("invitation.page.title");
    }
}
