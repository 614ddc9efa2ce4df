package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.access.TokenService.NewToken;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.texts.ForeignText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a new token is called, where it works, what it may, and for how long.
final class TokenForm extends Composite<Div> {

    private static final List<Integer> DAYS = List.of(7, 30, 90, 366);
    private static final int USUAL_DAYS = 90;

    private final TextField name = new TextField(getTranslation("token.field.name"));
    private final Select<Reaching> workspace = new Select<>();
    private final Select<TokenPurpose> purpose = new Select<>();
    private final Select<Integer> days = new Select<>();

    /// @param workspaces that the person is a member of
    /// @param isEverywhere whether a token may look across all of them
    /// @param create is told when the person wants what it says
    TokenForm(List<WorkspaceRow> workspaces, boolean isEverywhere, Consumer<TokenForm> create) {
        name.setId("token-name");
        name.setHelperText(getTranslation("token.field.name_help"));
        name.setMaxLength(100);
        offerWorkspaces(places(workspaces, isEverywhere));
        offerDays();
        var button = new Button(getTranslation("token.create"), _ -> create.accept(this));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        button.setId("action-create-token");
        getContent().addClassName("fields");
        getContent().add(name, workspace, purpose, days, button);
    }

    private static List<Reaching> places(List<WorkspaceRow> workspaces, boolean isEverywhere) {
        var places = new ArrayList<Reaching>();
        workspaces.forEach(it -> places.add(new Reaching(it)));
        if (isEverywhere) {
            places.add(new Reaching(null));
        }
        return places;
    }

    private void offerWorkspaces(List<Reaching> places) {
        purpose.setLabel(getTranslation("token.field.purpose"));
        purpose.setId("token-purpose");
        purpose.setItemLabelGenerator(it -> getTranslation("token.purpose." + it.code()));
        workspace.setLabel(getTranslation("token.field.workspace"));
        workspace.setId("token-workspace");
        workspace.setItemLabelGenerator(it -> it.workspace() == null
                ? getTranslation("token.everywhere")
                : ForeignText.shown(it.workspace().name()));
        workspace.setItems(places);
        workspace.addValueChangeListener(_ -> offerPurposes());
        workspace.setValue(places.getFirst());
    }

    private void offerPurposes() {
        var where = workspace.getValue().workspace();
        purpose.setVisible(where != null);
        if (where != null) {
            var fitting = Arrays.stream(TokenPurpose.values())
                    .filter(it -> it.fits(where))
                    .toList();
            purpose.setItems(fitting);
            purpose.setValue(fitting.getFirst());
        }
    }

    private void offerDays() {
        days.setLabel(getTranslation("token.field.days"));
        days.setId("token-days");
        days.setItems(DAYS);
        days.setItemLabelGenerator(it -> getTranslation("token.days", it));
        days.setValue(USUAL_DAYS);
    }

    NewToken asked(Instant now) {
        var where = workspace.getValue().workspace();
        return new NewToken(
                name.getValue(),
                where == null ? null : where.id(),
                where == null ? Set.of() : purpose.getValue().within(where),
                null,
                now.plus(Duration.ofDays(days.getValue())));
    }

    void clear() {
        name.clear();
    }

    /// @param workspace null: all of them
    private record Reaching(@Nullable WorkspaceRow workspace) {}
}
