package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What another site's page makes a browser send is refused, and no answer repeats the host that was asked for.
class OriginEdgeTest extends EdgeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost.evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void nobody_is_signed_in_by_another_site(String sentBy) {
        var answer = login(person(Role.OWNER), sentBy);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("Another site asked for this");
    }

    @Test
    void ones_own_page_signs_in() {
        assertThat(login(person(Role.OWNER), "Sec-Fetch-Site: same-origin").header("Location"))
                .isEqualTo("/");
        assertThat(login(person(Role.OWNER), "Origin: http://localhost:" + port).header("Location"))
                .isEqualTo("/");
        assertThat(login(
                                person(Role.OWNER),
                                "Host: console.example",
                                "Origin: https://console.example",
                                "X-Forwarded-Proto: https")
                        .header("Location"))
                .isEqualTo("/");
        assertThat(login(person(Role.OWNER)).header("Location"))
                .as("no browser")
                .isEqualTo("/");
    }

    @Test
    void no_call_and_no_socket_is_opened_by_another_site() {
        var owner = person(Role.OWNER);
        var socket = new String[] {
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Origin: https://evil.example"
        };

        assertThat(post(owner.address() + "/evidence", "[]", owner.bearer(), "Origin: https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(get("/VAADIN/push?v-r=push&v-uiId=0&v-pushId=x", socket).status())
                .isEqualTo(403);
    }

    @Test
    void another_site_may_lead_here() {
        assertThat(get("/login", "Sec-Fetch-Site: cross-site").status()).isEqualTo(200);
    }

    @Test
    void a_sign_in_makes_a_new_session() {
        var before = session(get("/login"));
        var owner = person(Role.OWNER);

        var after = signIn(owner, before);

        assertThat(after).isNotEqualTo(before);
        assertThat(get("/w/nowhere/reviews", before).header("Location")).isEqualTo("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example", "X-Forwarded-Host: evil.example"})
    void no_answer_repeats_the_host_that_was_asked_for(String asked) {
        var owner = person(Role.OWNER);
        var deep = get("/w/nowhere/reviews?continue", asked);
        var asDeep = session(deep);

        assertThat(deep.header("Location")).isEqualTo("/login");
        assertThat(login(owner, asked, asDeep).header("Location")).startsWith("/");
        assertThat(post("/login", "username=a&password=b", "Content-Type: application/x-www-form-urlencoded", asked)
                        .header("Location"))
                .isEqualTo("/login?error");
        assertThat(get("/login", asked).toString()).doesNotContain("evil");
        assertThat(get("/api/v1/openapi", asked).toString()).doesNotContain("evil");
        assertThat(post(owner.address() + "/evidence", SCAN, owner.bearer(), asked)
                        .header("Location"))
                .startsWith("/api/v1/workspaces/");
    }

    private static final String SCAN = """
            [{"class_uid":2004,"metadata":{"event_code":"a","product":{"name":"Prowler","version":"5.1"}},
            "status_code":"FAIL","time":1767225600,"resources":[{"uid":"r"}],
            "cloud":{"account":{"uid":"a","name":"Contoso"}}}]
            """;

    @Test
    void the_machinery_tells_nothing_but_its_health() {
        var cookie = signIn(person(Role.OWNER));

        var all = get("/actuator", cookie);
        var settings = get("/actuator/env", cookie);
        var health = get("/actuator/health");

        // the console's own page, which says that there is no such page
        assertThat(all.header("Content-Type")).startsWith("text/html");
        assertThat(all.body()).doesNotContain("_links", "health");
        assertThat(settings.header("Content-Type")).startsWith("text/html");
        assertThat(settings.body()).doesNotContain("java.");
        assertThat(health.body()).contains("\"status\":\"").doesNotContain("components", "details");
        assertThat(get("/", cookie).status()).as("still signed in").isEqualTo(200);
    }
}
