package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.texts.ForeignText;
import java.util.List;

/// A tool's text as paragraphs, lists, tables and links of our own: whatever it holds, it is shown as words.
public final class TextBlocks extends Div {

    private static final int ROWS = 50;

    public TextBlocks(StructuredText text) {
        addClassName("evidence-text");
        text.blocks().forEach(block -> add(block(block)));
    }

    private Component block(Block block) {
        return switch (block) {
            case StructuredText.Heading(var line) -> heading(line);
            case StructuredText.Paragraph(var line) -> line(new Paragraph(), line);
            case StructuredText.Items(var ordered, var items) -> items(ordered, items);
            case StructuredText.Table table -> table(table);
        };
    }

    /// Not a heading of the document's own outline.
    private static Component heading(Line line) {
        var heading = line(new Paragraph(), line);
        heading.addClassName("evidence-heading");
        return heading;
    }

    private static Component items(boolean ordered, List<Line> items) {
        var list = ordered ? new OrderedList() : new UnorderedList();
        items.forEach(
                item -> list.getElement().appendChild(line(new ListItem(), item).getElement()));
        return list;
    }

    private Component table(StructuredText.Table table) {
        var shown = new NativeTable();
        var caption = getTranslation("document.text.table", table.rows().size());
        shown.setCaptionText(caption);
        if (!table.header().isEmpty()) {
            var head = shown.getHead().addRow();
            table.header().forEach(cell -> {
                var header = line(new NativeTableHeaderCell(), cell);
                header.getElement().setAttribute("scope", "col");
                head.add(header);
            });
        }
        var region = new Div(shown);
        region.addClassName("scrolls");
        region.getElement().setAttribute("tabindex", "0");
        region.getElement().setAttribute("role", "region");
        region.getElement().setAttribute("aria-label", caption);
        var body = shown.getBody();
        Portions.show(table.rows(), ROWS, row -> {
                    var cells = row(row);
                    body.add(cells);
                    return cells;
                })
                .ifPresent(region::add);
        return region;
    }

    private static NativeTableRow row(List<Line> cells) {
        var row = new NativeTableRow();
        cells.forEach(cell -> row.add(line(new NativeTableCell(), cell)));
        return row;
    }

    /// Fills a component with a line's words and links.
    static <C extends Component & HasComponents> C line(C shown, Line line) {
        line.spans()
                .forEach(span -> shown.add(EvidenceLink.to(span.url(), span.text())
                        .<Component>map(link -> link)
                        .orElseGet(() -> new Text(ForeignText.shown(span.text())))));
        return shown;
    }
}
