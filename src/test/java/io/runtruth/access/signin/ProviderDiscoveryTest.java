package io.runtruth.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.runtruth.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;

class ProviderDiscoveryTest {

    private static final String DESCRIPTION = """
            {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
            "jwks_uri": "%s/jwks", "subject_types_supported": ["public"], "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["ES256", "none", "HS256"]}
            """;

    private final SettableClock clock = new SettableClock(java.time.Instant.EPOCH);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String calledItself = "";
    private volatile int status = 200;
    private HttpServer server;
    private String issuer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://localhost:" + server.getAddress().getPort();
        calledItself = issuer;
        server.createContext("/.well-known/openid-configuration", exchange -> {
            asked.incrementAndGet();
            var body =
                    DESCRIPTION.formatted(calledItself, issuer, issuer, issuer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_provider_is_asked_when_somebody_signs_in_and_then_once_an_hour() {
        var registrations = registrations();
        assertThat(asked).hasValue(0);

        registrations.findByRegistrationId("corp");
        registrations.findByRegistrationId("corp");
        assertThat(asked).hasValue(1);

        clock.advance(DiscoveredProvider.FRESH);
        registrations.findByRegistrationId("corp");
        assertThat(asked).hasValue(2);
    }

    @Test
    void one_that_calls_itself_another_issuer_is_none() {
        calledItself = "https://evil.example";

        assertThatThrownBy(() -> registrations().findByRegistrationId("corp")).isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void one_that_does_not_answer_is_left_alone_for_some_seconds_and_then_asked_again() {
        var registrations = registrations();
        status = 503;
        for (var tried = 0; tried < 3; tried++) {
            assertThatThrownBy(() -> registrations.findByRegistrationId("corp"))
                    .isInstanceOf(ProviderUnavailable.class);
        }
        assertThat(asked).hasValue(1);

        status = 200;
        clock.advance(DiscoveredProvider.LEFT_ALONE);
        assertThat(registrations.findByRegistrationId("corp")).isNotNull();
    }

    @Test
    void what_it_has_said_counts_on_where_it_does_not_answer_later() {
        var registrations = registrations();
        registrations.findByRegistrationId("corp");
        status = 503;

        clock.advance(DiscoveredProvider.FRESH.plus(Duration.ofHours(3)));

        assertThat(registrations
                        .findByRegistrationId("corp")
                        .getProviderDetails()
                        .getTokenUri())
                .isEqualTo(issuer + "/token");
    }

    @Test
    void a_registration_that_is_none_is_none() {
        assertThat(registrations().findByRegistrationId("other")).isNull();
    }

    private ProviderRegistrations registrations() {
        var registration = new OAuth2ClientProperties.Registration();
        registration.setClientId("client");
        registration.setClientSecret("secret");
        var provider = new OAuth2ClientProperties.Provider();
        provider.setIssuerUri(issuer);
        var properties = new OAuth2ClientProperties();
        properties.getRegistration().put("corp", registration);
        properties.getProvider().put("corp", provider);
        return new ProviderRegistrations(properties, clock);
    }
}
