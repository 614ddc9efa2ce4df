package io.runtruth.testing.interleaving;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order told part by part, for a race that was found once and must not come back: unlike a seed, it stays
/// what it is when statements are added. Who is not told of goes on afterwards, in any order.
public record Script(List<Part> parts) {

    public Script {
        parts = List.copyOf(parts);
    }

    public static Script begin() {
        return new Script(List.of());
    }

    /// The racer goes on until it is about to do this, and stays there. One that never comes to it fails the
    /// race: the script would say nothing any more.
    ///
    /// @param what a part of the statement as the trace shows it
    public Script before(String racer, String what) {
        return with(new Part(racer, what));
    }

    /// The racer goes on to its end, or until it waits for a lock that somebody else holds.
    public Script then(String racer) {
        return with(new Part(racer, null));
    }

    private Script with(Part part) {
        var more = new ArrayList<>(parts);
        more.add(part);
        return new Script(more);
    }

    record Part(String racer, @Nullable String before) {}
}
