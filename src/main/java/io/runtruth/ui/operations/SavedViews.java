package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.operations.lists.NewSavedView;
import io.runtruth.operations.lists.SavedView;
import io.runtruth.operations.lists.SavedViewQueries;
import io.runtruth.operations.lists.SavedViewService;
import io.runtruth.shared.Label;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.FormDialog;
import io.runtruth.ui.kit.ProblemMessages;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Filters that were given a name: opened from here, and what is shown is kept as one. What is done with a view is done
/// with the one that is shown.
final class SavedViews extends Composite<MenuBar> {

    private final SavedViewQueries queries;
    private final SavedViewService service;
    private final ProblemMessages messages;
    private final Consumer<OperationsQuery> open;

    /// @param open shows what a view asks for
    SavedViews(
            SavedViewQueries queries,
            SavedViewService service,
            ProblemMessages messages,
            Consumer<OperationsQuery> open) {
        this.queries = queries;
        this.service = service;
        this.messages = messages;
        this.open = open;
        getContent().setId("saved-views");
        getContent().addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
    }

    /// @param shown what the page shows, or was asked for
    /// @param environments those that the person may see
    void show(Actor.Person actor, WorkspaceRow workspace, OperationsQuery shown, List<EnvironmentRow> environments) {
        var at = new Place(actor, workspace, shown, environments);
        var views = queries.of(actor, workspace.id());
        var current =
                views.stream().filter(it -> at.query(it).isSameList(shown)).findFirst();
        getContent().removeAll();
        var root = getContent()
                .addItem(current.map(it -> getTranslation("operations.views.shown", ForeignText.shown(it.name())))
                        .orElseGet(() -> getTranslation("operations.views.menu")));
        var menu = root.getSubMenu();
        views.forEach(view -> offer(menu, at, view, current.filter(view::equals).isPresent()));
        if (!views.isEmpty()) {
            menu.addComponent(new Hr());
        }
        offerChanges(menu, at, current);
    }

    private void offer(SubMenu menu, Place at, SavedView view, boolean isShown) {
        var name = ForeignText.shown(view.name());
        var item = menu.addItem(
                view.shared() ? getTranslation("operations.views.shared_name", name) : name,
                _ -> open.accept(at.query(view)));
        item.setCheckable(true);
        item.setChecked(isShown);
        item.setId("view-" + view.id());
    }

    private void offerChanges(SubMenu menu, Place at, Optional<SavedView> current) {
        if (current.isEmpty()) {
            menu.addItem(getTranslation("operations.views.save"), _ -> save(at)).setId("action-save-view");
        }
        current.filter(it -> !it.shared() || at.mayShare()).ifPresent(view -> {
            menu.addItem(getTranslation("operations.views.rename"), _ -> rename(at, view))
                    .setId("action-rename-view");
            menu.addItem(getTranslation("operations.views.delete"), _ -> delete(at, view))
                    .setId("action-delete-view");
        });
    }

    private void save(Place at) {
        var name = name("");
        var shared = new Checkbox(getTranslation("operations.views.shared"));
        shared.setId("view-shared");
        shared.setVisible(at.mayShare());
        var dialog = new FormDialog("dialog-save-view", getTranslation("operations.views.save_title"), messages);
        dialog.ask(name, shared)
                .offer("action-confirm-save-view", getTranslation("operations.views.save_confirm"), () -> {
                    service.save(
                            at.actor(),
                            at.workspace().id(),
                            new NewSavedView(
                                    name.getValue(), at.shown().asFilter(), at.environmentId(), shared.getValue()));
                    again(at);
                })
                .open();
    }

    private void rename(Place at, SavedView view) {
        var name = name(view.name());
        new FormDialog("dialog-rename-view", getTranslation("operations.views.rename_title"), messages)
                .ask(name)
                .offer("action-confirm-rename-view", getTranslation("operations.views.rename_confirm"), () -> {
                    service.rename(at.actor(), at.workspace().id(), view.id(), view.name(), name.getValue());
                    again(at);
                })
                .open();
    }

    private TextField name(String value) {
        var name = new TextField(getTranslation("operations.views.name"));
        name.setId("view-name");
        name.setMaxLength(Label.LONGEST);
        name.setValue(value);
        return name;
    }

    private void delete(Place at, SavedView view) {
        Confirmation.ask(
                new Confirmation.Really(
                        "delete-view",
                        getTranslation("operations.views.delete_title", ForeignText.shown(view.name())),
                        List.of(getTranslation(
                                view.shared() ? "operations.views.delete_shared" : "operations.views.delete_own")),
                        getTranslation("operations.views.keep"),
                        getTranslation("operations.views.delete_confirm")),
                () -> {
                    service.delete(at.actor(), at.workspace().id(), view.id(), view.name());
                    again(at);
                });
    }

    private void again(Place at) {
        show(at.actor(), at.workspace(), at.shown(), at.environments());
    }

    private record Place(
            Actor.Person actor, WorkspaceRow workspace, OperationsQuery shown, List<EnvironmentRow> environments) {

        boolean mayShare() {
            return workspace.may(Capability.OPERATIONS_MANAGE);
        }

        @Nullable
        UUID environmentId() {
            return environments.stream()
                    .filter(it -> it.slug().equals(shown.environment()))
                    .findFirst()
                    .map(it -> it.scope().environmentId())
                    .orElse(null);
        }

        OperationsQuery query(SavedView view) {
            var slug = environments.stream()
                    .filter(it -> it.scope().environmentId().equals(view.environmentId()))
                    .findFirst()
                    .map(EnvironmentRow::slug)
                    .orElse(null);
            return OperationsQuery.ofFilter(view.filter(), slug);
        }
    }
}
