package io.runtruth.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.NewAccount;
import io.runtruth.access.SignedIn;
import io.runtruth.testing.DatabaseTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class SignInDbTest extends DatabaseTest {

    private static final String PASSWORD = "a right one of this person";
    private static final String WRONG = "another one altogether";

    private final AccountService accounts;
    private final JdbcClient jdbc;
    private final MockMvc mvc;

    private String name;
    private String home;
    private UUID account;

    SignInDbTest(AccountService accounts, JdbcClient jdbc, WebApplicationContext context) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @BeforeEach
    void person() {
        name = "p" + UUID.randomUUID();
        home = address();
        account = accounts.create(new Actor.System("test"), new NewAccount(name, "Person", PASSWORD, false, true));
    }

    @Test
    void a_right_password_leads_in_and_is_kept_with_where_it_was_given() throws Exception {
        assertThat(signIn(PASSWORD, home).getRedirectedUrl()).isEqualTo("/");

        assertThat(kept()).containsExactly("sign_in.succeeded by " + account + " from " + home);
    }

    @Test
    void wrong_ones_are_kept_once_a_minute_for_each_address() throws Exception {
        var elsewhere = address();
        for (var i = 0; i < 4; i++) {
            assertThat(signIn(WRONG, home).getRedirectedUrl()).isEqualTo("/login?error");
            assertThat(signIn(WRONG, elsewhere).getRedirectedUrl()).isEqualTo("/login?error");
        }

        assertThat(kept())
                .containsExactlyInAnyOrder(
                        "sign_in.failed by null from " + home, "sign_in.failed by null from " + elsewhere);
    }

    @Test
    void after_five_wrong_ones_the_page_asks_to_wait_and_that_is_kept() throws Exception {
        for (var i = 0; i < 5; i++) {
            signIn(WRONG + i, home);
        }

        assertThat(signIn(PASSWORD, home).getRedirectedUrl()).isEqualTo("/login?throttled");

        assertThat(kept()).contains("sign_in.throttled by null from " + home);
    }

    @Test
    void a_person_gets_in_from_home_while_a_stranger_guesses_from_elsewhere() throws Exception {
        var elsewhere = address();
        for (var i = 0; i < 20; i++) {
            signIn(WRONG + i, elsewhere);
        }

        assertThat(signIn(PASSWORD, elsewhere).getRedirectedUrl()).isEqualTo("/login?throttled");
        assertThat(signIn(PASSWORD, home).getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void the_api_says_when_to_come_back() throws Exception {
        for (var i = 0; i < 5; i++) {
            assertThat(call(WRONG + i).getStatus()).isEqualTo(401);
        }

        var answer = call(PASSWORD);

        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).matches("[1-5]");
        assertThat(answer.getContentAsString()).contains("sign_in.throttled");
    }

    @Test
    void a_password_opens_the_api_for_accounts_of_the_demo_only() throws Exception {
        var other = "p" + UUID.randomUUID();
        accounts.create(new Actor.System("test"), new NewAccount(other, "Person", PASSWORD, false, false));

        assertThat(call(PASSWORD).getStatus()).isEqualTo(200);
        for (var sent : List.of(PASSWORD, WRONG)) {
            var answer = perform(get("/api/v1/workspaces").with(httpBasic(other, sent)), home);
            assertThat(answer.getStatus()).isEqualTo(401);
            assertThat(answer.getContentAsString()).contains("sign_in.needed");
        }
    }

    @Test
    void a_client_that_sends_its_password_with_each_call_is_kept_once() throws Exception {
        for (var i = 0; i < 10; i++) {
            assertThat(call(PASSWORD).getStatus()).isEqualTo(200);
        }

        assertThat(kept()).hasSize(1);
    }

    @Test
    void a_password_that_was_changed_is_refused_by_the_api_at_once() throws Exception {
        assertThat(call(PASSWORD).getStatus()).isEqualTo(200);
        setHash(new BCryptPasswordEncoder(4).encode(WRONG));

        assertThat(call(PASSWORD).getStatus()).isEqualTo(401);
        assertThat(call(WRONG).getStatus()).isEqualTo(200);
    }

    @Test
    void what_was_typed_as_the_name_of_nobody_is_not_kept() throws Exception {
        var typed = "my-password-by-mistake-" + UUID.randomUUID();

        assertThat(perform(post("/login").param("username", typed).param("password", "x"), home)
                        .getRedirectedUrl())
                .isEqualTo("/login?error");

        assertThat(jdbc.sql("select count(*) from audit_entry where row(audit_entry.*)::text like '%' || ? || '%'")
                        .param(typed)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'sign_in.failed' and origin = ?")
                        .param(home)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void passwords_are_kept_as_argon2id_as_owasp_recommends_it() {
        assertThat(hash())
                .startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(PASSWORD);
    }

    @Test
    void an_older_hash_is_replaced_at_the_sign_in_and_the_password_stays() throws Exception {
        setHash(new BCryptPasswordEncoder(4).encode(PASSWORD));
        assertThat(signIn(WRONG, home).getRedirectedUrl()).isEqualTo("/login?error");
        assertThat(hash()).startsWith("$2a$");

        assertThat(signIn(PASSWORD, home).getRedirectedUrl()).isEqualTo("/");

        assertThat(hash()).startsWith("{argon2id}");
        assertThat(signIn(PASSWORD, address()).getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void names_and_passwords_of_any_length_are_just_wrong() throws Exception {
        var endless = "x".repeat(100_000);

        assertThat(signIn(endless, home).getRedirectedUrl()).isEqualTo("/login?error");
        assertThat(signIn(PASSWORD + " ".repeat(500), home).getRedirectedUrl()).isEqualTo("/login?error");
        assertThat(perform(post("/login").param("username", endless).param("password", "x"), home)
                        .getRedirectedUrl())
                .isEqualTo("/login?error");
    }

    @Test
    void leaving_is_kept() throws Exception {
        var person = new SignedIn(new Actor.Person(account, "Person", false), name, null);

        perform(post("/logout").with(user(person)), home);

        assertThat(kept()).containsExactly("sign_in.ended by " + account + " from " + home);
    }

    private MockHttpServletResponse signIn(String password, String from) throws Exception {
        return perform(post("/login").param("username", name).param("password", password), from);
    }

    private MockHttpServletResponse call(String password) throws Exception {
        return perform(get("/api/v1/workspaces").with(httpBasic(name, password)), home);
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request, String from) throws Exception {
        return mvc.perform(request.with(csrf()).with(it -> {
                    it.setRemoteAddr(from);
                    return it;
                }))
                .andReturn()
                .getResponse();
    }

    private List<String> kept() {
        return jdbc.sql("""
                select action || ' by ' || coalesce(cast(actor_id as text), 'null') || ' from ' || origin
                from audit_entry
                where subject_id = ? and action like 'sign_in.%'
                order by id
                """).param(account.toString()).query(String.class).list();
    }

    private String hash() {
        return jdbc.sql("select password_hash from account where id = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    private void setHash(String hash) {
        jdbc.sql("update account set password_hash = ? where id = ?")
                .params(hash, account)
                .update();
    }

    /// One that no other test uses.
    private static String address() {
        var random = ThreadLocalRandom.current();
        return "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
