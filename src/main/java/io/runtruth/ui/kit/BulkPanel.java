package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;

/// How far a [BulkWork] has come, with what each of it came to. It stays until it is closed.
public final class BulkPanel<L> extends Composite<Section> {

    private final BulkWork<L> work;
    private final LineWords<L> words;
    private final Div summary = new Div();
    private final UnorderedList lines = new UnorderedList();
    private int shown;

    /// @param id of the panel
    /// @param onClose when the person has read it
    public BulkPanel(String id, BulkWork<L> work, LineWords<L> words, LiveUpdates live, Runnable onClose) {
        this.work = work;
        this.words = words;
        var close = new Button(getTranslation("kit.bulk.close"), _ -> {
            getContent().removeFromParent();
            onClose.run();
        });
        close.setId("action-close-bulk");
        close.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        var title = new H2(words.title(work.asked()));
        var head = new Div(title, summary, close);
        head.addClassName("head");
        summary.setId("bulk-summary");
        summary.getElement().setAttribute("role", "status");
        // a list that scrolls is reached by keyboard too
        lines.getElement().setAttribute("tabindex", "0");
        lines.getElement().setAttribute("aria-label", words.title(work.asked()));
        getContent().setId(id);
        getContent().addClassName("bulk");
        getContent().add(head, lines);
        show();
        live.listen(this, work::listen, this::show);
    }

    private void show() {
        var known = work.lines();
        known.subList(shown, known.size()).stream().map(words::item).forEach(lines::add);
        shown = known.size();
        summary.setText(
                shown < work.asked() ? getTranslation("kit.bulk.progress", shown, work.asked()) : words.summary(known));
    }

    /// What is done, in words of the person who looks; all translated.
    public interface LineWords<L> {

        /// @param asked how many there are
        String title(int asked);

        /// Of all, once all are known.
        String summary(List<L> all);

        ListItem item(L line);
    }
}
