package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Instant;

/// "3 min. ago", kept current by the browser in the page's language, with the exact time and its zone on hover. In
/// a grid the same element is cheaper from a `LitRenderer`: `<console-time at="${item.at}"></console-time>`.
@Tag("console-time")
@JsModule("context://console/components/relative-time.js")
public final class RelativeTime extends Component {

    public RelativeTime(Instant at) {
        set(at);
    }

    public void set(Instant at) {
        getElement().setAttribute("at", at.toString());
    }
}
