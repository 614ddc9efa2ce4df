package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.SettingsPlace;
import io.runtruth.ui.kit.ViewHeader;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What every page of the settings is made of: the way to the others, one sentence of what it is for, its own part,
/// and what was done to it lately.
@StyleSheet("context://console/theme/settings.css")
final class SettingsPage extends Div {

    private final SettingsPlace place;
    private final SettingsPages pages;
    private final AuditTail tail;
    private final Nav places = new Nav();
    private final ViewHeader header;
    private final Div body = new Div();

    /// Also read on the feed's thread.
    private volatile @Nullable WorkspaceRow workspace;

    SettingsPage(SettingsPlace place, SettingsPages pages, AuditTail tail) {
        this.place = place;
        this.pages = pages;
        this.tail = tail;
        header = new ViewHeader(title());
        places.addClassName("places");
        places.getElement().setAttribute("aria-label", getTranslation("settings.places"));
        var lead = new Paragraph(getTranslation("settings.lead." + place.code()));
        lead.addClassName("lead");
        body.addClassName("body");
        tail.setVisible(!place.actions().isEmpty());
        setId("view-settings-" + place.code());
        addClassNames("view", "settings");
        add(places, header, lead, body, tail);
    }

    String title() {
        return getTranslation("settings.place." + place.code());
    }

    void addActions(Component... actions) {
        header.addActions(actions);
    }

    void addParts(Component... parts) {
        body.add(parts);
    }

    /// @throws io.runtruth.shared.Problem where it is not for the person
    void enter(BeforeEnterEvent event) {
        var slug = event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow();
        var entered = pages.enter(place, slug);
        workspace = entered;
        places.removeAll();
        SettingsPlace.openTo(entered).forEach(it -> places.add(link(it, entered.slug())));
        refreshTail();
    }

    void refreshTail() {
        if (!place.actions().isEmpty()) {
            pages.show(tail, workspace());
        }
    }

    WorkspaceRow workspace() {
        return Objects.requireNonNull(workspace, "a page is entered before it is shown");
    }

    boolean isAbout(UUID workspaceId) {
        var at = workspace;
        return at != null && at.id().equals(workspaceId);
    }

    private Anchor link(SettingsPlace to, String slug) {
        var link = new Anchor("/" + Routes.settings(slug, to.code()), getTranslation("settings.place." + to.code()));
        link.setId("settings-" + to.code());
        if (to == place) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }
}
