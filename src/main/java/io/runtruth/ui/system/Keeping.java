package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.runtruth.operations.keeping.RunKeepingService.KeepingPreview;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import java.util.List;

/// How long ended runs are kept, and what would go now.
final class Keeping extends Composite<Section> {

    Keeping() {
        getContent().setId("keeping");
    }

    void show(List<KeepingPreview> outcomes) {
        getContent().removeAll();
        getContent().add(new H2(getTranslation("keeping.title")));
        if (outcomes.stream().allMatch(it -> it.kept() == null)) {
            getContent().add(new Paragraph(getTranslation("keeping.all")));
            return;
        }
        var format = LocalFormat.of(UI.getCurrent());
        var facts = new FactList();
        outcomes.forEach(
                it -> facts.fact(getTranslation("run.outcome." + it.outcome().code()), words(it, format)));
        getContent().add(facts, new Paragraph(getTranslation("keeping.never")));
    }

    private String words(KeepingPreview preview, LocalFormat format) {
        if (preview.kept() == null) {
            return getTranslation("keeping.for_ever");
        }
        var going = format.number(preview.going()) + (preview.more() ? "+" : "");
        return getTranslation("keeping.days", preview.kept().toDays(), going);
    }
}
