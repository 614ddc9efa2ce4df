package io.runtruth.ui.environments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.EnvironmentBoard;
import io.runtruth.ui.kit.EnvironmentGrid;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;

/// The environments of a workspace: how old their evidence is, and what was made of it.
@PermitAll
@Route(value = Routes.ENVIRONMENTS, layout = MainLayout.class)
class EnvironmentsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final WorkspaceQueries workspaces;
    private final CurrentActor current;
    private final EnvironmentGrid environments;
    private final Anchor add = new Anchor("", getTranslation("settings.environments.add"));

    EnvironmentsView(EnvironmentBoard board, WorkspaceQueries workspaces, CurrentActor current, LiveUpdates live) {
        this.workspaces = workspaces;
        this.current = current;
        environments =
                new EnvironmentGrid("environments", getTranslation("environments.grid.label"), board, current, live);
        environments
                .grid()
                .setEmptyStateComponent(new EmptyState(
                        Glyph.ENVIRONMENT,
                        getTranslation("environments.empty.title"),
                        getTranslation("environments.empty.text")));
        getContent().setId("view-environments");
        getContent().addClassName("view");
        add.setId("action-to-add-environment");
        var header = new ViewHeader(getPageTitle());
        header.addActions(add);
        getContent().add(header, environments);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var slug = event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow();
        var workspace = workspaces.bySlug(current.get(), slug);
        add.setHref(Routes.settings(slug, "environments"));
        add.setVisible(workspace.may(Capability.WORKSPACE_MANAGE));
        environments.show(workspace);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("environments.page.title");
    }
}
