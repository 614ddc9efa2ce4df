package io.runtruth.evidence.formats;

import io.runtruth.evidence.Check;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The digest of what an assessment found, free of display text, time and order (contract 6), in constant memory
/// however many checks there are: the SHA-512 of each (control, resource, result, severity, suppressed) is added up
/// modulo 2^512, and the digest is the SHA-256 of version, count and sum. Ordinals are not part of the tuples:
/// equal checks add up once for each of them, so their number counts, and which of them came first does not.
final class PostureDigest {

    private static final byte[] VERSION = "runtruth posture 1".getBytes(StandardCharsets.US_ASCII);
    private static final int WORDS = 512 / Long.SIZE;

    private final MessageDigest tuple = Digests.sha512();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private final long[] sum = new long[WORDS];
    private long count;

    void add(Check check) {
        put(check.controlId());
        put(check.resource());
        put(check.result().code());
        put(check.severity().code());
        put(check.suppressed() ? "suppressed" : "");
        addUp(ByteBuffer.wrap(tuple.digest()));
        count++;
    }

    private void put(@Nullable String text) {
        var bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        tuple.update(length.putInt(0, text == null ? -1 : bytes.length).array());
        tuple.update(bytes);
    }

    /// Word 0 is the least significant one.
    private void addUp(ByteBuffer summand) {
        long carry = 0;
        for (int i = 0; i < WORDS; i++) {
            long word = summand.getLong();
            long added = sum[i] + word;
            long carried = Long.compareUnsigned(added, word) < 0 ? 1 : 0;
            sum[i] = added + carry;
            carry = carried + (carry == 1 && sum[i] == 0 ? 1 : 0);
        }
    }

    String digest() {
        var all = Digests.sha256();
        var words = ByteBuffer.allocate(Long.BYTES * (WORDS + 1)).putLong(count);
        for (var word : sum) {
            words.putLong(word);
        }
        all.update(VERSION);
        return "sha256:" + HexFormat.of().formatHex(all.digest(words.array()));
    }
}
