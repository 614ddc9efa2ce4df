package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// A node whose system operator has said how it is reached: under which names, and over HTTPS only.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "runtruth.hosts=console.example, Other.example",
            "runtruth.https=true"
        })
class HostsEdgeTest extends EdgeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: console.example",
                "Host: CONSOLE.example:8443",
                "Host: other.example",
                "Host: localhost",
                "Host: 127.0.0.1:8080",
                "Host: [::1]:8080"
            })
    void its_own_names_are_answered(String host) {
        assertThat(get("/login", host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host: evil.example", "Host: console.example.evil.example", "X-Forwarded-Host: evil.example"})
    void another_name_is_refused(String host) {
        assertThat(get("/login", host).status()).isEqualTo(421);
        assertThat(get("/api/v1/workspaces", host).body()).contains("\"code\":\"request.other_host\"");
    }

    @Test
    void its_cookies_are_for_this_host_alone_and_for_https() {
        var cookies = login(person(Role.OWNER), "X-Forwarded-Proto: https").header("Set-Cookie");

        assertThat(cookies.lines())
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-runtruth")
                        .contains("; Secure")
                        .contains("; HttpOnly")
                        .contains("; SameSite=Lax")
                        .contains("; Path=/")
                        .doesNotContain("Domain"));
    }
}
