package io.runtruth.ui.environments;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.environments.TargetIdentity;

/// Says what changes before an environment is no longer known by a target.
final class UnbindDialog extends QuestionDialog {

    /// @param environment its name
    /// @param sources how many of the sources that its reviews are composed from fall out with the target
    UnbindDialog(String environment, TargetIdentity target, long sources) {
        super(
                "dialog-unbind",
                UI.getCurrent().getTranslation("environment.unbind.title"),
                UI.getCurrent().getTranslation("environment.unbind.keep"));
        var name = target.name() == null ? target.id() : target.name();
        setContent(
                new Paragraph(getTranslation("environment.unbind.text", environment, name)),
                new Paragraph(getTranslation("environment.unbind.evidence", sources)));
    }

    void onUnbind(Runnable answer) {
        allow("action-confirm-unbind", getTranslation("environment.unbind.confirm"), answer);
    }
}
