package io.runtruth.live;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down while this node does not hear what is committed. It is neither part of liveness, as a new process would not
/// bring back a database, nor of readiness: pages say themselves that they are not live, and a person who is sent
/// to another node would have to sign in there.
@Component
class ChangeFeedHealth implements HealthIndicator {

    private final ChangeReader reader;

    ChangeFeedHealth(ChangeReader reader) {
        this.reader = reader;
    }

    @Override
    public Health health() {
        return reader.standsStillSince()
                .map(since -> Health.down().withDetail("nothing read since", since))
                .orElseGet(Health::up)
                .build();
    }
}
