package io.runtruth.ui.settings;

import io.runtruth.access.Access;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.ui.kit.AuditWording;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.SettingsPlace;
import org.springframework.stereotype.Component;

/// Makes the pages of the settings, and knows whom they are shown to.
@Component
class SettingsPages {

    private final WorkspaceQueries workspaces;
    private final Access access;
    private final AuditQueries audit;
    private final AuditWording wording;
    private final CurrentActor current;

    SettingsPages(
            WorkspaceQueries workspaces,
            Access access,
            AuditQueries audit,
            AuditWording wording,
            CurrentActor current) {
        this.workspaces = workspaces;
        this.access = access;
        this.audit = audit;
        this.wording = wording;
        this.current = current;
    }

    SettingsPage page(SettingsPlace place) {
        return new SettingsPage(place, this, new AuditTail(place, audit, wording));
    }

    /// A list is read when the browser asks for it, so the page asks first.
    ///
    /// @throws io.runtruth.shared.Problem where the workspace is none of the person's, or the page is not for them
    WorkspaceRow enter(SettingsPlace place, String slug) {
        var workspace = workspaces.bySlug(current.get(), slug);
        access.require(current.get(), workspace.id(), place.needed());
        return workspace;
    }

    void show(AuditTail tail, WorkspaceRow workspace) {
        tail.show(current.get(), workspace);
    }
}
