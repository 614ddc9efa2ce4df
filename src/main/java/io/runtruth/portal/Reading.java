package io.runtruth.portal;

import java.time.Instant;

/// That a person has read a published review.
///
/// @param name of the person, as it was then
/// @param own whether it is that of who asks
public record Reading(String name, Instant at, boolean own) {}
