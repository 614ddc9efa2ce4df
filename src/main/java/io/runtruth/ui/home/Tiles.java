package io.runtruth.ui.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.operations.reads.WorkspaceWork;
import io.runtruth.operations.reads.WorkspaceWork.CountedRuns;
import io.runtruth.operations.reads.WorkspaceWork.Workers;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What needs a person, what runs, and whether somebody works: three links. Zero is said.
final class Tiles extends Composite<Div> {

    private @Nullable WorkspaceWork shown;

    Tiles() {
        getContent().addClassName("tiles");
    }

    /// What stays the same is not drawn again, so that a focus stays.
    ///
    /// @param workspace its slug
    /// @param manages whether the person may answer what needs somebody
    /// @param toNodes whether the person may see the nodes themselves
    void show(WorkspaceWork work, String workspace, LocalFormat format, boolean manages, boolean toNodes) {
        if (work.equals(shown)) {
            return;
        }
        var needs = manages ? "needs_you" : "needs_somebody";
        var focus = shown == null;
        shown = work;
        var tiles = List.of(
                tile(needs, Routes.operations(workspace) + "?tab=attention", waiting(needs, work.needsYou(), format)),
                tile("running", Routes.operations(workspace) + "?tab=active", running(work.running(), format)),
                tile(
                        "workers",
                        toNodes ? Routes.SYSTEM_OPERATIONS : Routes.operations(workspace) + "?tab=active",
                        workers(work.workers(), format)));
        if (focus) {
            tiles.forEach(getContent()::add);
        } else {
            for (var place = 0; place < tiles.size(); place++) {
                var old = (Anchor) getContent().getComponentAt(place);
                var now = tiles.get(place);
                old.removeAll();
                old.add(now.getChildren().toArray(Component[]::new));
                old.getElement().setAttribute("data-tone", now.getElement().getAttribute("data-tone"));
            }
        }
    }

    private Anchor tile(String name, String path, Told told) {
        var words = new Span(getTranslation("dashboard.tile." + name));
        words.addClassName("name");
        var number = new Span(told.number());
        number.addClassName("number");
        var more = new Span(told.more().toArray(Component[]::new));
        more.addClassName("more");
        var tile = new Anchor(path, words, number, more);
        tile.setId("tile-" + name);
        tile.addClassName("tile");
        tile.getElement().setAttribute("data-tone", told.tone().code());
        return tile;
    }

    private Told waiting(String needs, CountedRuns counted, LocalFormat format) {
        return counted.number() == 0
                ? new Told("0", Tone.NEUTRAL, List.of(new Span(getTranslation("dashboard.tile.none." + needs))))
                : new Told(counted.told(format::number), Tone.WARNING, since("dashboard.tile.oldest", counted));
    }

    private Told running(CountedRuns counted, LocalFormat format) {
        return counted.number() == 0
                ? new Told("0", Tone.NEUTRAL, List.of(new Span(getTranslation("dashboard.tile.nothing_runs"))))
                : new Told(counted.told(format::number), Tone.ACTIVE, since("dashboard.tile.longest", counted));
    }

    private Told workers(Workers workers, LocalFormat format) {
        if (workers.there() == 0) {
            return new Told("0", Tone.BAD, List.of(new Span(getTranslation("dashboard.tile.no_worker"))));
        }
        var number = workers.there() == workers.known()
                ? format.number(workers.there())
                : getTranslation("dashboard.tile.of", format.number(workers.there()), format.number(workers.known()));
        var more = new ArrayList<Component>();
        if (workers.lastPassAt() != null) {
            more.add(new Span(getTranslation("dashboard.tile.last_check") + " "));
            more.add(new RelativeTime(workers.lastPassAt()));
        }
        return new Told(number, workers.there() < workers.known() ? Tone.WARNING : Tone.GOOD, more);
    }

    private List<Component> since(String key, CountedRuns counted) {
        return counted.oldestAt() == null
                ? List.of()
                : List.of(new Span(getTranslation(key) + " "), new RelativeTime(counted.oldestAt()));
    }

    private record Told(String number, Tone tone, List<Component> more) {}
}
