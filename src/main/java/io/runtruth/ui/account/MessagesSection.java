package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import io.runtruth.access.AccountMailQueries;
import io.runtruth.access.AccountMailQueries.AccountMail;
import io.runtruth.access.AccountMailService;
import io.runtruth.access.LinkMail;
import io.runtruth.access.MailTo;
import io.runtruth.mail.DigestQueries;
import io.runtruth.mail.DigestRhythm;
import io.runtruth.mail.DigestService;
import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Toast;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/// Where the person is sent e-mails, and how often what they want to be told by them. Not there where this
/// installation sends none.
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class MessagesSection extends Composite<Div> {

    private final AccountMailQueries queries;
    private final AccountMailService service;
    private final DigestService digests;
    private final ProblemMessages messages;
    private final CurrentActor current;

    private final TextField address = new TextField(getTranslation("settings.person.mail"));
    private final Paragraph state = new Paragraph();
    private final Button remove = new Button(getTranslation("settings.person.mail.remove"), _ -> remove());
    private final Select<DigestChoice> digest = new Select<>();

    private Runnable changed = () -> {};

    MessagesSection(
            AccountMailQueries queries,
            AccountMailService service,
            DigestService digests,
            DigestQueries chosen,
            LinkMail mail,
            ProblemMessages messages,
            CurrentActor current) {
        this.queries = queries;
        this.service = service;
        this.digests = digests;
        this.messages = messages;
        this.current = current;
        setVisible(mail.isSetUp());
        if (mail.isSetUp()) {
            fill(chosen);
            show(queries.mine(current.get()));
        }
    }

    /// Hears whenever it may have changed whether and how often something is sent.
    void onChange(Runnable changed) {
        this.changed = changed;
    }

    private void fill(DigestQueries chosen) {
        address.setId("person-mail");
        address.setMaxLength(MailAddress.LONGEST);
        address.setAutocomplete(Autocomplete.EMAIL);
        address.setHelperText(getTranslation("settings.person.mail.help"));
        state.setId("person-mail-state");
        state.getElement().setAttribute("role", "status");
        var ask = new Button(getTranslation("settings.person.mail.ask"), _ -> ask());
        ask.setId("action-confirm-mail");
        ask.addThemeVariants(ButtonVariant.SMALL);
        remove.setId("action-remove-mail");
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        var buttons = new Div(ask, remove);
        buttons.addClassName("row");
        digest.setId("person-digest");
        digest.setLabel(getTranslation("settings.person.digest"));
        digest.setItems(DigestChoice.values());
        digest.setItemLabelGenerator(it -> getTranslation("settings.person.digest." + it.code()));
        digest.setValue(DigestChoice.of(chosen.mine(current.get()).orElse(null)));
        digest.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                choose(change.getOldValue(), change.getValue());
            }
        });
        getContent().add(new PersonSection("settings.person.messages", address, state, buttons, digest));
    }

    private void show(AccountMail mail) {
        var known = mail.address();
        address.setValue(Optional.ofNullable(mail.wanted())
                .or(() -> Optional.ofNullable(known))
                .orElse(""));
        state.setText(state(mail));
        remove.setVisible(known != null || mail.wanted() != null);
        digest.setEnabled(known != null);
        digest.setHelperText(
                getTranslation(known == null ? "settings.person.digest.first" : "settings.person.digest.help"));
        changed.run();
    }

    private String state(AccountMail mail) {
        if (mail.wanted() != null && mail.wantedUntil() != null) {
            var until = LocalFormat.of(UI.getCurrent()).dateTime(mail.wantedUntil());
            return mail.address() == null
                    ? getTranslation("settings.person.mail.waiting", mail.wanted(), until)
                    : getTranslation("settings.person.mail.changing", mail.wanted(), until, mail.address());
        }
        return mail.address() == null
                ? getTranslation("settings.person.mail.none")
                : getTranslation("settings.person.mail.confirmed", mail.address());
    }

    private void ask() {
        try {
            service.ask(current.get(), new MailTo(MailAddress.of(address.getValue()), getLocale()));
            address.setInvalid(false);
            show(queries.mine(current.get()));
            Toast.done(getTranslation("settings.person.mail.asked", address.getValue()));
        } catch (Problem problem) {
            address.setErrorMessage(messages.of(problem, getLocale()));
            address.setInvalid(true);
        }
    }

    private void remove() {
        service.remove(current.get());
        address.setInvalid(false);
        show(queries.mine(current.get()));
        Toast.done(getTranslation("settings.person.mail.removed"));
    }

    private void choose(@Nullable DigestChoice before, DigestChoice wanted) {
        try {
            digests.choose(current.get(), wanted.rhythm, getLocale());
            changed.run();
            Toast.done(getTranslation("settings.saved"));
        } catch (Problem problem) {
            digest.setValue(Objects.requireNonNullElse(before, DigestChoice.NEVER));
            Toast.problem(messages.of(problem, getLocale()));
        }
    }

    enum DigestChoice {
        NEVER(null),
        SOON(DigestRhythm.SOON),
        HOURLY(DigestRhythm.HOURLY),
        DAILY(DigestRhythm.DAILY);

        private final @Nullable DigestRhythm rhythm;

        DigestChoice(@Nullable DigestRhythm rhythm) {
            this.rhythm = rhythm;
        }

        String code() {
            return rhythm == null ? "never" : rhythm.code();
        }

        static DigestChoice of(@Nullable DigestRhythm rhythm) {
            return switch (rhythm) {
                case null -> NEVER;
                case SOON -> SOON;
                case HOURLY -> HOURLY;
                case DAILY -> DAILY;
            };
        }
    }
}
