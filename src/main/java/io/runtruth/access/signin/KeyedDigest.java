package io.runtruth.access.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes a key of one size of texts of any size. It is a message authentication code (HMAC-SHA-256, its first 128
/// bits) under a secret that lives as long as this object, so nobody outside can compute a key, or two texts with
/// the same.
final class KeyedDigest {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    KeyedDigest() {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        secret = new SecretKeySpec(random, ALGORITHM);
    }

    /// Each part counts with its length: `ab`, `c` is another key than `a`, `bc`.
    DigestKey of(String... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                mac.update(bytes);
            }
            var digest = ByteBuffer.wrap(mac.doFinal());
            return new DigestKey(digest.getLong(), digest.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    record DigestKey(long high, long low) {}
}
