package io.runtruth.api.shapes;

import org.jspecify.annotations.Nullable;

/// The answer to a question.
///
/// @param text 1 to 4,000 characters, plain
@SnakeCase
public record AnswerJson(@Nullable String text) {}
