package io.runtruth.edge;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// How large and how slow the content of a request may be, by its address (contract 8).
///
/// @param most bytes, as they come over the wire
/// @param within from the first read to the last
/// @param leastPerSecond after the first [#GRACE]
record BodyRule(DataSize most, Duration within, DataSize leastPerSecond) {

    static final Duration GRACE = Duration.ofSeconds(10);

    /// Little, as a person's click or a pipeline's call is.
    private static final DataSize AT_LEAST = DataSize.ofBytes(256);

    private static final Duration SOON = Duration.ofSeconds(30);

    static final BodyRule FORM = new BodyRule(DataSize.ofKilobytes(64), SOON, AT_LEAST);
    static final BodyRule JSON = new BodyRule(DataSize.ofMegabytes(1), SOON, AT_LEAST);

    /// A file of 256 MiB, and a little for the form it may come in. Whoever reads it asks for the right first.
    static final BodyRule EVIDENCE =
            new BodyRule(DataSize.ofMegabytes(257), Duration.ofHours(1), DataSize.ofKilobytes(4));

    private static final Pattern TAKES_FILES =
            Pattern.compile("/api/v1/workspaces/[^/]+/environments/[^/]+/(evidence|snapshots)");
    private static final String FILES_FOR_A_PAGE = "/VAADIN/dynamic/";
    private static final Pattern SAID_BY_A_PAGE = Pattern.compile("(?:^|&)v-r=uidl(?:&|$)");

    /// @param path of the request within the application, decoded and without parameters
    /// @param query as it was sent
    static BodyRule of(String path, @Nullable String query) {
        if (TAKES_FILES.matcher(path).matches() || path.startsWith(FILES_FOR_A_PAGE)) {
            return EVIDENCE;
        }
        var isJson = RequestKind.of(path) == RequestKind.CALL
                || query != null && SAID_BY_A_PAGE.matcher(query).find();
        return isJson ? JSON : FORM;
    }

    /// Whether this many bytes are too few after that time.
    boolean isTooSlow(long bytes, Duration after) {
        var counted = after.minus(GRACE).toMillis();
        return after.compareTo(within) > 0 || counted > 0 && bytes * 1_000 < leastPerSecond.toBytes() * counted;
    }
}
