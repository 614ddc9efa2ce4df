package io.runtruth.ui.environments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.runtruth.access.Actor;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.ImportResult;
import io.runtruth.evidence.ImportResult.AlreadyKnown;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.evidence.ImportResult.NeedsConfirmation;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/// Takes files into an environment, several at once, each straight from the browser to the import, and says of each
/// what became of it.
final class EvidenceUpload extends Composite<Div> {

    private final EvidenceService evidence;
    private final Actor actor;
    private final UploadTarget target;
    private final Runnable imported;
    private final Upload upload = new Upload();
    private final UploadOptions options = new UploadOptions();
    private final UploadResults results;
    private final Queue<Question> questions = new ArrayDeque<>();
    private boolean isAsking;

    /// @param imported is run on the page after a file became a new snapshot
    EvidenceUpload(
            EvidenceService evidence, Actor actor, UploadTarget target, UploadResults results, Runnable imported) {
        this.evidence = evidence;
        this.actor = actor;
        this.target = target;
        this.results = results;
        this.imported = imported;
        upload.setId("upload-evidence");
        upload.setUploadHandler(this::receive);
        upload.setUploadButton(new Button(getTranslation("evidence.upload.choose")));
        upload.setDropLabel(new Span(getTranslation("evidence.upload.drop")));
        upload.setI18n(UploadTexts.of(upload));
        upload.addAllFinishedListener(_ -> {
            upload.clearFileList();
            askNext();
        });
        getContent().addClassName("evidence-upload");
        getContent().add(upload, options, results);
    }

    /// On the request's own thread, so that reading a large file does not hold the page. What is neither a result
    /// nor a problem flies: the browser then shows the upload as not done.
    private void receive(UploadEvent event) throws IOException {
        var name = event.getFileName();
        try (var content = event.getInputStream()) {
            var chosen = options.chosen();
            var asked = new io.runtruth.evidence.Upload(name, content, chosen.format(), chosen.tenant(), false);
            var result = evidence.importFile(actor, target.scope(), asked);
            event.getUI().access(() -> tell(name, result));
        } catch (Problem problem) {
            event.getUI().access(() -> results.refused(name, problem));
        }
    }

    private void tell(String name, ImportResult result) {
        switch (result) {
            case Imported(var snapshot) -> {
                results.imported(name, snapshot);
                imported.run();
            }
            case AlreadyKnown(var snapshot) -> results.alreadyKnown(name, snapshot);
            case NeedsConfirmation question -> {
                questions.add(new Question(name, question));
                askNext();
            }
        }
    }

    /// One after the other, and only when nothing is on its way any more: behind a dialog the page takes no files.
    private void askNext() {
        if (isAsking || upload.isUploading()) {
            return;
        }
        var next = questions.poll();
        isAsking = next != null;
        if (next != null) {
            ask(next.file(), next.asked());
        }
    }

    private void ask(String name, NeedsConfirmation question) {
        var dialog = new TargetDialog(name, target.name(), question);
        dialog.onConfirm(() -> {
            settle(name, () -> evidence.confirm(actor, target.scope(), question.uploadId()));
            answered();
        });
        dialog.onCancel(() -> {
            evidence.discard(actor, target.scope(), question.uploadId());
            results.discarded(name);
            answered();
        });
        dialog.open();
    }

    private void answered() {
        isAsking = false;
        askNext();
    }

    private void settle(String name, Supplier<ImportResult> answer) {
        try {
            tell(name, answer.get());
        } catch (Problem problem) {
            results.refused(name, problem);
        }
    }

    /// @param name of the environment
    record UploadTarget(Scope scope, String name) {}

    private record Question(String file, NeedsConfirmation asked) {}
}
