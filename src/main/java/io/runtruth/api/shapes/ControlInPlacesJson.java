package io.runtruth.api.shapes;

import io.runtruth.reviews.ControlQueries.ControlDetail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A control, and a part of the environments.
///
/// @param rationale why it matters, as the tool says, as plain text
/// @param nextCursor to be sent back as `cursor` for the environments that follow; null where none does
@SnakeCase
public record ControlInPlacesJson(
        ControlJson control,
        @Nullable String rationale,
        List<ControlPlaceJson> items,
        @Nullable String nextCursor) {

    public static ControlInPlacesJson of(ControlDetail detail, PageJson<ControlPlaceJson> places) {
        return new ControlInPlacesJson(
                ControlJson.of(detail.row()),
                detail.rationale() == null ? null : detail.rationale().plain(),
                places.items(),
                places.nextCursor());
    }
}
