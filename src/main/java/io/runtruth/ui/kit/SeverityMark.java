package io.runtruth.ui.kit;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.evidence.Severity;

/// A severity as a word; its colour only repeats it.
public final class SeverityMark {

    private SeverityMark() {}

    public static Span of(Severity severity) {
        var mark = new Span(I18NProvider.translate("check.severity." + severity.code()));
        mark.addClassName("severity");
        mark.getElement().setAttribute("data-severity", severity.code());
        return mark;
    }
}
