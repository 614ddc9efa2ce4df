package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.RunTransition;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.Toast;
import java.util.List;
import java.util.function.Supplier;

/// Cancels the run, once the person has confirmed it.
final class CancelAction extends Composite<Button> {

    private final Supplier<RunTransition> cancel;

    /// @param cancel asks for it as the person who clicked
    CancelAction(Supplier<RunTransition> cancel) {
        this.cancel = cancel;
        getContent().setId("action-cancel");
        getContent().setText(getTranslation("run.cancel.action"));
        getContent().addClickListener(_ -> ask());
    }

    private void ask() {
        Confirmation.ask(
                new Confirmation.Really(
                        "cancel-run",
                        getTranslation("run.cancel.title"),
                        List.of(getTranslation("run.cancel.text")),
                        getTranslation("run.cancel.keep"),
                        getTranslation("run.cancel.confirm")),
                () -> Toast.done(answer(cancel.get()).text()));
    }

    static Phrase answer(RunTransition transition) {
        return switch (transition) {
            case RunTransition.Applied(var run) ->
                run.status() == RunStatus.COMPLETED ? Phrase.of("run.cancel.done") : Phrase.of("run.cancel.asked");
            case RunTransition.AlreadyTerminal(var run) ->
                Phrase.of(
                        "run.cancel.already_ended",
                        Phrase.of("run.outcome." + run.outcome().code()));
            case RunTransition.LeaseLost _ -> Phrase.of("run.cancel.asked");
        };
    }
}
