package io.runtruth.ui.kit;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.runtruth.shared.CsvTable;
import java.io.IOException;
import java.io.OutputStream;

/// What a link leads to that keeps a table as a file.
public final class CsvDownload {

    private CsvDownload() {}

    public static DownloadHandler of(String file, Writing writing) {
        return event -> writing.write(() -> begun(event, file));
    }

    private static OutputStream begun(DownloadEvent event, String file) {
        event.setContentType(CsvTable.CONTENT_TYPE);
        event.setFileName(file);
        return event.getOutputStream();
    }

    /// Writes the table as its reader may see it when the link is followed.
    public interface Writing {

        void write(CsvTable.Destination open) throws IOException;
    }
}
