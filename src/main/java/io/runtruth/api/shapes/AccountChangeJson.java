package io.runtruth.api.shapes;

import org.jspecify.annotations.Nullable;

/// What is left out stays as it is.
@SnakeCase
public record AccountChangeJson(
        @Nullable Boolean disabled, @Nullable Boolean systemOperator) {}
