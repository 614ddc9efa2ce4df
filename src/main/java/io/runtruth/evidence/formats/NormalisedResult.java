package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import org.jspecify.annotations.Nullable;

/// A normalised result with its reason, as [io.runtruth.evidence.Check] has them.
record NormalisedResult(CheckResult result, @Nullable String reason) {

    static NormalisedResult of(CheckResult result) {
        return new NormalisedResult(result, null);
    }

    static NormalisedResult notAssessed(String reason) {
        return new NormalisedResult(CheckResult.NOT_ASSESSED, reason);
    }
}
