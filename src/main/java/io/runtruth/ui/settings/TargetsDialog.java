package io.runtruth.ui.settings;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.environments.KnownTarget;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// What an environment is known by, since when, and who said so.
final class TargetsDialog {

    private final FormDialog dialog;
    private final Map<String, String> confirmedBy;
    private final Consumer<KnownTarget> unbind;

    /// @param confirmedBy by the target's id in lower case
    TargetsDialog(
            String environment,
            List<KnownTarget> targets,
            Map<String, String> confirmedBy,
            Consumer<KnownTarget> unbind,
            ProblemMessages messages) {
        this.confirmedBy = confirmedBy;
        this.unbind = unbind;
        var list = new UnorderedList();
        list.addClassName("targets");
        targets.forEach(target -> list.add(item(target)));
        dialog = new FormDialog(
                "dialog-targets", I18NProvider.translate("settings.environments.targets_of", environment), messages);
        dialog.answer(new Div(new Paragraph(I18NProvider.translate("settings.environments.targets_lead")), list));
    }

    void open() {
        dialog.open();
    }

    private ListItem item(KnownTarget target) {
        var identity = target.identity();
        var name = ForeignText.joined(" · ", identity.name(), identity.id());
        var button = new Button(I18NProvider.translate("environment.unbind.action"), _ -> {
            dialog.close();
            unbind.accept(target);
        });
        button.setId("action-unbind-" + target.id());
        button.setAriaLabel(I18NProvider.translate("environment.unbind.action_of", name));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        var confirmer = confirmedBy.get(identity.id().toLowerCase(Locale.ROOT));
        var how = confirmer == null
                ? new Span(I18NProvider.translate("settings.environments.from_file"))
                : new Span(I18NProvider.translate("settings.environments.confirmed_by", confirmer));
        return new ListItem(
                new Span(name), Spans.quiet(Spans.cell(new RelativeTime(target.knownSince()), how)), button);
    }
}
