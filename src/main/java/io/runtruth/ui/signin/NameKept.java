package io.runtruth.ui.signin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// The name of an attempt that did not lead in stays in its field (contract 8). The browser's tab keeps it, for a
/// minute and once: it is in no address and no session, and no link of somebody else brings one.
@Tag("console-sign-in")
@JsModule("context://console/components/sign-in.js")
final class NameKept extends Component {

    NameKept() {
        getElement().setAttribute("hidden", true);
    }

    void refused() {
        getElement().setAttribute("refused", true);
    }
}
