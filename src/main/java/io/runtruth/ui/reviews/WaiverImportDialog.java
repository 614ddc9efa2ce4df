package io.runtruth.ui.reviews;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.runtruth.reviews.WaiverTable.ReadIn;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.ProblemMessages;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Takes a table of accepted risks: every line or none, and says of each refused one why.
final class WaiverImportDialog extends Dialog {

    private static final int MOST_BYTES = 1_000_000;
    private static final int LINES_TOLD = 50;

    private final ProblemMessages messages;
    private final Function<byte[], ReadIn> read;
    private final IntConsumer done;
    private final Div answer = new Div();

    /// @param read with the right that the reader has then
    /// @param done hears how many were accepted
    WaiverImportDialog(ProblemMessages messages, Function<byte[], ReadIn> read, IntConsumer done) {
        this.messages = messages;
        this.read = read;
        this.done = done;
        setId("dialog-import-waivers");
        addClassName("form");
        setHeaderTitle(getTranslation("accepted.import.title"));
        var upload = new Upload();
        upload.setId("upload-waivers");
        upload.setUploadHandler(this::receive);
        upload.setUploadButton(new Button(getTranslation("accepted.import.choose")));
        upload.setDropAllowed(false);
        upload.setMaxFiles(1);
        upload.addAllFinishedListener(_ -> upload.clearFileList());
        answer.getElement().setAttribute("role", "status");
        add(new Paragraph(getTranslation("accepted.import.text")), upload, answer);
        var leave = new Button(getTranslation("kit.form.close"), _ -> close());
        leave.setId("action-leave-import");
        getFooter().add(leave);
    }

    /// On the request's own thread; no more than a table can have.
    private void receive(UploadEvent event) throws IOException {
        try (var content = event.getInputStream()) {
            var bytes = content.readNBytes(MOST_BYTES + 1);
            var told = told(bytes);
            event.getUI().access(told::run);
        }
    }

    private Runnable told(byte[] bytes) {
        try {
            if (bytes.length > MOST_BYTES) {
                throw new Problem.InvalidInput("csv.too_large");
            }
            return switch (read.apply(bytes)) {
                case ReadIn.AllAccepted(var count) ->
                    () -> {
                        close();
                        done.accept(count);
                    };
                case ReadIn.SomeRefused refused -> () -> show(refused);
            };
        } catch (Problem problem) {
            return () -> {
                answer.removeAll();
                answer.add(new Paragraph(messages.of(problem, getLocale())));
            };
        }
    }

    private void show(ReadIn.SomeRefused refused) {
        var lines = new UnorderedList();
        refused.lines().stream()
                .limit(LINES_TOLD)
                .map(line -> new ListItem(
                        getTranslation("accepted.import.line", line.line(), messages.of(line.problem(), getLocale()))))
                .forEach(lines::add);
        answer.removeAll();
        answer.add(
                new Paragraph(getTranslation(
                        "problem.waiver.refused_lines", refused.lines().size())),
                lines);
    }
}
