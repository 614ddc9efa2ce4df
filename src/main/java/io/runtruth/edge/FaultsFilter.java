package io.runtruth.edge;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The container's edge (style 5): what no part had an answer to, neither the API nor the console, ends here and
/// not in the container, which would write a trace of it for each request that anybody sends. It also keeps
/// redirects relative, so that no answer repeats the host of the request.
final class FaultsFilter implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(FaultsFilter.class);

    private final StrangersLog log;

    FaultsFilter(StrangersLog log) {
        this.log = log;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        var asked = (HttpServletRequest) request;
        var answer = new RelativeRedirects(asked, (HttpServletResponse) response);
        try {
            chain.doFilter(request, answer);
        } catch (IOException | ServletException | RuntimeException e) {
            end(asked, answer, e);
        }
    }

    private void end(HttpServletRequest request, HttpServletResponse response, Exception thrown) throws IOException {
        var isBroken = BrokenContent.isIn(thrown);
        if (isBroken) {
            LOG.debug("a request was not understood", thrown);
        } else {
            log.fault(
                    request,
                    "a request ended in a fault",
                    UUID.randomUUID().toString().substring(0, 8),
                    thrown);
        }
        if (response.isCommitted()) {
            request.setAttribute(RefusalsValve.BROKEN_OFF, true);
        } else {
            response.sendError(
                    isBroken ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }
}
