package io.runtruth.ui.controls;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.reviews.ControlPlace;
import io.runtruth.reviews.ControlPlace.PlaceKey;
import io.runtruth.reviews.ControlPlaceQueries;
import io.runtruth.reviews.ControlQueries;
import io.runtruth.reviews.ControlQueries.ControlDetail;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.SeverityMark;
import io.runtruth.ui.kit.TextBlocks;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One control in each environment in use that the person may see: where it is met, not met and not assessed, and
/// since when (contract 9, fleet).
@PermitAll
@Route(value = Routes.CONTROL, layout = MainLayout.class)
@Uses(RelativeTime.class)
class ControlView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final ControlQueries controls;
    private final ControlPlaceQueries places;
    private final WorkspaceQueries workspaces;
    private final CurrentActor current;

    private final Div back = new Div();
    private final ViewHeader header = new ViewHeader("");
    private final Div facts = new Div();
    private final Paragraph spread = new Paragraph();
    private final Div rationale = new Div();
    private final PagedGrid<ControlPlace, PlaceKey> grid =
            new PagedGrid<>("control-places", getTranslation("controls.place.label"));

    private @Nullable ControlDetail shown;
    private UUID controlId = new UUID(0, 0);

    /// Also read on the feed's thread.
    private volatile @Nullable WorkspaceRow workspace;

    ControlView(
            ControlQueries controls,
            ControlPlaceQueries places,
            WorkspaceQueries workspaces,
            CurrentActor current,
            LiveUpdates live) {
        this.controls = controls;
        this.places = places;
        this.workspaces = workspaces;
        this.current = current;
        new PlaceColumns(() -> here().slug()).addTo(grid.grid());
        facts.addClassName("control-facts");
        spread.setId("control-spread");
        getContent().setId("view-control");
        getContent().addClassName("view");
        getContent().add(back, header, facts, spread, rationale, grid);
        live.bind(this, this::concerns, _ -> refresh());
        live.tick(this, this::refresh);
    }

    @Override
    public String getPageTitle() {
        return shown == null
                ? getTranslation("controls.title")
                : ForeignText.shown(shown.row().wording().title());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var entered = workspaces.bySlug(
                current.get(), parameters.get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        workspace = entered;
        controlId = Routes.id(parameters.get(Routes.CONTROL_PARAMETER).orElseThrow());
        back.removeAll();
        back.add(new Anchor("/" + Routes.controls(entered.slug()), getTranslation("controls.back")));
        show(controls.one(current.get(), entered.id(), controlId));
        grid.show(
                new PlaceList(places, current.get(), entered.id(), controlId),
                new EmptyState(
                        Glyph.EMPTY, getTranslation("controls.empty.title"), getTranslation("controls.empty.text")));
    }

    private void refresh() {
        var now = controls.one(current.get(), here().id(), controlId);
        if (!now.equals(shown)) {
            show(now);
        }
        grid.refresh();
    }

    private void show(ControlDetail detail) {
        var isOther = shown == null || !Objects.equals(shown.rationale(), detail.rationale());
        shown = detail;
        var row = detail.row();
        header.setTitle(ControlWording.title(row));
        facts.removeAll();
        facts.add(ControlColumns.named(row.wording()), SeverityMark.of(row.severity()));
        var words = ControlWording.spread(row, format());
        spread.setText(
                row.accepted() == 0
                        ? words
                        : getTranslation("controls.spread_accepted", words, format().number(row.accepted())));
        if (isOther) {
            rationale.removeAll();
            if (detail.rationale() != null) {
                var why = new NativeDetails(
                        getTranslation("document.findings.rationale"), new TextBlocks(detail.rationale()));
                why.setId("control-rationale");
                rationale.add(why);
            }
        }
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        var known = workspace;
        return known != null
                && ControlBoard.isNews(change)
                && change.workspaceId().equals(known.id());
    }

    private static LocalFormat format() {
        return LocalFormat.of(UI.getCurrent());
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "entered");
    }
}
