package io.runtruth.packs.chain;

import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/// Entries one behind the other, a line of canonical JSON each (RFC 8785), with the SHA-256 of the line
/// before it: what is taken out, put in between, moved or changed shows in the line behind, and the head
/// says where the end is. It is only ever added to, so that the chain of an earlier export is the beginning
/// of a later one.
public final class EvidenceChain {

    /// Stands where the first line would have the digest of one before.
    static final String BEGINNING = "0".repeat(64);

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private String head = BEGINNING;
    private int length;

    /// @param of what it is of; two chains of the same thing begin alike
    public EvidenceChain(Map<String, Object> of) {
        add(ExportLayout.SUBJECT, of);
    }

    /// @param entry as [CanonicalJson] takes it
    public void add(String kind, Map<String, Object> entry) {
        var line = CanonicalJson.bytes(Map.of("before", head, "entry", entry, "kind", kind, "position", length));
        lines.writeBytes(line);
        lines.write('\n');
        head = Sha256.hex(line);
        length++;
    }

    /// Of the last line, without its end: 64 hexadecimal digits.
    public String head() {
        return head;
    }

    /// Of all its lines.
    public int length() {
        return length;
    }

    public byte[] bytes() {
        return lines.toByteArray();
    }
}
