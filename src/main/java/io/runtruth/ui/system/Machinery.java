package io.runtruth.ui.system;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.runtruth.operations.reads.SystemOverview;
import io.runtruth.operations.reads.SystemOverview.PassRow;
import io.runtruth.operations.reads.SystemOverview.QueueDepth;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Tone;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last pass and the depth of the queue. A part that has not changed is left as it is.
final class Machinery extends Composite<Div> {

    private final Section pass = section("system.last.title");
    private final Section queue = section("system.queue.title");
    private @Nullable Optional<PassRow> passShown;
    private @Nullable QueueDepth queueShown;
    private final Paragraph overdue = new Paragraph(getTranslation("system.last.overdue"));

    Machinery() {
        pass.setId("last-pass");
        queue.setId("queue");
        getContent().addClassName("machinery");
        overdue.setId("pass-overdue");
        overdue.getElement().setAttribute("data-tone", Tone.WARNING.code());
        overdue.getElement().setAttribute("role", "alert");
        overdue.setVisible(false);
        getContent().add(overdue, pass, queue);
    }

    void show(SystemOverview overview) {
        overdue.setVisible(overview.passOverdue());
        if (!overview.lastPass().equals(passShown)) {
            passShown = overview.lastPass();
            replace(
                    pass,
                    overview.lastPass().isPresent()
                            ? pass(overview.lastPass().get())
                            : new Paragraph(getTranslation("system.last.none")));
        }
        if (!overview.queue().equals(queueShown)) {
            queueShown = overview.queue();
            replace(queue, queue(overview.queue()));
        }
    }

    private FactList pass(PassRow pass) {
        var facts = new FactList()
                .fact(
                        getTranslation("system.pass.ended"),
                        new RelativeTime(Objects.requireNonNull(pass.finishedAt(), "the last that came to its end")))
                .fact(getTranslation("system.pass.lasted"), Passes.lasted(pass).text())
                .fact(getTranslation("system.pass.source"), Passes.source(pass).text());
        PassCountFacts.add(facts, Passes.counts(pass));
        return facts;
    }

    private FactList queue(QueueDepth depth) {
        var format = LocalFormat.of(UI.getCurrent());
        var facts = new FactList()
                .fact(getTranslation("system.queue.due"), format.number(depth.due()))
                .fact(getTranslation("system.queue.working"), format.number(depth.working()))
                .fact(getTranslation("system.queue.later"), format.number(depth.later()));
        return depth.oldestDueAt() == null
                ? facts
                : facts.fact(getTranslation("system.queue.oldest"), new RelativeTime(depth.oldestDueAt()));
    }

    private static void replace(Section section, Component content) {
        section.replace(section.getComponentAt(1), content);
    }

    private Section section(String key) {
        return new Section(new H2(getTranslation(key)), new Div());
    }
}
