package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.UUID;
import java.util.function.Consumer;

/// Starts the same operation again, through the ordinary start and all its rules of reuse (contract 3 and contract
/// 6.2).
final class TryAgainAction extends Composite<Button> {

    /// @param start asks for it as the person who clicked, under this id, and tells what it came to
    TryAgainAction(Consumer<String> start) {
        var button = getContent();
        button.setId("action-try-again");
        button.setText(getTranslation("run.try_again.action"));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            try {
                start.accept(UUID.randomUUID().toString());
            } finally {
                button.setEnabled(true);
            }
        });
    }
}
