package io.runtruth.ui.system;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.SystemOverview;
import io.runtruth.operations.reads.SystemOverview.StuckRun;
import io.runtruth.operations.reads.SystemQueries;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.SharedReading;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the system page shows, read once for all of the node's system operators, who all see the same.
@Component
class SystemBoard {

    private static final Actor CONSOLE = new Actor.System("console");
    private static final String ALL = "all";

    private final Access access;
    private final SharedReading<String, Seen> reading;

    SystemBoard(SystemQueries queries, Access access, LiveUpdates live) {
        this.access = access;
        reading = live.shared(
                SystemBoard::concerns,
                _ -> new Seen(queries.overview(CONSOLE), queries.stuck(CONSOLE, StuckRuns.MOST)));
    }

    /// @throws io.runtruth.shared.Problem.NotFound for anybody but a system operator
    Seen look(Actor actor) {
        access.requireSystemOperator(actor);
        return reading.get(ALL);
    }

    /// The same, read again: for whoever has just changed something.
    Seen lookAgain(Actor actor) {
        reading.giveUp(ALL);
        return look(actor);
    }

    Runnable listen(Runnable told) {
        return reading.listen(_ -> true, told);
    }

    /// The steps of a run that gets on concern nobody here.
    private static boolean concerns(Change change) {
        return change.kind() == Change.Kind.RUN && change.ended();
    }

    record Seen(SystemOverview overview, List<StuckRun> stuck) {

        Seen {
            stuck = List.copyOf(stuck);
        }
    }
}
