package io.runtruth.ui.frame;

import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.shared.Coded;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The parts of a workspace, as far as the person's role opens them.
public final class Navigation extends SideNav {

    Navigation() {
        setId("navigation");
        getElement().setAttribute("aria-label", getTranslation("kit.navigation.sections"));
    }

    void show(WorkspaceRow workspace) {
        removeAll();
        Place.openTo(workspace).forEach(place -> addItem(item(place, workspace)));
    }

    private SideNavItem item(Place place, WorkspaceRow workspace) {
        var code = place.code();
        var path = place.path(workspace.slug());
        var item = new SideNavItem(getTranslation("kit.navigation." + code), path, place.glyph.create());
        item.setMatchNested(place != Place.DASHBOARD);
        item.setId("navigation-" + code);
        item.setPathAliases(alsoOf(place, workspace));
        return item;
    }

    /// Pages elsewhere that are reached from it: there it is marked as well.
    private static Set<String> alsoOf(Place place, WorkspaceRow workspace) {
        var slug = workspace.slug();
        return switch (place) {
            case REVIEWS -> Set.of(Routes.acceptedRisks(slug));
            case PUBLISHED -> Place.openTo(workspace).contains(Place.REVIEWS) ? Set.of() : Set.of(Routes.reviews(slug));
            default -> Set.of();
        };
    }

    /// One entry of the navigation, in its order.
    enum Place implements Coded {
        DASHBOARD(Glyph.HOME, Capability.ENVIRONMENT_REVIEW_VIEW, Routes::workspace),
        OPERATIONS(Glyph.OPERATIONS, Capability.OPERATIONS_VIEW, Routes::operations),
        REVIEWS(Glyph.REVIEW, Capability.ENVIRONMENT_REVIEW_VIEW, Routes::reviews),
        CONTROLS(Glyph.CONTROLS, Capability.ENVIRONMENT_REVIEW_VIEW, Routes::controls),
        QUESTIONS(Glyph.UNKNOWN, Capability.ENVIRONMENT_REVIEW_VIEW, Routes::questions),
        ENVIRONMENTS(Glyph.ENVIRONMENT, Capability.ENVIRONMENT_REVIEW_VIEW, Routes::environments),
        PUBLISHED(Glyph.PUBLISHED, Capability.PUBLISHED_REVIEW_VIEW, Routes::published),
        SETTINGS(Glyph.SETTINGS, Set.of(Capability.WORKSPACE_MANAGE, Capability.AUDIT_VIEW), Routes::settings);

        private final Glyph glyph;
        private final Set<Capability> needed;
        private final UnaryOperator<String> path;

        Place(Glyph glyph, Capability needed, UnaryOperator<String> path) {
            this(glyph, Set.of(needed), path);
        }

        /// @param needed any of them
        Place(Glyph glyph, Set<Capability> needed, UnaryOperator<String> path) {
            this.glyph = glyph;
            this.needed = needed;
            this.path = path;
        }

        /// @param slug of the workspace
        String path(String slug) {
            return path.apply(slug);
        }

        static List<Place> openTo(WorkspaceRow workspace) {
            return Arrays.stream(values())
                    .filter(place -> place.needed.stream().anyMatch(workspace::may))
                    .toList();
        }
    }
}
