package io.runtruth.reviews;

import io.runtruth.reviews.ReviewPublication.Neighbour;
import org.jspecify.annotations.Nullable;

/// What a review would be as a publication now.
///
/// @param number that it would have
/// @param replaces the one that it would supersede; null where none is published
public record PublicationToCome(int number, @Nullable Neighbour replaces) {}
