package io.runtruth.ui.kit;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/// A part of a name, looked for in the whole list as it is typed.
public final class SearchField extends TextField {

    private static final int LONGEST = 200;

    /// @param label translated; what is looked for
    /// @param onSearch hears what the person typed, not what [#setValue] set
    public SearchField(String label, Consumer<String> onSearch) {
        setId("search");
        setPlaceholder(label);
        setAriaLabel(label);
        setMaxLength(LONGEST);
        setPrefixComponent(Glyph.SEARCH.create());
        setClearButtonVisible(true);
        addThemeVariants(TextFieldVariant.SMALL);
        setValueChangeMode(ValueChangeMode.LAZY);
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onSearch.accept(change.getValue().strip());
            }
        });
    }
}
