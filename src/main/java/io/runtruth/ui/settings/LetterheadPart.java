package io.runtruth.ui.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.server.streams.UploadEvent;
import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.packs.letterhead.LetterheadChange;
import io.runtruth.packs.letterhead.Logo;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.LetterheadBox;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Toast;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What stands at the head of the workspace's documents, as it would look: logo, name and address, colour of lines.
final class LetterheadPart extends Composite<Section> {

    private final ProblemMessages messages;
    private final Upload upload = new Upload();
    private final Button remove = new Button(getTranslation("settings.letterhead.remove_logo"));
    private final TextArea address = new TextArea(getTranslation("settings.letterhead.address"));
    private final TextField accent = new TextField(getTranslation("settings.letterhead.accent"));
    private final LetterheadBox sample = new LetterheadBox();
    private Letterhead shown = Letterhead.NONE;
    private @Nullable Logo logo;

    /// @param onSave is given the change, for its caller to make
    LetterheadPart(ProblemMessages messages, Consumer<LetterheadChange> onSave) {
        this.messages = messages;
        upload.setId("upload-logo");
        upload.setMaxFiles(1);
        upload.setAcceptedFileTypes("image/png", "image/jpeg");
        upload.setUploadHandler(this::receive);
        upload.setUploadButton(new Button(getTranslation("settings.letterhead.logo")));
        upload.setDropLabel(new Span(getTranslation("settings.letterhead.drop")));
        upload.addAllFinishedListener(_ -> upload.clearFileList());
        remove.setId("action-remove-logo");
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        remove.addClickListener(_ -> {
            logo = null;
            draw();
        });
        address.setId("letterhead-address");
        address.setWidth("min(100%, 420px)");
        address.setMaxLength(LetterheadChange.MOST_CHARACTERS);
        address.setHelperText(getTranslation("settings.letterhead.address_help", LetterheadChange.MOST_LINES));
        address.setValueChangeMode(ValueChangeMode.LAZY);
        address.addValueChangeListener(_ -> draw());
        accent.setId("letterhead-accent");
        accent.setWidth("420px");
        accent.setMaxLength(7);
        accent.setHelperText(getTranslation("settings.letterhead.accent_help"));
        accent.setValueChangeMode(ValueChangeMode.LAZY);
        accent.addValueChangeListener(_ -> draw());
        sample.setId("letterhead-sample");
        var save = new Button(getTranslation("settings.save"), _ -> attempt(onSave));
        save.setId("action-change-letterhead");
        save.addThemeVariants(ButtonVariant.SMALL);
        var form = new Div(upload, remove, address, accent, sample, save);
        form.addClassName("form-part");
        getContent().addClassName("part");
        getContent()
                .add(
                        new H2(getTranslation("settings.letterhead.title")),
                        new Paragraph(getTranslation("settings.letterhead.text")),
                        form);
    }

    /// What is there by now; what is in the fields stays, and can be saved over it.
    void goOnFrom(Letterhead letterhead) {
        shown = letterhead;
    }

    void show(Letterhead letterhead) {
        shown = letterhead;
        logo = letterhead.logo();
        address.setValue(Objects.requireNonNullElse(letterhead.address(), ""));
        accent.setValue(Objects.requireNonNullElse(letterhead.accent(), ""));
        draw();
    }

    /// On the request's own thread: drawing a large picture does not hold the page.
    private void receive(UploadEvent event) throws IOException {
        Runnable told;
        try (var content = event.getInputStream()) {
            var read = Logo.read(content.readNBytes(Logo.MOST_BYTES + 1));
            told = () -> {
                logo = read;
                draw();
            };
        } catch (Problem problem) {
            told = () -> Toast.problem(messages.of(problem, getLocale()));
        }
        event.getUI().access(told::run);
    }

    private void attempt(Consumer<LetterheadChange> onSave) {
        try {
            onSave.accept(change());
        } catch (Problem problem) {
            Toast.problem(messages.of(problem, getLocale()));
        }
    }

    private LetterheadChange change() {
        return new LetterheadChange(logo, accent.getValue(), address.getValue(), shown.id());
    }

    /// As it would be; what can't be is not drawn, and is said when it is saved.
    private void draw() {
        remove.setEnabled(logo != null);
        sample.show(new Letterhead(null, logo, colour(), address.isEmpty() ? null : address.getValue()));
    }

    private @Nullable String colour() {
        try {
            return new LetterheadChange(null, accent.getValue(), null, null).accent();
        } catch (Problem.InvalidInput _) {
            return null;
        }
    }
}
