package io.runtruth.api.shapes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A risk to be accepted.
///
/// @param environment its slug
/// @param tool as evidence names it
/// @param control the tool's id, with or without the version behind it
/// @param ordinal only this one of those with the same id and resource, or, where no resource is named, without one;
///     left out for all
/// @param resource only what was found there; left out for all
/// @param reason 1 to 2,000 characters
/// @param owner who answers for it; left out: the caller
/// @param until the last day it holds, of UTC; at most 366 days ahead
/// @param reviewOn the day to look at it again; left out: 14 days before `until`
@SnakeCase
public record NewWaiverJson(
        @Nullable String environment,
        @Nullable String tool,
        @Nullable String control,
        @Nullable Integer ordinal,
        @Nullable String resource,
        @Nullable String reason,
        @Nullable String owner,
        @Nullable LocalDate until,
        @Nullable LocalDate reviewOn) {}
