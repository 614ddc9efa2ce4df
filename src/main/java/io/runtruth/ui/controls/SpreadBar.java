package io.runtruth.ui.controls;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.ControlRow;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.ui.kit.LocalFormat;

/// In how many environments a control stands how, as lengths, and in words for whoever does not see it.
final class SpreadBar extends Div {

    SpreadBar(ControlRow row, LocalFormat format) {
        addClassName("result-bar");
        getElement().setAttribute("role", "img");
        part(CheckResult.PASS, row.of(FindingGroup.MET));
        part(CheckResult.FAIL, row.of(FindingGroup.NOT_MET));
        part(CheckResult.WARNING, row.of(FindingGroup.WARNING));
        part(CheckResult.NOT_ASSESSED, ControlWording.unrated(row));
        var words = ControlWording.spread(row, format);
        getElement().setAttribute("aria-label", words);
        getElement().setAttribute("title", words);
    }

    private void part(CheckResult kind, long environments) {
        if (environments > 0) {
            var part = new Span();
            part.getElement().setAttribute("data-result", kind.code());
            part.getStyle().setFlexGrow(Long.toString(environments));
            add(part);
        }
    }
}
