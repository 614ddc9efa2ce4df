package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.FileFacts;
import io.runtruth.evidence.ImportResult.NeedsConfirmation;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Spans;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks before a file is taken that names another target than the environment's, or none: says what the file is,
/// what importing it here would mix, and where it may belong instead.
final class TargetDialog extends QuestionDialog {

    private final List<EnvironmentRow> elsewhere;

    /// @param environment its name
    /// @param elsewhere the environments that are known by the file's target
    TargetDialog(String file, String environment, NeedsConfirmation question, List<EnvironmentRow> elsewhere) {
        var kind = question.target() == null ? "unnamed" : elsewhere.isEmpty() ? "other" : "elsewhere";
        super(
                "target",
                UI.getCurrent().getTranslation("evidence.target.ask." + kind + ".title"),
                UI.getCurrent().getTranslation("evidence.target.cancel"));
        this.elsewhere = elsewhere;
        var facts = question.facts();
        var list = new FactList()
                .fact(getTranslation("evidence.target.file"), file)
                .fact(getTranslation("evidence.target.tool"), tool(facts))
                .fact(getTranslation("evidence.target.in_file"), named(question.target()))
                .fact(getTranslation("evidence.target.collected"), collected(facts))
                .fact(
                        getTranslation("evidence.target.checks"),
                        LocalFormat.of(UI.getCurrent()).number(facts.total()))
                .fact(getTranslation("evidence.target.of_environment", environment), lines(question.known()));
        var whose = elsewhere.isEmpty() ? environment : elsewhere.getFirst().name();
        var wouldBe = question.target() == null ? "evidence.target.ask.count" : "evidence.target.ask.merge";
        setContent(
                new Paragraph(getTranslation("evidence.target.ask." + kind + ".text", whose, environment)),
                list,
                new Paragraph(getTranslation(wouldBe, environment)));
    }

    void onElsewhere(Consumer<EnvironmentRow> answer) {
        for (var environment : elsewhere) {
            offer(
                    "action-import-into-" + environment.slug(),
                    getTranslation("evidence.target.elsewhere", environment.name()),
                    () -> answer.accept(environment));
        }
    }

    void onConfirm(Runnable answer) {
        allow("action-confirm-target", getTranslation("evidence.target.confirm"), answer);
    }

    private static String tool(FileFacts facts) {
        return facts.toolVersion() == null ? facts.tool() : facts.tool() + " " + facts.toolVersion();
    }

    private String collected(FileFacts facts) {
        return facts.collectedAt() == null
                ? getTranslation("evidence.grid.no_time")
                : LocalFormat.of(UI.getCurrent()).dateTime(facts.collectedAt());
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
