package io.runtruth.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which entries of the trail are wanted; what is null is left open.
///
/// @param actor the name of who did it, as it was then
/// @param action whole, `member.changed`, or a family of them, `member`
/// @param subject the id of what was changed
/// @param from the first moment
/// @param to the moment behind the last
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to) {

    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}
