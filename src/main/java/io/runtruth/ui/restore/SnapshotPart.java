package io.runtruth.ui.restore;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.UploadEvent;
import io.runtruth.access.Actor;
import io.runtruth.restore.ConfigurationSnapshot;
import io.runtruth.restore.SnapshotDownloadService;
import io.runtruth.restore.SnapshotService;
import io.runtruth.restore.TakenSnapshot;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.LongWork;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.Toast;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The snapshots of an environment, the newest first, with what can be done with each; and where the person may,
/// the ways to take one.
@JsModule("context://console/components/folder.js")
final class SnapshotPart extends Composite<Section> {

    private final SnapshotService snapshots;
    private final SnapshotDownloadService downloads;
    private final ProblemMessages messages;
    private final Actor actor;
    private final Consumer<ConfigurationSnapshot> onPreview;
    private final Runnable onTaken;
    private final Div actions = new Div();
    private final Button capture = new Button(getTranslation("restore.snapshots.capture"));
    private final Upload upload = new Upload();
    private final Button folder = new Button(getTranslation("restore.snapshots.folder"));
    private final Paragraph reading = new Paragraph();
    private final Anchor compare = new Anchor("", getTranslation("restore.snapshots.compare"));
    private final UnorderedList list = new UnorderedList();
    private final Div none = new Div();
    private @Nullable Scope scope;
    private boolean mayRestore;
    private boolean canPreview;
    private boolean canCapture;
    private boolean isReading;
    /// Files of the folder that is on its way which are no documents.
    private int leftOut;
    private Function<UUID, String> address = id -> id.toString();
    private @Nullable List<ConfigurationSnapshot> shown;

    SnapshotPart(
            SnapshotService snapshots,
            SnapshotDownloadService downloads,
            ProblemMessages messages,
            Actor actor,
            Consumer<ConfigurationSnapshot> onPreview,
            Runnable onTaken) {
        this.snapshots = snapshots;
        this.downloads = downloads;
        this.messages = messages;
        this.actor = actor;
        this.onPreview = onPreview;
        this.onTaken = onTaken;
        capture.setId("action-capture");
        capture.addThemeVariants(ButtonVariant.SMALL);
        capture.addClickListener(_ -> captured());
        upload.setId("upload-configuration");
        upload.setMaxFiles(1);
        upload.setUploadHandler(this::receive);
        upload.setUploadButton(new Button(getTranslation("restore.snapshots.upload")));
        upload.setDropLabel(new Span(getTranslation("restore.snapshots.drop")));
        upload.addAllFinishedListener(_ -> {
            upload.clearFileList();
            folder.setEnabled(true);
        });
        // what never arrived is no folder any more
        upload.addFileRemovedListener(_ -> forget());
        upload.getElement().addEventListener("upload-error", _ -> forget());
        folder.setId("action-upload-folder");
        takeFolders();
        actions.addClassName("snapshot-actions");
        actions.add(capture, folder, upload);
        compare.setId("link-compare");
        reading.addClassName("quiet");
        reading.getElement().setAttribute("role", "status");
        list.setId("grid-snapshots");
        list.addClassName("restore-rows");
        none.add(new EmptyState(
                Glyph.EMPTY, getTranslation("restore.snapshots.none"), getTranslation("restore.snapshots.none_text")));
        getContent().addClassName("part");
        getContent().add(new H2(getTranslation("restore.snapshots.title")), actions, reading, compare, list, none);
    }

    /// The browser packs a folder, and sends it as a ZIP.
    private void takeFolders() {
        var element = upload.getElement();
        element.setAttribute("data-most-documents", Integer.toString(SnapshotService.MOST_DOCUMENTS));
        element.setAttribute("data-most-bytes", Long.toString(SnapshotService.MOST_BYTES));
        element.addEventListener(
                        "folder-packing",
                        event -> packing(
                                event.getEventData()
                                        .get("event.detail.documents")
                                        .asInt(),
                                event.getEventData().get("event.detail.left").asInt()))
                .addEventData("event.detail.documents")
                .addEventData("event.detail.left");
        element.addEventListener(
                        "folder-refused",
                        event -> refused(
                                event.getEventData().get("event.detail.why").asString()))
                .addEventData("event.detail.why");
    }

    private void packing(int documents, int left) {
        leftOut = left;
        folder.setEnabled(false);
        reading.setText(getTranslation("restore.snapshots.packing", documents));
    }

    private void refused(String why) {
        refused(
                switch (why) {
                    case "too_many" -> new Problem.InvalidInput("snapshot.too_many", SnapshotService.MOST_DOCUMENTS);
                    case "too_large" ->
                        new Problem.InvalidInput("snapshot.too_large", SnapshotService.MOST_BYTES >> 20);
                    default -> new Problem.InvalidInput("snapshot.folder_unreadable");
                });
    }

