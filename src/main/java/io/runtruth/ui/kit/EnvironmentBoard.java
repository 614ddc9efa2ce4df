package io.runtruth.ui.kit;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Reach;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What the environments' grids of the node show: read once for all pages that show the same part of a workspace
/// (contract 13). Whether the person may see it is asked anew each time.
@Component
public class EnvironmentBoard {

    private static final Actor CONSOLE = new Actor.System("console");

    private final Access access;
    private final Clock clock;
    private final SharedReading<Reach, EnvironmentsRead> reading;

    EnvironmentBoard(ReviewQueries reviews, Access access, LiveUpdates live, Clock clock) {
        this.access = access;
        this.clock = clock;
        reading = live.shared(_ -> false, reach -> read(reviews, reach));
    }

    private static EnvironmentsRead read(ReviewQueries reviews, Reach reach) {
        var begun = System.nanoTime();
        return new EnvironmentsRead(
                begun,
                reach.all()
                        ? reviews.environments(CONSOLE, reach.workspaceId())
                        : reviews.environments(CONSOLE, reach.workspaceId(), reach.environments()));
    }

    Instant now() {
        return clock.instant();
    }

    /// All that the actor may see.
    ///
    /// @param since the reading is to have begun at this moment of the even clock or later
    EnvironmentsRead all(Actor actor, UUID workspaceId, long since) {
        return reading.get(reach(actor, workspaceId), since);
    }

    /// Those of the ids that there are and that the actor may see.
    ///
    /// @param since as above
    EnvironmentsRead some(Actor actor, UUID workspaceId, Set<UUID> environmentIds, long since) {
        var reach = reach(actor, workspaceId);
        var asked = environmentIds.stream()
                .filter(id -> reach.covers(new Scope(workspaceId, id)))
                .collect(Collectors.toSet());
        return reading.get(new Reach(workspaceId, false, asked), since);
    }

    private Reach reach(Actor actor, UUID workspaceId) {
        return access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
    }

    /// @param readNanos when the reading began
    record EnvironmentsRead(long readNanos, List<EnvironmentReviewRow> rows) {

        EnvironmentsRead {
            rows = List.copyOf(rows);
        }
    }
}
