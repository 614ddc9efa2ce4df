package io.runtruth.ui.environments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import io.runtruth.access.Actor;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentRow;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.EvidenceChangeQueries;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.ImportResult;
import io.runtruth.evidence.ImportResult.AlreadyKnown;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.evidence.ImportResult.NeedsConfirmation;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/// Takes files into an environment, several at once, each straight from the browser to the import, and says of each
/// what became of it.
final class EvidenceUpload extends Composite<Div> {

    private static final String SEND_AGAIN = """
            const file = this.sent.get($0);
            const readable = file ? file.slice(0, 1).arrayBuffer().then(() => true, () => false) : false;
            return Promise.resolve(readable).then(isReadable => {
                if (isReadable) {
                    this.uploadFiles([new File([file], file.name, {type: file.type})]);
                }
                return isReadable;
            });
            """;

    private final Services services;
    private final Actor actor;
    private final UploadTarget target;
    private final Runnable imported;
    private final Upload upload = new Upload();
    private final UploadOptions options = new UploadOptions();
    private final UploadResults results;
    private final Queue<Runnable> questions = new ArrayDeque<>();
    /// The part that a file is sent again for, by its name.
    private final Map<String, String> parts = new ConcurrentHashMap<>();
    private boolean isAsking;

    /// @param imported is run on the page after a file became a new snapshot
    EvidenceUpload(Services services, Actor actor, UploadTarget target, UploadResults results, Runnable imported) {
        this.services = services;
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
        // what the browser has sent it has at hand, for a file that is to be read in another way
        upload.getElement().executeJs("""
                this.sent = new Map();
                this.addEventListener('upload-before', event => this.sent.set(event.detail.file.name, event.detail.file));
                """);
        getContent().addClassName("evidence-upload");
        getContent().add(upload, options, results);
    }

    /// On the request's own thread, so that reading a large file does not hold the page. What is neither a result
    /// nor a problem flies, and the page says of the file that it was not taken.
    private void receive(UploadEvent event) throws IOException {
        var name = event.getFileName();
        Runnable told = () -> results.broken(name);
        try (var content = event.getInputStream()) {
            var chosen = options.chosen();
            var part = parts.remove(name);
            var asked = new io.runtruth.evidence.Upload(
                    name, content, chosen.format(), part == null ? chosen.tenant() : part, false);
            told = told(name, services.imports().importFile(actor, target.scope(), asked));
        } catch (Problem problem) {
            told = () -> refused(name, problem);
        } finally {
            event.getUI().access(told::run);
        }
    }

    /// What is to be done on the page; what has to be read for it is read here.
    private Runnable told(String name, ImportResult result) {
        return switch (result) {
            case Imported(var snapshot) -> {
                var changes = services.changes().changes(actor, snapshot.scope(), snapshot.id());
                yield () -> {
                    results.imported(name, changes);
                    imported.run();
                };
            }
            case AlreadyKnown(var snapshot) -> () -> results.alreadyKnown(name, snapshot);
            case NeedsConfirmation question -> {
                var elsewhere = question.target() == null
                        ? List.<EnvironmentRow>of()
                        : services.environments().othersKnownBy(actor, target.scope(), question.target());
                yield () -> later(() -> ask(name, question, elsewhere));
            }
        };
    }

    private void refused(String name, Problem problem) {
        PartDialog.choice(problem)
                .ifPresentOrElse(choice -> later(() -> askPart(name, choice)), () -> results.refused(name, problem));
    }

    private void later(Runnable question) {
        questions.add(question);
        askNext();
    }

    /// One after the other, and only when nothing is on its way any more: behind a dialog the page takes no files.
    private void askNext() {
        if (isAsking || upload.isUploading()) {
            return;
        }
        var next = questions.poll();
        isAsking = next != null;
        if (next != null) {
            next.run();
        }
    }

    private void ask(String name, NeedsConfirmation question, List<EnvironmentRow> elsewhere) {
        var dialog = new TargetDialog(name, target.name(), question, elsewhere);
        dialog.onElsewhere(where -> settle(name, () -> importElsewhere(name, question, where)));
        dialog.onConfirm(() -> settle(
                name,
                () -> told(name, services.imports().confirm(actor, target.scope(), question.uploadId()))
                        .run()));
        dialog.onLeave(() -> settle(name, () -> {
            services.imports().discard(actor, target.scope(), question.uploadId());
            results.discarded(name);
        }));
        dialog.open();
    }

    /// Without sending it again. Where that one does not know the target any more either, nothing is taken.
    private void importElsewhere(String name, NeedsConfirmation question, EnvironmentRow where) {
        switch (services.imports().confirmElsewhere(actor, target.scope(), question.uploadId(), where.scope())) {
            case Imported(var snapshot) -> {
                var changes = services.changes().changes(actor, where.scope(), snapshot.id());
                results.imported(name, changes, where, target.workspace());
            }
            case AlreadyKnown(var snapshot) -> results.alreadyKnown(name, snapshot, where, target.workspace());
            case NeedsConfirmation again -> {
                services.imports().discard(actor, where.scope(), again.uploadId());
                results.discarded(name);
            }
        }
    }

    private void askPart(String name, PartDialog.PartChoice choice) {
        var dialog = new PartDialog(name, choice, part -> settle(name, () -> sendAgain(name, part)));
        dialog.onLeave(() -> settle(name, () -> results.discarded(name)));
        dialog.open();
    }

    /// What the browser cannot read any more is not sent, which it says.
    private void sendAgain(String name, TargetIdentity part) {
        parts.put(name, part.id());
        upload.getElement().executeJs(SEND_AGAIN, name).then(Boolean.class, isSent -> {
            if (!isSent) {
                parts.remove(name);
                results.gone(name);
            }
        });
    }

    /// What an answer comes to; the next question is asked whatever that is.
    private void settle(String name, Runnable answer) {
        try {
            answer.run();
        } catch (Problem problem) {
            results.refused(name, problem);
        } finally {
            isAsking = false;
            askNext();
        }
    }

    record Services(EvidenceService imports, EvidenceChangeQueries changes, EnvironmentQueries environments) {}

    /// @param name of the environment
    /// @param workspace its slug
    record UploadTarget(Scope scope, String name, String workspace) {}
}
