package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import org.jspecify.annotations.Nullable;

/// A normalised result with its reason, as [io.runtruth.evidence.Check] has them.
record Outcome(CheckResult result, @Nullable String reason) {

    static Outcome of(CheckResult result) {
        return new Outcome(result, null);
    }

    static Outcome notAssessed(String reason) {
        return new Outcome(CheckResult.NOT_ASSESSED, reason);
    }
}
