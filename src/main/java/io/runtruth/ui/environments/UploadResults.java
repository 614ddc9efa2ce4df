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
import io.runtruth.ui.kit.ChangeWording;
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
        var badge = badge(Tone.GOOD, Glyph.DONE, "imported_elsewhere");
        add(file, badge, imported(changes), link(elsewhere, workspace), changed(changes));
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
        add(file, badge(Tone.NEUTRAL, Glyph.DONE, "already_known"), since("already_known_text", snapshot));
    }

    /// The same of one that another environment knows.
    ///
    /// @param elsewhere one that the person may see
    void alreadyKnown(String file, EvidenceSnapshot snapshot, EnvironmentRow elsewhere, String workspace) {
        var text = since("known_elsewhere_text", snapshot);
        add(file, badge(Tone.NEUTRAL, Glyph.DONE, "already_known"), text, link(elsewhere, workspace));
    }

    private String since(String text, EvidenceSnapshot snapshot) {
        var since = LocalFormat.of(UI.getCurrent()).dateTime(snapshot.importedAt());
        return getTranslation("evidence.upload." + text, since, snapshot.importedBy());
    }

    private static Anchor link(EnvironmentRow environment, String workspace) {
        return new Anchor(Routes.environment(workspace, environment.slug()), ForeignText.shown(environment.name()));
    }

    void refused(String file, Problem problem) {
        add(file, badge(Tone.BAD, Glyph.FAILED, "refused"), messages.of(problem, getLocale()));
    }

    /// Where neither a result nor a problem came of it: what went wrong is in the log.
    void broken(String file) {
        add(file, badge(Tone.BAD, Glyph.FAILED, "refused"), getTranslation("evidence.upload.failed"));
    }

    /// The browser has it no more: it was moved, changed or removed since it was chosen.
    void gone(String file) {
        add(file, badge(Tone.BAD, Glyph.FAILED, "refused"), getTranslation("evidence.upload.gone"));
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
