package io.runtruth.ui.restore;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.restore.ChosenTarget;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the configuration is: how it stands, and for an owner where it is to be.
final class TargetPart extends Composite<Section> {

    private final Div state = new Div();
    private final Paragraph hint = new Paragraph();
    private final TextField place = new TextField(getTranslation("restore.target.place"));
    private final Button choose = new Button(getTranslation("restore.target.choose"));
    private final Div form = new Div(place, choose);
    private @Nullable ChosenTarget shown;

    /// @param onChoose with the place, or null for none
    TargetPart(Consumer<@Nullable String> onChoose) {
        place.setId("target-place");
        place.setHelperText(getTranslation("restore.target.place_help"));
        choose.setId("action-choose-target");
        choose.addThemeVariants(ButtonVariant.SMALL);
        choose.addClickListener(_ -> onChoose.accept(place.getValue().isBlank() ? null : place.getValue()));
        form.addClassName("target-form");
        hint.addClassName("quiet");
        getContent().addClassName("part");
        getContent().add(new H2(getTranslation("restore.target.title")), state, hint, form);
    }

    void show(ChosenTarget target, boolean isOwner) {
        form.setVisible(isOwner && target.isPossible());
        if (target.equals(shown)) {
            return;
        }
        shown = target;
        state.removeAll();
        if (!target.isPossible()) {
            state.add(new StatusBadge(Tone.NEUTRAL, Glyph.EMPTY, getTranslation("restore.target.impossible")));
            hint.setText(getTranslation("problem.target.no_root"));
        } else if (target.place() == null) {
            state.add(new StatusBadge(Tone.NEUTRAL, Glyph.EMPTY, getTranslation("restore.target.none")));
            hint.setText(getTranslation(isOwner ? "restore.target.choose_one" : "restore.target.ask_owner"));
        } else if (target.fault() == null) {
            state.add(new StatusBadge(Tone.GOOD, Glyph.DONE, ForeignText.shown(target.place())));
            hint.setText(getTranslation("restore.target.usable"));
        } else {
            state.add(new StatusBadge(Tone.BAD, Glyph.FAILED, ForeignText.shown(target.place())));
            hint.setText(RestoreWording.reason(target.fault()));
        }
        if (target.place() != null) {
            place.setValue(target.place());
        }
    }
}
