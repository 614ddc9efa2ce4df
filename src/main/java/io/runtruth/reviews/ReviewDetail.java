package io.runtruth.reviews;

import org.jspecify.annotations.Nullable;

/// @param content null until the review has been composed
public record ReviewDetail(ReviewRow review, @Nullable ReviewContent content) {}
