package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.edge.RawHttp.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The table of headers: every kind of answer of a real server has all of them (contract 8).
class SecurityHeadersEdgeTest extends EdgeTest {

    private static final Map<String, String> ON_EVERY_ANSWER = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/=]{24,})'");

    @TestFactory
    List<DynamicTest> every_kind_of_answer_has_every_header() {
        return answers().entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> hasAll(kind.getKey(), kind.getValue())))
                .toList();
    }

    private static void hasAll(String kind, Case expected) {
        var answer = expected.answer().get();

        assertThat(answer.status()).as(kind).isEqualTo(expected.status());
        ON_EVERY_ANSWER.forEach((name, value) ->
                assertThat(answer.header(name)).as("%s: %s", kind, name).isEqualTo(value));
        assertThat(answer.header("Content-Security-Policy"))
                .as(kind)
                .contains("frame-ancestors 'none'")
                .contains("default-src '" + (expected.isCall() ? "none" : "self") + "'")
                .doesNotContainPattern("script-src[^;]*'unsafe-inline'");
        assertThat(answer.header("Cache-Control")).as(kind).matches(expected.cached());
        assertThat(answer.header("Strict-Transport-Security")).as(kind).isEmpty();
        assertThat(answer.header("Server") + answer.header("X-Powered-By")).isEmpty();
    }

    private Map<String, Case> answers() {
        var person = person(Role.OWNER);
        var cookie = signIn(person);
        var init = "/?v-r=init&location=login&query=&v-browserDetails=%7B%7D";
        var kinds = new LinkedHashMap<String, Case>();
        kinds.put("the sign-in page", page(200, () -> get("/login")));
        kinds.put("the sign-in page's first call", page(200, () -> get(init)));
        kinds.put("a page, signed in", page(200, () -> get("/", cookie)));
        kinds.put("a deep page, signed in", page(200, () -> get("/w/nowhere/operations", cookie)));
        kinds.put("a page's first call, signed in", page(200, () -> get("/?v-r=init&location=&query=", cookie)));
        kinds.put("a page that there is not, signed in", page(200, () -> get("/nothing/here", cookie)));
        kinds.put("a page's message without a page", page(200, () -> post("/?v-r=uidl&v-uiId=0", "{}", cookie)));
        kinds.put("a redirect to the sign-in", page(302, () -> get("/w/demo/reviews")));
        kinds.put("a sign-in that succeeded", page(302, () -> login(person(Role.AUDITOR))));
        kinds.put("a sign-in that did not", page(302, () -> post("/login", "username=a&password=b", FORM)));
        kinds.put("a sign-out without its token", page(403, () -> post("/logout", "", cookie)));
        kinds.put("a style sheet", file(200, () -> get("/console/theme/console.css")));
        kinds.put("a picture", file(200, () -> get("/console/images/mark.svg")));
        kinds.put("a file that there is not", page(200, () -> get("/console/nothing.css")));
        kinds.put("a script", file(200, () -> get("/VAADIN/static/push/vaadinPush.js")));
        kinds.put("a call", call(200, () -> get("/api/v1/workspaces", person.bearer())));
        kinds.put("a call without a sign-in", call(401, () -> get("/api/v1/workspaces")));
        kinds.put("a call to nowhere", call(404, () -> get("/api/v1/nothing", person.bearer())));
        kinds.put("a call in another spelling", call(404, () -> get("/%61pi/v1/nothing", person.bearer())));
        kinds.put("a call that was not understood", call(400, () -> get("/api/v1/workspaces?x=1", person.bearer())));
        kinds.put(
                "a call with another method",
                call(405, () -> exchange("PUT", "/api/v1/workspaces", "", person.bearer())));
        kinds.put("a call that says too much", call(413, () -> tooMuch("/api/v1/workspaces")));
        kinds.put("a call that the firewall refuses", call(400, () -> get("/api/v1/a;b", person.bearer())));
        kinds.put("a call that the container refuses", call(400, () -> get("/api/v1/a%zz", person.bearer())));
        kinds.put("the description of the API", call(200, () -> get("/api/v1/openapi")));
        kinds.put("health", page(200, () -> get("/actuator/health/liveness")));
        kinds.put("health that there is not", page(404, () -> get("/actuator/health/nothing")));
        kinds.put("the rest of the machinery", page(302, () -> get("/actuator")));
        kinds.put("a form that is too large", page(413, () -> tooMuch("/login")));
        kinds.put("a method that nobody has", page(405, () -> exchange("TRACE", "/login", "")));
        kinds.put("another site's form", page(403, () -> post("/login", "", "Origin: https://evil.example")));
        kinds.put("an address that the firewall refuses", page(400, () -> get("/a/%2e%2e;/b")));
        kinds.put("an address that the container refuses", page(400, () -> get("/a%zz")));
        kinds.put("a request that is none", page(400, () -> RawHttp.exchange(port, List.of("nonsense"), "")));
        kinds.put("a request without a host", page(400, () -> RawHttp.exchange(port, List.of("GET / HTTP/1.1"), "")));
        kinds.put(
                "a request of another protocol",
                page(505, () -> RawHttp.exchange(port, List.of("GET / HTTP/7.0"), "")));
        return kinds;
    }

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private Answer tooMuch(String target) {
        return RawHttp.exchange(port, head("POST", target, 1L << 31), "");
    }

    private static Case page(int status, Supplier<Answer> answer) {
        return new Case(status, false, ".*no-store.*", answer);
    }

    private static Case call(int status, Supplier<Answer> answer) {
        return new Case(status, true, ".*no-store.*", answer);
    }

    private static Case file(int status, Supplier<Answer> answer) {
        return new Case(status, false, "(?!.*no-store).+", answer);
    }

    private record Case(int status, boolean isCall, String cached, Supplier<Answer> answer) {}

    @Test
    void each_page_has_a_nonce_of_its_own_and_each_of_its_scripts_bears_it() {
        var one = get("/login");
        var other = get("/login");

        assertThat(nonce(one)).isNotEqualTo(nonce(other));
        assertThat(Pattern.compile("<script(?![^>]* nonce=\"" + Pattern.quote(nonce(one)) + "\")")
                        .matcher(one.body())
                        .results())
                .as(one.body())
                .isEmpty();
        assertThat(one.body()).contains("<script");
    }

    private static String nonce(Answer answer) {
        var found = NONCE.matcher(answer.header("Content-Security-Policy"));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void behind_tls_a_browser_is_told_to_stay_there() {
        assertThat(get("/login", "X-Forwarded-Proto: https").header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(get("/api/v1/workspaces", "X-Forwarded-Proto: https").header("Strict-Transport-Security"))
                .isNotEmpty();
    }
}
