package io.runtruth.access;

import java.util.List;
import java.util.Set;

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

    /// Each entry of these is in no workspace.
    static String[] ofAccounts(Set<SystemTrail> trails) {
        return actions(trails, ACCOUNTS);
    }

    /// Each entry of these is in its own workspace.
    static String[] ofWorkspaces(Set<SystemTrail> trails) {
        return actions(trails, WORKSPACES);
    }

    private static String[] actions(Set<SystemTrail> trails, SystemTrail trail) {
        return trails.contains(trail) ? trail.actions.toArray(String[]::new) : new String[0];
    }
}
