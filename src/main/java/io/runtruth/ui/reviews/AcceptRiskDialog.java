package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.WaiverService.PlacedWaiver;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.WaiverFields;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks why, by whom and until when the risk of some findings is accepted. What is offered first is the
/// narrower: only what was found, and a quarter of a year.
final class AcceptRiskDialog {

    /// A finding with more resources is accepted as a whole, or over the API.
    private static final int MOST_RESOURCES = 20;

    private static final int MOST_NAMED = 5;

    private final ReviewContent content;
    private final List<Finding> findings;

    AcceptRiskDialog(ReviewContent content, List<Finding> findings) {
        this.content = content;
        this.findings = findings;
    }

    /// @param today of UTC
    /// @param owner who answers for it unless somebody else is named
    /// @param accept what is done with the answer; its problems are said in the dialog
    void open(ProblemMessages messages, LocalDate today, String owner, Consumer<List<PlacedWaiver>> accept) {
        var dialog = new FormDialog("dialog-accept-risk", title(), messages);
        var fields = new WaiverFields(today);
        fields.suggest(owner);
        var scope = new RadioButtonGroup<Boolean>(text("accepted.scope.label"));
        scope.setId("accept-scope");
        scope.setItems(true, false);
        scope.setItemLabelGenerator(narrow -> text(narrow ? "accepted.scope.found" : "accepted.scope.control"));
        scope.setValue(true);
        scope.setVisible(findings.stream().anyMatch(AcceptRiskDialog::isNarrowable));
        var whole = new Paragraph();
        whole.setId("accept-whole");
        whole.addClassName("note");
        scope.addValueChangeListener(chosen -> tellWhole(whole, chosen.getValue()));
        tellWhole(whole, true);
        dialog.ask(new Paragraph(text("accepted.dialog.consequence")), scope, whole, fields)
                .offer("action-confirm-accept-risk", text("accepted.action.accept_now"), () -> {
                    var terms = fields.terms();
                    accept.accept(findings.stream()
                            .flatMap(finding -> waivers(finding, scope.getValue(), terms))
                            .map(waiver ->
                                    new PlacedWaiver(content.environment().scope(), waiver))
                            // one control found in two targets, or with two results, is one risk
                            .distinct()
                            .toList());
                });
        dialog.open();
    }

    private String title() {
        return findings.size() == 1
                ? text("accepted.dialog.title", findings.getFirst().controlId())
                : text("accepted.dialog.title_several", findings.size());
    }

    /// Of which findings more is accepted than was found, where only that was asked for.
    private void tellWhole(Paragraph line, boolean narrow) {
        var controls = findings.stream()
                .filter(finding -> !isNarrowable(finding))
                .map(AcceptRiskDialog::control)
                .distinct()
                .toList();
        line.setVisible(narrow && !controls.isEmpty());
        var named = controls.stream().limit(MOST_NAMED).map(ForeignText::shown).collect(Collectors.joining(", "));
        line.setText(text("accepted.scope.whole", named, Math.max(0, controls.size() - MOST_NAMED)));
    }

    private static String control(Finding finding) {
        return Objects.requireNonNullElse(finding.baseId(), finding.controlId());
    }

    private Stream<NewWaiver> waivers(Finding finding, boolean narrow, NewWaiver.Terms terms) {
        var tool =
                content.provenance().snapshots().get(finding.source()).source().tool();
        var control = control(finding);
        return narrow && isNarrowable(finding)
                ? resources(finding).map(resource -> new NewWaiver(tool, control, null, resource, terms))
                : Stream.of(new NewWaiver(tool, control, null, null, terms));
    }

    private static boolean isNarrowable(Finding finding) {
        return finding.found().size() == finding.checks()
                && finding.found().stream().noneMatch(it -> it.resource() == null)
                && resources(finding).count() <= MOST_RESOURCES;
    }

    private static Stream<String> resources(Finding finding) {
        return finding.found().stream()
                .map(Found::resource)
                .filter(Objects::nonNull)
                .distinct();
    }

    private static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }
}
