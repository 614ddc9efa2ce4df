package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.runtruth.packs.WrittenPack;
import io.runtruth.shared.Problem;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// The very document that a reader gets, in a frame that may do nothing. It is written when the page asks for it,
/// and kept nowhere.
@Tag("console-document")
@JsModule("context://console/components/document-preview.js")
final class PublishPreview extends Component {

    PublishPreview() {
        setId("publish-preview");
        getElement().setAttribute("class", "publish-preview");
        getElement().setAttribute("name", getTranslation("publish.preview.title"));
        getElement().setAttribute("busy", getTranslation("publish.preview.busy"));
        getElement().setAttribute("failed", getTranslation("publish.preview.failed"));
    }

    /// @param write as the person, when the page asks for it
    void show(Supplier<WrittenPack> write) {
        DownloadHandler handler = event -> send(write, event);
        getElement().setAttribute("document", handler);
    }

    /// As words: nobody is to open it as a page of the console.
    private static void send(Supplier<WrittenPack> write, DownloadEvent event) throws IOException {
        try (var pack = write.get()) {
            event.setContentType("text/plain;charset=UTF-8");
            event.setContentLength(pack.sizeBytes());
            pack.sendTo(event.getOutputStream());
        } catch (Problem.TooMuch later) {
            event.getResponse().setHeader(HttpHeaders.RETRY_AFTER, Long.toString(later.retryAfterSeconds()));
            event.getResponse().setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }
}
