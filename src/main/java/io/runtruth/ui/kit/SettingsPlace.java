package io.runtruth.ui.kit;

import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.shared.Coded;
import java.util.Arrays;
import java.util.List;

/// One page of the settings, in their order.
public enum SettingsPlace implements Coded {
    GENERAL(Capability.WORKSPACE_MANAGE, "workspace"),
    ENVIRONMENTS(Capability.WORKSPACE_MANAGE, "environment"),
    MEMBERS(Capability.WORKSPACE_MANAGE, "member", "invitation"),
    TOKENS(Capability.WORKSPACE_MANAGE, "token"),
    WEBHOOKS(Capability.WORKSPACE_MANAGE, "webhook"),
    AUDIT(Capability.AUDIT_VIEW);

    private final Capability needed;
    private final List<String> actions;

    /// @param actions the families of the audit trail that tell of it
    SettingsPlace(Capability needed, String... actions) {
        this.needed = needed;
        this.actions = List.of(actions);
    }

    public List<String> actions() {
        return actions;
    }

    public Capability needed() {
        return needed;
    }

    public static List<SettingsPlace> openTo(WorkspaceRow workspace) {
        return Arrays.stream(values())
                .filter(place -> workspace.may(place.needed))
                .toList();
    }
}
