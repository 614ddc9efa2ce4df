package io.runtruth.access;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The console as passkeys know it: a passkey is made for one host and works at no other, which is what makes it
/// proof against copies of the sign-in page.
///
/// @param host without a port
/// @param origin scheme, host and, where it is not the scheme's own, port, as a browser writes it
public record PasskeySite(String host, String origin) {

    private static final String LOOPBACK = "localhost";

    /// The address that a system operator has set, whatever a request says; without one `localhost`, where a browser
    /// needs no TLS. Empty for any other host: what anybody may send as a host must not decide.
    ///
    /// @param address `RUNTRUTH_ADDRESS`; null where it is not set
    /// @param asked the request's own address
    public static Optional<PasskeySite> of(@Nullable URI address, URI asked) {
        if (address != null) {
            return of(address);
        }
        return LOOPBACK.equals(asked.getHost()) ? of(asked) : Optional.empty();
    }

    private static Optional<PasskeySite> of(URI address) {
        var secure = address.getScheme().equals("https");
        var host = address.getHost();
        if (host == null || !secure && !host.equals(LOOPBACK)) {
            return Optional.empty();
        }
        var port = address.getPort() < 0 || address.getPort() == (secure ? 443 : 80) ? "" : ":" + address.getPort();
        return Optional.of(new PasskeySite(host, address.getScheme() + "://" + host + port));
    }
}