    private void forget() {
        leftOut = 0;
        folder.setEnabled(true);
        reading.setText("");
    }

    private void refused(Problem problem) {
        forget();
        Toast.problem(messages.of(problem, getLocale()));
    }

    /// @param page of one of them
    /// @param comparison where two of them are compared
    void lead(Function<UUID, String> page, String comparison) {
        address = page;
        compare.setHref(comparison);
    }

    /// @param isUsable whether the target can be read now
    /// @param isActive whether the environment is in use
    void show(Scope where, List<ConfigurationSnapshot> newest, boolean may, boolean isUsable, boolean isActive) {
        scope = where;
        actions.setVisible(may && isActive);
        canCapture = isUsable;
        offerReading();
        none.setVisible(newest.isEmpty());
        compare.setVisible(newest.size() > 1);
        var isPossible = may && isUsable && isActive;
        if (newest.equals(shown) && may == mayRestore && isPossible == canPreview) {
            return;
        }
        shown = newest;
        mayRestore = may;
        canPreview = isPossible;
        list.removeAll();
        newest.forEach(snapshot -> list.add(row(snapshot)));
    }

    private ListItem row(ConfigurationSnapshot snapshot) {
        var name = new Anchor(address.apply(snapshot.id()), ForeignText.shown(snapshot.source()));
        name.addClassName("name");
        name.setId("link-snapshot-" + snapshot.id());
        var row = new ListItem(
                name,
                Spans.quiet(
                        Phrase.of("restore.origin." + snapshot.origin().code()).text()),
                Spans.quiet(getTranslation(
                        "restore.snapshots.documents",
                        LocalFormat.of(UI.getCurrent()).number(snapshot.documents()))),
                new RelativeTime(snapshot.takenAt()),
                Spans.quiet(snapshot.takenBy()),
                Spans.mono(RestoreWording.shortened(snapshot.digest())));
        if (mayRestore) {
            row.add(download(downloads, actor, snapshot));
        }
        if (canPreview) {
            var preview = new Button(getTranslation("restore.snapshots.preview"), _ -> onPreview.accept(snapshot));
            preview.setId("action-preview-snapshot-" + snapshot.id());
            preview.addThemeVariants(ButtonVariant.SMALL);
            preview.setAriaLabel(getTranslation(
                    "restore.snapshots.preview_of",
                    ForeignText.shown(snapshot.source()),
                    RestoreWording.shortened(snapshot.digest())));
            row.add(preview);
        }
        return row;
    }

    /// The link to the ZIP of a snapshot.
    static Anchor download(SnapshotDownloadService downloads, Actor actor, ConfigurationSnapshot snapshot) {
        var link = new Anchor(
                (DownloadHandler) event -> {
                    var file = downloads.download(actor, snapshot.scope(), snapshot.id());
                    event.setFileName(file.fileName());
                    event.setContentType("application/zip");
                    try (var out = event.getOutputStream()) {
                        file.writeTo(out);
                    }
                },
                Phrase.of("restore.snapshots.download").text());
        link.setId("action-download-snapshot-" + snapshot.id());
        return link;
    }

    private void captured() {
        var where = here();
        setReading(true);
        LongWork.begin(
                this,
                messages,
                () -> snapshots.capture(actor, where),
                taken -> {
                    setReading(false);
                    tell(taken);
                },
                why -> {
                    setReading(false);
                    Toast.problem(why);
                });
    }

    /// While the target is read for this page, nothing else asks for it.
    void setReading(boolean now) {
        isReading = now;
        reading.setText(now ? getTranslation("restore.reading") : "");
        offerReading();
    }

    private void offerReading() {
        capture.setEnabled(canCapture && !isReading);
        list.getElement().setEnabled(!isReading);
    }

    /// On the request's own thread, so that reading a large archive does not hold the page.
    private void receive(UploadEvent event) throws IOException {
        Runnable told;
        try (var content = event.getInputStream()) {
            var taken = snapshots.take(actor, here(), event.getFileName(), content);
            told = () -> tell(taken);
        } catch (Problem problem) {
            told = () -> refused(problem);
        }
        event.getUI().access(told::run);
    }

    private void tell(TakenSnapshot taken) {
        Toast.done(getTranslation(taken.alreadyKnown() ? "restore.snapshots.known" : "restore.snapshots.taken"));
        reading.setText(leftOut > 0 ? getTranslation("restore.snapshots.left_out", leftOut) : "");
        leftOut = 0;
        onTaken.run();
    }

    private Scope here() {
        return Objects.requireNonNull(scope, "shown before it is used");
    }
}
