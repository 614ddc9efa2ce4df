package io.runtruth.api.shapes;

import io.runtruth.operations.keeping.RunKeepingService.KeepingPreview;
import org.jspecify.annotations.Nullable;

/// How long runs of one outcome are kept.
///
/// @param keptDays null for ever
/// @param going how many would go now, counted to 1,000
/// @param more there may be more than were counted
@SnakeCase
public record KeepingJson(String outcome, @Nullable Long keptDays, int going, boolean more) {

    public static KeepingJson of(KeepingPreview preview) {
        return new KeepingJson(
                preview.outcome().code(),
                preview.kept() == null ? null : preview.kept().toDays(),
                preview.going(),
                preview.more());
    }
}
