package io.runtruth.evidence.formats;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The algorithms that every Java platform has.
final class Digests {

    private Digests() {}

    static MessageDigest sha256() {
        return of("SHA-256");
    }

    static MessageDigest sha512() {
        return of("SHA-512");
    }

    private static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
