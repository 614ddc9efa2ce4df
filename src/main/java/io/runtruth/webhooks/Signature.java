package io.runtruth.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 over the time and the content, so that a receiver knows who sent it, and that it is not an old one
/// sent again.
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /// `v1=` and 64 hexadecimal digits, over the seconds since 1970, a full stop and the content.
    static String of(String secret, Instant at, String content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var signed = at.getEpochSecond() + "." + content;
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
