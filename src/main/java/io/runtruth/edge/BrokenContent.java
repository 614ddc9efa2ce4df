package io.runtruth.edge;

import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;

/// A request whose content broke off, was cut off here, or was never well-formed on the wire.
public final class BrokenContent {

    private static final int DEEPEST_CAUSE = 16;

    private BrokenContent() {}

    public static boolean isIn(Throwable thrown) {
        Throwable cause = thrown;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof BadRequestException || cause instanceof InvalidParameterException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
