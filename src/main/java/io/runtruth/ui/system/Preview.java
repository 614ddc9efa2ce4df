package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DecisionWording;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.kit.StatusBadge;
import java.util.List;

/// The dry run: what a pass would decide and what would follow, before anybody applies it (contract 9).
final class Preview extends Composite<Section> {

    /// How many runs are looked at beforehand.
    static final int MOST = 200;

    private static final String DECISION =
            "${item.decision ? html`%s` : '–'}".formatted(StatusBadge.template("decision"));

    private final SmallGrid<PreviewRow> grid =
            new SmallGrid<>("preview", getTranslation("system.preview.title"), PreviewRow::id);
    private final Paragraph summary = new Paragraph();
    private final Button apply = new Button(getTranslation("system.action.apply"));
    private int changing;
    private boolean isCut;

    /// @param onApply once the person has confirmed it
    Preview(Runnable onApply) {
        addColumns();
        grid.whenEmpty(new EmptyState(
                Glyph.DONE, getTranslation("system.preview.empty.title"), getTranslation("system.preview.empty.text")));
        apply.setId("action-apply");
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.addClickListener(_ -> ask(onApply));
        summary.setId("preview-summary");
        var head = new Div(new H2(getTranslation("system.preview.title")), summary, apply);
        head.addClassName("head");
        getContent().setId("preview");
        getContent().add(head, new Div(grid));
        clear();
    }

    void clear() {
        getContent().setVisible(false);
    }

    void show(List<PreviewRow> rows) {
        changing = (int) rows.stream().filter(PreviewRow::changesSomething).count();
        isCut = rows.size() == MOST;
        grid.show(rows);
        summary.setText(
                getTranslation(isCut ? "system.preview.summary_cut" : "system.preview.summary", rows.size(), changing));
        apply.setVisible(changing > 0);
        getContent().setVisible(true);
    }

    private void addColumns() {
        grid.text("system.run.workspace", "110px", PreviewRow::workspace);
        grid.text("system.run.environment", "140px", PreviewRow::environment);
        grid.text(
                "system.run.operation",
                "130px",
                row -> RunWording.type(row.finding().run().type()).text());
        grid.text(
                "system.run.freshness",
                "150px",
                row -> Phrase.of("run.freshness." + row.finding().freshness().code())
                        .text());
        grid.column("system.preview.decision", "165px", decision());
        grid.text(
                "system.preview.consequence", "170px", row -> row.consequence().text());
        grid.text(
                        "system.preview.rule",
                        "310px",
                        row -> row.rule().map(Phrase::text).orElse("–"))
                .setFlexGrow(1);
    }

    private static LitRenderer<PreviewRow> decision() {
        return LitRenderer.<PreviewRow>of(DECISION)
                .withProperty("decision", PreviewRow::decision)
                .withProperty("tone", row -> wording(row).tone().code())
                .withProperty("icon", row -> wording(row).glyph().code())
                .withProperty("words", row -> wording(row).words().text())
                .withProperty("hint", row -> wording(row).words().text());
    }

    private static DecisionWording wording(PreviewRow row) {
        return DecisionWording.of(row.decision());
    }

    private void ask(Runnable onApply) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation(isCut ? "system.apply.title_cut" : "system.apply.title", changing));
        dialog.setText(getTranslation("system.apply.text"));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("system.apply.cancel"));
        dialog.setConfirmText(getTranslation("system.apply.confirm"));
        dialog.addConfirmListener(_ -> onApply.run());
        dialog.open();
    }
}
