package io.runtruth.portal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a reader asked about a finding of a published review.
///
/// @param subject what it is about
/// @param own whether it is that of who reads it
/// @param text 1 to 2,000 characters, plain
/// @param end null while it is open
public record Question(
        UUID id,
        QuestionSubject subject,
        String askedBy,
        boolean own,
        Instant askedAt,
        String text,
        QuestionStatus status,
        @Nullable QuestionEnd end) {

    public boolean isOpen() {
        return status == QuestionStatus.OPEN;
    }

    /// @param environment its slug
    /// @param number of the review among those that were published of its environment
    /// @param finding place in the document's findings
    /// @param title as others are told it, at most 300 characters of it
    public record QuestionSubject(
            String environment,
            String environmentName,
            UUID reviewId,
            int number,
            int finding,
            String controlId,
            String title) {}

    /// @param by null for who reads published reviews only, unless they did it themselves
    /// @param answer 1 to 4,000 characters, plain; null where it was closed without one
    public record QuestionEnd(
            @Nullable String by, Instant at, @Nullable String answer) {}
}
