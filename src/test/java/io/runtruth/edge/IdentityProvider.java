package io.runtruth.edge;

import com.nimbusds.oauth2.sdk.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/// An identity provider that runs on this machine and says what it is told to say, and a browser's way through it.
final class IdentityProvider implements AutoCloseable {

    private static final String CLIENT = "runtruth-client";

    private final Map<String, Map<String, Object>> said = new ConcurrentHashMap<>();
    private final MockOAuth2Server server;
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /// @param registrations of the console, each an issuer of its own
    IdentityProvider(String... registrations) {
        var usual = new OAuth2Config();
        var says = Stream.of(registrations).map(Says::new).collect(Collectors.toSet());
        server = new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, usual.getTokenProvider(), says, usual.getHttpServer()));
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /// @param registration of the console
    String issuer(String registration) {
        return server.issuerUrl(registration).toString();
    }

    /// The settings of a registration with this name, as `…=…`.
    static Map<String, String> settings(String registration, String name, String issuer) {
        return Map.of(
                "spring.security.oauth2.client.registration." + registration + ".client-id", CLIENT,
                "spring.security.oauth2.client.registration." + registration + ".client-secret", "secret",
                "spring.security.oauth2.client.registration." + registration + ".client-name", name,
                "spring.security.oauth2.client.provider." + registration + ".issuer-uri", issuer);
    }

    /// What its tokens say from now on.
    void says(String registration, Map<String, Object> claims) {
        said.put(registration, claims);
    }

    /// Signs in there, without being asked anything.
    ///
    /// @param address that the console has led to
    /// @return where it leads back to
    URI passed(String address) {
        try {
            var answer = browser.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 302) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private final class Says extends DefaultOAuth2TokenCallback {

        private final String registration;

        Says(String registration) {
            super(registration);
            this.registration = registration;
        }

        @Override
        public String subject(TokenRequest request) {
            return (String) addClaims(request).getOrDefault("sub", "somebody");
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            return said.getOrDefault(registration, Map.of());
        }
    }
}
