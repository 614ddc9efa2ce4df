package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.runtruth.texts.ForeignText;
import java.util.List;

/// A table of the document: with a caption, and headers that say what they head, so that it can be listened to as
/// well as looked at. It scrolls in itself where the page is too narrow.
final class DocumentTable extends Composite<Div> {

    private static final String NUMBER = "number";

    private final NativeTable table = new NativeTable();

    /// @param caption translated
    /// @param columns translated; the first heads the rows
    DocumentTable(String caption, List<Column> columns) {
        table.setCaptionText(caption);
        var head = table.getHead().addRow();
        columns.forEach(column -> head.add(column.header()));
        getContent().addClassName("scrolls");
        getContent().getElement().setAttribute("tabindex", "0");
        getContent().getElement().setAttribute("role", "region");
        getContent().getElement().setAttribute("aria-label", caption);
        getContent().add(table);
    }

    /// @param heading what the row is about
    Row row(Component... heading) {
        return new Row(table.getBody().addRow(), heading);
    }

    Row row(String heading) {
        return row(new Text(ForeignText.shown(heading)));
    }

    /// The last row, which adds up the others.
    Row sum(String heading) {
        return new Row(table.getFoot().addRow(), new Text(heading));
    }

    record Column(String title, boolean numeric) {

        static Column of(String title) {
            return new Column(title, false);
        }

        static Column number(String title) {
            return new Column(title, true);
        }

        private NativeTableHeaderCell header() {
            var cell = scoped("col", new Text(title));
            cell.setClassName(NUMBER, numeric);
            return cell;
        }
    }

    static final class Row {

        private final NativeTableRow row;

        private Row(NativeTableRow row, Component... heading) {
            this.row = row;
            row.add(scoped("row", heading));
        }

        Row text(String text) {
            return cell(new Text(ForeignText.shown(text)));
        }

        Row number(String formatted) {
            var cell = new NativeTableCell(formatted);
            cell.addClassName(NUMBER);
            return add(cell);
        }

        Row cell(Component... content) {
            return add(new NativeTableCell(content));
        }

        private Row add(HtmlContainer cell) {
            row.add(cell);
            return this;
        }
    }

    private static NativeTableHeaderCell scoped(String scope, Component... content) {
        var cell = new NativeTableHeaderCell(content);
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }
}
