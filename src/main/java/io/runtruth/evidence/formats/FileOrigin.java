package io.runtruth.evidence.formats;

import org.jspecify.annotations.Nullable;

/// What a file says about where its checks come from.
///
/// @param tenant see [io.runtruth.evidence.FileFacts]
record FileOrigin(
        String tool,
        @Nullable String toolVersion,
        @Nullable String targetId,
        @Nullable String targetName,
        String tenant,
        StatedTime collectedAt) {

    private static final int MAX_CHARS = 300;

    FileOrigin {
        var cleanTool = Cleaned.line(tool, MAX_CHARS);
        tool = cleanTool == null ? "?" : cleanTool;
        toolVersion = Cleaned.line(toolVersion, MAX_CHARS);
        targetId = Cleaned.foundLine(targetId, MAX_CHARS);
        targetName = Cleaned.foundLine(targetName, MAX_CHARS);
        var cleanTenant = Cleaned.foundLine(tenant, MAX_CHARS);
        tenant = cleanTenant == null ? "" : cleanTenant;
    }
}
