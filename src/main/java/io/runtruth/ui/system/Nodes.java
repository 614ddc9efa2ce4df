package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.runtruth.operations.reads.SystemOverview.NodeRow;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DurationWording;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.List;

/// The processes and their signs of life: that each is there, and that its work is.
final class Nodes extends Composite<Section> {

    private static final String HEARTBEAT =
            "${item.at ? html`<console-time at=\"${item.at}\"></console-time>` : html`–`}";

    private final SmallGrid<NodeRow> grid =
            new SmallGrid<>("nodes", getTranslation("system.nodes.title"), NodeRow::name);

    Nodes() {
        grid.column("system.node.state", "140px", state());
        grid.text("system.node.name", "230px", NodeRow::name).setFlexGrow(1);
        grid.text(
                "system.node.role",
                "165px",
                node -> Phrase.of("system.role." + node.role()).text());
        grid.text("system.node.version", "130px", NodeRow::release);
        grid.text("system.node.watched", "150px", Nodes::watched);
        grid.text("system.node.clock", "120px", Nodes::clock);
        grid.time("system.node.seen", "150px", node -> node.seenAt().toString());
        grid.text("system.node.working", "110px", node -> Integer.toString(node.working()));
        grid.column(
                "system.node.heartbeat",
                "150px",
                LitRenderer.<NodeRow>of(HEARTBEAT)
                        .withProperty(
                                "at",
                                node -> node.heartbeatAt() == null
                                        ? ""
                                        : node.heartbeatAt().toString()));
        grid.time("system.node.started", "150px", node -> node.startedAt().toString());
        getContent().add(new H2(getTranslation("system.nodes.title")), new Div(grid));
    }

    void show(List<NodeRow> nodes) {
        grid.show(nodes);
    }

    /// By what its death is noticed; of a node without jobs nothing is lost with it.
    private static String watched(NodeRow node) {
        return node.role().equals("web")
                ? "–"
                : Phrase.of(node.locked() ? "system.node.by_session" : "system.node.by_heartbeat")
                        .text();
    }

    private static String clock(NodeRow node) {
        var ahead = node.clockAhead();
        return node.isClockOff()
                ? Phrase.of(
                                ahead.isNegative() ? "system.node.clock_behind" : "system.node.clock_ahead",
                                DurationWording.of(ahead.abs()))
                        .text()
                : Phrase.of("system.node.clock_right").text();
    }

    private static LitRenderer<NodeRow> state() {
        return LitRenderer.<NodeRow>of(StatusBadge.template())
                .withProperty("tone", node -> (node.there() ? Tone.GOOD : Tone.WARNING).code())
                .withProperty("icon", node -> (node.there() ? Glyph.DONE : Glyph.ATTENTION).code())
                .withProperty("words", Nodes::state)
                .withProperty("hint", Nodes::state);
    }

    private static String state(NodeRow node) {
        if (node.goneAt() != null) {
            return Phrase.of("system.node.gone").text();
        }
        return Phrase.of(node.there() ? "system.node.alive" : "system.node.silent")
                .text();
    }
}
