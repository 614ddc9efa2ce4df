package io.runtruth.ui.restore;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.restore.ChosenTarget;
import io.runtruth.restore.TargetKind;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the configuration is: how it stands, and for an owner where it is to be. A token is typed here and
/// never shown again.
final class TargetPart extends Composite<Section> {

    private final Div state = new Div();
    private final Paragraph hint = new Paragraph();
    private final Select<TargetKind> kind = new Select<>();
    private final TextField place = new TextField();
    private final PasswordField token = new PasswordField(getTranslation("restore.target.token"));
    private final Button choose = new Button(getTranslation("restore.target.choose"));
    private final Div form = new Div(kind, place, token, choose);
    private final Paragraph notOffered = new Paragraph();
    private @Nullable ChosenTarget shown;

    TargetPart(TargetChoice onChoose) {
        kind.setId("target-kind");
        kind.setLabel(getTranslation("restore.target.kind"));
        kind.setItemLabelGenerator(
                it -> Phrase.of("restore.target.kind." + it.code()).text());
        kind.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                place.clear();
            }
            showFields();
        });
        place.setId("target-place");
        token.setId("target-token");
        // nothing that a browser knows by heart
        token.getElement().setAttribute("autocomplete", "new-password");
        choose.setId("action-choose-target");
        choose.addThemeVariants(ButtonVariant.SMALL);
        choose.addClickListener(_ -> {
            var typed = token.getValue();
            token.clear();
            onChoose.chosen(blankToNull(place.getValue()), isHttp() ? blankToNull(typed) : null);
        });
        form.addClassName("target-form");
        hint.addClassName("quiet");
        notOffered.addClassName("quiet");
        getContent().addClassName("part");
        getContent().add(new H2(getTranslation("restore.target.title")), state, hint, form, notOffered);
    }

    private static @Nullable String blankToNull(String typed) {
        return typed.isBlank() ? null : typed;
    }

    private boolean isHttp() {
        return kind.getValue() == TargetKind.HTTP;
    }

    void show(ChosenTarget target, boolean isOwner) {
        form.setVisible(isOwner && target.isPossible());
        notOffered.setVisible(isOwner && target.isPossible() && target.offered().size() < TargetKind.values().length);
        if (target.equals(shown)) {
            return;
        }
        shown = target;
        showState(target, isOwner);
        notOffered.setText(getTranslation(
                target.offered().contains(TargetKind.FOLDER) ? "restore.target.no_http" : "restore.target.no_folder"));
        kind.setItems(target.offered().stream().sorted().toList());
        kind.setVisible(target.offered().size() > 1);
        kind.setValue(
                target.kind() != null && target.offered().contains(target.kind())
                        ? target.kind()
                        : target.offered().stream().sorted().findFirst().orElse(null));
        place.setValue(Objects.requireNonNullElse(target.place(), ""));
        showFields();
    }

    private void showState(ChosenTarget target, boolean isOwner) {
        state.removeAll();
        if (target.place() == null) {
            state.add(new StatusBadge(
                    Tone.NEUTRAL,
                    Glyph.EMPTY,
                    getTranslation(target.isPossible() ? "restore.target.none" : "restore.target.impossible")));
            hint.setText(getTranslation(hint(target, isOwner)));
        } else if (target.fault() == null) {
            state.add(new StatusBadge(Tone.GOOD, Glyph.DONE, ForeignText.shown(target.place())));
            hint.setText(getTranslation(
                    target.kind() == TargetKind.HTTP ? "restore.target.usable_http" : "restore.target.usable"));
        } else {
            state.add(new StatusBadge(Tone.BAD, Glyph.FAILED, ForeignText.shown(target.place())));
            hint.setText(RestoreWording.reason(target.fault()));
        }
    }

    private static String hint(ChosenTarget target, boolean isOwner) {
        if (!target.isPossible()) {
            return "problem.target.no_root";
        }
        return isOwner ? "restore.target.choose_one" : "restore.target.ask_owner";
    }

    private void showFields() {
        place.setLabel(getTranslation(isHttp() ? "restore.target.address" : "restore.target.place"));
        place.setHelperText(getTranslation(isHttp() ? "restore.target.address_help" : "restore.target.place_help"));
        token.setVisible(isHttp());
        var isKept = shown != null && shown.kind() == TargetKind.HTTP;
        token.setHelperText(getTranslation(isKept ? "restore.target.token_kept" : "restore.target.token_help"));
    }

    @FunctionalInterface
    interface TargetChoice {
        /// @param place null for none
        /// @param token null where none was typed
        void chosen(@Nullable String place, @Nullable String token);
    }
}
