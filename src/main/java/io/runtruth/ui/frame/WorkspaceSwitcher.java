package io.runtruth.ui.frame;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import com.vaadin.flow.component.html.Div;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.texts.ForeignText;
import java.util.List;
import java.util.function.Consumer;

/// The workspace that the page is in; with several, the way to another one.
final class WorkspaceSwitcher extends Composite<Div> {

    private final ComboBox<WorkspaceRow> choice = new ComboBox<>();
    private final Div only = new Div();

    /// @param onChoice hears what the person chose, not what [#show] set
    WorkspaceSwitcher(List<WorkspaceRow> workspaces, Consumer<WorkspaceRow> onChoice) {
        choice.setId("workspace");
        choice.setAriaLabel(getTranslation("kit.workspace.choose"));
        choice.setPlaceholder(getTranslation("kit.workspace.choose"));
        choice.addThemeVariants(ComboBoxVariant.SMALL);
        choice.setItemLabelGenerator(it -> ForeignText.shown(it.name()));
        choice.setItems(workspaces);
        choice.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                onChoice.accept(change.getValue());
            }
        });
        only.addClassName("workspace-name");
        getContent().add(workspaces.size() > 1 ? choice : only);
    }

    void show(WorkspaceRow workspace) {
        choice.setValue(workspace);
        only.setText(ForeignText.shown(workspace.name()));
    }

    void showNone() {
        choice.clear();
        only.setText("");
    }
}
