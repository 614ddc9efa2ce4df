package io.runtruth.ui.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import io.runtruth.ui.kit.Routes;

/// The mark and the name, leading to the start.
public final class Brand extends Anchor {

    public Brand() {
        super("/" + Routes.START);
        addClassName("brand");
        var mark = new Span();
        mark.addClassName("brand-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        add(mark, new Span(getTranslation("kit.product.name")));
    }
}
