package io.runtruth.evidence;

import io.runtruth.shared.Workload;
import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Removes imports that were neither finished nor confirmed, and uploads that a stopped node left on disk. Several
/// nodes may do so at once.
@Component
@EnableScheduling
class EvidenceCleanUp {

    private static final Duration ABANDONED = Duration.ofDays(1);

    private final EvidenceStagingService staging;
    private final UploadSpool spool;
    private final Clock clock;

    EvidenceCleanUp(EvidenceStagingService staging, UploadSpool spool, Clock clock) {
        this.staging = staging;
        this.spool = spool;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void cleanUp() {
        Workload.asJob(this::removeAbandoned);
    }

    private void removeAbandoned() {
        var limit = clock.instant().minus(ABANDONED);
        spool.removeOlderThan(limit);
        int removed;
        do {
            removed = staging.removeAbandoned(limit);
        } while (removed > 0);
    }
}
