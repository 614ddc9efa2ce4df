package io.runtruth.ui.home;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Reach;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.DurationSpread;
import io.runtruth.operations.reads.WorkspaceWork.Endings;
import io.runtruth.operations.reads.WorkspaceWork.WorkspaceStanding;
import io.runtruth.operations.reads.WorkspaceWorkQueries;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.SharedReading;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// What the homes on this node tell of how runs ended, and of several workspaces: read once for all that show the same
/// part of a workspace. Whether the
/// person may see it is asked anew each time.
@Component
class HomeBoard {

    private static final Actor CONSOLE = new Actor.System("console");

    private final Access access;
    private final SharedReading<Ended, Endings> endings;
    private final SharedReading<Reach, List<DurationSpread>> durations;
    private final SharedReading<Mine, List<WorkspaceStanding>> standings;

    HomeBoard(WorkspaceWorkQueries queries, Access access, LiveUpdates live) {
        this.access = access;
        endings = live.shared(
                change -> isOfRun(change) && change.ended(),
                key -> key.reach().workspaceId(),
                key -> queries.endings(CONSOLE, key.reach(), key.zone()));
        durations = live.shared(
                change -> isOfRun(change) && change.ended(),
                Reach::workspaceId,
                reach -> queries.durations(CONSOLE, reach));
        standings = live.shared(
                change -> isOfRun(change) || change.kind() == Change.Kind.ENVIRONMENT,
                mine -> queries.standings(mine.person(), mine.workspaces()));
    }

    private static boolean isOfRun(Change change) {
        return change.kind() == Change.Kind.RUN;
    }

    /// @throws io.runtruth.shared.Problem where the actor may not see the workspace's runs
    Endings endings(Actor actor, UUID workspaceId, ZoneId zone) {
        return endings.get(new Ended(access.require(actor, workspaceId, Capability.OPERATIONS_VIEW), zone));
    }

    /// @throws io.runtruth.shared.Problem where the actor may not see the workspace's runs
    List<DurationSpread> durations(Actor actor, UUID workspaceId) {
        return durations.get(access.require(actor, workspaceId, Capability.OPERATIONS_VIEW));
    }

    /// @param workspaceIds those of their workspaces whose runs the person may see
    List<WorkspaceStanding> standings(Actor.Person person, Set<UUID> workspaceIds) {
        return standings.get(new Mine(person, workspaceIds));
    }

    Runnable listenToEndings(Predicate<Change> filter, Runnable told) {
        return endings.listen(filter, told);
    }

    Runnable listenToStandings(Predicate<Change> filter, Runnable told) {
        return standings.listen(filter, told);
    }

    private record Ended(Reach reach, ZoneId zone) {}

    private record Mine(Actor.Person person, Set<UUID> workspaces) {}
}
