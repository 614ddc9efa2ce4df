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
import com.vaadin.flow.spring.annotation.SpringComponent;
import io.runtruth.access.SessionQueries;
import io.runtruth.access.SessionQueries.SessionRow;
import io.runtruth.access.SessionService;
import io.runtruth.access.SignInBy;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/// Where a person is signed in: seen, one ended, all ended (contract 8).
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@StyleSheet("context://console/theme/account.css")
class SessionsSection extends Composite<Div> {

    private final SessionService sessions;
    private final SessionQueries queries;
    private final CurrentActor current;

    private final Div list = new Div();

    SessionsSection(SessionService sessions, SessionQueries queries, CurrentActor current) {
        this.sessions = sessions;
        this.queries = queries;
        this.current = current;
        list.setId("grid-sessions");
        var all = new Button(getTranslation("session.end_all"), _ -> askForAll());
        all.setId("action-end-all-sessions");
        getContent().addClassName("owned");
        getContent().add(new Paragraph(getTranslation("session.lead")), list, all);
        showList();
    }

    private void showList() {
        var items = new UnorderedList();
        queries.mine(current.get()).forEach(row -> items.add(item(row)));
        list.removeAll();
        list.add(items);
    }

    private ListItem item(SessionRow row) {
        var here = current.session().filter(row.id()::equals).isPresent();
        var title = new Span(title(row));
        title.addClassName("title");
        var facts = new Span(title);
        facts.addClassName("facts");
        if (here) {
            facts.add(new Span(getTranslation("session.here")));
        }
        facts.add(
                Spans.foreign(row.place().address()),
                method(row.by()),
                timed("session.signed_in", new RelativeTime(row.signedInAt())),
                timed("session.last_seen", new RelativeTime(row.lastSeenAt())),
                timed("session.ends", new RelativeTime(row.endsAt())));
        var item = new ListItem(facts, end(row, here));
        item.getElement().setAttribute("data-here", here);
        return item;
    }

    private Component method(SignInBy by) {
        var provider = by.provider();
        return provider == null
                ? new Span(getTranslation("session.method." + by.method().code()))
                : Spans.foreign(getTranslation("session.method.through", provider));
    }

    private String title(SessionRow row) {
        var browser = BrowserWording.browser(row.place().browser());
        var system = BrowserWording.system(row.place().browser());
        if (browser.isPresent() && system.isPresent()) {
            return getTranslation("session.browser_on", browser.get(), system.get());
        }
        return browser.or(() -> system).orElseGet(() -> getTranslation("session.browser_unknown"));
    }

    private Span timed(String key, Component time) {
        return new Span(new Span(getTranslation(key)), time);
    }

    private Button end(SessionRow row, boolean here) {
        var button = new Button(getTranslation(here ? "session.end_here" : "session.end"), _ -> {
            sessions.end(current.get(), row.id());
            showList();
        });
        button.addThemeVariants(ButtonVariant.SMALL);
        if (!here) {
            button.setAriaLabel(
                    getTranslation("session.end_of", title(row), row.place().address()));
        }
        button.setId("action-end-session-" + row.id());
        return button;
    }

    private void askForAll() {
        var dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("session.end_all.title"));
        dialog.setText(getTranslation("session.end_all.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("session.end_all.cancel"));
        dialog.setConfirmText(getTranslation("session.end_all"));
        dialog.addConfirmListener(_ -> {
            sessions.endAll(current.get());
            showList();
        });
        dialog.open();
    }
}
