package io.runtruth.ui.operations;

import io.runtruth.ui.kit.Phrase;
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

    /// To be read by machines, and copied.
    record Code(String code) implements Value {}
}
