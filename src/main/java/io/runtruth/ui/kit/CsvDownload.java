package io.runtruth.ui.kit;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.runtruth.shared.CsvTable;
import java.io.IOException;

/// What a link leads to that keeps a table as a file.
public final class CsvDownload {

    private CsvDownload() {}

    public static DownloadHandler of(String file, Table table) {
        return event -> table.write(() -> begun(event, file));
    }

    private static java.io.OutputStream begun(DownloadEvent event, String file) {
        event.setContentType(CsvTable.CONTENT_TYPE);
        event.setFileName(file);
        return event.getOutputStream();
    }

    /// As its reader may see it when the link is followed.
    public interface Table {

        void write(CsvTable.Destination open) throws IOException;
    }
}
