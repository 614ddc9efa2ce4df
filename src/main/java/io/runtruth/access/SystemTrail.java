package io.runtruth.access;

import java.util.List;

/// What of the audit trail is a system operator's to read: what was done to accounts and to whole workspaces. What
/// people do to themselves, and what is done inside a workspace, is not.
public enum SystemTrail {
    ACCOUNTS(
            "account.created",
            "account.disabled",
            "account.enabled",
            "account.system_operator_changed",
            "account.reset_link_made"),
    WORKSPACES("workspace.created", "workspace.suspended", "workspace.resumed");

    private final List<String> actions;

    SystemTrail(String... actions) {
        this.actions = List.of(actions);
    }

    String[] actions() {
        return actions.toArray(String[]::new);
    }

    /// Entries of accounts are in no workspace; those of workspaces are each in its own.
    boolean isOfNoWorkspace() {
        return this == ACCOUNTS;
    }
}
