package io.runtruth.ui.restore;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.restore.ConfigurationSnapshot;
import io.runtruth.restore.KeptDocument;
import io.runtruth.restore.SnapshotDownloadService;
import io.runtruth.restore.SnapshotQueries;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.SearchField;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// The documents of one snapshot (contract 7, 9): looked for by path, and, for whoever may restore them, what
/// they say without their secrets. A snapshot never changes, so nothing of it is read again.
@PermitAll
@StyleSheet("context://console/theme/restore.css")
@Route(value = Routes.SNAPSHOT, layout = MainLayout.class)
class SnapshotView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private static final String SEARCH = "search";

    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final SnapshotQueries snapshots;
    private final SnapshotDownloadService downloads;
    private final CurrentActor current;

    private final ViewHeader header = new ViewHeader("");
    private final Anchor back = new Anchor("", getTranslation("restore.snapshot.back"));
    private final Div facts = new Div();
    private final SearchField search = new SearchField(getTranslation("restore.snapshot.search"), this::searched);
    private final Div documents = new Div();

    private @Nullable EnvironmentRow environment;
    private @Nullable UUID snapshotId;
    private @Nullable DocumentList<KeptDocument> list;

    SnapshotView(
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            SnapshotQueries snapshots,
            SnapshotDownloadService downloads,
            CurrentActor current) {
        this.workspaces = workspaces;
        this.environments = environments;
        this.snapshots = snapshots;
        this.downloads = downloads;
        this.current = current;
        header.addActions(back);
        getContent().setId("view-snapshot");
        getContent().addClassName("view");
        getContent().add(header, facts, search, documents);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var workspace = workspaces.bySlug(
                current.get(), parameters.get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        var entered = environments.bySlug(
                current.get(),
                workspace.id(),
                parameters.get(Routes.ENVIRONMENT_PARAMETER).orElseThrow());
        environment = entered;
        var snapshot = snapshots.one(
                current.get(),
                entered.scope(),
                Routes.id(parameters.get(Routes.SNAPSHOT_PARAMETER).orElseThrow()));
        snapshotId = snapshot.id();
        header.setTitle(getTranslation("restore.snapshot.title", entered.name()));
        back.setHref("/" + Routes.restore(workspace.slug(), entered.slug()));
        var mayRead = workspace.may(Capability.RESTORE_EXECUTE);
        showFacts(snapshot, mayRead);
        var shown = new DocumentList<>(
                KeptDocument::path,
                this::facts,
                mayRead
                        ? (box, path) ->
                                box.showWhole(snapshots.shown(current.get(), entered.scope(), snapshot.id(), path))
                        : null);
        list = shown;
        documents.removeAll();
        documents.add(shown);
        search.setValue(event.getLocation()
                .getQueryParameters()
                .getSingleParameter(SEARCH)
                .orElse(""));
        show();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("restore.snapshot.title", ForeignText.shown(here().name()));
    }

    private void showFacts(ConfigurationSnapshot snapshot, boolean mayRead) {
        var format = LocalFormat.of(UI.getCurrent());
        var told = new FactList()
                .fact(getTranslation("restore.snapshot.source"), snapshot.source())
                .fact(
                        getTranslation("restore.snapshot.origin"),
                        Phrase.of("restore.origin." + snapshot.origin().code()).text())
                .fact(getTranslation("restore.snapshot.taken"), new RelativeTime(snapshot.takenAt()))
                .fact(getTranslation("restore.snapshot.by"), snapshot.takenBy())
                .fact(getTranslation("restore.snapshot.documents"), format.number(snapshot.documents()))
                .fact(getTranslation("restore.snapshot.size"), format.size(DataSize.ofBytes(snapshot.sizeBytes())));
        facts.removeAll();
        facts.add(told);
        if (mayRead) {
            facts.add(SnapshotPart.download(downloads, current.get(), snapshot));
        }
    }

    private List<Component> facts(KeptDocument document) {
        var size = Spans.quiet(LocalFormat.of(UI.getCurrent()).size(DataSize.ofBytes(document.sizeBytes())));
        return document.meaning() == null
                ? List.of(size, Spans.quiet(getTranslation("restore.document.unreadable")))
                : List.of(size);
    }

    /// The address restores what is looked for.
    private void searched(String part) {
        var kept = part.isEmpty() ? QueryParameters.empty() : new QueryParameters(Map.of(SEARCH, List.of(part)));
        var path = UI.getCurrent().getInternals().getActiveViewLocation().getPath();
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(path, kept));
        show();
    }

    private void show() {
        var part = search.getValue().strip();
        Objects.requireNonNull(list, "entered")
                .show(
                        (after, limit) -> snapshots.documents(
                                current.get(),
                                here().scope(),
                                Objects.requireNonNull(snapshotId, "entered"),
                                part,
                                after,
                                limit),
                        getTranslation(part.isEmpty() ? "restore.snapshot.empty" : "restore.snapshot.not_found"));
    }

    private EnvironmentRow here() {
        return Objects.requireNonNull(environment, "entered");
    }
}
