package io.runtruth.api.shapes;

/// What became of a table that was read in whole.
///
/// @param accepted how many
@SnakeCase
public record ReadInJson(int accepted) {}
