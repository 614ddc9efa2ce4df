package io.runtruth.ui.account;

import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.shared.Coded;
import java.util.EnumSet;
import java.util.Set;

/// What a program is to do with a token, in place of a list of capabilities.
enum TokenPurpose implements Coded {
    /// Imports evidence and starts reviews of it.
    PIPELINE(EnumSet.of(
            Capability.EVIDENCE_IMPORT,
            Capability.ENVIRONMENT_REVIEW_VIEW,
            Capability.ENVIRONMENT_REVIEW_MANAGE,
            Capability.OPERATIONS_VIEW)),

    /// Imports evidence, and nothing else.
    IMPORT(EnumSet.of(Capability.EVIDENCE_IMPORT, Capability.ENVIRONMENT_REVIEW_VIEW)),

    /// Reads what its person may read.
    READ(EnumSet.of(
            Capability.OPERATIONS_VIEW,
            Capability.ENVIRONMENT_REVIEW_VIEW,
            Capability.PUBLISHED_REVIEW_VIEW,
            Capability.AUDIT_VIEW)),

    /// All that its person may.
    EVERYTHING(EnumSet.allOf(Capability.class));

    private final Set<Capability> capabilities;

    TokenPurpose(Set<Capability> capabilities) {
        this.capabilities = capabilities;
    }

    /// Of these, what the person may in the workspace.
    Set<Capability> within(WorkspaceRow workspace) {
        var within = EnumSet.copyOf(capabilities);
        within.removeIf(capability -> !workspace.may(capability));
        return within;
    }

    /// Whether the person may all that it takes; [#READ] and [#EVERYTHING] are what the person has.
    boolean fits(WorkspaceRow workspace) {
        return this == READ || this == EVERYTHING
                ? !within(workspace).isEmpty()
                : capabilities.stream().allMatch(workspace::may);
    }
}
