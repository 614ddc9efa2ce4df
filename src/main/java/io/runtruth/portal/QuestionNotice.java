package io.runtruth.portal;

import java.time.Instant;
import java.util.UUID;

/// What the bell tells a person of a question: that somebody asked one where they manage reviews, as long as it
/// is open; or that their own has ended.
///
/// @param workspace its slug
/// @param environment its name
/// @param unread told since the person last looked
public record QuestionNotice(
        UUID id,
        String workspace,
        String environment,
        UUID reviewId,
        int finding,
        String controlId,
        QuestionStatus status,
        Instant at,
        boolean unread) {}
