package io.runtruth.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import io.runtruth.access.PasskeyCeremony;
import io.runtruth.access.PasskeyQueries;
import io.runtruth.access.PasskeyQueries.PasskeyRow;
import io.runtruth.access.PasskeyService;
import io.runtruth.access.PasskeySites;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Toast;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/// A person's own passkeys: added, named, removed (contract 8).
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://console/theme/account.css")
class PasskeysSection extends Composite<Div> {

    private static final String ALREADY_THERE = "InvalidStateError";

    private final PasskeyService passkeys;
    private final PasskeyQueries queries;
    private final PasskeyCeremony ceremony;
    private final PasskeySites sites;
    private final CurrentActor current;
    private final ProblemMessages messages;

    private final TextField name = new TextField(getTranslation("passkey.field.name"));
    private final Div list = new Div();
    private final PasskeyMaking making;
    private transient PasskeyCeremony.@Nullable Creation asked;

    PasskeysSection(
            PasskeyService passkeys,
            PasskeyQueries queries,
            PasskeyCeremony ceremony,
            PasskeySites sites,
            CurrentActor current,
            ProblemMessages messages) {
        this.passkeys = passkeys;
        this.queries = queries;
        this.ceremony = ceremony;
        this.sites = sites;
        this.current = current;
        this.messages = messages;
        this.making = new PasskeyMaking(this::made, this::refused);
        list.setId("grid-passkeys");
        getContent().addClassName("owned");
        getContent().add(new Paragraph(getTranslation("passkey.lead")));
        getContent().add(sites.current().isPresent() ? form() : new Paragraph(getTranslation("passkey.nowhere")));
        getContent().add(list, making);
        showList();
    }

    private Component form() {
        name.setId("passkey-name");
        name.setHelperText(getTranslation("passkey.field.name_help"));
        name.setMaxLength(Label.LONGEST);
        var add = new Button(getTranslation("passkey.add"), _ -> attempt(this::ask));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.setId("action-add-passkey");
        var form = new Div(name, add);
        form.addClassName("fields");
        return form;
    }

    private void ask() {
        Label.require(name.getValue());
        passkeys.requireSignedInLately(current.get(), current.session().orElse(null));
        sites.current().ifPresent(site -> {
            var creation = ceremony.creation(current.get(), site);
            asked = creation;
            making.ask(creation.json());
        });
    }

    private void made(String answer) {
        var creation = asked;
        if (creation == null) {
            return;
        }
        asked = null;
        attempt(() -> {
            passkeys.add(
                    current.get(), current.session().orElse(null), ceremony.verify(creation, answer), name.getValue());
            name.clear();
            showList();
            Toast.done(getTranslation("passkey.added"));
        });
    }

    private void refused(String why) {
        asked = null;
        Toast.problem(getTranslation(ALREADY_THERE.equals(why) ? "passkey.there_already" : "passkey.not_made"));
    }

    private void attempt(Runnable act) {
        try {
            act.run();
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
        }
    }

    private void showList() {
        var rows = queries.mine(current.get());
        list.removeAll();
        if (rows.isEmpty()) {
            list.add(new Paragraph(getTranslation("passkey.none")));
            return;
        }
        var items = new UnorderedList();
        rows.forEach(row -> items.add(item(row)));
        list.add(items);
    }

    private ListItem item(PasskeyRow row) {
        var title = Spans.foreign(row.name());
        title.addClassName("title");
        var facts = new Span(
                title,
                timed("passkey.created", new RelativeTime(row.createdAt())),
                timed("passkey.last_used", used(row)),
                new Span(getTranslation(row.backedUp() ? "passkey.backed_up" : "passkey.one_device")));
        facts.addClassName("facts");
        return new ListItem(facts, rename(row), remove(row));
    }

    private Component used(PasskeyRow row) {
        var at = row.lastUsedAt();
        return at == null ? new Span(getTranslation("passkey.never_used")) : new RelativeTime(at);
    }

    private Span timed(String key, Component time) {
        return new Span(new Span(getTranslation(key)), time);
    }

    private Button rename(PasskeyRow row) {
        var button = new Button(getTranslation("passkey.rename"), _ -> askForName(row));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation("passkey.rename_of", row.name()));
        button.setId("action-rename-passkey-" + row.id());
        return button;
    }

    private void askForName(PasskeyRow row) {
        var field = new TextField(getTranslation("passkey.field.name"));
        field.setId("passkey-new-name");
        field.setValue(row.name());
        field.setMaxLength(Label.LONGEST);
        var dialog = question(getTranslation("passkey.rename_of", row.name()), getTranslation("passkey.rename"));
        dialog.add(field);
        dialog.addConfirmListener(_ -> attempt(() -> {
            passkeys.rename(current.get(), row.id(), field.getValue());
            showList();
        }));
        dialog.open();
        field.focus();
    }

    private Button remove(PasskeyRow row) {
        var button = new Button(getTranslation("passkey.remove"), _ -> askToRemove(row));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation("passkey.remove_of", row.name()));
        button.setId("action-remove-passkey-" + row.id());
        return button;
    }

    private void askToRemove(PasskeyRow row) {
        var dialog = question(getTranslation("passkey.remove_of", row.name()), getTranslation("passkey.remove"));
        dialog.setText(getTranslation("passkey.remove.text"));
        dialog.addConfirmListener(_ -> attempt(() -> {
            passkeys.remove(current.get(), row.id());
            showList();
        }));
        dialog.open();
    }

    private ConfirmDialog question(String title, String act) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(title);
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("passkey.cancel"));
        dialog.setConfirmText(act);
        return dialog;
    }
}
