package io.runtruth.evidence.formats;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Several names as one text. Where there are too many for it, it says how many of how many it has, and a few
/// digits tell lists apart that begin alike.
final class NameList {

    private static final int MAX_CHARS = 900;
    private static final int DIGEST_BYTES = 4;

    private final StringJoiner shown = new StringJoiner(", ");
    private final StringBuilder rest = new StringBuilder();
    private int total;
    private int listed;

    /// @param unseen how many there are besides those that are added
    NameList(int unseen) {
        this.total = unseen;
    }

    void add(@Nullable String name) {
        if (name == null) {
            return;
        }
        total++;
        if (rest.isEmpty() && shown.length() + name.length() < MAX_CHARS) {
            shown.add(name);
            listed++;
        } else {
            rest.append(name).append('\n');
        }
    }

    boolean isEmpty() {
        return listed == 0 && rest.isEmpty();
    }

    String text() {
        if (listed == total) {
            return shown.toString();
        }
        if (listed == 0) {
            return rest.toString();
        }
        return shown + ", … (" + listed + "/" + total + ", " + digest() + ")";
    }

    private String digest() {
        var digest = Digests.sha256().digest(rest.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }
}
