package io.runtruth.access;

import io.runtruth.shared.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/// A secret that somebody is given once and the database knows only by its SHA-256: its kind, 32 random bytes and a
/// check sum, `rt_` + 43 + 6 letters and digits. What was mistyped or cut off is told by the check sum alone,
/// without a look into the database.
public record OpaqueSecret(String text) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_BYTES = 32;
    private static final int BODY = 43;
    private static final int CHECK_SUM = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static OpaqueSecret generate(SecretKind kind) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        var body = written(new BigInteger(1, random), BODY);
        return new OpaqueSecret(kind.prefix + body + checkSum(kind, body));
    }

    /// @return empty for what [#generate] did not make
    public static Optional<OpaqueSecret> parse(SecretKind kind, String text) {
        if (text.length() != kind.prefix.length() + BODY + CHECK_SUM || !text.startsWith(kind.prefix)) {
            return Optional.empty();
        }
        var body = text.substring(kind.prefix.length(), text.length() - CHECK_SUM);
        return text.endsWith(checkSum(kind, body)) ? Optional.of(new OpaqueSecret(text)) : Optional.empty();
    }

    private static String checkSum(SecretKind kind, String body) {
        var sum = new CRC32();
        sum.update((kind.prefix + body).getBytes(StandardCharsets.UTF_8));
        return written(BigInteger.valueOf(sum.getValue()), CHECK_SUM);
    }

    private static String written(BigInteger number, int length) {
        var base = BigInteger.valueOf(ALPHABET.length());
        var digits = new char[length];
        for (var i = length - 1; i >= 0; i--) {
            var parts = number.divideAndRemainder(base);
            digits[i] = ALPHABET.charAt(parts[1].intValue());
            number = parts[0];
        }
        return new String(digits);
    }

    public byte[] hash() {
        return sha256(text);
    }

    static byte[] sha256(String text) {
        return Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// By which a person recognises it.
    String ending() {
        return text.substring(text.length() - 4);
    }

    /// Without the secret, so that it cannot reach a log by accident.
    @Override
    public String toString() {
        return "OpaqueSecret[…" + ending() + "]";
    }

    public enum SecretKind {
        TOKEN("rt_"),
        INVITATION("rti_"),
        RESET("rtr_"),
        MAIL_ADDRESS("rtm_"),
        SESSION_SERIES("rts_"),
        SESSION("rtt_"),
        SHARE_LINK("rtl_");

        private final String prefix;

        SecretKind(String prefix) {
            this.prefix = prefix;
        }
    }
}
