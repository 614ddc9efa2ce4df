package io.runtruth.ui.signin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.runtruth.access.NewAccount;
import io.runtruth.access.SetupService;
import io.runtruth.access.SetupService.FirstSteps;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Slugs;
import java.util.List;
import java.util.function.Function;

/// The set-up of a database in which nobody can sign in yet (contract 8): on one page, with the code that the start
/// has printed. Once somebody can sign in it leads to the sign-in, and is no way in.
@AnonymousAllowed
@Route(value = Routes.SETUP, autoLayout = false)
class SetupView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final SetupService setup;
    private final TextField code = field("code", TextField::new);
    private final TextField name = field("name", TextField::new);
    private final TextField username = field("username", TextField::new);
    private final PasswordField password = field("password", PasswordField::new);
    private final TextField workspace = field("workspace", TextField::new);
    private final TextField slug = field("slug", TextField::new);
    private final TextArea environments = field("environments", TextArea::new);

    SetupView(SetupService setup, ProblemMessages messages) {
        this.setup = setup;
        code.setHelperText(getTranslation("setup.code.help"));
        username.setHelperText(getTranslation("setup.username.help"));
        password.setHelperText(getTranslation("setup.password.help"));
        workspace.setHelperText(getTranslation("setup.workspace.help"));
        slug.setHelperText(getTranslation("setup.slug.help"));
        environments.setHelperText(getTranslation("setup.environments.help"));
        code.setAutofocus(true);
        suggestSlug();
        var card = new EntryCard("setup", getTranslation("setup.title"), getTranslation("setup.lead"), messages);
        card.getContent().addClassName("setup");
        card.ask(code, name, username, password, workspace, slug, environments);
        card.offer("action-set-up", getTranslation("setup.submit"), LoginView.ACCOUNT_MADE, this::complete);
        getContent().addClassName("entry");
        getContent().add(card);
    }

    private <F extends Component> F field(String what, Function<String, F> made) {
        var field = made.apply(getTranslation("setup.field." + what));
        field.setId("setup-" + what);
        return field;
    }

    /// Until somebody writes one of their own.
    private void suggestSlug() {
        workspace.setValueChangeMode(ValueChangeMode.ON_BLUR);
        workspace.addValueChangeListener(change -> {
            if (slug.isEmpty() || slug.getValue().equals(Slugs.of(change.getOldValue()))) {
                slug.setValue(Slugs.of(change.getValue()));
            }
        });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!setup.isOpen()) {
            event.forwardTo(Routes.SIGN_IN);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("setup.page.title");
    }

    /// @return whether everything was filled in
    private boolean complete() {
        if (!isComplete()) {
            return false;
        }
        setup.complete(code.getValue(), steps());
        return true;
    }

    private boolean isComplete() {
        return List.of(code, name, username, password, workspace, slug).stream()
                .map(this::isFilled)
                .reduce(true, Boolean::logicalAnd);
    }

    private <F extends HasValue<?, String> & HasValidation> boolean isFilled(F field) {
        field.setInvalid(field.getValue().isBlank());
        field.setErrorMessage(getTranslation("setup.missing"));
        return !field.isInvalid();
    }

    private FirstSteps steps() {
        var owner = new NewAccount(username.getValue(), name.getValue(), password.getValue(), true, false);
        return new FirstSteps(
                owner, slug.getValue().strip(), workspace.getValue(), Slugs.environments(environments.getValue()));
    }
}
