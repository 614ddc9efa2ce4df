package io.runtruth.ui.kit;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;

/// What a list is narrowed by: its fields side by side; on a narrow page behind one button that says how many are set
/// (contract 9). The style knows which page is narrow.
public final class FilterBar extends Composite<Div> {

    private static final String OPEN = "data-open";

    private final Button fold = new Button();
    private final Div place = new Div();
    private final List<AbstractField<?, ?>> fields = new ArrayList<>();

    public FilterBar() {
        place.setId("filter-fields");
        place.addClassName("fields");
        fold.setId("action-filters");
        fold.setIcon(Glyph.SETTINGS.create());
        fold.addThemeVariants(ButtonVariant.SMALL);
        fold.addClassName("fold");
        fold.getElement().setAttribute("aria-controls", "filter-fields");
        fold.addClickListener(_ -> open(!getContent().getElement().hasAttribute(OPEN)));
        getContent().addClassName("filters");
        getContent().add(fold, place);
        open(false);
        count();
    }

    /// Those that stand there on a narrow page too, before the fields.
    public void addBeside(Component... components) {
        getContent().addComponentAtIndex(getContent().indexOf(fold), row(components));
    }

    private static Component row(Component... components) {
        var quick = new Div(components);
        quick.addClassName("quick");
        return quick;
    }

    public void addFields(AbstractField<?, ?>... added) {
        place.add(added);
        for (var field : added) {
            fields.add(field);
            field.addValueChangeListener(_ -> count());
        }
    }

    private void open(boolean open) {
        getContent().getElement().setAttribute(OPEN, open);
        fold.getElement().setAttribute("aria-expanded", Boolean.toString(open));
    }

    private void count() {
        var set = fields.stream().filter(field -> !field.isEmpty()).count();
        fold.setText(getTranslation("kit.filters", set));
    }
}
