package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.evidence.EvidenceChanges;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.shared.Problem;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
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

    /// With what it changed, folded.
    void imported(String file, EvidenceChanges changes) {
        add(file, badge(Tone.GOOD, Glyph.DONE, "imported"), imported(changes), changed(changes));
    }

    /// The same for one that was taken into another environment.
    void imported(String file, EvidenceChanges changes, EnvironmentRow elsewhere, String workspace) {
        var link = new Anchor(Routes.environment(workspace, elsewhere.slug()), ForeignText.shown(elsewhere.name()));
        add(file, badge(Tone.GOOD, Glyph.DONE, "imported_elsewhere"), imported(changes), link, changed(changes));
    }

    private String imported(EvidenceChanges changes) {
        var facts = changes.snapshot().facts();
        return getTranslation("evidence.upload.imported_text", facts.total(), facts.tool());
    }

    private Component changed(EvidenceChanges changes) {
        var sentence = new ChangeWording(this).sentence(changes.summary());
        if (!(changes instanceof EvidenceChanges.Compared)) {
            return new Span(sentence);
        }
        var fold = new Details(sentence, new ChangeLists(changes));
        fold.addClassName("changes");
        return fold;
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

    private void add(String file, StatusBadge badge, String text, Component... more) {
        var name = Spans.foreign(file);
        name.addClassName("file");
        var item = new ListItem(badge, name, new Span(text));
        item.add(more);
        getContent().addComponentAsFirst(item);
        if (getContent().getComponentCount() > MOST) {
            getContent().remove(getContent().getComponentAt(MOST));
        }
    }
}
