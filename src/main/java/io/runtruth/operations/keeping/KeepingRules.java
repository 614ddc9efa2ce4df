package io.runtruth.operations.keeping;

import io.runtruth.operations.RunOutcome;
import io.runtruth.shared.StartRefused;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How long runs are kept after they ended, by outcome: `RUNTRUTH_KEEP_SUCCEEDED=400d`. What is not set is kept for
/// ever. Set for the whole installation, by who answers for its storage and its duty to keep records: an owner of a
/// workspace should not be able to remove how its runs ended.
@ConfigurationProperties("runtruth.keep")
public record KeepingRules(
        @Nullable Duration succeeded,
        @Nullable Duration partiallySucceeded,
        @Nullable Duration blocked,
        @Nullable Duration failed,
        @Nullable Duration cancelled) {

    /// What is told of the last 30 days stays true.
    static final Duration SHORTEST = Duration.ofDays(31);

    public KeepingRules {
        check("SUCCEEDED", succeeded);
        check("PARTIALLYSUCCEEDED", partiallySucceeded);
        check("BLOCKED", blocked);
        check("FAILED", failed);
        check("CANCELLED", cancelled);
    }

    /// Those that are set.
    public Map<RunOutcome, Duration> byOutcome() {
        var rules = new EnumMap<RunOutcome, Duration>(RunOutcome.class);
        put(rules, RunOutcome.SUCCEEDED, succeeded);
        put(rules, RunOutcome.PARTIALLY_SUCCEEDED, partiallySucceeded);
        put(rules, RunOutcome.BLOCKED, blocked);
        put(rules, RunOutcome.FAILED, failed);
        put(rules, RunOutcome.CANCELLED, cancelled);
        return Collections.unmodifiableMap(rules);
    }

    private static void put(Map<RunOutcome, Duration> rules, RunOutcome outcome, @Nullable Duration kept) {
        if (kept != null) {
            rules.put(outcome, kept);
        }
    }

    private static void check(String name, @Nullable Duration kept) {
        if (kept != null && kept.compareTo(SHORTEST) < 0) {
            throw new StartRefused(
                    "RUNTRUTH_KEEP_%s must be %d days or more, for example 400d; unset keeps for ever.",
                    name.toUpperCase(Locale.ROOT), SHORTEST.toDays());
        }
    }
}
