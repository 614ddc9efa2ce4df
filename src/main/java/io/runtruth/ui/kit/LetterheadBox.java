package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.texts.ForeignText;

/// What stands at the head of a workspace's documents, as it does there; nothing where there is nothing.
public final class LetterheadBox extends Composite<Div> {

    public LetterheadBox() {
        getContent().addClassName("letterhead");
    }

    public void show(Letterhead letterhead) {
        var box = getContent();
        box.removeAll();
        box.setVisible(!letterhead.isEmpty());
        var logo = letterhead.logo();
        if (logo != null) {
            var image = new Image(logo.address(), getTranslation("pack.logo"));
            image.getElement().setAttribute("width", Integer.toString(logo.shownWidth()));
            image.getElement().setAttribute("height", Integer.toString(logo.shownHeight()));
            box.add(image);
        }
        if (letterhead.address() != null) {
            var address = new Paragraph(ForeignText.shown(letterhead.address()));
            address.addClassName("address");
            box.add(address);
        }
        box.getStyle().set("border-color", letterhead.accent());
    }
}
