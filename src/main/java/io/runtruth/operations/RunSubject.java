package io.runtruth.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run is about, as `context` keeps it.
///
/// @param reviewId the review it composes, for a composition
/// @param fingerprint the content that is being composed, for a composition
public record RunSubject(@Nullable UUID reviewId, @Nullable String fingerprint) {}
