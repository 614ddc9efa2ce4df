package io.runtruth.api;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.Upload;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/// How a file is to be taken (contract 11).
record UploadParameters(
        @Parameter(
                description = "forces the format instead of recognising it from the content: `scubagear`, `maester`, "
                        + "`zero_trust_assessment`, `ocsf`, `sarif`, `oscal`, `xccdf`, `hdf` or `asff`")
        @Nullable
        String format,

        @Parameter(description = "id or name of the tenant, account, system or scan to read of a file with several")
        @Nullable
        String tenant,

        @BindParam("confirm_target")
        @Parameter(name = "confirm_target", description = "`true`: take a file whose target is another, or unnamed")
        @Nullable
        Boolean confirmTarget,

        @Parameter(description = "`true`: start the composition of a review too; `start` says what came of it")
        @Nullable
        Boolean compose,

        @BindParam("file_name")
        @Parameter(name = "file_name", description = "how the file is called; else by its part's name, or `upload`")
        @Nullable
        String fileName) {

    private static final String UNNAMED = "upload";

    boolean isComposed() {
        return Boolean.TRUE.equals(compose);
    }

    /// @throws Problem.InvalidInput `evidence.format_unknown`
    Upload of(SentFile file) {
        var partName = file.name() == null || file.name().isBlank() ? UNNAMED : file.name();
        return new Upload(
                fileName == null ? partName : fileName,
                file.content(),
                format == null ? null : EvidenceFormat.ofCode(format),
                tenant,
                Boolean.TRUE.equals(confirmTarget));
    }
}
