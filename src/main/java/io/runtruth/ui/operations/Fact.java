package io.runtruth.ui.operations;

import io.runtruth.texts.Phrase;
import java.time.Instant;

/// One thing that is known about a run, with what it is called.
record Fact(Phrase label, Value value) {

    sealed interface Value {}

    sealed interface Text extends Value {}

    record Words(Phrase words) implements Text {}

    /// Somebody's or something's own name.
    record Name(String name) implements Text {}

    record Count(long count) implements Value {}

    record At(Instant at) implements Value {}

    /// @param path from the root of the console
    record Link(Text text, String path) implements Value {}

    /// Shown by its beginning; the whole on hover.
    record Fingerprint(String whole) implements Value {

        private static final int SHOWN = 12;

        String beginning() {
            return whole.substring(0, Math.min(SHOWN, whole.length()));
        }
    }

    /// To be read by machines, and copied.
    record Code(String code) implements Value {}
}
