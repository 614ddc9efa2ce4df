package io.runtruth.operations.keeping;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// Which runs are still referred to, as the parts know that keep what runs have made.
public interface RunReferences {

    /// Those of the runs that must stay, whatever their age; in the transaction that would remove them.
    Set<UUID> mustStay(UUID workspaceId, Collection<UUID> runIds);
}
