package io.runtruth.ui.restore;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.restore.ConfigurationSnapshot;
import io.runtruth.restore.DocumentDifference;
import io.runtruth.restore.DocumentDifference.DifferenceKind;
import io.runtruth.restore.SnapshotQueries;
import io.runtruth.restore.SnapshotQueries.ComparedSnapshots;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Any two snapshots of an environment side by side (contract 7, 9): which documents differ, and, for whoever
/// may restore them, how, without their secrets. Its address names both.
@PermitAll
@StyleSheet("context://console/theme/restore.css")
@Route(value = Routes.COMPARE, layout = MainLayout.class)
class CompareView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private static final String FROM = "from";
    private static final String TO = "to";

    /// The newest that can be chosen; any other by its address.
    private static final int MOST = 100;

    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final SnapshotQueries snapshots;
    private final CurrentActor current;

    private final ViewHeader header = new ViewHeader("");
    private final Anchor back = new Anchor("", getTranslation("restore.snapshot.back"));
    private final Select<ConfigurationSnapshot> from = choice(FROM);
    private final Select<ConfigurationSnapshot> to = choice(TO);
    private final Div choices = new Div(from, to);
    private final Paragraph said = new Paragraph();
    private final Div documents = new Div();

    private @Nullable WorkspaceRow workspace;
    private @Nullable EnvironmentRow environment;

    CompareView(
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            SnapshotQueries snapshots,
            CurrentActor current) {
        this.workspaces = workspaces;
        this.environments = environments;
        this.snapshots = snapshots;
        this.current = current;
        choices.addClassName("compare-choices");
        said.getElement().setAttribute("role", "status");
        header.addActions(back);
        getContent().setId("view-compare");
        getContent().addClassName("view");
        getContent().add(header, choices, said, documents);
    }

    private Select<ConfigurationSnapshot> choice(String which) {
        var select = new Select<ConfigurationSnapshot>();
        select.setId("filter-" + which);
        select.setLabel(Phrase.of("restore.compare." + which).text());
        select.addThemeVariants(SelectVariant.SMALL);
        select.setItemLabelGenerator(this::named);
        select.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                chosen();
            }
        });
        return select;
    }

    private String named(ConfigurationSnapshot snapshot) {
        return getTranslation(
                "restore.compare.one",
                LocalFormat.of(UI.getCurrent()).dateTime(snapshot.takenAt()),
                ForeignText.shown(snapshot.source()),
                RestoreWording.shortened(snapshot.digest()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var entered = workspaces.bySlug(
                current.get(), parameters.get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        workspace = entered;
        var here = environments.bySlug(
                current.get(),
                entered.id(),
                parameters.get(Routes.ENVIRONMENT_PARAMETER).orElseThrow());
        environment = here;
        header.setTitle(getTranslation("restore.compare.title", here.name()));
        back.setHref("/" + Routes.restore(entered.slug(), here.slug()));
        var newest = snapshots.page(current.get(), here.scope(), null, MOST).items();
        var asked = event.getLocation().getQueryParameters();
        show(from, newest, asked(asked, FROM).or(() -> at(newest, 1)).orElse(null));
        show(to, newest, asked(asked, TO).or(() -> at(newest, 0)).orElse(null));
        compare();
    }

    private Optional<ConfigurationSnapshot> asked(QueryParameters parameters, String which) {
        return parameters
                .getSingleParameter(which)
                .map(Routes::id)
                .map(id -> snapshots.one(current.get(), here().scope(), id));
    }

    private static Optional<ConfigurationSnapshot> at(List<ConfigurationSnapshot> newest, int index) {
        return newest.size() > index ? Optional.of(newest.get(index)) : Optional.empty();
    }

    private static void show(
            Select<ConfigurationSnapshot> select,
            List<ConfigurationSnapshot> newest,
            @Nullable ConfigurationSnapshot chosen) {
        var items = new ArrayList<>(newest);
        if (chosen != null && !items.contains(chosen)) {
            items.add(chosen);
        }
        select.setItems(items);
        select.setValue(chosen);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("restore.compare.title", ForeignText.shown(here().name()));
    }

    /// Its address restores the page.
    private void chosen() {
        if (from.getValue() != null && to.getValue() != null) {
            UI.getCurrent()
                    .navigate(
                            Routes.compare(entered().slug(), here().slug()),
                            new QueryParameters(Map.of(
                                    FROM, List.of(from.getValue().id().toString()),
                                    TO, List.of(to.getValue().id().toString()))));
        }
    }

    private void compare() {
        documents.removeAll();
        if (from.getValue() == null || to.getValue() == null) {
            said.setText(getTranslation("restore.compare.too_few"));
            return;
        }
        var actor = current.get();
        var scope = here().scope();
        var compared = new ComparedSnapshots(from.getValue().id(), to.getValue().id());
        var counts = snapshots.differenceCounts(actor, scope, compared);
        said.setText(
                counts.isEmpty()
                        ? getTranslation("restore.compare.same")
                        : getTranslation(
                                "restore.compare.says",
                                count(counts, DifferenceKind.CHANGED),
                                count(counts, DifferenceKind.ADDED),
                                count(counts, DifferenceKind.REMOVED),
                                count(counts, DifferenceKind.REFORMATTED)));
        var list = new DocumentList<>(
                DocumentDifference::path,
                it -> List.of(RestoreWording.difference(it.kind())),
                entered().may(Capability.RESTORE_EXECUTE)
                        ? (box, path) -> box.show(snapshots.difference(actor, scope, compared, path))
                        : null);
        documents.add(list);
        list.show((after, limit) -> snapshots.differences(actor, scope, compared, after, limit), "");
    }

    private static int count(Map<DifferenceKind, Integer> counts, DifferenceKind kind) {
        return counts.getOrDefault(kind, 0);
    }

    private WorkspaceRow entered() {
        return Objects.requireNonNull(workspace, "entered");
    }

    private EnvironmentRow here() {
        return Objects.requireNonNull(environment, "entered");
    }
}
