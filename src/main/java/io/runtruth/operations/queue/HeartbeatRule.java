package io.runtruth.operations.queue;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How often a job says that it lives, and after how many missed signs it counts as dead (contract 4).
///
/// @param missed 4 or more
@Component
public record HeartbeatRule(
        @Value("${db-scheduler.heartbeat-interval}") Duration interval,
        @Value("${db-scheduler.missed-heartbeats-limit}") int missed) {

    /// Without a sign for as long, a worker is dead.
    public Duration deadAfter() {
        return interval.multipliedBy(missed);
    }
}
