package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.SystemOverview.StuckRun;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// The runs of all workspaces that nobody works on, or that wait for long. Nothing of what they are about
/// (contract 8).
final class StuckRuns extends Composite<Section> {

    /// How many are read and shown.
    static final int MOST = 200;

    private static final String PROVE = """
            <vaadin-button theme="tertiary small" data-action="check-now" @click="${prove}">${item.words}</vaadin-button>""";

    private final SmallGrid<StuckRun> grid =
            new SmallGrid<>("system-operations", getTranslation("system.stuck.title"), StuckRun::id);
    private final Paragraph cut = new Paragraph(getTranslation("system.stuck.cut", MOST));

    /// @param prove what a person asks for on one run
    StuckRuns(Consumer<StuckRun> prove) {
        grid.column("system.run.freshness", "225px", freshness());
        grid.text("system.run.workspace", "160px", StuckRun::workspace).setFlexGrow(1);
        grid.text("system.run.environment", "160px", run -> Objects.requireNonNullElse(run.environment(), "–"))
                .setFlexGrow(1);
        grid.text(
                "system.run.operation",
                "170px",
                run -> RunWording.type(run.type()).text());
        grid.text(
                "system.run.status",
                "90px",
                run -> Phrase.of("run.status." + run.status().code()).text());
        grid.text("system.run.attempt", "80px", run -> Integer.toString(run.attempt()));
        grid.time("system.run.started", "130px", run -> run.createdAt().toString());
        grid.column(
                        "system.run.proof",
                        "120px",
                        LitRenderer.<StuckRun>of(PROVE)
                                .withProperty("words", _ -> getTranslation("proof.action.now"))
                                .withFunction("prove", prove::accept))
                .setResizable(false);
        grid.whenEmpty(new EmptyState(
                Glyph.DONE, getTranslation("system.stuck.empty.title"), getTranslation("system.stuck.empty.text")));
        cut.addClassName("quiet");
        getContent().add(new H2(getTranslation("system.stuck.title")), new Div(grid), cut);
    }

    void show(List<StuckRun> runs) {
        grid.show(runs);
        cut.setVisible(runs.size() == MOST);
    }

    private static LitRenderer<StuckRun> freshness() {
        return LitRenderer.<StuckRun>of(StatusBadge.template())
                .withProperty("tone", run -> (isWaiting(run) ? Tone.NEUTRAL : Tone.WARNING).code())
                .withProperty("icon", run -> (isWaiting(run) ? Glyph.CLOCK : Glyph.ATTENTION).code())
                .withProperty("words", StuckRuns::words)
                .withProperty("hint", StuckRuns::words);
    }

    private static boolean isWaiting(StuckRun run) {
        return run.freshness() == Freshness.State.WAITING_LONG;
    }

    private static String words(StuckRun run) {
        return Phrase.of("run.freshness." + run.freshness().code()).text();
    }
}
