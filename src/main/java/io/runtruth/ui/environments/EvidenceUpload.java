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

    private final Services services;
    private final Actor actor;
    private final UploadTarget target;
    private final Runnable imported;
    private final Upload upload = new Upload();
    private final UploadOptions options = new UploadOptions();
    private final UploadResults results;
    private final Queue<Runnable> questions = new ArrayDeque<>();
    /// The tenant that a file is sent again for, by its name.
    private final Map<String, String> tenants = new ConcurrentHashMap<>();
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
    /// nor a problem flies: the browser then shows the upload as not done.
    private void receive(UploadEvent event) throws IOException {
        var name = event.getFileName();
        try (var content = event.getInputStream()) {
            var chosen = options.chosen();
            var tenant = tenants.remove(name);
            var asked = new io.runtruth.evidence.Upload(
                    name, content, chosen.format(), tenant == null ? chosen.tenant() : tenant, false);
            var told = told(name, services.imports().importFile(actor, target.scope(), asked));
            event.getUI().access(told::run);
        } catch (Problem problem) {
            event.getUI().access(() -> refused(name, problem));
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
        TenantDialog.choice(problem)
                .ifPresentOrElse(choice -> later(() -> askTenant(name, choice)), () -> results.refused(name, problem));
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
        dialog.onElsewhere(where -> {
            settle(name, () -> importElsewhere(name, question, where));
            answered();
        });
        dialog.onConfirm(() -> {
            settle(
                    name,
                    () -> told(name, services.imports().confirm(actor, target.scope(), question.uploadId()))
                            .run());
            answered();
        });
        dialog.onLeave(() -> {
            services.imports().discard(actor, target.scope(), question.uploadId());
            results.discarded(name);
            answered();
        });
        dialog.open();
    }

    /// Without sending it again. Where that one does not know the target any more either, nothing is taken.
    private void importElsewhere(String name, NeedsConfirmation question, EnvironmentRow where) {
        switch (services.imports().confirmElsewhere(actor, target.scope(), question.uploadId(), where.scope())) {
            case Imported(var snapshot) -> {
                var changes = services.changes().changes(actor, where.scope(), snapshot.id());
                results.imported(name, changes, where, target.workspace());
            }
            case AlreadyKnown(var snapshot) -> results.alreadyKnown(name, snapshot);
            case NeedsConfirmation again -> {
                services.imports().discard(actor, where.scope(), again.uploadId());
                results.discarded(name);
            }
        }
    }

    private void askTenant(String name, List<TargetIdentity> choice) {
        var dialog = new TenantDialog(name, choice, tenant -> {
            tenants.put(name, tenant.id());
            answered();
            upload.getElement().executeJs("""
                    const file = this.sent.get($0);
                    if (file) {
                        this.uploadFiles([new File([file], file.name, {type: file.type})]);
                    }
                    """, name);
        });
        dialog.onLeave(() -> {
            results.discarded(name);
            answered();
        });
        dialog.open();
    }

    private void answered() {
        isAsking = false;
        askNext();
    }

    private void settle(String name, Runnable answer) {
        try {
            answer.run();
        } catch (Problem problem) {
            results.refused(name, problem);
        }
    }

    record Services(EvidenceService imports, EvidenceChangeQueries changes, EnvironmentQueries environments) {}

    /// @param name of the environment
    /// @param workspace its slug
    record UploadTarget(Scope scope, String name, String workspace) {}
}
