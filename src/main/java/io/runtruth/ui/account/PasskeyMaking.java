package io.runtruth.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.dom.DomEvent;
import java.util.function.Consumer;

/// Has the person's device make a passkey.
@Tag("console-passkey-new")
@JsModule("context://console/components/passkey.js")
final class PasskeyMaking extends Component {

    private static final String DETAIL = "event.detail";

    /// @param made is given the device's answer
    /// @param refused is given the browser's name for why there is none
    PasskeyMaking(Consumer<String> made, Consumer<String> refused) {
        listen("made", made);
        listen("refused", refused);
    }

    private void listen(String event, Consumer<String> to) {
        getElement().addEventListener(event, it -> to.accept(detail(it))).addEventData(DETAIL);
    }

    private static String detail(DomEvent event) {
        return event.getEventData().path(DETAIL).asString("");
    }

    void ask(String question) {
        getElement().setAttribute("question", question);
    }
}
