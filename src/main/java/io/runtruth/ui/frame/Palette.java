package io.runtruth.ui.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Section;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.operations.reads.RunIdStart;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunId;
import io.runtruth.ui.kit.SettingsPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Leads anywhere by a few letters, and names the keys: opened by its button, by Ctrl or ⌘ with K, and by "?". Where
/// it leads is read when it is opened.
final class Palette extends Dialog {

    private static final List<String> ANYWHERE = List.of("palette", "help");

    /// As the desk names them itself.
    private static final List<String> ON_THE_DESK = List.of("j", "k", "enter", "t", "s", "n");

    private final List<WorkspaceRow> workspaces;
    private final Function<WorkspaceRow, List<EnvironmentRow>> environments;
    private final BiFunction<WorkspaceRow, RunIdStart, List<UUID>> runs;
    private final boolean forSystemOperator;
    private final ComboBox<Way> ways = new ComboBox<>();
    private @Nullable WorkspaceRow here;

    /// @param environments of a workspace, those that the person may see
    /// @param runs of a workspace, those that the person may see; two at most
    Palette(
            List<WorkspaceRow> workspaces,
            Function<WorkspaceRow, List<EnvironmentRow>> environments,
            BiFunction<WorkspaceRow, RunIdStart, List<UUID>> runs,
            boolean forSystemOperator) {
        this.workspaces = workspaces;
        this.environments = environments;
        this.runs = runs;
        this.forSystemOperator = forSystemOperator;
        setId("palette");
        addClassName("palette");
        setWidth("min(520px, 94vw)");
        setHeaderTitle(getTranslation("palette.title"));
        ways.setId("palette-way");
        ways.setLabel(getTranslation("palette.field"));
        ways.setPlaceholder(getTranslation("palette.placeholder"));
        ways.setItemLabelGenerator(Way::label);
        ways.setAllowCustomValue(true);
        ways.setWidthFull();
        ways.addValueChangeListener(chosen -> {
            if (chosen.isFromClient() && chosen.getValue() != null) {
                go(chosen.getValue().path());
            }
        });
        ways.addCustomValueSetListener(typed -> find(typed.getDetail()));
        ways.setManualValidation(true);
        add(ways, keys());
        var close = new Button(getTranslation("kit.form.close"), _ -> close());
        close.setId("action-leave-palette");
        getFooter().add(close);
        addOpenedChangeListener(opened -> {
            if (opened.isOpened()) {
                ways.focus();
            }
        });
    }

    /// For the frame's banner.
    Button opener() {
        var button = new Button(Glyph.SEARCH.create(), _ -> begin());
        button.setId("action-palette");
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation("palette.open"));
        button.setTooltipText(getTranslation("palette.open_keys"));
        button.getElement().setAttribute("aria-keyshortcuts", "Control+K Meta+K");
        return button;
    }

    /// @param workspace null where the page is in none
    void at(@Nullable WorkspaceRow workspace) {
        here = workspace;
    }

    private void begin() {
        ways.setItems((way, typed) -> way.fits(typed), read());
        ways.clear();
        ways.setInvalid(false);
        open();
    }

    private List<Way> read() {
        var all = new ArrayList<Way>();
        if (here != null) {
            var slug = here.slug();
            Navigation.Place.openTo(here)
                    .forEach(it -> all.add(new Way(getTranslation("kit.navigation." + it.code()), it.path(slug))));
            SettingsPlace.openTo(here)
                    .forEach(it -> all.add(new Way(
                            getTranslation("palette.settings", getTranslation("settings.place." + it.code())),
                            Routes.settings(slug, it.code()))));
            if (here.may(Capability.ENVIRONMENT_REVIEW_VIEW)) {
                environments
                        .apply(here)
                        .forEach(it -> all.add(new Way(
                                getTranslation("palette.environment", ForeignText.shown(it.name())),
                                Routes.environment(slug, it.slug()))));
            }
        }
        workspaces.stream()
                .filter(it -> here == null || !it.id().equals(here.id()))
                .forEach(it -> all.add(new Way(
                        getTranslation("palette.workspace", ForeignText.shown(it.name())),
                        Routes.workspace(it.slug()))));
        all.add(new Way(getTranslation("palette.person"), Routes.PERSON));
        all.add(new Way(getTranslation("palette.tokens"), Routes.TOKENS));
        if (forSystemOperator) {
            all.add(new Way(getTranslation("palette.system"), Routes.SYSTEM_OPERATIONS));
        }
        return all;
    }

    private void find(String typed) {
        var at = here;
        var start = RunId.in(typed);
        if (at == null || !at.may(Capability.OPERATIONS_VIEW) || start.isEmpty()) {
            refuse("palette.none");
            return;
        }
        var found = runs.apply(at, start.get());
        switch (found.size()) {
            case 0 -> refuse("palette.none");
            case 1 -> go(Routes.run(at.slug(), found.getFirst()));
            default -> refuse("operations.find.several");
        }
    }

    private void refuse(String key) {
        ways.setErrorMessage(getTranslation(key));
        ways.setInvalid(true);
    }

    private void go(String path) {
        getUI().ifPresent(ui -> {
            close();
            ui.navigate(path);
        });
    }

    private Component keys() {
        var part = new Section(
                new H3(getTranslation("palette.keys")),
                keys("palette.key.", ANYWHERE),
                new H3(getTranslation("operations.tab.attention")),
                keys("attention.key.", ON_THE_DESK));
        part.setId("palette-keys");
        return part;
    }

    private NativeTable keys(String family, List<String> names) {
        var table = new NativeTable();
        table.addClassName("key-table");
        names.forEach(it -> {
            var key = new NativeTableHeaderCell(getTranslation(family + it));
            key.getElement().setAttribute("scope", "row");
            table.add(new NativeTableRow(key, new NativeTableCell(getTranslation(family + it + ".does"))));
        });
        return table;
    }

    /// @param label translated
    /// @param path without a leading slash
    private record Way(String label, String path) {

        boolean fits(String typed) {
            return label.toLowerCase(Locale.ROOT).contains(typed.strip().toLowerCase(Locale.ROOT));
        }
    }
}
