package io.runtruth.ui.environments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.restore.DriftQueries;
import io.runtruth.restore.SnapshotService;
import io.runtruth.restore.TargetDrift;
import io.runtruth.restore.TargetQueries;
import io.runtruth.shared.Scope;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.LongWork;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How an environment's configuration differs from its newest snapshot: as it was found lately, and read again
/// where somebody asks, beside the page.
final class DriftPart extends Composite<Section> {

    private final DriftQueries drift;
    private final TargetQueries targets;
    private final SnapshotService snapshots;
    private final ProblemMessages messages;
    private final Div result = new Div();
    private final Paragraph said = new Paragraph();
    private final Button compare = new Button(getTranslation("environment.drift.compare"));
    private final Button see = new Button(getTranslation("environment.drift.see"));
    private @Nullable DriftPlace place;
    private boolean isReading;

    /// What a drift says while nothing is known.
    private @Nullable String failed;

    DriftPart(DriftQueries drift, TargetQueries targets, SnapshotService snapshots, ProblemMessages messages) {
        this.drift = drift;
        this.targets = targets;
        this.snapshots = snapshots;
        this.messages = messages;
        compare.setId("action-compare-target");
        compare.addThemeVariants(ButtonVariant.SMALL);
        compare.addClickListener(_ -> read());
        see.setId("action-see-drift");
        see.addThemeVariants(ButtonVariant.SMALL);
        see.addClickListener(_ -> openComparison());
        said.getElement().setAttribute("role", "status");
        said.addClassName("quiet");
        var actions = new Div(compare, see);
        actions.addClassName("drift-actions");
        result.addClassName("drift-result");
        getContent().setId("drift");
        getContent().addClassName("part");
        getContent().add(new H2(getTranslation("environment.drift.title")), result, said, actions);
    }

    /// Only where there is a target: an environment without one has nothing to differ.
    void show(DriftPlace now) {
        place = now;
        var target = targets.target(now.actor(), now.scope());
        setVisible(target.place() != null);
        compare.setEnabled(target.isUsable() && !isReading);
        var known = target.place() == null
                ? null
                : drift.known(now.actor(), now.scope()).orElse(null);
        see.setEnabled(!isReading);
        see.setVisible(now.mayRestore() && known != null && !known.isNone());
        tell(known);
    }

    private void tell(@Nullable TargetDrift known) {
        result.removeAll();
        if (isReading) {
            said.setText(getTranslation("environment.drift.reading"));
        } else if (failed != null) {
            said.setText(failed);
        } else if (known == null) {
            said.setText(getTranslation("environment.drift.unknown"));
        } else {
            var format = LocalFormat.of(UI.getCurrent());
            result.add(
                    known.isNone()
                            ? new StatusBadge(Tone.GOOD, Glyph.DONE, getTranslation("environment.drift.none"))
                            : new StatusBadge(
                                    Tone.WARNING,
                                    Glyph.HALF,
                                    getTranslation(
                                            "environment.drift.some",
                                            known.changed(),
                                            known.onlyInTarget(),
                                            known.onlyInSnapshot())),
                    new RelativeTime(known.readAt()),
                    snapshot(known));
            said.setText(
                    known.reformatted() == 0
                            ? ""
                            : getTranslation("environment.drift.reformatted", format.number(known.reformatted())));
        }
    }

    private Anchor snapshot(TargetDrift known) {
        return new Anchor(
                "/"
                        + Routes.snapshot(
                                here().workspace(),
                                here().environment(),
                                known.against().id()),
                getTranslation(
                        "environment.drift.against",
                        ForeignText.shown(known.against().source()),
                        LocalFormat.of(UI.getCurrent()).dateTime(known.against().takenAt())));
    }

    private void read() {
        var asked = here();
        begin();
        LongWork.begin(this, messages, () -> drift.drift(asked.actor(), asked.scope()), _ -> ended(null), this::ended);
    }

    /// What the target says is kept as a snapshot, so that the comparison has an address.
    private void openComparison() {
        var asked = here();
        var known = drift.known(asked.actor(), asked.scope());
        if (known.isEmpty()) {
            show(asked);
            return;
        }
        var against = known.get().against().id();
        begin();
        LongWork.begin(
                this,
                messages,
                () -> snapshots.captureToCompare(asked.actor(), asked.scope()),
                taken -> {
                    ended(null);
                    open(asked, against, taken.snapshot().id());
                },
                this::ended);
    }

    private static void open(DriftPlace at, UUID from, UUID to) {
        UI.getCurrent()
                .navigate(
                        Routes.compare(at.workspace(), at.environment()),
                        new QueryParameters(Map.of("from", List.of(from.toString()), "to", List.of(to.toString()))));
    }

    private void begin() {
        isReading = true;
        failed = null;
        show(here());
    }

    private void ended(@Nullable String why) {
        isReading = false;
        failed = why;
        show(here());
    }

    private DriftPlace here() {
        return Objects.requireNonNull(place, "shown before it is used");
    }

    /// Whose page of which environment.
    ///
    /// @param workspace its slug
    /// @param environment its slug
    record DriftPlace(Actor actor, Scope scope, String workspace, String environment, boolean mayRestore) {}
}
