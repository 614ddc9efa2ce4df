package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Section;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.AuditQueries.AuditLine;
import io.runtruth.access.SystemTrail;
import io.runtruth.ui.kit.AuditLines;
import io.runtruth.ui.kit.AuditWording;
import io.runtruth.ui.kit.RelativeTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What system operators did lately to what a page is about.
@Uses(RelativeTime.class)
final class SystemTail extends Composite<Section> {

    private static final int SHOWN = 5;

    private final SystemTrail trail;
    private final AuditQueries audit;
    private final AuditWording wording;
    private @Nullable List<AuditLine> shown;

    SystemTail(SystemTrail trail, AuditQueries audit, AuditWording wording) {
        this.trail = trail;
        this.audit = audit;
        this.wording = wording;
        getContent().setId("audit-tail");
        getContent().addClassName("audit-tail");
    }

    /// Where nothing is new nothing is drawn.
    void show(Actor actor) {
        var lines = audit.ofSystem(actor, trail, SHOWN);
        if (!lines.equals(shown)) {
            shown = lines;
            getContent().removeAll();
            getContent().add(new AuditLines(lines, wording));
        }
    }
}
