package io.runtruth.ui.controls;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Reach;
import io.runtruth.live.Change;
import io.runtruth.reviews.ControlFilter;
import io.runtruth.reviews.ControlQueries;
import io.runtruth.reviews.ControlRow;
import io.runtruth.reviews.ControlRow.ControlKey;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.SharedReading;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The lists of controls that the pages of this node show: a part is read once for all that show the same of the same
/// environments. Whether the person may see it is asked anew each time.
@Component
class ControlBoard {

    private static final Actor CONSOLE = new Actor.System("console");

    private final Access access;
    private final SharedReading<Part, List<ControlRow>> reading;

    ControlBoard(ControlQueries controls, Access access, LiveUpdates live) {
        this.access = access;
        reading = live.shared(
                ControlBoard::isNews,
                part -> part.reach().workspaceId(),
                part -> controls.page(CONSOLE, part.reach(), part.filter(), part.after(), part.limit()));
    }

    /// Another review counts, a risk is accepted or no longer, an environment is archived or in use again.
    static boolean isNews(Change change) {
        return change.kind() == Change.Kind.REVIEW || change.kind() == Change.Kind.ENVIRONMENT;
    }

    /// @throws io.runtruth.shared.Problem where the actor may not read the workspace's reviews
    List<ControlRow> page(Actor actor, UUID workspaceId, ControlFilter filter, @Nullable ControlKey after, int limit) {
        var reach = access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
        return reading.get(new Part(reach, filter, after, limit));
    }

    Runnable listen(Predicate<Change> filter, Runnable told) {
        return reading.listen(filter, told);
    }

    private record Part(
            Reach reach, ControlFilter filter, @Nullable ControlKey after, int limit) {}
}
