package io.runtruth.ui.signin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;

/// The way in by a passkey. The browser and the sign-in's own addresses do all of it: before sign-in this page has
/// nothing to say to the server.
@Tag("console-passkey")
@JsModule("context://console/components/passkey.js")
final class PasskeyDoor extends Component implements HasComponents {

    /// @param words translated
    PasskeyDoor(String words) {
        var button = new Button(words);
        button.setId("action-passkey");
        add(button);
    }
}
