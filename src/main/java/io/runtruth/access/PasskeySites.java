package io.runtruth.access;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Whether passkeys can be used where the request of this thread came to, and as what.
@Component
public class PasskeySites {

    /// The only host where no address is set.
    static final String HERE = "localhost";

    private final @Nullable URI address;

    PasskeySites(@Value("${runtruth.address:}") String address) {
        this.address = address.isBlank() ? null : URI.create(address.strip());
    }

    /// Empty where they can't be, and outside a request.
    public Optional<PasskeySite> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? asked(attributes.getRequest().getRequestURL().toString())
                        .flatMap(asked -> PasskeySite.of(address, asked))
                : Optional.empty();
    }

    /// Whether the address that a system operator has set is one where they can be; true where none is set.
    boolean isUsable() {
        return address == null || PasskeySite.of(address, address).isPresent();
    }

    private static Optional<URI> asked(String address) {
        try {
            return Optional.of(URI.create(address));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Where a system operator has set no address they are offered on `localhost` only.
    public Optional<String> host() {
        return Optional.ofNullable(address).map(URI::getHost);
    }
}
