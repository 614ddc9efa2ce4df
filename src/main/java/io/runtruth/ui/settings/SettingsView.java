package io.runtruth.ui.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.shared.Problem;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.SettingsPlace;
import jakarta.annotation.security.PermitAll;

/// On to the first page of the settings that the person may see.
@PermitAll
@Route(value = Routes.SETTINGS, layout = MainLayout.class)
class SettingsView extends Composite<Div> implements BeforeEnterObserver {

    private final WorkspaceQueries workspaces;
    private final CurrentActor current;

    SettingsView(WorkspaceQueries workspaces, CurrentActor current) {
        this.workspaces = workspaces;
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var slug = event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow();
        var workspace = workspaces.bySlug(current.get(), slug);
        var first = SettingsPlace.openTo(workspace).stream()
                .findFirst()
                .orElseThrow(() -> new Problem.Forbidden("forbidden"));
        event.forwardTo(Routes.settings(workspace.slug(), first.code()));
    }
}
