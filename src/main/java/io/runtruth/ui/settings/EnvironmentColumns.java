package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.environments.EnvironmentQueries.ManagedRow;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.function.Consumer;

/// The columns of the list of environments in the settings.
///
/// @param targets shows what the environment is known by
/// @param archive archives it, or takes it back into use
record EnvironmentColumns(Consumer<ManagedRow> targets, Consumer<ManagedRow> rename, Consumer<ManagedRow> archive) {

    /// @param workspace its slug
    void addTo(Grid<ManagedRow> grid, String workspace) {
        add(grid, "name", row -> name(row, workspace)).setWidth("240px").setFlexGrow(2);
        add(grid, "state", EnvironmentColumns::state).setWidth("130px");
        add(grid, "targets", this::known).setWidth("140px");
        add(grid, "added", row -> new RelativeTime(row.createdAt())).setWidth("120px");
        grid.addComponentColumn(this::actions)
                .setKey("actions")
                .setWidth("260px")
                .setFlexGrow(0);
    }

    private static Grid.Column<ManagedRow> add(
            Grid<ManagedRow> grid, String name, ValueProvider<ManagedRow, Component> cell) {
        return grid.addComponentColumn(cell)
                .setKey(name)
                .setHeader(I18NProvider.translate("settings.environments." + name))
                .setFlexGrow(0)
                .setResizable(true);
    }

    private static Component name(ManagedRow row, String workspace) {
        var place = row.environment();
        return Spans.cell(
                new Anchor("/" + Routes.environment(workspace, place.slug()), ForeignText.shown(place.name())),
                Spans.quiet(place.slug()));
    }

    private static Component state(ManagedRow row) {
        return row.environment().archived()
                ? new StatusBadge(Tone.NEUTRAL, Glyph.ARCHIVED, I18NProvider.translate("kit.environments.archived"))
                        .status("archived")
                : new Span(I18NProvider.translate("settings.environments.in_use"));
    }

    private Component known(ManagedRow row) {
        return row.targets() == 0
                ? Spans.quiet(I18NProvider.translate("settings.environments.target_count", 0))
                : button(
                        "action-targets-",
                        row,
                        I18NProvider.translate("settings.environments.target_count", row.targets()),
                        targets);
    }

    private Component actions(ManagedRow row) {
        return Spans.cell(
                button(
                        "action-rename-environment-",
                        row,
                        I18NProvider.translate("settings.environments.rename"),
                        rename),
                button(
                        "action-archive-environment-",
                        row,
                        I18NProvider.translate(
                                row.environment().archived()
                                        ? "settings.environments.restore"
                                        : "settings.environments.archive"),
                        archive));
    }

    private static Button button(String id, ManagedRow row, String text, Consumer<ManagedRow> act) {
        var button = new Button(text, _ -> act.accept(row));
        button.setId(id + row.environment().slug());
        button.setAriaLabel(text + ": " + ForeignText.shown(row.environment().name()));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }
}
