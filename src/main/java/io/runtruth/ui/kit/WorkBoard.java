package io.runtruth.ui.kit;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Reach;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.WorkspaceWork;
import io.runtruth.operations.reads.WorkspaceWorkQueries;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// What goes on in a workspace, for the pages of this node that tell of it: read once for all that show the same
/// part. Whether the person may see it is asked anew each time.
@Component
public class WorkBoard {

    private static final Actor CONSOLE = new Actor.System("console");

    private final Access access;
    private final SharedReading<Reach, WorkspaceWork> work;

    WorkBoard(WorkspaceWorkQueries queries, Access access, LiveUpdates live) {
        this.access = access;
        work = live.shared(
                change -> change.kind() == Change.Kind.RUN, Reach::workspaceId, reach -> queries.work(CONSOLE, reach));
    }

    /// @throws io.runtruth.shared.Problem where the actor may not see the workspace's runs
    public WorkspaceWork work(Actor actor, UUID workspaceId) {
        return work.get(access.require(actor, workspaceId, Capability.OPERATIONS_VIEW));
    }

    public Runnable listen(Predicate<Change> filter, Runnable told) {
        return work.listen(filter, told);
    }
}
