package io.runtruth.ui.operations;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.kit.Spans;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A case in the list of the desk: where, what, since when and whose. It stays in its place whatever becomes of it.
final class CaseEntry extends NativeButton {

    private final LocalFormat format;
    private final Span standing = new Span();
    private @Nullable RunRow shown;

    CaseEntry(RunRow run, LocalFormat format, Consumer<CaseEntry> open) {
        this.format = format;
        addClassName("case-entry");
        getElement().setAttribute("data-case", run.id().toString());
        standing.addClassName("standing");
        var environment = run.environment();
        var name =
                Spans.foreign(environment == null ? RunWording.type(run.type()).text() : environment.name());
        name.addClassName("name");
        var age = Spans.quiet(new RelativeTime(CaseReading.since(run)));
        add(name, age, Spans.quiet(RunWording.type(run.type()).text()), standing);
        addClickListener(_ -> open.accept(this));
        show(run);
    }

    RunRow run() {
        return Objects.requireNonNull(shown);
    }

    /// As it is now.
    void show(RunRow run) {
        if (run.equals(shown)) {
            return;
        }
        shown = run;
        getElement().setAttribute("data-open", Boolean.toString(run.needsAttention()));
        standing.setText(words(run).text());
    }

    private Phrase words(RunRow run) {
        var attention = run.attention();
        if (attention == null) {
            return Phrase.of("attention.asks_no_more");
        }
        return attention.until() == null
                ? AttentionWording.standing(attention)
                : Phrase.of("attention.waits_until", format.dateTime(attention.until()));
    }

    void select(boolean isSelected) {
        if (isSelected) {
            getElement().setAttribute("aria-current", "true");
        } else {
            getElement().removeAttribute("aria-current");
        }
    }
}
