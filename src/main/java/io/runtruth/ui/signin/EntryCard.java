package io.runtruth.ui.signin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import io.runtruth.shared.Problem;
import io.runtruth.ui.frame.Brand;
import io.runtruth.ui.frame.LanguageSwitch;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import java.util.function.BooleanSupplier;

/// A page of one card before the console: what it is about, what it needs to know, one way on.
final class EntryCard extends Composite<Main> {

    private final ProblemMessages messages;
    private final Paragraph refusal = new Paragraph();
    private final Div card;

    /// @param view the page's id is `view-<view>`
    /// @param title translated
    /// @param lead translated
    EntryCard(String view, String title, String lead, ProblemMessages messages) {
        this.messages = messages;
        refusal.addClassName("refusal");
        refusal.getElement().setAttribute("role", "alert");
        refusal.setVisible(false);
        var promise = new Paragraph(lead);
        promise.addClassName("promise");
        card = new Div(new Brand(), new H1(title), promise);
        card.addClassName("card");
        getContent().setId("view-" + view);
        getContent().addClassName("sign-in");
        getContent().add(card, new LanguageSwitch());
    }

    void ask(Component... fields) {
        card.add(fields);
    }

    /// @param id of the button
    /// @param words translated
    /// @param act what it does, and whether it could: then the way on is the start, or the sign-in before it
    void offer(String id, String words, BooleanSupplier act) {
        offer(id, words, Routes.START, act);
    }

    /// @param id of the button
    /// @param words translated
    /// @param next where the way on leads once it was done
    /// @param act what it does, and whether it could
    void offer(String id, String words, String next, BooleanSupplier act) {
        var button = new Button(words);
        button.setId(id);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            act(act, next);
            button.setEnabled(true);
        });
        card.add(refusal, button);
    }

    private void act(BooleanSupplier act, String next) {
        refusal.setVisible(false);
        try {
            if (act.getAsBoolean()) {
                UI.getCurrent().getPage().setLocation("/" + next);
            }
        } catch (Problem problem) {
            refusal.setText(messages.of(problem, getLocale()));
            refusal.setVisible(true);
        }
    }

    static PasswordField password(String label, String help) {
        var password = new PasswordField(label);
        password.setId("new-password");
        password.setHelperText(help);
        return password;
    }
}
