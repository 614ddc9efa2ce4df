package io.runtruth.ui.kit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;

/// How the checks of a review are spread over results, as lengths, and in words for whoever does not see it.
public final class ResultBar extends Div {

    public ResultBar(Posture posture, LocalFormat format) {
        addClassName("result-bar");
        getElement().setAttribute("role", "img");
        for (var result : CheckResult.values()) {
            part(result.code(), posture.of(result));
        }
        part("suppressed", posture.suppressed());
        var words = words(posture, format);
        getElement().setAttribute("aria-label", words);
        getElement().setAttribute("title", words);
    }

    public static String words(Posture posture, LocalFormat format) {
        var met = posture.of(CheckResult.PASS);
        var notMet = posture.of(CheckResult.FAIL);
        var warnings = posture.of(CheckResult.WARNING);
        return I18NProvider.translate(
                "dashboard.row.spread",
                format.number(met),
                format.number(notMet),
                format.number(warnings),
                format.number(posture.checks() - met - notMet - warnings));
    }

    private void part(String kind, long count) {
        if (count > 0) {
            var part = new Span();
            part.getElement().setAttribute("data-result", kind);
            part.getStyle().setFlexGrow(Long.toString(count));
            add(part);
        }
    }
}
