package io.runtruth.api.shapes;

import org.jspecify.annotations.Nullable;

/// A question about a finding.
///
/// @param finding place in `content.findings.controls`, from 0
/// @param text 1 to 2,000 characters, plain
@SnakeCase
public record NewQuestionJson(
        @Nullable Integer finding, @Nullable String text) {}
