package io.runtruth.edge;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Refuses what is meant for another host, and what another site's page makes a browser send.
///
/// Hosts: where a system operator has listed them, only these, the names of loopback and the address that the
/// connection came to. Where not, any: then no answer may repeat it.
///
/// Other sites: a browser says from where it sends (`Sec-Fetch-Site`, or `Origin`). Whatever may change
/// something, and every websocket, comes from our own pages or from no page at all. This is what keeps the
/// sign-in from being forged, which has no session yet and so no token.
final class HostsValve extends ValveBase {

    private static final int MISDIRECTED = 421;
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final List<String> hosts;

    HostsValve(List<String> hosts) {
        super(true);
        this.hosts = List.copyOf(hosts);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!isOurs(request)) {
            response.sendError(MISDIRECTED);
        } else if (isForged(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            getNext().invoke(request, response);
        }
    }

    private boolean isOurs(Request request) {
        if (hosts.isEmpty()) {
            return true;
        }
        var name =
                request.getServerName() == null ? "" : request.getServerName().toLowerCase(Locale.ROOT);
        return hosts.contains(name) || LOOPBACK.contains(name) || name.equals(request.getLocalAddr());
    }

    private static boolean isForged(Request request) {
        if (SAFE.contains(request.getMethod()) && request.getHeader("Upgrade") == null) {
            return false;
        }
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        var origin = request.getHeader("Origin");
        return origin != null && !isOwn(origin, request);
    }

    private static boolean isOwn(String origin, Request request) {
        var scheme = origin.indexOf("://");
        var authority = scheme < 0 ? "" : origin.substring(scheme + 3);
        var secure = origin.startsWith("https:");
        return authority.equalsIgnoreCase(request.getHeader("Host"))
                || authority.equalsIgnoreCase(request.getServerName() + port(request.getServerPort(), secure));
    }

    private static String port(int port, boolean secure) {
        return port == (secure ? 443 : 80) ? "" : ":" + port;
    }
}
