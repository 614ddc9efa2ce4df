package io.runtruth.ui.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.runtruth.ui.kit.LiveUpdates;
import java.time.Clock;

/// Says whether pushes reach this page. The connection itself says "online" while nobody clicks, also over a server
/// that is gone; so the server raises an attribute every few seconds, and the browser misses it.
@Tag("console-live")
@JsModule("context://console/components/live.js")
final class LiveIndicator extends Component {

    private final Clock clock;

    LiveIndicator(Clock clock, LiveUpdates live) {
        this.clock = clock;
        setId("live");
        getElement().setAttribute("text-live", getTranslation("kit.live.live"));
        getElement().setAttribute("text-lost", getTranslation("kit.live.lost"));
        beat();
        live.beat(this, this::beat);
    }

    /// The server's time rides along, so that relative times do not depend on the browser's clock.
    private void beat() {
        getElement().setAttribute("beat", Long.toString(clock.millis()));
    }
}
