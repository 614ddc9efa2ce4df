package io.runtruth.evidence;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An address out of evidence that may become a link: http or https, with a host, and nothing else.
///
/// @param host without port and user information
public record WebAddress(String url, String host) {

    public static Optional<WebAddress> parse(@Nullable String url) {
        if (url == null) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(url);
            var web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(new WebAddress(url, uri.getHost())) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
