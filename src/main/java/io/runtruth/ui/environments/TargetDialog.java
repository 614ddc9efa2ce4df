package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.ImportResult.NeedsConfirmation;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.Spans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks before a file is taken that names another target than the environment's, or none: both are shown.
final class TargetDialog extends ConfirmDialog {

    private final Button confirm = new Button();
    private final Button cancel = new Button();

    /// @param environment its name
    TargetDialog(String file, String environment, NeedsConfirmation question) {
        setId("dialog-target");
        setWidth("560px");
        var kind = question.target() == null ? "evidence.target.ask_unnamed" : "evidence.target.ask_other";
        setHeader(getTranslation(kind + ".title"));
        var facts = new FactList()
                .fact(getTranslation("evidence.target.file"), file)
                .fact(getTranslation("evidence.target.in_file"), named(question.target()))
                .fact(getTranslation("evidence.target.of_environment", environment), lines(question.known()));
        setText(new Div(new Paragraph(getTranslation(kind + ".text", environment)), facts));
        confirm.setId("action-confirm-target");
        confirm.setText(getTranslation("evidence.target.confirm"));
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        cancel.setId("action-cancel-target");
        cancel.setText(getTranslation("evidence.target.cancel"));
        setConfirmButton(confirm);
        setCancelable(true);
        setCancelButton(cancel);
    }

    void onConfirm(Runnable answer) {
        addConfirmListener(_ -> answer.run());
    }

    /// Also when it is closed without an answer.
    void onCancel(Runnable answer) {
        addCancelListener(_ -> answer.run());
    }

    private Component[] lines(List<TargetIdentity> known) {
        return known.isEmpty()
                ? new Component[] {new Span(getTranslation("evidence.target.none_known"))}
                : known.stream().map(this::named).map(Spans::line).toArray(Component[]::new);
    }

    private String named(@Nullable TargetIdentity target) {
        if (target == null) {
            return getTranslation("evidence.target.unnamed");
        }
        return ForeignText.joined(" · ", target.name(), target.id());
    }
}
