package io.runtruth.ui.kit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.clipboard.Clipboard;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;

/// A secret that was just made: the only place where anybody sees it.
public final class ShownOnce extends Div {

    private static final String ID = "shown-once";

    private final TextField field = new TextField();
    private final Paragraph copied = new Paragraph();
    private final boolean isLink;

    private ShownOnce(String label, String secret, boolean isLink, List<String> sentences) {
        this.isLink = isLink;
        field.setId(ID);
        field.setLabel(label);
        field.setValue(secret);
        field.setReadOnly(true);
        field.setAutoselect(true);
        var copy = new Button(getTranslation("kit.once.copy"));
        copy.setId("action-copy");
        copied.getElement().setAttribute("role", "status");
        Clipboard.onClick(copy)
                .writeText(
                        field,
                        _ -> copied.setText(getTranslation("kit.once.copied")),
                        _ -> copied.setText(getTranslation("kit.once.by_hand")));
        var row = new Div(field, copy);
        row.addClassName("row");
        addClassName("shown-once");
        sentences.forEach(it -> add(new Paragraph(it)));
        add(new Paragraph(getTranslation("kit.once.lead")), row, copied);
    }

    /// @param path of the console; shown with the address that the reader's browser has it under
    /// @param sentences translated; what it opens, and until when
    public static ShownOnce link(String path, String... sentences) {
        return new ShownOnce(label("kit.once.link"), "/" + path, true, List.of(sentences));
    }

    /// @param label translated; what it is
    /// @param sentences translated
    public static ShownOnce secret(String label, String secret, String... sentences) {
        return new ShownOnce(label, secret, false, List.of(sentences));
    }

    private static String label(String key) {
        return I18NProvider.translate(key);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        field.focus();
        if (isLink) {
            var path = field.getValue();
            event.getUI()
                    .getPage()
                    .fetchCurrentURL(url -> field.setValue(url.getProtocol() + "://" + url.getAuthority() + path));
        }
    }
}
