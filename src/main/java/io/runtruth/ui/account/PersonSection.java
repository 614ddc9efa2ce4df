package io.runtruth.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;

/// One thing that belongs to the person, under its own heading.
final class PersonSection extends Composite<Section> {

    /// @param title key of the heading
    PersonSection(String title, Component... parts) {
        var form = new Div(parts);
        form.addClassName("form-part");
        getContent().addClassName("part");
        getContent().add(new H2(getTranslation(title)), form);
    }
}
