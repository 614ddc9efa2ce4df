package io.runtruth.ui.frame;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.SystemMessagesInfo;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import io.runtruth.access.AccountQueries;
import io.runtruth.texts.Texts;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.LocalFormat;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Gives every page its language, its colours and its own words for what Vaadin would say itself.
@Component
final class ConsoleSetup implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSetup.class);

    private final transient Texts texts;
    private final transient ConsoleErrorHandler errors;
    private final transient CurrentActor current;
    private final transient AccountQueries accounts;

    ConsoleSetup(Texts texts, ConsoleErrorHandler errors, CurrentActor current, AccountQueries accounts) {
        this.texts = texts;
        this.errors = errors;
        this.current = current;
        this.accounts = accounts;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::prepare);
        var service = event.getSource();
        service.addSessionInitListener(it -> it.getSession().setErrorHandler(errors));
        service.addSessionDestroyListener(it -> signOut(it.getSession()));
        service.addUIInitListener(it -> prepare(it.getUI(), VaadinRequest.getCurrent()));
        service.setSystemMessagesProvider(this::systemMessages);
    }

    /// Where Vaadin ends its part of a session for idleness, the sign-in ends with it: its own reload would find
    /// the person still signed in.
    private static void signOut(VaadinSession ended) {
        var session = ended.getSession();
        if (session != null) {
            try {
                session.invalidate();
            } catch (IllegalStateException _) {
                // ended the other way round: by a sign-out, or by the container
            }
        }
    }

    /// Before the first byte of the page, so that it never flashes in the other scheme.
    private void prepare(IndexHtmlResponse page) {
        var request = page.getVaadinRequest();
        var html = page.getDocument().getElementsByTag("html");
        html.attr("lang", Preferences.locale(request).toLanguageTag());
        var scheme = Preferences.scheme(request);
        html.attr("theme", scheme.getThemeValue());
        html.attr("style", "color-scheme: " + scheme.getValue());
        zone().ifPresent(zone -> html.attr("data-zone", zone.getId()));
        page.getDocument().head().appendElement("link").attr("rel", "icon").attr("href", "console/images/mark.svg");
    }

    private void prepare(UI ui, VaadinRequest request) {
        ui.setLocale(Preferences.locale(request));
        zone().ifPresent(zone -> LocalFormat.choose(ui, zone));
        var reconnect = ui.getReconnectDialogConfiguration();
        reconnect.setDialogText(ui.getTranslation("kit.connection.lost"));
        reconnect.setDialogTextGaveUp(ui.getTranslation("kit.connection.gave_up"));
    }

    /// Where the database is away, the page says so by itself, and in the browser's zone.
    private Optional<ZoneId> zone() {
        try {
            return current.find().flatMap(accounts::timeZone);
        } catch (DataAccessException e) {
            LOG.debug("the zone of a page's person could not be read", e);
            return Optional.empty();
        }
    }

    private SystemMessages systemMessages(SystemMessagesInfo info) {
        var locale = info.getLocale();
        var messages = new CustomizedSystemMessages();
        messages.setInternalErrorNotificationEnabled(true);
        messages.setInternalErrorCaption(texts.getTranslation("problem.title.500", locale));
        messages.setInternalErrorMessage(texts.getTranslation("kit.error.reload", locale));
        messages.setCookiesDisabledNotificationEnabled(true);
        messages.setCookiesDisabledCaption(texts.getTranslation("kit.error.cookies.title", locale));
        messages.setCookiesDisabledMessage(texts.getTranslation("kit.error.cookies.text", locale));
        return messages;
    }
}
