package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.DescriptionList;
import io.runtruth.texts.ForeignText;
import org.jspecify.annotations.Nullable;

/// What a thing is, as names and values. A fact that is not known is not listed.
public final class FactList extends DescriptionList {

    public FactList() {
        addClassName("fact-list");
    }

    /// @param name translated
    /// @param value shown as plain text, foreign or not; null where it is not known
    public FactList fact(String name, @Nullable String value) {
        return value == null || value.isBlank() ? this : fact(name, new Text(ForeignText.shown(value)));
    }

    /// @param name translated
    public FactList fact(String name, Component... value) {
        add(new Term(name), new Description(value));
        return this;
    }
}
