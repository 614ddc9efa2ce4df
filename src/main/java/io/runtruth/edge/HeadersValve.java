package io.runtruth.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Writes the headers of every answer, at the container's own door: a filter of the application would be bypassed
/// where the container answers itself, and where it finishes a forwarded answer on its own.
final class HeadersValve extends ValveBase {

    HeadersValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        SecurityHeaders.write(response, RequestKind.of(Paths.within(request)), request.isSecure());
        getNext().invoke(request, response);
    }
}
