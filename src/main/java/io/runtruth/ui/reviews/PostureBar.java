package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.evidence.CheckResult;
import io.runtruth.packs.words.PostureRow;
import java.util.List;

/// How checks are spread over results, as lengths. The numbers stand in the same row of the table, so it is not
/// read out.
final class PostureBar extends Div {

    PostureBar(PostureRow row, List<CheckResult> results) {
        addClassName("posture-bar");
        getElement().setAttribute("aria-hidden", "true");
        results.forEach(result -> part(result.code(), row.of(result)));
        part("suppressed", row.suppressed());
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
