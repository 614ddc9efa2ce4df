package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import io.runtruth.operations.Via;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/// Starts the same operation again, through the ordinary start and all its rules of reuse (contract 3 and contract
/// 6.2).
final class TryAgainAction extends Composite<Button> {

    /// @param start asks for it as the person who clicked
    /// @param onAnswer hears what it came to
    TryAgainAction(Function<StartRequest, StartResult> start, Consumer<StartResult> onAnswer) {
        var button = getContent();
        button.setId("action-try-again");
        button.setText(getTranslation("run.try_again.action"));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            try {
                onAnswer.accept(start.apply(
                        new StartRequest(Via.CONSOLE, UUID.randomUUID().toString())));
            } finally {
                button.setEnabled(true);
            }
        });
    }
}
