package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.SessionQueries;
import io.runtruth.access.SessionService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// A browser whose node has stopped: it comes with the session's ticket and without anything that this node knows.
class SessionEdgeTest extends EdgeTest {

    private static final Pattern TICKET = Pattern.compile("((?:__Host-)?runtruth-session=rts_[^;\\s]+)");
    private static final String PAGE = "/w/nowhere/operations?tab=all&status=failed";

    @Autowired
    private SessionService sessions;

    @Autowired
    private SessionQueries queries;

    @Autowired
    private AccountService accounts;

    private Person person;

    @BeforeEach
    void somebody() {
        person = person(Role.OWNER);
    }

    @Test
    void the_ticket_is_kept_from_scripts_other_sites_and_plain_http() {
        var plain = login(person).header("Set-Cookie");
        assertThat(plain.lines().filter(it -> it.startsWith("runtruth-session=")))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Max-Age", "Expires", "Domain", "Secure");

        var secure = login(person, "X-Forwarded-Proto: https").header("Set-Cookie");
        assertThat(secure.lines().filter(it -> it.startsWith("__Host-runtruth-session=")))
                .singleElement()
                .asString()
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void whoever_has_the_ticket_is_at_the_same_place_signed_in() {
        var ticket = ticket(login(person));

        var page = get(PAGE, ticket);

        assertThat(page.status()).isEqualTo(200);
        assertThat(get(PAGE, session(page)).status())
                .as("in a session of this node")
                .isEqualTo(200);
        assertThat(ticket(page)).isNotEqualTo(ticket);
        assertThat(queries.mine(person.actor())).hasSize(1);
    }

    @Test
    void a_page_that_only_looks_whether_it_would_be_shown_is_answered_as_signed_in() {
        assertThat(exchange("HEAD", PAGE, "", ticket(login(person))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?v-r=heartbeat&v-uiId=0", "/console/theme/console.css", "/VAADIN/none.js"})
    void what_is_no_page_turns_no_ticket(String target) {
        var ticket = ticket(login(person));

        assertThat(get(target, ticket).header("Set-Cookie")).doesNotContain("runtruth-session");
        assertThat(get(PAGE, ticket).status()).isEqualTo(200);
    }

    @Test
    void a_ticket_opens_no_call_of_the_api() {
        assertThat(get("/api/v1/me", ticket(login(person))).status()).isEqualTo(401);
    }

    @Test
    void a_session_that_is_ended_elsewhere_ends_here_with_its_next_request() {
        var answer = login(person);
        var cookies = session(answer) + "; " + ticket(answer).substring("Cookie: ".length());
        assertThat(get("/", cookies).status()).isEqualTo(200);

        sessions.endAll(person.actor());

        var after = get("/", cookies);
        assertThat(after.header("Location")).isEqualTo("/login");
        assertThat(after.header("Set-Cookie")).contains("runtruth-session=;");
        assertThat(get("/", session(answer)).header("Location")).isEqualTo("/login");
    }

    @Test
    void a_disabled_account_comes_back_nowhere() {
        person(Role.OWNER);
        var ticket = ticket(login(person));

        accounts.disable(new Actor.System("test"), person.actor().account());

        assertThat(get(PAGE, ticket).header("Location")).isEqualTo("/login");
    }

    @Test
    void where_no_identity_provider_is_configured_there_is_no_way_to_one() {
        assertThat(get("/oauth2/authorization/corp").header("Location")).isEqualTo("/login");
        assertThat(get("/login/oauth2/code/corp?code=x&state=y").header("Set-Cookie"))
                .doesNotContain("runtruth-session=rts_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "rts_a.rtt_b", "rts_..", "\u00e4"})
    void what_is_no_ticket_is_taken_away(String sent) {
        var answer = get(PAGE, "Cookie: runtruth-session=" + sent);

        assertThat(answer.header("Location")).isEqualTo("/login");
    }

    @Test
    void a_ticket_for_https_is_not_taken_from_a_cookie_that_plain_http_could_have_set() {
        var ticket = ticket(login(person, "X-Forwarded-Proto: https"));
        assertThat(ticket).startsWith("Cookie: __Host-");

        var forged = ticket.replace("__Host-", "");

        assertThat(get(PAGE, forged, "X-Forwarded-Proto: https").header("Location"))
                .isEqualTo("/login");
        assertThat(get(PAGE, ticket, "X-Forwarded-Proto: https").status()).isEqualTo(200);
    }

    private static String ticket(RawHttp.Answer answer) {
        var cookie = TICKET.matcher(answer.header("Set-Cookie"));
        if (!cookie.find()) {
            throw new AssertionError("no ticket: " + answer);
        }
        return "Cookie: " + cookie.group(1);
    }
}
