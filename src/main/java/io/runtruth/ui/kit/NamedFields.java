package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.runtruth.shared.Label;

/// What a new thing is called, and its short name, which follows the name until somebody writes another one.
public final class NamedFields extends Composite<Div> {

    private static final int LONGEST_SLUG = 63;

    private final TextField name = new TextField();
    private final TextField slug = new TextField();
    private boolean isOwnSlug;

    public NamedFields() {
        name.setId("new-name");
        name.setLabel(getTranslation("settings.field.name"));
        name.setMaxLength(Label.LONGEST);
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(change -> {
            if (!isOwnSlug) {
                slug.setValue(Slugs.of(change.getValue()));
            }
        });
        slug.setId("new-slug");
        slug.setLabel(getTranslation("settings.field.slug"));
        slug.setHelperText(getTranslation("settings.field.slug_help"));
        slug.setMaxLength(LONGEST_SLUG);
        slug.addValueChangeListener(change -> isOwnSlug |= change.isFromClient());
        getContent().addClassName("fields");
        getContent().add(name, slug);
    }

    public String name() {
        return name.getValue();
    }

    public String slug() {
        return slug.getValue().strip();
    }
}
