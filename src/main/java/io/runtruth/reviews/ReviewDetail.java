package io.runtruth.reviews;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param content null until the review has been composed
/// @param notes the reviewer's own words that its reader is told, in the order of the document
public record ReviewDetail(ReviewRow review, @Nullable ReviewContent content, List<ReviewNote> notes) {

    public ReviewDetail {
        notes = List.copyOf(notes);
    }
}
