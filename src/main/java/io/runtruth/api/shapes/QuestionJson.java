package io.runtruth.api.shapes;

import io.runtruth.portal.Question;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a reader asked about a finding of a published review.
///
/// @param environment slug
/// @param number of the review among those that were published of its environment
/// @param finding place in `content.findings.controls`, from 0
/// @param own whether it is the caller's
/// @param status `open`, `answered` or `closed`
/// @param endedBy null while it is open, and for members who read published reviews only, unless they ended it
/// @param answer null while it is open, and where it was closed without one
@SnakeCase
public record QuestionJson(
        UUID id,
        String environment,
        UUID review,
        int number,
        int finding,
        String controlId,
        String title,
        String askedBy,
        boolean own,
        Instant askedAt,
        String text,
        String status,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        @Nullable String answer) {

    public static QuestionJson of(Question question) {
        var subject = question.subject();
        var end = question.end();
        return new QuestionJson(
                question.id(),
                subject.environment(),
                subject.reviewId(),
                subject.number(),
                subject.finding(),
                subject.controlId(),
                subject.title(),
                question.askedBy(),
                question.own(),
                question.askedAt(),
                question.text(),
                question.status().code(),
                end == null ? null : end.by(),
                end == null ? null : end.at(),
                end == null ? null : end.answer());
    }
}
