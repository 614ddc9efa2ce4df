package io.runtruth.reviews;

import io.runtruth.shared.Coded;
import java.util.Optional;

/// What a reviewer says something of in their own words: the review as a whole, on its first page, or one section of
/// its document, by the section's code. In the order of the document.
public enum ReviewSection implements Coded {
    WHOLE,
    DRIFT,
    FINDINGS,
    /// Of content of earlier rules, as the next one.
    TOP_RISKS,
    ACCEPTED_SUPPRESSED,
    OPERATIONS_HEALTH,
    CONTROL_POSTURE,
    IDENTITY,
    PROVENANCE,
    READING;

    private static final String FIRST_PAGE = "executive_summary";

    /// @param code of a section of the document
    public static Optional<ReviewSection> ofDocument(String code) {
        return code.equals(FIRST_PAGE) ? Optional.of(WHOLE) : Coded.of(ReviewSection.class, code);
    }

    static ReviewSection of(String code) {
        return Coded.stored(ReviewSection.class, code);
    }
}
