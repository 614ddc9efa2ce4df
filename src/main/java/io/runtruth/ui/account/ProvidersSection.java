package io.runtruth.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.spring.annotation.SpringComponent;
import io.runtruth.access.IdentityQueries;
import io.runtruth.access.IdentityQueries.IdentityRow;
import io.runtruth.access.IdentityService;
import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInProviders.SignInProvider;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.ProviderWording;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Toast;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/// A person's own identities at providers: linked, unlinked (contract 8).
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://console/theme/account.css")
class ProvidersSection extends Composite<Div> {

    private final IdentityService identities;
    private final IdentityQueries queries;
    private final SignInProviders providers;
    private final CurrentActor current;
    private final ProblemMessages messages;

    private final Paragraph notice = new Paragraph();
    private final Div list = new Div();
    private final Div more = new Div();

    ProvidersSection(
            IdentityService identities,
            IdentityQueries queries,
            SignInProviders providers,
            CurrentActor current,
            ProblemMessages messages) {
        this.identities = identities;
        this.queries = queries;
        this.providers = providers;
        this.current = current;
        this.messages = messages;
        notice.setId("provider-notice");
        notice.addClassName("refusal");
        notice.getElement().setAttribute("role", "alert");
        notice.setVisible(false);
        list.setId("grid-providers");
        more.addClassName("fields");
        getContent().addClassName("owned");
        getContent().add(new Paragraph(getTranslation("provider.lead")), notice, list, more);
        show();
    }

    /// @param told what came of linking one, as the address has it
    void tell(String told) {
        notice.setText(ProviderWording.text(providers.notice(told)));
        notice.setVisible(true);
    }

    private void show() {
        var rows = queries.mine(current.get());
        list.removeAll();
        list.add(rows.isEmpty() ? new Paragraph(getTranslation("provider.none")) : items(rows));
        more.removeAll();
        providers.offered().stream()
                .filter(provider ->
                        rows.stream().noneMatch(row -> row.registration().equals(provider.id())))
                .forEach(provider -> more.add(link(provider)));
    }

    private UnorderedList items(List<IdentityRow> rows) {
        var items = new UnorderedList();
        rows.forEach(row -> items.add(item(row)));
        return items;
    }

    private ListItem item(IdentityRow row) {
        var title = Spans.foreign(providers.name(row.registration()));
        title.addClassName("title");
        var facts = new Span(
                title,
                Spans.foreign(row.shown()),
                timed("provider.linked", new RelativeTime(row.linkedAt())),
                timed("provider.last_used", new RelativeTime(row.lastUsedAt())));
        facts.addClassName("facts");
        return new ListItem(facts, unlink(row));
    }

    private Span timed(String key, Component time) {
        return new Span(new Span(getTranslation(key)), time);
    }

    private Button unlink(IdentityRow row) {
        var name = providers.name(row.registration());
        var button = new Button(getTranslation("provider.unlink"), _ -> askToUnlink(row, name));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation("provider.unlink_of", name));
        button.setId("action-unlink-provider-" + row.id());
        return button;
    }

    private void askToUnlink(IdentityRow row, String name) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("provider.unlink_of", name));
        dialog.setText(getTranslation("provider.unlink.text", name));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("passkey.cancel"));
        dialog.setConfirmText(getTranslation("provider.unlink"));
        dialog.addConfirmListener(_ -> attempt(() -> {
            identities.unlink(current.get(), row.id());
            show();
        }));
        dialog.open();
    }

    private Button link(SignInProvider provider) {
        var button = new Button(getTranslation("provider.link", provider.name()), _ -> attempt(() -> begin(provider)));
        button.setId("action-link-provider-" + provider.id());
        return button;
    }

    private void begin(SignInProvider provider) {
        var session = current.session().orElse(null);
        identities.requireSignedInLately(current.get(), session);
        if (session != null) {
            UI.getCurrent().getPage().setLocation(providers.link(provider, current.get(), session));
        }
    }

    private void attempt(Runnable act) {
        try {
            act.run();
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
        }
    }
}
