package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How many sets of documents this node reads at a time: each costs its memory and its disk. One of a
/// person, and one from a target, at a time; what the console does of itself is not counted.
///
/// Readings over HTTP have places of their own, of which no workspace gets all: how long they take is up to
/// whoever answers, and nobody else waits for that.
@Component
class SnapshotPlaces {

    private static final int AT_ONCE = 4;
    private static final int AT_ONCE_OVER_HTTP = 6;
    private static final int OF_WORKSPACE_OVER_HTTP = 2;
    private static final int TRY_AGAIN_SECONDS = 5;

    private final List<Place> taken = new ArrayList<>();

    /// Works on what was sent while the actor has a place.
    ///
    /// @throws Problem.TooMuch `snapshot.at_once`
    <T> T within(Actor actor, Supplier<T> work) {
        return inPlace(actor, null, false, work);
    }

    /// Reads the environment's target while the actor has a place.
    ///
    /// @param kind empty where it has none
    /// @throws Problem.TooMuch `snapshot.at_once`
    <T> T reading(Actor actor, Scope scope, Optional<TargetKind> kind, Supplier<T> work) {
        return inPlace(actor, scope, kind.equals(Optional.of(TargetKind.HTTP)), work);
    }

    private <T> T inPlace(Actor actor, @Nullable Scope scope, boolean isOverHttp, Supplier<T> work) {
        var account = actor.accountId().orElse(null);
        if (account == null) {
            return work.get();
        }
        var place = new Place(account, scope, isOverHttp);
        synchronized (taken) {
            if (!isFree(place)) {
                throw new Problem.TooMuch("snapshot.at_once", TRY_AGAIN_SECONDS);
            }
            taken.add(place);
        }
        try {
            return work.get();
        } finally {
            synchronized (taken) {
                taken.remove(place);
            }
        }
    }

    private boolean isFree(Place asked) {
        return count(it -> it.isOverHttp == asked.isOverHttp) < (asked.isOverHttp ? AT_ONCE_OVER_HTTP : AT_ONCE)
                && count(it -> it.account.equals(asked.account) && it.isOverHttp == asked.isOverHttp) == 0
                && count(asked::isOfSameTarget) == 0
                && (!asked.isOverHttp || count(asked::isOfSameWorkspace) < OF_WORKSPACE_OVER_HTTP);
    }

    private long count(Predicate<Place> which) {
        return taken.stream().filter(which).count();
    }

    /// @param scope whose target is read; null where none is
    private record Place(UUID account, @Nullable Scope scope, boolean isOverHttp) {

        boolean isOfSameTarget(Place other) {
            return scope != null && scope.equals(other.scope);
        }

        boolean isOfSameWorkspace(Place other) {
            return other.isOverHttp
                    && scope != null
                    && other.scope != null
                    && scope.workspaceId().equals(other.scope.workspaceId());
        }
    }
}
