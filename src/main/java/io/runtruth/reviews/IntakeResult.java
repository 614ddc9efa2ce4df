package io.runtruth.reviews;

import io.runtruth.evidence.ImportResult;
import org.jspecify.annotations.Nullable;

/// What became of a file and of the composition that was asked for with it.
///
/// @param start null where none was asked for, or the file was not taken
public record IntakeResult(ImportResult imported, @Nullable StartResult start) {}
