package io.runtruth.packs.letterhead;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands at the head of a workspace's documents. It never changes: another one takes its place.
///
/// @param id null for none
/// @param logo null for none
/// @param accent the colour of lines, `#rrggbb`; null for the documents' own
/// @param address at most six lines; null for none
public record Letterhead(
        @Nullable UUID id,
        @Nullable Logo logo,
        @Nullable String accent,
        @Nullable String address) {

    public static final Letterhead NONE = new Letterhead(null, null, null, null);

    /// Nothing is shown.
    public boolean isEmpty() {
        return logo == null && accent == null && address == null;
    }

    /// Of the address.
    public List<String> lines() {
        return address == null ? List.of() : address.lines().toList();
    }
}
