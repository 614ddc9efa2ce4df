package io.runtruth.restore;

import io.runtruth.shared.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a target lies that is reached over HTTP: an address that ends in `/`, without anything that leads
/// elsewhere.
record TargetAddress(String text) {

    private static final int LONGEST = 400;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HTTP = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PATH =
            Pattern.compile("(/[A-Za-z0-9_~!$&'()*+,;=:@-][A-Za-z0-9._~!$&'()*+,;=:@-]*)*/");

    /// Whether a place is meant as an address, and not as a folder.
    static boolean isOne(String place) {
        return HTTP.matcher(place.strip()).matches();
    }

    /// @throws Problem.InvalidInput `target.address_form`
    TargetAddress {
        text = canonical(text.strip());
        if (text.length() > LONGEST) {
            throw new Problem.InvalidInput("target.address_form");
        }
    }

    private static String canonical(String sent) {
        try {
            var uri = new URI(sent);
            var path = uri.getRawPath() == null || uri.getRawPath().endsWith("/")
                    ? uri.getRawPath()
                    : uri.getRawPath() + "/";
            var fits = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= HIGHEST_PORT
                    && uri.getPort() != 0
                    && path != null
                    && PATH.matcher(path).matches();
            if (!fits) {
                throw new Problem.InvalidInput("target.address_form");
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            var isUsual = uri.getPort() == (scheme.equals("https") ? 443 : 80);
            var port = uri.getPort() < 0 || isUsual ? "" : ":" + uri.getPort();
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path;
        } catch (URISyntaxException _) {
            throw new Problem.InvalidInput("target.address_form");
        }
    }

    boolean isPlain() {
        return text.startsWith("http:");
    }

    /// Whether one lies below the other, or both are one.
    boolean overlaps(TargetAddress other) {
        return text.startsWith(other.text) || other.text.startsWith(text);
    }

    URI uri() {
        return URI.create(text);
    }
}
