package io.runtruth.ui.signin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.runtruth.access.AccountService;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;

/// Where a link leads that sets a new password, once (contract 8).
@AnonymousAllowed
@Route(value = Routes.RESET, autoLayout = false)
class ResetView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final AccountService accounts;
    private final ProblemMessages messages;

    ResetView(AccountService accounts, ProblemMessages messages) {
        this.accounts = accounts;
        this.messages = messages;
        getContent().addClassName("entry");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var secret = event.getRouteParameters().get(Routes.SECRET_PARAMETER).orElse("");
        getContent().removeAll();
        getContent()
                .add(accounts.behindResetLink(secret)
                        .map(username -> card(username, secret))
                        .orElseGet(() -> card(getTranslation("problem.reset_link.unknown"))));
    }

    private EntryCard card(String lead) {
        return new EntryCard("reset", getTranslation("reset.title"), lead, messages);
    }

    private EntryCard card(String username, String secret) {
        var card = card(getTranslation("reset.lead", username));
        var password =
                EntryCard.password(getTranslation("reset.field.password"), getTranslation("setup.password.help"));
        card.ask(password);
        card.offer("action-reset", getTranslation("reset.submit"), () -> {
            accounts.resetPassword(secret, password.getValue());
            return true;
        });
        return card;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("reset.page.title");
    }
}
