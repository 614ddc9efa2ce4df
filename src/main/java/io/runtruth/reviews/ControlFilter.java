package io.runtruth.reviews;

import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import org.jspecify.annotations.Nullable;

/// Which controls a list holds; what is empty or null is left open.
///
/// @param search a part of the id or of the title, whatever its case
/// @param tool its name
/// @param result that it has in one environment at least; `NOT_ASSESSED` also where a review does not hold it
/// @param severity the worst that it has anywhere
public record ControlFilter(
        String search,
        @Nullable String tool,
        @Nullable FindingGroup result,
        @Nullable Severity severity) {

    public static final ControlFilter ALL = new ControlFilter("", null, null, null);

    private static final int LONGEST = 300;

    /// What is longer than any name finds what its beginning finds.
    public ControlFilter {
        search = search.length() > LONGEST ? search.substring(0, LONGEST) : search;
    }
}
