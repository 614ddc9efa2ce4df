package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeySiteTest {

    private static final URI EVIL = URI.create("https://console.evil.example/login");

    @ParameterizedTest
    @CsvSource({
        "https://console.example, console.example, https://console.example",
        "https://console.example:443, console.example, https://console.example",
        "https://console.example:8443, console.example, https://console.example:8443",
        "http://localhost:8080, localhost, http://localhost:8080"
    })
    void the_address_that_is_set_decides_whatever_a_request_says(String address, String host, String origin) {
        assertThat(PasskeySite.of(URI.create(address), EVIL)).contains(new PasskeySite(host, origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://console.example", "http://192.0.2.1:8080", "https://_"})
    void an_address_without_tls_or_a_name_has_none(String address) {
        assertThat(PasskeySite.of(URI.create(address), URI.create("http://localhost/login")))
                .isEmpty();
    }

    @Test
    void without_an_address_only_localhost_has_them() {
        assertThat(PasskeySite.of(null, URI.create("http://localhost:8080/login")))
                .contains(new PasskeySite("localhost", "http://localhost:8080"));
        assertThat(PasskeySite.of(null, EVIL)).isEmpty();
        assertThat(PasskeySite.of(null, URI.create("http://127.0.0.1:8080/login")))
                .isEmpty();
    }
}
