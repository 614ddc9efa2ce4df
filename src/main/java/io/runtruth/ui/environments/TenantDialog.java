package io.runtruth.ui.environments;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.shared.Problem;
import io.runtruth.texts.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks which tenant of a file with several is meant.
final class TenantDialog extends QuestionDialog {

    TenantDialog(String file, List<TargetIdentity> tenants, Consumer<TargetIdentity> answer) {
        super(
                "dialog-tenant",
                UI.getCurrent().getTranslation("evidence.tenant.title"),
                UI.getCurrent().getTranslation("evidence.target.cancel"));
        setContent(new Paragraph(getTranslation("evidence.tenant.text", file)));
        for (var tenant : tenants) {
            var name = ForeignText.joined(" · ", tenant.name(), tenant.id());
            offer(
                    "action-tenant-" + tenant.id(),
                    getTranslation("evidence.tenant.choose", name),
                    () -> answer.accept(tenant));
        }
    }

    /// The tenants, or scans, to choose from, where that is what the problem is about.
    static Optional<List<TargetIdentity>> choice(Problem problem) {
        return problem.code().equals("evidence.tenant_choice") || problem.code().equals("evidence.scan_choice")
                ? problem.arguments().stream()
                        .filter(List.class::isInstance)
                        .map(it -> ((List<?>) it)
                                .stream().map(TargetIdentity.class::cast).toList())
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                : Optional.empty();
    }
}
