package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import io.runtruth.evidence.ChangeSummary;
import io.runtruth.evidence.EvidenceRow;
import io.runtruth.ui.kit.ChangeWording;

/// What a file changed, in a sentence, with the way to all of it below the row.
final class ChangeFold extends Composite<Span> {

    private final Grid<EvidenceRow> grid;
    private final Button fold = new Button();
    private final Span sentence = new Span();
    private EvidenceRow row;

    ChangeFold(EvidenceRow row, Grid<EvidenceRow> grid) {
        this.row = row;
        this.grid = grid;
        fold.setId("action-changes-" + row.snapshot().id());
        fold.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        fold.addClickListener(_ -> {
            grid.setDetailsVisible(this.row, !grid.isDetailsVisible(this.row));
            shown(this.row);
        });
        getContent().addClassName("cell");
        getContent().add(fold, sentence);
        shown(row);
    }

    /// Says the same of the row as it is now.
    Component shown(EvidenceRow now) {
        row = now;
        var isOpen = grid.isDetailsVisible(now);
        var words = new ChangeWording(this).brief(now.changes());
        fold.setVisible(!(now.changes() instanceof ChangeSummary.FirstOfItsKind));
        fold.setText(getTranslation(isOpen ? "evidence.changes.hide" : "evidence.changes.show"));
        fold.setAriaLabel(getTranslation(
                isOpen ? "evidence.changes.hide_of" : "evidence.changes.show_of",
                now.snapshot().file().name()));
        fold.getElement().setAttribute("aria-expanded", Boolean.toString(isOpen));
        sentence.setText(words);
        sentence.setTitle(words);
        return this;
    }
}
