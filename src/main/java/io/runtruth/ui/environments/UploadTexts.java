package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.upload.UploadI18N;
import java.util.List;

/// The words of the upload field itself, in the person's language.
final class UploadTexts {

    private UploadTexts() {}

    static UploadI18N of(Component field) {
        var texts = new UploadI18N();
        texts.setDropFiles(new UploadI18N.DropFiles().setMany(field.getTranslation("evidence.upload.drop")));
        texts.setAddFiles(new UploadI18N.AddFiles().setMany(field.getTranslation("evidence.upload.choose")));
        texts.setFile(new UploadI18N.File()
                .setRetry(field.getTranslation("evidence.upload.retry"))
                .setStart(field.getTranslation("evidence.upload.start"))
                .setRemove(field.getTranslation("evidence.upload.remove")));
        texts.setUploading(uploading(field));
        texts.setUnits(List.of("B", "kB", "MB", "GB"), 1000);
        return texts;
    }

    private static UploadI18N.Uploading uploading(Component field) {
        var failed = field.getTranslation("evidence.upload.failed");
        return new UploadI18N.Uploading()
                .setStatus(new UploadI18N.Uploading.Status()
                        .setConnecting(field.getTranslation("evidence.upload.connecting"))
                        .setStalled(field.getTranslation("evidence.upload.stalled"))
                        .setProcessing(field.getTranslation("evidence.upload.reading"))
                        .setHeld(field.getTranslation("evidence.upload.held")))
                .setRemainingTime(new UploadI18N.Uploading.RemainingTime()
                        .setPrefix(field.getTranslation("evidence.upload.remaining"))
                        .setUnknown(field.getTranslation("evidence.upload.remaining_unknown")))
                .setError(new UploadI18N.Uploading.Error()
                        .setServerUnavailable(failed)
                        .setUnexpectedServerError(failed)
                        .setForbidden(failed));
    }
}
