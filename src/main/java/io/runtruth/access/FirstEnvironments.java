package io.runtruth.access;

import java.util.List;
import java.util.UUID;

/// Makes the environments of a set-up, in its transaction. By the part that owns environments, which this one must
/// not know.
public interface FirstEnvironments {

    void create(Actor actor, UUID workspaceId, List<FirstEnvironment> asked);

    /// @param slug as [io.runtruth.shared.Slug] has it
    /// @param name as [io.runtruth.shared.Label] has it
    record FirstEnvironment(String slug, String name) {}
}
