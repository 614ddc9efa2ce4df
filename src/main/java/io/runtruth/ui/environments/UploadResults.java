package io.runtruth.ui.environments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;

/// What became of each uploaded file, the last one on top.
final class UploadResults extends Composite<UnorderedList> {

    private static final int MOST = 20;

    private final ProblemMessages messages;

    UploadResults(ProblemMessages messages) {
        this.messages = messages;
        getContent().setId("upload-results");
        getContent().addClassName("upload-results");
        getContent().getElement().setAttribute("aria-live", "polite");
        getContent().getElement().setAttribute("aria-label", getTranslation("evidence.upload.results"));
    }

    void imported(String file, EvidenceSnapshot snapshot) {
        var facts = snapshot.facts();
        var text = getTranslation("evidence.upload.imported_text", facts.total(), facts.tool());
        add(file, badge(Tone.GOOD, Glyph.DONE, "imported"), text);
    }

    void alreadyKnown(String file, EvidenceSnapshot snapshot) {
        var since = LocalFormat.of(UI.getCurrent()).dateTime(snapshot.importedAt());
        var text = getTranslation("evidence.upload.already_known_text", since, snapshot.importedBy());
        add(file, badge(Tone.NEUTRAL, Glyph.DONE, "already_known"), text);
    }

    void refused(String file, Problem problem) {
        add(file, badge(Tone.BAD, Glyph.FAILED, "refused"), messages.of(problem, getLocale()));
    }

    void discarded(String file) {
        add(file, badge(Tone.NEUTRAL, Glyph.CANCELLED, "discarded"), getTranslation("evidence.upload.discarded_text"));
    }

    private StatusBadge badge(Tone tone, Glyph glyph, String code) {
        return new StatusBadge(tone, glyph, getTranslation("evidence.upload.result." + code)).status(code);
    }

    private void add(String file, StatusBadge badge, String text) {
        var name = Spans.foreign(file);
        name.addClassName("file");
        getContent().addComponentAsFirst(new ListItem(badge, name, new Span(text)));
        if (getContent().getComponentCount() > MOST) {
            getContent().remove(getContent().getComponentAt(MOST));
        }
    }
}
