package io.runtruth.ui.frame;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import io.runtruth.texts.Language;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Toast;
import org.springframework.stereotype.Component;

/// The console's edge (style 5): whatever a click or a push throws ends as one calm message; the page goes on.
@Component
final class ConsoleErrorHandler implements ErrorHandler {

    private static final long serialVersionUID = 1L;

    private final transient ProblemMessages messages;

    ConsoleErrorHandler(ProblemMessages messages) {
        this.messages = messages;
    }

    @Override
    public void error(ErrorEvent event) {
        var ui = UI.getCurrent();
        var locale = ui == null ? Language.ENGLISH.locale() : ui.getLocale();
        var text = messages.of(event.getThrowable(), locale);
        if (ui != null) {
            Toast.problem(text);
        }
    }
}
