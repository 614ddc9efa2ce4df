package io.runtruth.ui.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import io.runtruth.access.ListedEnvironment;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.texts.ForeignText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which role, and for which environments.
final class ShareFields extends Composite<Div> {

    private final Select<Role> role = new Select<>();
    private final Paragraph may = new Paragraph();
    private final RadioButtonGroup<Boolean> reach = new RadioButtonGroup<>();
    private final MultiSelectComboBox<EnvironmentRow> environments = new MultiSelectComboBox<>();

    ShareFields(List<EnvironmentRow> known) {
        role.setId("member-role");
        role.setLabel(getTranslation("settings.members.role"));
        role.setItems(Role.values());
        role.setItemLabelGenerator(ShareWording::role);
        role.addValueChangeListener(_ -> offer());
        may.addClassNames("quiet", "may");
        reach.setId("member-reach");
        reach.setLabel(getTranslation("settings.members.environments"));
        reach.setItems(true, false);
        reach.setItemLabelGenerator(all -> getTranslation(all ? "settings.share.all" : "settings.share.some"));
        reach.addValueChangeListener(_ -> offer());
        environments.setId("member-environments");
        environments.setLabel(getTranslation("settings.members.which"));
        environments.setItems(known);
        environments.setItemLabelGenerator(it -> ForeignText.shown(it.name()));
        getContent().addClassName("fields");
        getContent().add(role, may, reach, environments);
        show(Role.REVIEWER, null);
    }

    /// @param listed null: all
    void show(Role shown, @Nullable List<ListedEnvironment> listed) {
        role.setValue(shown);
        reach.setValue(listed == null);
        if (listed != null) {
            var ids = listed.stream().map(ListedEnvironment::id).collect(Collectors.toSet());
            environments.setValue(environments
                    .getListDataView()
                    .getItems()
                    .filter(it -> ids.contains(it.scope().environmentId()))
                    .collect(Collectors.toSet()));
        }
        offer();
    }

    /// @throws io.runtruth.shared.Problem.InvalidInput for a list without an entry
    Share share() {
        return isAll()
                ? Share.of(role.getValue())
                : new Share(
                        role.getValue(),
                        environments.getValue().stream()
                                .map(it -> it.scope().environmentId())
                                .collect(Collectors.toSet()));
    }

    private boolean isAll() {
        return role.getValue() == Role.OWNER || Boolean.TRUE.equals(reach.getValue());
    }

    /// An owner always has all.
    private void offer() {
        may.setText(ShareWording.may(role.getValue()));
        reach.setVisible(role.getValue() != Role.OWNER);
        environments.setVisible(!isAll());
    }
}
