package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.MemberQueries.MemberRow;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Spans;
import java.util.function.Consumer;

/// The columns of the list of members.
final class MemberColumns {

    private static final String NAME = """
            <span class="cell"><span class="name" title="${item.name}">${item.name}</span>
                <span class="quiet">${item.username}</span>
                <span class="mark" ?hidden="${!item.disabled}">${item.disabled}</span></span>""";

    private static final String ROLE = """
            <span class="sentence"><span class="name">${item.role}</span>
                <span class="quiet">${item.may}</span></span>""";

    private static final String ENVIRONMENTS = "<span title=\"${item.environments}\">${item.environments}</span>";

    private static final String SEEN =
            "${item.at ? html`<console-time at=\"${item.at}\"></console-time>` : html`<span class=\"quiet\">${item.never}</span>`}";

    private final Consumer<MemberRow> change;
    private final Consumer<MemberRow> remove;

    MemberColumns(Consumer<MemberRow> change, Consumer<MemberRow> remove) {
        this.change = change;
        this.remove = remove;
    }

    void addTo(Grid<MemberRow> grid) {
        add(grid, "name", name(), "220px", 2);
        add(grid, "role", role(), "240px", 3);
        add(grid, "environments", environments(), "150px", 1);
        add(grid, "last_seen", seen(), "130px", 0);
        grid.addComponentColumn(this::actions)
                .setKey("actions")
                .setWidth("190px")
                .setFlexGrow(0);
    }

    private static void add(Grid<MemberRow> grid, String name, LitRenderer<MemberRow> cell, String width, int grow) {
        grid.addColumn(cell)
                .setKey(name)
                .setHeader(text("settings.members." + name))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<MemberRow> name() {
        return LitRenderer.<MemberRow>of(NAME)
                .withProperty("name", row -> ForeignText.shown(row.name()))
                .withProperty("username", row -> ForeignText.shown(row.username()))
                .withProperty("disabled", row -> row.disabled() ? text("settings.members.disabled") : "");
    }

    private static LitRenderer<MemberRow> role() {
        return LitRenderer.<MemberRow>of(ROLE)
                .withProperty("role", row -> ShareWording.role(row.role()))
                .withProperty("may", row -> ShareWording.may(row.role()));
    }

    private static LitRenderer<MemberRow> environments() {
        return LitRenderer.<MemberRow>of(ENVIRONMENTS)
                .withProperty("environments", row -> ShareWording.environments(row.environments()));
    }

    private static LitRenderer<MemberRow> seen() {
        return LitRenderer.<MemberRow>of(SEEN)
                .withProperty(
                        "at",
                        row -> row.lastSeen() == null ? "" : row.lastSeen().toString())
                .withProperty("never", _ -> text("settings.members.never"));
    }

    private Component actions(MemberRow row) {
        return Spans.cell(
                button("action-change-member-" + row.accountId(), "settings.members.change", row, change),
                button("action-remove-member-" + row.accountId(), "settings.members.remove", row, remove));
    }

    private static Button button(String id, String key, MemberRow row, Consumer<MemberRow> act) {
        var button = new Button(text(key), _ -> act.accept(row));
        button.setId(id);
        button.setAriaLabel(I18NProvider.translate(key + "_of", row.name()));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private static String text(String key) {
        return I18NProvider.translate(key);
    }
}
