package io.runtruth.ui.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.runtruth.ui.kit.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Says whether what the page shows is live, in one sign with three words (contract 9). The connection itself
/// says "online" while nobody clicks, also over a server that is gone; so the server raises an attribute every
/// second, and the browser misses it. What the server knows better, that its own feed stands still, it says with
/// another.
@Tag("console-live")
@JsModule("context://console/components/live.js")
final class LiveIndicator extends Component {

    private final Clock clock;

    LiveIndicator(Clock clock, LiveUpdates live) {
        this.clock = clock;
        setId("live");
        getElement().setAttribute("text-live", getTranslation("kit.live.live"));
        getElement().setAttribute("text-lost", getTranslation("kit.live.lost", "{time}"));
        getElement().setAttribute("text-out", getTranslation("kit.live.out"));
        getElement().setAttribute("text-out-away", getTranslation("kit.live.out_away"));
        getElement().setAttribute("text-again", getTranslation("kit.live.sign_in"));
        show(Optional.empty());
        live.beat(this, this::show);
    }

    /// The server's time rides along, so that relative times do not depend on the browser's clock.
    private void show(Optional<Instant> staleSince) {
        if (staleSince.isEmpty()) {
            getElement().removeAttribute("since");
            getElement().setAttribute("beat", Long.toString(clock.millis()));
        } else {
            getElement().setAttribute("since", Long.toString(staleSince.get().toEpochMilli()));
        }
    }
}
