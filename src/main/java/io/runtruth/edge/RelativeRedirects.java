package io.runtruth.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An answer that never repeats the host of its request: an address on it is told without it.
final class RelativeRedirects extends HttpServletResponseWrapper {

    private static final String LOCATION = "Location";
    private static final Pattern LEADING_SLASHES = Pattern.compile("^/*");

    private final HttpServletRequest request;

    RelativeRedirects(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(relative(location));
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        super.sendRedirect(relative(location), status, clearBuffer);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        super.setHeader(name, LOCATION.equalsIgnoreCase(name) && value != null ? relative(value) : value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        super.addHeader(name, LOCATION.equalsIgnoreCase(name) && value != null ? relative(value) : value);
    }

    private String relative(String location) {
        try {
            var address = URI.create(location);
            return isHere(address) ? withoutHost(address) : location;
        } catch (IllegalArgumentException _) {
            return location;
        }
    }

    /// Another port of the same host is another place: an identity provider may be there.
    private boolean isHere(URI address) {
        return address.getHost() != null
                && address.getHost().equalsIgnoreCase(request.getServerName())
                && port(address) == request.getServerPort();
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    /// What begins with two slashes would lead to another host.
    private static String withoutHost(URI address) {
        var path = LEADING_SLASHES.matcher(address.getRawPath()).replaceFirst("/");
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        var fragment = address.getRawFragment() == null ? "" : "#" + address.getRawFragment();
        return path + query + fragment;
    }
}
