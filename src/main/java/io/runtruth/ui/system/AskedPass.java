package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.runtruth.operations.reads.SystemOverview.PassRow;
import io.runtruth.ui.kit.FactList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pass that this page has asked for: that it was asked for, how far it has come, and what it did.
final class AskedPass extends Composite<Section> {

    private @Nullable Optional<PassRow> shown;

    AskedPass() {
        getContent().setId("applied");
        getContent().getElement().setAttribute("role", "status");
        getContent().setVisible(false);
    }

    void clear() {
        shown = null;
        getContent().removeAll();
        getContent().setVisible(false);
    }

    /// @param pass empty until a worker has begun it
    void show(Optional<PassRow> pass) {
        if (pass.equals(shown)) {
            return;
        }
        shown = pass;
        getContent().removeAll();
        if (pass.isEmpty()) {
            getContent().add(new H2(getTranslation("system.asked.title")), text("system.asked.waiting"));
        } else if (pass.get().finishedAt() == null) {
            getContent()
                    .add(
                            new H2(getTranslation("system.asked.title")),
                            text("system.asked.under_way", pass.get().lookedAt()));
        } else {
            var facts = new FactList();
            PassCountFacts.add(facts, Passes.counts(pass.get()));
            getContent().add(new H2(getTranslation("system.applied.title")), facts);
        }
        getContent().setVisible(true);
    }

    private Paragraph text(String key, Object... arguments) {
        return new Paragraph(getTranslation(key, arguments));
    }
}
