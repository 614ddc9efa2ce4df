package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.EvidenceChanges;
import io.runtruth.evidence.EvidenceChanges.Compared;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.ui.kit.ChangeWording;
import io.runtruth.ui.kit.ChangedChecks;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Spans;
import java.util.Arrays;
import java.util.Objects;

/// What a file changed, check by check: the tenant's changes first, those of what is assessed and of the tool
/// apart. Texts of files are shown as plain text.
final class ChangeLists extends Composite<Div> {

    private final ChangeWording wording = new ChangeWording(this);

    ChangeLists(EvidenceChanges changes) {
        getContent().addClassName("change-lists");
        // it scrolls, so the keyboard has to get into it
        getContent().getElement().setAttribute("tabindex", "0");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", wording.text("label"));
        switch (changes) {
            case EvidenceChanges.First _ -> add(new Span(wording.sentence(changes.summary())));
            case EvidenceChanges.NothingComparable(var _, var before) ->
                add(new Span(wording.sentence(changes.summary())), against(before));
            case Compared compared -> show(compared);
        }
    }

    private void show(Compared compared) {
        add(against(compared.before()));
        Arrays.stream(ChangeKind.values())
                .filter(kind -> compared.of(kind).count() > 0)
                .forEach(kind -> add(new H3(wording.title(kind)), new ChangedChecks(kind, compared.of(kind))));
        var before = compared.before().facts().toolVersion();
        var now = compared.snapshot().facts().toolVersion();
        if (before != null && now != null && !Objects.equals(before, now)) {
            add(Spans.line(wording.text("tool_version", before, now)));
        }
        add(Spans.line(wording.text("unchanged_count", compared.unchanged())));
    }

    private Component against(EvidenceSnapshot before) {
        var at = LocalFormat.of(UI.getCurrent()).dateTime(before.collectedAt());
        return Spans.quiet(wording.text("against", before.file().name(), at));
    }

    private void add(Component... parts) {
        getContent().add(parts);
    }
}
