package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import io.runtruth.ui.kit.RunId;
import java.util.UUID;
import java.util.function.Predicate;

/// Leads to a run by its id, as it stands in links, messages and the log: of a text the last that is one.
final class RunFinder extends Composite<TextField> {

    private static final int LONGEST = 500;

    private final Predicate<UUID> opened;

    /// @param opened leads to the run; false where there is none that the person may see
    RunFinder(Predicate<UUID> opened) {
        this.opened = opened;
        var field = getContent();
        field.setId("find-run");
        field.setAriaLabel(getTranslation("operations.find.label"));
        field.setPlaceholder(getTranslation("operations.find.placeholder"));
        field.setMaxLength(LONGEST);
        field.setClearButtonVisible(true);
        field.setManualValidation(true);
        field.addThemeVariants(TextFieldVariant.SMALL);
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                find(change.getValue());
            }
        });
    }

    private void find(String text) {
        var id = RunId.in(text);
        var found = id.isPresent() && opened.test(id.get());
        getContent().setInvalid(!text.isBlank() && !found);
        getContent().setErrorMessage(getTranslation(id.isPresent() ? "operations.find.none" : "operations.find.no_id"));
    }
}
