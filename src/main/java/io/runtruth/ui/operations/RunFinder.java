package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import io.runtruth.operations.reads.RunIdStart;
import io.runtruth.ui.kit.RunId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/// Leads to a run by its id, as it stands in links, messages and the log, or by the first digits of it.
final class RunFinder extends Composite<TextField> {

    private static final int LONGEST = 500;

    private final Function<RunIdStart, List<UUID>> found;
    private final Consumer<UUID> opened;

    /// @param found those that the person may see, two at most
    /// @param opened leads to the run
    RunFinder(Function<RunIdStart, List<UUID>> found, Consumer<UUID> opened) {
        this.found = found;
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
        getContent().setInvalid(false);
        var start = RunId.in(text);
        if (start.isPresent()) {
            open(found.apply(start.get()));
        } else if (!text.isBlank()) {
            refuse("operations.find.no_id");
        }
    }

    private void open(List<UUID> runs) {
        switch (runs.size()) {
            case 0 -> refuse("operations.find.none");
            case 1 -> opened.accept(runs.getFirst());
            default -> refuse("operations.find.several");
        }
    }

    private void refuse(String key) {
        getContent().setErrorMessage(getTranslation(key));
        getContent().setInvalid(true);
    }
}
