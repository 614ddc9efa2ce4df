package io.runtruth.api.shapes;

import io.runtruth.access.WorkspaceService.WorkspaceChange;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Language;
import org.jspecify.annotations.Nullable;

/// What is left out stays as it is.
///
/// @param name 1 to 200 characters
/// @param evidenceMaxAgeDays 1 to 36,500
/// @param restoreFourEyes whether a second person approves each restore before it begins
/// @param documentLanguage of its documents, where nobody asks for another: `en` or `de`
/// @param suspended a system operator's to say
/// @param version as it was read; left out: whatever it is now
@SnakeCase
public record WorkspaceChangeJson(
        @Nullable String name,
        @Nullable Integer evidenceMaxAgeDays,
        @Nullable Boolean restoreFourEyes,
        @Nullable String documentLanguage,
        @Nullable Boolean suspended,
        @Nullable Long version) {

    public WorkspaceChange change() {
        return new WorkspaceChange(name, evidenceMaxAgeDays, restoreFourEyes, language(), suspended, version);
    }

    private @Nullable Language language() {
        return documentLanguage == null
                ? null
                : Language.of(documentLanguage)
                        .orElseThrow(() -> new Problem.InvalidInput("request.parameter", "document_language"));
    }
}
