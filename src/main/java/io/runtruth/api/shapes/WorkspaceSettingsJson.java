package io.runtruth.api.shapes;

import io.runtruth.access.WorkspaceQueries.WorkspaceSettings;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a workspace is called and set to.
///
/// @param evidenceMaxAgeDays how old evidence may be to count in a review
/// @param restoreFourEyes whether a second person approves each restore before it begins
/// @param documentLanguage of its documents, where nobody asks for another: `en` or `de`
/// @param suspendedAt null while it is in use
/// @param version to be sent back with a change, which is then refused where somebody else was quicker
@SnakeCase
public record WorkspaceSettingsJson(
        UUID id,
        String slug,
        String name,
        int evidenceMaxAgeDays,
        boolean restoreFourEyes,
        String documentLanguage,
        @Nullable Instant suspendedAt,
        long version) {

    public static WorkspaceSettingsJson of(WorkspaceSettings row) {
        return new WorkspaceSettingsJson(
                row.id(),
                row.slug(),
                row.name(),
                row.evidenceMaxAgeDays(),
                row.restoreFourEyes(),
                row.documentLanguage().code(),
                row.suspendedAt(),
                row.version());
    }
}
