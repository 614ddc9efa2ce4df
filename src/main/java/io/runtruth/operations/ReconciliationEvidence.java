package io.runtruth.operations;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The facts that a decision was made from, small enough to be kept with it (contract 5): ids, states and how
/// they are linked; never content, personal data or technical words. Each adapter has a record of its own, whose
/// components are the JSON that is kept ([KeptEvidence]); here is only what they all have.
public interface ReconciliationEvidence {

    /// How many entries a list in it holds.
    int MOST_ENTRIES = 20;

    UUID workspaceId();

    /// Null where the run names none.
    @Nullable
    UUID managedEnvironmentId();

    /// The business records that the run was compared with; at most [#MOST_ENTRIES].
    List<BusinessRecord> considered();

    /// Whether there was more than the lists hold.
    boolean truncated();
}
