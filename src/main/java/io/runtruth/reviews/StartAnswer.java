package io.runtruth.reviews;

import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A start result as it is kept with its request id (I14); exactly one part is set.
record StartAnswer(
        @Nullable Dispatched dispatched,
        @Nullable ReusedActiveRun reused,
        @Nullable AlreadyAvailable available,
        @Nullable Refused refused) {

    static StartAnswer of(StartResult result) {
        return switch (result) {
            case Dispatched dispatched -> new StartAnswer(dispatched, null, null, null);
            case ReusedActiveRun reused -> new StartAnswer(null, reused, null, null);
            case AlreadyAvailable available -> new StartAnswer(null, null, available, null);
            case Refused refused -> new StartAnswer(null, null, null, refused);
        };
    }

    StartResult result() {
        if (dispatched != null) {
            return dispatched;
        }
        if (reused != null) {
            return reused;
        }
        return available != null ? available : Objects.requireNonNull(refused);
    }
}
