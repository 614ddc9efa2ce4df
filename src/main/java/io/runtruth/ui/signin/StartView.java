package io.runtruth.ui.signin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/// Where a person lands: on to the first list of their workspace that they may see, or a word on why there is none.
@PermitAll
@Route(value = Routes.START, layout = MainLayout.class)
@RouteAlias(value = Routes.WORKSPACE, layout = MainLayout.class)
class StartView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final WorkspaceQueries workspaces;
    private final CurrentActor current;

    StartView(WorkspaceQueries workspaces, CurrentActor current) {
        this.workspaces = workspaces;
        this.current = current;
        getContent().setId("view-start");
        getContent().addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var workspace = asked(event).or(this::first);
        workspace
                .flatMap(StartView::landing)
                .or(() -> workspace.isEmpty() ? system() : Optional.empty())
                .ifPresentOrElse(event::forwardTo, () -> say(workspace));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("kit.product.name");
    }

    private Optional<WorkspaceRow> asked(BeforeEnterEvent event) {
        return event.getRouteParameters()
                .get(Routes.WORKSPACE_PARAMETER)
                .map(slug -> workspaces.bySlug(current.get(), slug));
    }

    private Optional<WorkspaceRow> first() {
        return workspaces.mine(current.get()).stream().findFirst();
    }

    private Optional<String> system() {
        return current.get().systemOperator() ? Optional.of(Routes.SYSTEM_OPERATIONS) : Optional.empty();
    }

    private static Optional<String> landing(WorkspaceRow workspace) {
        if (workspace.may(Capability.OPERATIONS_VIEW)) {
            return Optional.of(Routes.operations(workspace.slug()));
        }
        return workspace.may(Capability.ENVIRONMENT_REVIEW_VIEW)
                ? Optional.of(Routes.reviews(workspace.slug()))
                : Optional.empty();
    }

    private void say(Optional<WorkspaceRow> workspace) {
        var why = workspace.isPresent() ? "start.nothing" : "start.no_workspace";
        getContent().removeAll();
        getContent().add(new EmptyState(Glyph.EMPTY, getTranslation(why + ".title"), getTranslation(why + ".text")));
    }
}
