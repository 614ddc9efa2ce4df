package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import io.runtruth.operations.reads.SystemOverview.PassRow;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DurationWording;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import java.util.List;
import java.util.stream.Collectors;

/// What the passes of late did, newest first.
final class Passes extends Composite<Section> {

    private final SmallGrid<PassRow> grid =
            new SmallGrid<>("passes", getTranslation("system.passes.title"), PassRow::id);

    Passes() {
        grid.time("system.pass.begun", "150px", pass -> pass.startedAt().toString());
        grid.text("system.pass.source", "120px", pass -> source(pass).text());
        grid.text("system.pass.lasted", "120px", pass -> lasted(pass).text());
        grid.text("system.pass.looked_at", "120px", pass -> Integer.toString(pass.lookedAt()));
        grid.text("system.pass.followed", "300px", Passes::followed).setFlexGrow(1);
        grid.text("system.node.name", "230px", PassRow::node);
        grid.whenEmpty(new EmptyState(
                Glyph.CLOCK, getTranslation("system.passes.empty.title"), getTranslation("system.passes.empty.text")));
        getContent().add(new H2(getTranslation("system.passes.title")), new Div(grid));
    }

    void show(List<PassRow> passes) {
        grid.show(passes);
    }

    static Phrase source(PassRow pass) {
        return Phrase.of("system.source." + pass.source());
    }

    static Phrase lasted(PassRow pass) {
        return pass.lasted().map(DurationWording::fine).orElseGet(() -> Phrase.of("system.pass.unfinished"));
    }

    static PassCounts counts(PassRow pass) {
        return PassCounts.of(pass.lookedAt(), pass.decided(), pass.followed(), pass.leftAlone());
    }

    private static String followed(PassRow pass) {
        var counts = counts(pass).followed();
        return counts.isEmpty()
                ? "–"
                : counts.stream().map(count -> count.phrase().text()).collect(Collectors.joining(" · "));
    }
}
