package io.runtruth.ui.settings;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.ListedEnvironment;
import io.runtruth.access.Role;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.LocalFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody has of a workspace, as sentences.
final class ShareWording {

    private static final int NAMED = 3;

    private ShareWording() {}

    static String role(Role role) {
        return I18NProvider.translate("settings.role." + role.code());
    }

    /// What it may, as a sentence without its subject.
    static String may(Role role) {
        return I18NProvider.translate("settings.role_may." + role.code());
    }

    /// @param environments null: all
    static String environments(@Nullable List<ListedEnvironment> environments) {
        if (environments == null) {
            return I18NProvider.translate("settings.share.every");
        }
        var names = environments.stream()
                .limit(NAMED)
                .map(it -> ForeignText.shown(it.name()))
                .toList();
        var shown = LocalFormat.of(UI.getCurrent()).list(names);
        return environments.size() <= NAMED
                ? shown
                : I18NProvider.translate("settings.share.more", String.join(", ", names), environments.size() - NAMED);
    }
}
