package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.evidence.EvidenceChanges;
import io.runtruth.evidence.EvidenceChanges.Changed;
import io.runtruth.evidence.EvidenceChanges.Compared;
import io.runtruth.evidence.EvidenceSnapshot;
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
                .forEach(kind -> add(kind(kind, compared.of(kind))));
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

    private Component kind(ChangeKind kind, Changed changed) {
        var lines = new UnorderedList();
        changed.first().forEach(check -> lines.add(line(check)));
        var list = new Div(new H4(wording.title(kind)), lines);
        list.getElement().setAttribute("data-change", kind.code());
        if (changed.count() > changed.first().size()) {
            list.add(Spans.quiet(wording.text(
                    "cut",
                    changed.first().size(),
                    LocalFormat.of(UI.getCurrent()).number(changed.count()))));
        }
        return list;
    }

    private ListItem line(ChangedCheck check) {
        var line = new ListItem(
                Spans.mono(check.controlId()),
                Spans.foreign(check.title()),
                Spans.quiet(getTranslation("check.severity." + check.severity().code())),
                new Span(wording.results(check)));
        if (check.resource() != null) {
            line.add(Spans.quiet(check.resource()));
        }
        return line;
    }

    private void add(Component... parts) {
        getContent().add(parts);
    }
}
