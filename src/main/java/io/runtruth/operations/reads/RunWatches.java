package io.runtruth.operations.reads;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Reach;
import io.runtruth.access.TokenQueries;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.live.MissedChanges;
import io.runtruth.live.MissedChanges.HeardPlace;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Lets somebody follow the runs of a workspace as they change (contract 9, contract 11).
@Component
public class RunWatches {

    private final Access access;
    private final TokenQueries tokens;
    private final RunQueries runs;
    private final ChangeFeed feed;
    private final MissedChanges missed;
    private final Clock clock;

    RunWatches(
            Access access, TokenQueries tokens, RunQueries runs, ChangeFeed feed, MissedChanges missed, Clock clock) {
        this.access = access;
        this.tokens = tokens;
        this.runs = runs;
        this.feed = feed;
        this.missed = missed;
        this.clock = clock;
    }

    /// Listens from now on, until it is closed.
    ///
    /// @param heard up to when the caller has heard everything; null where it begins
    /// @throws Problem where the actor may not see the workspace's runs
    public RunWatch open(Actor.Person actor, UUID workspaceId, @Nullable Instant heard) {
        var reach = reach(actor, workspaceId);
        var place = new HeardPlace(workspaceId, reach.all() ? null : reach.environments());
        var watch = new RunWatch(this, actor, workspaceId, reach);
        watch.listen(feed);
        try {
            if (heard == null) {
                watch.lostTrack();
            } else {
                // after it began to listen, so that nothing falls between
                missed.since(heard, Change.Kind.RUN, place, RunWatch.MOST_WAITING)
                        .ifPresentOrElse(watch::catchUp, watch::lostTrack);
            }
            return watch;
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    /// What the actor may see at this moment; a token lets in while it is neither revoked nor over.
    Reach reach(Actor.Person actor, UUID workspaceId) {
        var token = actor.token();
        if (token != null && !tokens.one(actor, token.tokenId()).isUsable(clock.instant())) {
            throw new Problem.NotFound("not_found");
        }
        return access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
    }

    RunQueries runs() {
        return runs;
    }

    /// Up to when everything that was committed has been heard here.
    Instant heardUpTo() {
        return feed.standsStillSince().orElseGet(clock::instant);
    }
}
