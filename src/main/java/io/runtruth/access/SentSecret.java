package io.runtruth.access;

import io.runtruth.access.OpaqueSecret.SecretKind;
import java.util.Optional;

/// What a caller sends as a token.
public final class SentSecret {

    private SentSecret() {}

    /// @param text as it was sent
    /// @return the SHA-256 that its row is found by; empty where the check sum tells that nobody was given it
    public static Optional<byte[]> hash(String text) {
        return OpaqueSecret.parse(SecretKind.TOKEN, text).map(OpaqueSecret::hash);
    }
}
