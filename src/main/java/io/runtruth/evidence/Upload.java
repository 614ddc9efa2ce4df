package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file on its way in (contract 6, 11).
///
/// @param fileName as the person's machine calls it: shown, never used as a path; at most 200 characters are kept
/// @param content read once; the caller closes it
/// @param format forces the format; `null` recognises it from the content
/// @param tenant id or name of the tenant, or of the scan, to read of a file with several
/// @param confirmTarget whether a file whose target is another, or unnamed, is taken
public record Upload(
        String fileName,
        InputStream content,
        @Nullable EvidenceFormat format,
        @Nullable String tenant,
        boolean confirmTarget) {

    private static final int MAX_NAME = 200;

    public Upload {
        fileName = shown(fileName);
        tenant = tenant == null || tenant.isBlank() ? null : tenant.strip();
    }

    /// A file whose format is recognised, of the environment's own target.
    public static Upload of(String fileName, InputStream content) {
        return new Upload(fileName, content, null, null, false);
    }

    /// The same file, taken whatever its target.
    public Upload confirmed() {
        return new Upload(fileName, content, format, tenant, true);
    }

    private static String shown(String fileName) {
        var name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        var clean = name.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(MAX_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (clean.isEmpty()) {
            throw new Problem.InvalidInput("evidence.file_name_missing");
        }
        return clean;
    }
}
