package io.runtruth.operations.lists;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A filter of the list of runs that was given a name.
///
/// @param filter as the address of the page has it, without the environment; nobody but the page reads it
/// @param environmentId the one that it is of; null for all
/// @param shared with all who may see it; else it is the reader's own
public record SavedView(
        UUID id, String name, String filter, @Nullable UUID environmentId, boolean shared) {}
