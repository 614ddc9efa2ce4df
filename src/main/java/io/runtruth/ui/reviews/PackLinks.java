package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.runtruth.packs.PackFormat;
import io.runtruth.packs.PackOrder;
import io.runtruth.packs.PackProfile;
import io.runtruth.packs.WrittenPack;
import io.runtruth.texts.Language;
import java.io.IOException;
import java.util.function.Function;

/// A review for one reader as files, each by its link, and all of them in one. What a link leads to is
/// written when it is followed.
final class PackLinks extends UnorderedList {

    /// @param write as the person, when a link is followed
    PackLinks(PackProfile profile, Language language, Function<PackOrder, WrittenPack> write) {
        setId("pack-links");
        addClassName("pack-links");
        for (var format : PackFormat.values()) {
            var order = new PackOrder(profile, format, language);
            var link = new Anchor("", getTranslation("pack.format." + format.word()));
            link.setId("action-download-pack-" + format.word());
            link.setHref(handler(order, write));
            link.getElement().setAttribute("download", true);
            add(new ListItem(link));
        }
    }

    static DownloadHandler handler(PackOrder order, Function<PackOrder, WrittenPack> write) {
        return event -> send(order, write, event);
    }

    private static void send(PackOrder order, Function<PackOrder, WrittenPack> write, DownloadEvent event)
            throws IOException {
        try (var pack = write.apply(order)) {
            event.setContentType(pack.contentType());
            event.setFileName(pack.fileName());
            event.setContentLength(pack.sizeBytes());
            pack.sendTo(event.getOutputStream());
        }
    }
}
