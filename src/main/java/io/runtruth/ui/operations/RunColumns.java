package io.runtruth.ui.operations;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DurationWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.kit.StatusBadge;
import java.time.Clock;
import java.util.Objects;

/// The columns of the list. They are rendered by the browser from plain values, so that a row costs the server no
/// component, and a change of it moves nothing but its words.
final class RunColumns {

    private static final String BADGE = "${item.decision ? html`%s` : html`%s`}"
            .formatted(
                    StatusBadge.template("status", "outcome", "decision"), StatusBadge.template("status", "outcome"));

    private static final String LINK = "<a class=\"run-link\" href=\"${item.href}\">${item.place}</a>";

    private static final String TIME = "<console-time at=\"${item.at}\"></console-time>";

    private static final String PROGRESS = """
            <span class="steps" ?hidden="${!item.total}"><progress max="${item.total}" value="${item.done}"
                aria-label="${item.step}"></progress><span class="quiet">${item.step}</span></span>""";

    private final String workspace;
    private final Clock clock;

    /// @param workspace its slug
    RunColumns(String workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    void addTo(Grid<RunRow> grid) {
        for (var column : RunColumn.values()) {
            grid.addColumn(cell(column))
                    .setKey(column.code())
                    .setHeader(Phrase.of("operations.grid." + column.code()).text())
                    .setWidth(column.width())
                    .setFlexGrow(column.grow())
                    .setResizable(true)
                    .setFrozen(column.isFirst())
                    .setFrozenToEnd(column.isLast());
        }
    }

    /// Whether there is something to say of how far it is.
    static boolean showsProgress(RunRow run) {
        return run.progress() != null && run.status().isActive();
    }

    private LitRenderer<RunRow> cell(RunColumn column) {
        return switch (column) {
            case STATUS -> badge();
            case ENVIRONMENT -> link();
            case OPERATION -> text(run -> RunWording.type(run.type()).text());
            case INITIATOR -> text(run -> run.initiator().name());
            case STARTED -> time();
            case DURATION -> text(this::duration);
            case PROGRESS -> progress();
        };
    }

    private static LitRenderer<RunRow> badge() {
        return LitRenderer.<RunRow>of(BADGE)
                .withProperty("tone", run -> wording(run).tone().code())
                .withProperty("icon", run -> wording(run).glyph().code())
                .withProperty("words", run -> wording(run).words().text())
                .withProperty("hint", run -> wording(run).hint().text())
                .withProperty(
                        "decision",
                        run -> Objects.requireNonNullElse(wording(run).decision(), ""))
                .withProperty("status", run -> run.status().code())
                .withProperty("outcome", run -> run.outcome().code());
    }

    private LitRenderer<RunRow> link() {
        return LitRenderer.<RunRow>of(LINK)
                .withProperty("href", run -> "/" + Routes.run(workspace, run.id()))
                .withProperty("place", run -> ForeignText.shown(place(run)));
    }

    private static LitRenderer<RunRow> time() {
        return LitRenderer.<RunRow>of(TIME)
                .withProperty("at", run -> run.createdAt().toString());
    }

    private static LitRenderer<RunRow> progress() {
        return LitRenderer.<RunRow>of(PROGRESS)
                .withProperty("total", run -> Bar.of(run).total())
                .withProperty("done", run -> Bar.of(run).done())
                .withProperty("step", run -> Bar.of(run).step());
    }

    private static LitRenderer<RunRow> text(ValueProvider<RunRow, String> words) {
        return LitRenderer.<RunRow>of("${item.text}").withProperty("text", run -> ForeignText.shown(words.apply(run)));
    }

    private static RunWording wording(RunRow run) {
        return RunWording.of(run);
    }

    private static String place(RunRow run) {
        return run.environment() == null
                ? RunWording.type(run.type()).text()
                : run.environment().name();
    }

    private String duration(RunRow run) {
        return Lasted.of(run, clock.instant())
                .map(it -> DurationWording.fine(it).text())
                .orElse("–");
    }

    /// @param total 0 where there is nothing to show
    private record Bar(int total, int done, String step) {

        static Bar of(RunRow run) {
            var progress = run.progress();
            return progress == null || !showsProgress(run)
                    ? new Bar(0, 0, "")
                    : new Bar(
                            progress.total(),
                            progress.done(),
                            RunPresenter.step(progress).text());
        }
    }
}
