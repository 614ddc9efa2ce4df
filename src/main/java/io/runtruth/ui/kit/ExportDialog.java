package io.runtruth.ui.kit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.runtruth.packs.WrittenPack;
import java.io.IOException;
import java.util.function.Supplier;

/// Says what an export of evidence holds and shows, and, once it was downloaded, its digest. What the link
/// leads to is written when it is followed.
public final class ExportDialog extends Dialog {

    private final Div told = new Div();
    private final transient Supplier<WrittenPack> write;

    /// @param about translated: what is in it
    /// @param write as the person, when the link is followed
    public ExportDialog(String about, Supplier<WrittenPack> write) {
        this.write = write;
        setId("dialog-export");
        addClassName("packs");
        setHeaderTitle(getTranslation("export.dialog.title"));
        told.setId("export-told");
        told.addClassName("told");
        told.getElement().setAttribute("role", "status");
        var fields = new Div(
                new Paragraph(about),
                new Paragraph(getTranslation("export.dialog.proves")),
                new Paragraph(getTranslation("export.dialog.audited")),
                told);
        fields.addClassName("fields");
        add(fields);
        var download = new Anchor();
        download.setId("action-download-evidence");
        download.addClassName("as-button");
        download.setText(getTranslation("export.dialog.download"));
        download.setHref(handler());
        download.getElement().setAttribute("download", true);
        var close = new Button(getTranslation("kit.form.close"), _ -> close());
        close.setId("action-leave-export");
        getFooter().add(close, download);
    }

    private DownloadHandler handler() {
        return this::send;
    }

    private void send(DownloadEvent event) throws IOException {
        try (var export = write.get()) {
            event.setContentType(export.contentType());
            event.setFileName(export.fileName());
            event.setContentLength(export.sizeBytes());
            export.sendTo(event.getOutputStream());
            var name = export.fileName();
            var digest = export.digest();
            event.getUI().access(() -> tell(name, digest));
        }
    }

    private void tell(String name, String digest) {
        told.removeAll();
        told.add(
                new Paragraph(getTranslation("export.dialog.done")),
                new Code(digest),
                new Paragraph(getTranslation("export.dialog.check")),
                new Code("java -jar runtruth.jar verify-export " + name + " " + digest));
    }
}
