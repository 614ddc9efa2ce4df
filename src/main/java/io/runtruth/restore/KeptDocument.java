package io.runtruth.restore;

import org.jspecify.annotations.Nullable;

/// A document of a snapshot, without its bytes.
///
/// @param digest of its bytes: `sha256:…`
/// @param meaning of what it says, whatever its form; null where it is no JSON
public record KeptDocument(
        String path, String digest, @Nullable String meaning, int sizeBytes) {

    /// Whether both say the same. What is no JSON says what its bytes are.
    boolean saysSame(KeptDocument other) {
        return digest.equals(other.digest) || meaning != null && meaning.equals(other.meaning);
    }
}
