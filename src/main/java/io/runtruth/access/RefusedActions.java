package io.runtruth.access;

import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps in the log what somebody signed in tried without the right to it (contract 8): who, what, where, and from
/// where. A line a minute for each person and action at most; how many it left out, the next one tells. Nothing in
/// a line was chosen by the person: ids, codes, and an address.
@Component
class RefusedActions {

    /// Of how many people and actions it is remembered that they were told. The one that was told longest ago makes
    /// room.
    static final int MOST_REMEMBERED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(RefusedActions.class);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final String ACROSS = "look across workspaces";

    private final Clock clock;
    private final Map<Attempt, Told> told = new LinkedHashMap<>();

    RefusedActions(Clock clock) {
        this.clock = clock;
    }

    void of(Actor actor, Scope scope, Capability capability, RefusedBecause how) {
        tell(
                actor,
                capability.name(),
                how,
                "workspace %s environment %s".formatted(scope.workspaceId(), scope.environmentId()));
    }

    void of(Actor actor, UUID workspaceId, Capability capability, RefusedBecause how) {
        tell(actor, capability.name(), how, "workspace " + workspaceId);
    }

    void ofLookingAcross(Actor actor) {
        tell(actor, ACROSS, RefusedBecause.NO_RIGHT, "all workspaces");
    }

    private void tell(Actor actor, String action, RefusedBecause how, String where) {
        var account = actor.accountId().orElse(null);
        var leftOut = leftOut(new Attempt(account, action));
        if (leftOut >= 0) {
            LOG.warn(
                    "account {} may not {} in {}, {}, asked from {}; {} more of these before it",
                    account,
                    action,
                    where,
                    how.code(),
                    RequestOrigin.current().map(RefusedActions::shown).orElse("an open page"),
                    leftOut);
        }
    }

    /// @return how many were left out since the last that was told; negative where this one is left out too
    private synchronized long leftOut(Attempt attempt) {
        var now = clock.instant();
        var last = told.remove(attempt);
        if (last != null && now.isBefore(last.at().plus(QUIET))) {
            told.put(attempt, new Told(last.at(), last.leftOut() + 1));
            return -1;
        }
        told.put(attempt, new Told(now, 0));
        if (told.size() > MOST_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return last == null ? 0 : last.leftOut();
    }

    private static String shown(String address) {
        return address.replaceAll("[^0-9A-Za-z.:%_-]", "?");
    }

    /// Why it was refused.
    enum RefusedBecause implements Coded {
        NO_RIGHT,
        NO_MEMBER,
        OTHER_ENVIRONMENT,
        SUSPENDED
    }

    private record Attempt(@Nullable UUID account, String action) {}

    private record Told(Instant at, long leftOut) {}
}
