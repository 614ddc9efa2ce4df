package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file on its way in (contract 6, 11).
///
/// @param fileName as the person's machine calls it: shown, never used as a path; at most 200 characters are kept
/// @param content read once, plain or packed (gzip, or a ZIP of one file); the caller closes it
/// @param format forces the format; `null` recognises it from the content
/// @param tenant id or name of the tenant, or of the scan, to read of a file with several
/// @param confirmTarget whether a file whose target is another, or unnamed, is taken
public record Upload(
        String fileName,
        InputStream content,
        @Nullable EvidenceFormat format,
        @Nullable String tenant,
        boolean confirmTarget) {

    /// Of a file, as it is unpacked.
    public static final long MOST_BYTES = 256L << 20;

    private static final int MAX_NAME = 200;
    private static final String PACKED = ".gz";

    public Upload {
        fileName = shown(fileName);
        tenant = tenant == null || tenant.isBlank() ? null : tenant.strip();
    }

    public static Problem.InvalidInput tooLarge() {
        return new Problem.InvalidInput("evidence.too_large", MOST_BYTES >> 20);
    }

    /// A file whose format is recognised, of the environment's own target.
    public static Upload of(String fileName, InputStream content) {
        return new Upload(fileName, content, null, null, false);
    }

    /// The same file, taken whatever its target.
    public Upload confirmed() {
        return new Upload(fileName, content, format, tenant, true);
    }

    /// The same upload of what was packed in it.
    ///
    /// @param name as the archive calls the file; null where it does not
    Upload unpacked(@Nullable String name) {
        var inside = name == null ? withoutEnding(fileName) : printable(name, MAX_NAME);
        return new Upload(inside.isEmpty() ? fileName : inside, content, format, tenant, confirmTarget);
    }

    private static String withoutEnding(String fileName) {
        var at = fileName.length() - PACKED.length();
        return fileName.regionMatches(true, Math.max(at, 0), PACKED, 0, PACKED.length())
                ? fileName.substring(0, at)
                : fileName;
    }

    private static String shown(String fileName) {
        var name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        var clean = printable(name, MAX_NAME);
        if (clean.isEmpty()) {
            throw new Problem.InvalidInput("evidence.file_name_missing");
        }
        return clean;
    }

    /// @param most characters
    static String printable(String name, int most) {
        return name.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(most)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
