package io.runtruth.ui.kit;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;

/// Narrows a list by a part of the name; the address of the page keeps it, as `?name=`.
public final class NameFilter extends TextField {

    private static final String NAME = "name";

    /// @param filter is to narrow the list to the value, also to the one that an address brings
    public NameFilter(Runnable filter) {
        setId("filter-name");
        setPlaceholder(getTranslation("reviews.filter.name"));
        setAriaLabel(getTranslation("reviews.filter.name"));
        setPrefixComponent(Glyph.SEARCH.create());
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        addThemeVariants(TextFieldVariant.SMALL);
        addValueChangeListener(change -> {
            filter.run();
            if (change.isFromClient()) {
                keepInAddress();
            }
        });
    }

    /// What the page's address asks for.
    public void read(Location address) {
        setValue(address.getQueryParameters().getSingleParameter(NAME).orElse(""));
    }

    private void keepInAddress() {
        var query = isEmpty() ? QueryParameters.empty() : QueryParameters.of(NAME, getValue());
        var path = UI.getCurrent().getActiveViewLocation().getPath();
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(path, query));
    }
}
