package io.runtruth.access;

import io.runtruth.access.OpaqueSecret.SecretKind;
import java.util.Optional;

/// What a browser keeps of a session: a half that says which one it is and stays, and a half that turns whenever
/// the session is resumed (decision record 0015). Each is 256 random bits with a check sum; the database knows
/// both by their SHA-256 only.
public final class SessionTicket {

    private static final char BETWEEN = '.';

    private final OpaqueSecret series;
    private final OpaqueSecret secret;

    private SessionTicket(OpaqueSecret series, OpaqueSecret secret) {
        this.series = series;
        this.secret = secret;
    }

    static SessionTicket generate() {
        return new SessionTicket(
                OpaqueSecret.generate(SecretKind.SESSION_SERIES), OpaqueSecret.generate(SecretKind.SESSION));
    }

    /// @return empty for what no browser was ever given, told by the check sums alone
    public static Optional<SessionTicket> parse(String text) {
        var between = text.indexOf(BETWEEN);
        if (between < 0) {
            return Optional.empty();
        }
        var series = OpaqueSecret.parse(SecretKind.SESSION_SERIES, text.substring(0, between));
        var secret = OpaqueSecret.parse(SecretKind.SESSION, text.substring(between + 1));
        return series.isPresent() && secret.isPresent()
                ? Optional.of(new SessionTicket(series.get(), secret.get()))
                : Optional.empty();
    }

    /// The same session with another secret.
    SessionTicket turned() {
        return new SessionTicket(series, OpaqueSecret.generate(SecretKind.SESSION));
    }

    byte[] seriesHash() {
        return series.hash();
    }

    byte[] secretHash() {
        return secret.hash();
    }

    /// For the browser alone.
    public String text() {
        return series.text() + BETWEEN + secret.text();
    }

    @Override
    public String toString() {
        return "SessionTicket[" + series + "]";
    }
}
