package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// Whether a list rests at its top in the browser (contract 9): nobody points at it, has the focus in it or has
/// scrolled. Until the browser has said so it counts as used.
@Tag("list-rest")
@JsModule("context://console/components/list-rest.js")
final class ListRest extends Component {

    private boolean rests;

    /// @param begins runs when the list comes to rest
    ListRest(Runnable begins) {
        getElement().setAttribute("hidden", true);
        getElement().addEventListener("list-used", _ -> rests = false);
        getElement().addEventListener("list-rests", _ -> {
            rests = true;
            begins.run();
        });
    }

    /// The next page to hold it says so anew.
    @Override
    protected void onDetach(DetachEvent left) {
        rests = false;
    }

    boolean rests() {
        return rests;
    }
}
