package io.runtruth.edge;

import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/// The address of a request as the container understands it.
final class Paths {

    private Paths() {}

    /// Within the application, decoded, normalised and without parameters; as it was sent where the container
    /// could not make anything of it; empty where there is none.
    static String within(Request request) {
        var decoded = text(request.getDecodedRequestURI());
        var path = decoded.isEmpty() ? text(request.getRequestURI()) : decoded;
        var context =
                request.getContext() == null ? "" : text(request.getContext().getPath());
        return path.startsWith(context) ? path.substring(context.length()) : path;
    }

    private static String text(@Nullable String maybe) {
        return maybe == null ? "" : maybe;
    }
}
