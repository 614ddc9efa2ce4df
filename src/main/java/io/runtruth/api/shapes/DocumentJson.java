package io.runtruth.api.shapes;

import io.runtruth.restore.KeptDocument;

/// A document of a snapshot, without its content.
///
/// @param digest of its bytes
/// @param readable whether it is JSON
@SnakeCase
public record DocumentJson(String path, String digest, int sizeBytes, boolean readable) {

    public static DocumentJson of(KeptDocument document) {
        return new DocumentJson(document.path(), document.digest(), document.sizeBytes(), document.meaning() != null);
    }
}
