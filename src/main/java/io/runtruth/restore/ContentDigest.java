package io.runtruth.restore;

import io.runtruth.shared.Sha256;

/// By which bytes are known: `sha256:…`.
public final class ContentDigest {

    private ContentDigest() {}

    public static String of(byte[] bytes) {
        return "sha256:" + Sha256.hex(bytes);
    }
}
