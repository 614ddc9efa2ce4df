package io.runtruth.ui.settings;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Section;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditFilter;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.AuditQueries.AuditLine;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.shared.Range;
import io.runtruth.ui.kit.AuditLines;
import io.runtruth.ui.kit.AuditWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.SettingsPlace;
import java.util.Comparator;
import java.util.List;

/// What was done lately to what a page is about, and the way to all of it.
final class AuditTail extends Composite<Section> {

    private static final int SHOWN = 5;

    private final AuditQueries audit;
    private final AuditWording wording;
    private final List<String> families;
    private List<AuditLine> shown = List.of();

    AuditTail(SettingsPlace of, AuditQueries audit, AuditWording wording) {
        this.audit = audit;
        this.wording = wording;
        families = of.actions();
        getContent().setId("audit-tail");
        getContent().addClassName("audit-tail");
    }

    /// Where nothing is new nothing is drawn.
    void show(Actor actor, WorkspaceRow workspace) {
        var lines = families.stream()
                .flatMap(family -> newest(actor, workspace, family).stream())
                .sorted(Comparator.comparingLong(
                                (AuditLine line) -> line.entry().number())
                        .reversed())
                .limit(SHOWN)
                .toList();
        if (getContent().getComponentCount() == 0 || !lines.equals(shown)) {
            shown = lines;
            draw(workspace.slug());
        }
    }

    private List<AuditLine> newest(Actor actor, WorkspaceRow workspace, String family) {
        var filter = new AuditFilter(null, family, null, null, null);
        return audit.window(actor, workspace.id(), filter, Range.newest(SHOWN));
    }

    private void draw(String workspace) {
        var all = new Anchor(
                "/" + Routes.settings(workspace, SettingsPlace.AUDIT.code()) + "?action=" + families.getFirst(),
                getTranslation("settings.tail.all"));
        getContent().removeAll();
        getContent().add(new AuditLines(shown, wording));
        if (!shown.isEmpty()) {
            getContent().add(all);
        }
    }
}
