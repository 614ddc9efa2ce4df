package io.runtruth.access;

/// What a member may do (contract 8). A role is a fixed set of these.
public enum Capability {
    OPERATIONS_VIEW,
    OPERATIONS_MANAGE,
    EVIDENCE_IMPORT,
    ENVIRONMENT_REVIEW_VIEW,
    ENVIRONMENT_REVIEW_MANAGE,
    PUBLISHED_REVIEW_VIEW,
    RESTORE_EXECUTE,
    WORKSPACE_MANAGE,
    AUDIT_VIEW
}
