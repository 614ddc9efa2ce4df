package io.runtruth.access;

import java.time.Duration;

/// How a workspace begins where nobody says otherwise.
///
/// @param evidenceMaxAge how old evidence may be to count in a review (contract 6.1.1), in whole days
public record NewWorkspaces(Duration evidenceMaxAge) {}
