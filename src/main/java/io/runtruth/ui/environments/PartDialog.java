package io.runtruth.ui.environments;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.shared.Problem;
import io.runtruth.texts.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks which part of a file with several is meant, by the word that the file's format has for its parts.
final class PartDialog extends QuestionDialog {

    PartDialog(String file, PartChoice choice, Consumer<TargetIdentity> answer) {
        super(
                "part",
                UI.getCurrent().getTranslation("evidence.part." + choice.kind() + ".title"),
                UI.getCurrent().getTranslation("evidence.target.cancel"));
        setContent(new Paragraph(getTranslation("evidence.part." + choice.kind() + ".text", file)));
        for (var part : choice.parts()) {
            var name = ForeignText.joined(" · ", part.name(), part.id());
            offer("action-part-" + part.id(), getTranslation("evidence.part.choose", name), () -> answer.accept(part));
        }
    }

    /// What there is to choose from, where that is what the problem is about.
    static Optional<PartChoice> choice(Problem problem) {
        var kind = switch (problem.code()) {
            case "evidence.tenant_choice" -> "tenant";
            case "evidence.account_choice" -> "account";
            case "evidence.document_choice" -> "document";
            case "evidence.scan_choice" -> "scan";
            default -> "";
        };
        return problem.arguments().stream()
                .filter(_ -> !kind.isEmpty())
                .filter(List.class::isInstance)
                .map(it ->
                        ((List<?>) it).stream().map(TargetIdentity.class::cast).toList())
                .filter(parts -> !parts.isEmpty())
                .map(parts -> new PartChoice(kind, parts))
                .findFirst();
    }

    /// @param kind what the parts are: `tenant`, `account`, `document`, `scan`
    record PartChoice(String kind, List<TargetIdentity> parts) {}
}
