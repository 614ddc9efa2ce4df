package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.AccountMailService;
import io.runtruth.shared.Problem;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;

/// Where the link leads that was sent to an address, to see whether it is the person's. Opening it does nothing yet:
/// some mail systems open what they deliver.
@PermitAll
@Route(value = Routes.MAIL_ADDRESS, layout = MainLayout.class)
@StyleSheet("context://console/theme/settings.css")
class MailAddressView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final AccountMailService service;
    private final ProblemMessages messages;
    private final CurrentActor current;
    private final Paragraph refusal = new Paragraph();

    private String secret = "";

    MailAddressView(AccountMailService service, ProblemMessages messages, CurrentActor current) {
        this.service = service;
        this.messages = messages;
        this.current = current;
        var lead = new Paragraph(getTranslation("settings.mail.confirm.lead"));
        lead.addClassName("lead");
        refusal.setId("mail-refusal");
        refusal.addClassName("refusal");
        refusal.getElement().setAttribute("role", "alert");
        refusal.setVisible(false);
        var confirm = new Button(getTranslation("settings.mail.confirm.now"), _ -> confirm());
        confirm.setId("action-confirm-mail");
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        var form = new Div(
                refusal, confirm, new Anchor("/" + Routes.PERSON, getTranslation("settings.mail.confirm.back")));
        form.addClassName("form-part");
        getContent().setId("view-mail-address");
        getContent().addClassNames("view", "settings");
        getContent().add(new ViewHeader(getPageTitle()), lead, form);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        secret = event.getRouteParameters().get(Routes.SECRET_PARAMETER).orElse("");
    }

    @Override
    public String getPageTitle() {
        return getTranslation("settings.mail.confirm.title");
    }

    private void confirm() {
        try {
            var address = service.confirm(current.get(), secret);
            UI.getCurrent().navigate(Routes.PERSON);
            Toast.done(getTranslation("settings.mail.confirm.done", address));
        } catch (Problem problem) {
            refusal.setText(messages.of(problem, getLocale()));
            refusal.setVisible(true);
        }
    }
}
