package io.runtruth.live;

import java.sql.SQLException;
import java.time.Duration;

/// How long to wait before the next connection is tried: always as short after a lost one, and twice as long each
/// time after a refused log-in, so that the server's log and its locks on accounts are spared.
final class ReconnectDelay {

    static final Duration SHORTEST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(30);

    /// SQLSTATE class "invalid authorization specification".
    private static final String REFUSED_LOG_IN = "28";

    private Duration next = SHORTEST;

    Duration after(Exception failure) {
        if (!isRefusedLogIn(failure)) {
            next = SHORTEST;
            return next;
        }
        var now = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return now;
    }

    void connected() {
        next = SHORTEST;
    }

    private static boolean isRefusedLogIn(Exception failure) {
        return failure instanceof SQLException refused
                && refused.getSQLState() != null
                && refused.getSQLState().startsWith(REFUSED_LOG_IN);
    }
}
