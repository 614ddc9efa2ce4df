package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.IdentityQueries;
import io.runtruth.access.IdentityService;
import io.runtruth.access.InvitationService;
import io.runtruth.access.MailTo;
import io.runtruth.access.MemberService;
import io.runtruth.access.NewAccount;
import io.runtruth.access.ProviderRefusal;
import io.runtruth.access.Role;
import io.runtruth.access.SessionQueries;
import io.runtruth.access.Share;
import io.runtruth.access.SignInMethod;
import io.runtruth.access.SignInProviders;
import io.runtruth.access.SignInProviders.SignInNotice;
import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Problem;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// People who sign in through an identity provider that really runs (contract 8).
@TestPropertySource(
        properties = {
            "runtruth.sealing-key=a random text of 32 characters, of this test",
            "runtruth.sign-in.admit-by-groups=false",
            "runtruth.sign-in.groups[0].registration=corp",
            "runtruth.sign-in.groups[0].group=operators",
            "runtruth.sign-in.groups[0].workspace=" + ProviderSignInEdgeTest.MAPPED,
            "runtruth.sign-in.groups[0].role=operator",
            "runtruth.sign-in.groups[1].registration=corp",
            "runtruth.sign-in.groups[1].group=owners",
            "runtruth.sign-in.groups[1].workspace=" + ProviderSignInEdgeTest.MAPPED,
            "runtruth.sign-in.groups[1].role=owner"
        })
class ProviderSignInEdgeTest extends EdgeTest {

    static final String MAPPED = "mapped-by-groups";

    private static final Actor SYSTEM = new Actor.System("test");
    private static final IdentityProvider PROVIDER = new IdentityProvider("corp", "other");
    private static final ServerSocket SILENT = listening();
    private static final String NOBODY_THERE = "http://localhost:" + freePort() + "/dead";
    private static final Pattern ASKED = Pattern.compile("((?:__Host-)?runtruth-provider=[^;\\s]+)");
    private static final Pattern TICKET = Pattern.compile("((?:__Host-)?runtruth-session=rts_[^;\\s]+)");
    private static final String PAGE = "/w/nowhere/operations?tab=all";

    @Autowired
    private TestWorkspaces workspaces;

    @Autowired
    private AccountService accounts;

    @Autowired
    private InvitationService invitations;

    @Autowired
    private MemberService members;

    @Autowired
    private IdentityService identities;

    @Autowired
    private IdentityQueries identityQueries;

    @Autowired
    private SessionQueries sessions;

    @Autowired
    private SignInProviders providers;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String subject = UUID.randomUUID().toString();
    private final String address = "anna-" + subject.substring(0, 8) + "@example.org";

    @DynamicPropertySource
    static void registered(DynamicPropertyRegistry registry) {
        var settings = new HashMap<String, String>();
        settings.putAll(IdentityProvider.settings("corp", "Corp ID", PROVIDER.issuer("corp")));
        settings.putAll(IdentityProvider.settings("other", "Other ID", PROVIDER.issuer("other")));
        settings.putAll(IdentityProvider.settings("dead", "Dead ID", NOBODY_THERE));
        settings.putAll(IdentityProvider.settings(
                "silent", "Silent ID", "http://localhost:" + SILENT.getLocalPort() + "/silent"));
        settings.forEach((name, value) -> registry.add(name, () -> value));
    }

    @Test
    void a_person_is_found_by_their_verified_address_and_from_then_on_by_their_subject() {
        var person = account(address);
        says(verified(address.toUpperCase(Locale.ROOT)));

        var first = signIn("corp");

        assertThat(first.header("Location")).isEqualTo("/");
        assertThat(signedIn(first)).isEqualTo(person.account());
        assertThat(sessions.mine(person).getFirst().by().method()).isEqualTo(SignInMethod.PROVIDER);
        assertThat(sessions.mine(person).getFirst().by().provider()).isEqualTo("Corp ID");
        assertThat(identityQueries.mine(person)).singleElement().satisfies(it -> {
            assertThat(it.registration()).isEqualTo("corp");
            assertThat(it.shown()).isEqualTo(address);
        });

        says(verified("somebody-else-" + address));
        assertThat(signedIn(signIn("corp"))).isEqualTo(person.account());
        assertThat(actions(person.account())).contains("account.identity_linked", "sign_in.succeeded");
    }

    @Test
    void what_was_asked_goes_along_with_the_browser_and_keeps_no_session_here() {
        var asked = get("/oauth2/authorization/corp");

        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location"))
                .startsWith(PROVIDER.issuer("corp") + "/authorize")
                .contains("code_challenge_method=S256", "nonce=", "state=", "scope=")
                .contains("redirect_uri=http://localhost:" + port + "/login/oauth2/code/corp");
        assertThat(asked.header("Set-Cookie").lines())
                .singleElement()
                .asString()
                .startsWith("runtruth-provider=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600")
                .doesNotContain("Domain");
        assertThat(asked.header("Set-Cookie").length()).isLessThan(2_000);

        assertThat(get("/oauth2/authorization/corp", "X-Forwarded-Proto: https").header("Set-Cookie"))
                .startsWith("__Host-runtruth-provider=")
                .contains("Secure");
    }

    /// Without RUNTRUTH_ADDRESS only localhost is an address to lead back to.
    @Test
    void no_sign_in_leads_back_to_a_host_that_a_request_has_named() {
        assertThat(get("/oauth2/authorization/corp", "Host: evil.example").status())
                .isEqualTo(404);
        assertThat(get("/oauth2/authorization/unknown").status()).isEqualTo(404);
    }

    @Test
    void whoever_was_sent_to_the_sign_in_comes_back_to_the_page_that_they_wanted() {
        account(address);
        var before = session(get(PAGE));
        says(verified(address));

        assertThat(signIn("corp", before).header("Location")).startsWith(PAGE);
    }

    @Test
    void a_session_by_a_provider_outlives_its_node() {
        var person = account(address);
        says(verified(address));

        var ticket = ticket(signIn("corp"));

        assertThat(get(PAGE, ticket).status()).isEqualTo(200);
        assertThat(sessions.mine(person)).hasSize(1);
    }

    @Test
    void nobody_who_was_not_invited_gets_in_and_no_account_is_made() {
        var before = accountCount();
        says(verified(address));

        var refused = signIn("corp");

        assertThat(refusal(refused)).isEqualTo(new SignInNotice(ProviderRefusal.UNKNOWN, "Corp ID", address, ""));
        assertThat(refused.header("Location")).doesNotContain("example.org", "anna");
        assertThat(refused.header("Set-Cookie")).doesNotContain("runtruth-session=rts_");
        assertThat(accountCount()).isEqualTo(before);
    }

    @Test
    void a_notice_that_was_changed_says_nothing_of_its_own() {
        says(verified(address));
        var told = told(signIn("corp"));

        assertThat(providers.notice(told.substring(0, told.length() - 2) + "AA"))
                .isEmpty();
        assertThat(providers.notice("not found")).isEmpty();
        assertThat(get("/login?provider=%3Cb%3Ehello").status()).isEqualTo(200);
    }

    @Test
    void an_address_that_is_not_verified_finds_nobody() {
        account(address);
        says(Map.of("sub", subject, "email", address, "email_verified", false, "name", "Anna"));

        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.UNVERIFIED);

        says(Map.of("sub", subject, "email", address, "name", "Anna"));
        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.UNVERIFIED);
    }

    @Test
    void a_disabled_account_is_told_what_nobody_is_told() {
        var person = account(address);
        says(verified(address));
        signIn("corp");
        person(Role.OWNER);
        accounts.disable(SYSTEM, person.account());

        says(verified(address));

        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.UNKNOWN);
    }

    @Test
    void an_address_that_was_handed_on_to_somebody_else_opens_nothing() {
        account(address);
        says(verified(address));
        signIn("corp");

        says(Map.of("sub", "another", "email", address, "email_verified", true));

        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.ANOTHER);
    }

    @Test
    void the_same_subject_at_another_provider_is_another_person() {
        account(address);
        says(verified(address));
        signIn("corp");

        PROVIDER.says("other", Map.of("sub", subject, "email", "x" + address, "email_verified", true));

        assertThat(refusal(signIn("other")).why()).isEqualTo(ProviderRefusal.UNKNOWN);
    }

    @Test
    void whoever_has_an_invitation_accepts_it_without_a_password_whatever_their_address() {
        var workspace = workspaces.workspace();
        var secret = invitation(workspace, Role.REVIEWER);
        says(Map.of("sub", subject, "email", address, "email_verified", false, "name", "Anna Ott"));

        var account = signedIn(signIn("/oauth2/authorization/corp?invitation=" + secret, "corp"));

        assertThat(role(workspace, account)).contains("reviewer");
        assertThat(jdbc.sql("select display_name, username, password_hash is null as none from account where id = ?")
                        .param(account)
                        .query()
                        .singleRow())
                .containsEntry("display_name", "Anna Ott")
                .containsEntry("username", address.substring(0, address.indexOf('@')))
                .containsEntry("none", true);

        says(Map.of("sub", subject));
        assertThat(signedIn(signIn("corp"))).isEqualTo(account);

        says(Map.of("sub", "somebody else"));
        assertThat(refusal(signIn("/oauth2/authorization/corp?invitation=" + secret, "corp"))
                        .why())
                .isEqualTo(ProviderRefusal.INVITATION);
    }

    @Test
    void whoever_was_invited_by_their_verified_address_needs_no_link() {
        var workspace = workspaces.workspace();
        var other = workspaces.workspace();
        invited(workspace, Role.AUDITOR, address.toUpperCase(Locale.ROOT));
        invited(workspace, Role.REVIEWER, address);
        invited(other, Role.OPERATOR, address);
        says(verified(address));

        var account = signedIn(signIn("corp"));

        assertThat(role(workspace, account)).as("the newest of its workspace").contains("reviewer");
        assertThat(role(other, account)).contains("operator");
        assertThat(actions(account)).contains("account.created", "account.identity_linked", "member.added");
        assertThat(jdbc.sql("select count(*) from invitation where accepted_by = ?")
                        .param(account)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void an_address_in_other_letters_is_not_folded_into_that_of_somebody_who_was_invited() {
        var kate = "kate" + address;
        invited(workspaces.workspace(), Role.AUDITOR, kate);
        says(verified("\u212A" + kate.substring(1)));

        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.UNVERIFIED);
    }

    @Test
    void an_address_that_was_invited_lets_nobody_in_while_it_is_not_verified() {
        invited(workspaces.workspace(), Role.AUDITOR, address);
        says(Map.of("sub", subject, "email", address, "email_verified", false, "name", "Anna"));

        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.UNVERIFIED);
    }

    @Test
    void an_invitation_by_address_that_is_no_longer_open_lets_nobody_in() {
        var workspace = workspaces.workspace();
        var suspended = workspaces.workspace();
        invitations.revoke(SYSTEM, workspace, invited(workspace, Role.AUDITOR, address));
        jdbc.sql("update invitation set created_at = ?, expires_at = ? where id = ?")
                .params(ago(2), ago(1), invited(workspace, Role.AUDITOR, address))
                .update();
        invited(suspended, Role.AUDITOR, address);
        workspaces.suspend(suspended);
        says(verified(address));

        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.UNKNOWN);
    }

    private UUID invited(UUID workspace, Role role, String email) {
        var to = new MailTo(MailAddress.of(email), Locale.ENGLISH);
        return invitations
                .create(SYSTEM, workspace, Share.of(role), clock.instant().plus(Duration.ofDays(1)), to)
                .id();
    }

    private OffsetDateTime ago(int days) {
        return clock.instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC);
    }

    @Test
    void an_invitation_that_is_no_longer_open_makes_no_account() {
        var before = accountCount();
        says(verified(address));

        assertThat(refusal(signIn("/oauth2/authorization/corp?invitation=rti_unknown", "corp"))
                        .why())
                .isEqualTo(ProviderRefusal.INVITATION);
        assertThat(accountCount()).isEqualTo(before);
    }

    @Test
    void an_invitation_to_a_suspended_workspace_stays_open_and_says_why() {
        var workspace = workspaces.workspace();
        var secret = invitation(workspace, Role.REVIEWER);
        workspaces.suspend(workspace);
        says(verified(address));

        assertThat(refusal(signIn("/oauth2/authorization/corp?invitation=" + secret, "corp"))
                        .why())
                .isEqualTo(ProviderRefusal.SUSPENDED);

        assertThat(invitations.behind(secret)).isPresent();
    }

    @Test
    void no_other_site_makes_somebody_accept_an_invitation() {
        var workspace = workspaces.workspace();
        var account = account(address);
        var secret = invitation(workspace, Role.REVIEWER);
        says(verified(address));

        signIn("/oauth2/authorization/corp?invitation=" + secret, "corp", "Sec-Fetch-Site: cross-site");

        assertThat(role(workspace, account.account())).isEmpty();
    }

    @Test
    void groups_give_a_membership_and_take_it_away_with_all_that_hangs_on_it() {
        var workspace = mapped();
        var person = account(address);
        says(inGroups("operators", "of no rule"));
        signIn("corp");
        assertThat(role(workspace, person.account())).contains("operator");
        var token = "Authorization: Bearer " + workspaces.token(workspace, person);
        var environments = "/api/v1/workspaces/" + MAPPED + "/environments";
        assertThat(get(environments, token).status()).isEqualTo(200);

        says(inGroups("of no rule"));
        signIn("corp");

        assertThat(role(workspace, person.account())).isEmpty();
        assertThat(get(environments, token).status()).isEqualTo(404);
        assertThat(jdbc.sql(
                                "select action from audit_entry where subject_id = ? and actor_name = 'provider corp' order by id")
                        .param(person.account().toString())
                        .query(String.class)
                        .list())
                .containsExactly("member.added", "member.removed");
    }

    @Test
    void groups_that_change_change_the_role() {
        var workspace = mapped();
        var person = account(address);
        says(inGroups("owners"));
        signIn("corp");
        assertThat(role(workspace, person.account())).contains("owner");

        says(inGroups("operators"));
        signIn("corp");

        assertThat(role(workspace, person.account())).contains("operator");
    }

    @Test
    void what_was_given_by_hand_no_group_changes() {
        var workspace = mapped();
        var person = workspaces.person(workspace, Role.AUDITOR);
        jdbc.sql("update account set username = ? where id = ?")
                .params(address, person.account())
                .update();

        says(inGroups("operators"));
        signIn("corp");
        assertThat(role(workspace, person.account())).contains("auditor");
        says(inGroups());
        signIn("corp");
        assertThat(role(workspace, person.account())).contains("auditor");
    }

    @Test
    void a_membership_of_a_group_that_an_owner_has_changed_is_by_hand() {
        var workspace = mapped();
        var person = account(address);
        says(inGroups("operators"));
        signIn("corp");

        members.change(
                SYSTEM,
                new MemberService.MemberRef(workspace, person.account()),
                new MemberService.MemberChange(Share.of(Role.REVIEWER), null));
        says(inGroups());
        signIn("corp");

        assertThat(role(workspace, person.account())).contains("reviewer");
    }

    @Test
    void the_last_owner_stays_whatever_their_groups_say() {
        var workspace = mapped();
        jdbc.sql("delete from member where workspace_id = ?").param(workspace).update();
        var person = account(address);
        says(inGroups("owners"));
        signIn("corp");

        says(inGroups());
        assertThat(signedIn(signIn("corp"))).isEqualTo(person.account());

        assertThat(role(workspace, person.account())).contains("owner");
    }

    @Test
    void groups_that_are_too_many_to_be_told_change_nothing() {
        var workspace = mapped();
        var person = account(address);
        says(inGroups("operators"));
        signIn("corp");

        var untold = new HashMap<String, Object>(verified(address));
        untold.put("_claim_names", Map.of("groups", "src1"));
        says(untold);
        signIn("corp");

        assertThat(role(workspace, person.account())).contains("operator");
    }

    @Test
    void groups_alone_admit_nobody_unless_that_was_configured() {
        mapped();
        says(inGroups("operators"));

        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.UNKNOWN);
    }

    @Test
    void a_person_links_and_unlinks_theirs_from_a_fresh_session() {
        var person = person(Role.REVIEWER);
        var cookies = cookies(login(person));
        var session = sessions.mine(person.actor()).getFirst().id();
        var corp = providers.find("corp").orElseThrow();

        says(Map.of("sub", subject, "name", "Anna at Corp"));
        var linked = signIn(providers.link(corp, person.actor(), session), "corp", cookies);

        assertThat(linked.header("Location")).isEqualTo("/me/providers");
        assertThat(get(PAGE, cookies).status()).as("the same session").isEqualTo(200);
        says(Map.of("sub", subject));
        assertThat(signedIn(signIn("corp"))).isEqualTo(person.actor().account());

        identities.unlink(
                person.actor(), identityQueries.mine(person.actor()).getFirst().id());
        says(Map.of("sub", subject));
        assertThat(refusal(signIn("corp")).why()).isEqualTo(ProviderRefusal.UNVERIFIED);
    }

    @Test
    void nobody_links_an_identity_to_the_account_of_somebody_else() {
        var person = person(Role.REVIEWER);
        var session = session(login(person));
        var id = sessions.mine(person.actor()).getFirst().id();
        var corp = providers.find("corp").orElseThrow();
        var begun = get(providers.link(corp, person.actor(), id));
        says(Map.of("sub", subject));
        var back = PROVIDER.passed(begun.header("Location"));

        assertThat(refusal(answered(back, asked(begun))).why())
                .as("by a browser that is not signed in")
                .isEqualTo(ProviderRefusal.STALE);

        var forged = get("/oauth2/authorization/corp?link=AAAA", session);
        says(Map.of("sub", subject));
        assertThat(refusal(answered(PROVIDER.passed(forged.header("Location")), asked(forged) + both(session)))
                        .why())
                .as("a wish that is not ours is none")
                .isEqualTo(ProviderRefusal.UNVERIFIED);
        assertThat(identityQueries.mine(person.actor())).isEmpty();
    }

    @Test
    void the_only_way_in_is_not_unlinked() {
        var secret = invitation(workspaces.workspace(), Role.REVIEWER);
        says(Map.of("sub", subject, "name", "Anna"));
        var account = signedIn(signIn("/oauth2/authorization/corp?invitation=" + secret, "corp"));
        var person = new Actor.Person(account, "Anna", false);
        var identity = identityQueries.mine(person).getFirst().id();

        assertThat(problem(() -> identities.unlink(person, identity))).isEqualTo("identity.last_way");
        assertThat(identityQueries.mine(person)).hasSize(1);
        assertThat(problem(() -> accounts.changePassword(person, "", "a password of Anna's own")))
                .isEqualTo("account.password_wrong");
    }

    @Test
    void an_answer_counts_once_and_in_the_browser_that_has_asked() {
        account(address);
        var begun = get("/oauth2/authorization/corp");
        says(verified(address));
        var back = PROVIDER.passed(begun.header("Location"));

        assertThat(refusal(answered(back, "Cookie: none=none")).why())
                .as("in another browser")
                .isEqualTo(ProviderRefusal.STALE);
        var first = answered(back, asked(begun));
        assertThat(first.header("Location")).isEqualTo("/");
        assertThat(first.header("Set-Cookie")).contains("runtruth-provider=;");
        assertThat(refusal(answered(back, asked(begun))).why())
                .as("a second time, by a browser that has kept what it was to give up")
                .isEqualTo(ProviderRefusal.STALE);
    }

    @Test
    void an_answer_to_another_question_or_of_another_provider_is_none() {
        account(address);
        var begun = get("/oauth2/authorization/corp");
        says(verified(address));
        var back = PROVIDER.passed(begun.header("Location"));

        assertThat(refusal(answered(URI.create(back.toString().replaceFirst("state=[^&]*", "state=x")), asked(begun)))
                        .why())
                .isEqualTo(ProviderRefusal.STALE);
        assertThat(refusal(answered(URI.create(back.toString().replace("/code/corp", "/code/other")), asked(begun)))
                        .why())
                .isEqualTo(ProviderRefusal.STALE);
        assertThat(refusal(answered(URI.create(back + "&iss=https://evil.example"), asked(begun)))
                        .why())
                .isEqualTo(ProviderRefusal.UNPROVEN);
    }

    @Test
    void a_way_back_from_no_provider_of_ours_is_an_address_like_any_other() {
        for (var nobody : List.of("unknown", "a".repeat(6_000))) {
            var answer = get("/login/oauth2/code/" + nobody + "?code=x&state=y");

            assertThat(answer.status()).isLessThan(500);
            assertThat(answer.toString()).doesNotContain("/login?provider=");
        }
    }

    @Test
    void a_token_for_somebody_else_opens_nothing() {
        unproven(Map.of("aud", List.of("another-client")));
    }

    @Test
    void a_token_of_another_issuer_opens_nothing() {
        unproven(Map.of("iss", PROVIDER.issuer("other")));
    }

    @Test
    void a_token_for_another_question_opens_nothing() {
        unproven(Map.of("nonce", "of another sign-in"));
    }

    @Test
    void a_token_that_has_ended_opens_nothing() {
        unproven(Map.of("iat", seconds(Duration.ofMinutes(-9)), "exp", seconds(Duration.ofMinutes(-3))));
    }

    @Test
    void clocks_may_differ_by_a_minute_and_not_by_more() {
        account(address);
        var soon = new HashMap<String, Object>(verified(address));
        soon.put("nbf", seconds(Duration.ofSeconds(30)));
        soon.put("iat", seconds(Duration.ofSeconds(30)));
        says(soon);
        assertThat(signIn("corp").header("Location")).isEqualTo("/");

        unproven(Map.of("iat", seconds(Duration.ofMinutes(5)), "nbf", seconds(Duration.ofMinutes(5))));
    }

    private void unproven(Map<String, Object> wrong) {
        if (accounts.find(address).isEmpty()) {
            account(address);
        }
        var claims = new HashMap<String, Object>(inGroups("of no rule"));
        claims.putAll(wrong);
        says(claims);

        var notice = refusal(signIn("corp"));

        assertThat(notice.why()).isEqualTo(ProviderRefusal.UNPROVEN);
        assertThat(notice.reference()).matches("[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "consent_required"})
    void whoever_says_no_at_the_provider_is_told_so(String error) {
        var begun = get("/oauth2/authorization/corp");

        var answer = answered(error(begun, error), asked(begun));

        assertThat(refusal(answer).why()).isEqualTo(ProviderRefusal.DENIED);
    }

    @Test
    void an_unknown_fault_of_the_provider_is_told_under_a_reference() {
        var begun = get("/oauth2/authorization/corp");

        var notice = refusal(answered(error(begun, "invalid_scope"), asked(begun)));

        assertThat(notice.why()).isEqualTo(ProviderRefusal.UNPROVEN);
        assertThat(notice.reference()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "silent"})
    void a_provider_that_is_away_is_told_within_seconds_and_keeps_nobody_else(String registration) {
        var begun = Instant.now(clock);

        assertThat(refusal(get("/oauth2/authorization/" + registration)).why()).isEqualTo(ProviderRefusal.UNAVAILABLE);
        assertThat(refusal(get("/oauth2/authorization/" + registration)).why()).isEqualTo(ProviderRefusal.UNAVAILABLE);

        assertThat(Duration.between(begun, Instant.now(clock)))
                .as("the second is not asked again")
                .isLessThan(Duration.ofSeconds(7));
        assertThat(get("/oauth2/authorization/corp").status()).isEqualTo(302);
    }

    @Test
    void wrong_answers_slow_their_address_down() {
        for (var tried = 0; tried < 6; tried++) {
            var begun = get("/oauth2/authorization/other", "X-Forwarded-For: 203.0.113.77");
            var last = exchange(
                    "GET",
                    "/login/oauth2/code/other?code=none&state=" + state(begun),
                    "",
                    asked(begun),
                    "X-Forwarded-For: 203.0.113.77");
            if (last.header("Location").equals("/login?throttled")) {
                return;
            }
        }
        throw new AssertionError("six wrong answers were all looked at");
    }

    @Test
    void what_fails_is_in_the_trail() {
        says(verified(address));
        get("/login");
        var before = failures();
        exchange("GET", "/login/oauth2/code/corp?code=x&state=y", "", "X-Forwarded-For: 198.51.100." + port % 200);

        assertThat(failures()).isGreaterThan(before);
    }

    private long failures() {
        return jdbc.sql("""
                select count(*)
                from audit_entry
                where action = 'sign_in.failed'
                and details ->> 'door' = 'provider'
                """).query(Long.class).single();
    }

    private void says(Map<String, Object> claims) {
        PROVIDER.says("corp", claims);
    }

    private Map<String, Object> verified(String email) {
        return Map.of("sub", subject, "email", email, "email_verified", true, "name", "Anna");
    }

    private Map<String, Object> inGroups(String... groups) {
        var claims = new HashMap<String, Object>(verified(address));
        claims.put("groups", List.of(groups));
        return claims;
    }

    private long seconds(Duration fromNow) {
        return clock.instant().plus(fromNow).getEpochSecond();
    }

    private Actor.Person account(String username) {
        var id = accounts.create(SYSTEM, new NewAccount(username, "Anna", "a password of nobody here", false, false));
        return new Actor.Person(id, "Anna", false);
    }

    private long accountCount() {
        return jdbc.sql("select count(*) from account").query(Long.class).single();
    }

    private UUID mapped() {
        return jdbc.sql("select id from workspace where slug = ?")
                .param(MAPPED)
                .query(UUID.class)
                .optional()
                .orElseGet(() -> {
                    var made = workspaces.workspace();
                    jdbc.sql("update workspace set slug = ? where id = ?")
                            .params(MAPPED, made)
                            .update();
                    workspaces.person(made, Role.OWNER);
                    return made;
                });
    }

    private Optional<String> role(UUID workspace, UUID account) {
        return jdbc.sql("select role from member where workspace_id = ? and account_id = ?")
                .params(workspace, account)
                .query(String.class)
                .optional();
    }

    private List<String> actions(UUID account) {
        return jdbc.sql("select action from audit_entry where subject_id = ? or actor_id = ?")
                .params(account.toString(), account)
                .query(String.class)
                .list();
    }

    private String invitation(UUID workspace, Role role) {
        var owner = workspaces.person(workspace, Role.OWNER);
        return invitations
                .create(owner, workspace, Share.of(role), clock.instant().plus(Duration.ofDays(1)))
                .secret();
    }

    /// The whole way of a browser.
    private RawHttp.Answer signIn(String registration) {
        return signIn("/oauth2/authorization/" + registration, registration);
    }

    private RawHttp.Answer signIn(String start, String registration, String... headers) {
        if (!start.startsWith("/")) {
            return signIn("/oauth2/authorization/" + start, start, registration);
        }
        var begun = get(start, headers);
        assertThat(begun.status()).as("%s", begun).isEqualTo(302);
        var cookie = headers.length > 0 && headers[0].startsWith("Cookie: ") ? both(headers[0]) : "";
        return answered(PROVIDER.passed(begun.header("Location")), asked(begun) + cookie);
    }

    private RawHttp.Answer answered(URI back, String cookies) {
        return get(back.getRawPath() + "?" + back.getRawQuery(), cookies, "Sec-Fetch-Site: cross-site");
    }

    private URI error(RawHttp.Answer begun, String error) {
        return URI.create("http://localhost/login/oauth2/code/corp?error=%s&state=%s".formatted(error, state(begun)));
    }

    private static String state(RawHttp.Answer begun) {
        return begun.header("Location").replaceFirst(".*[?&]state=([^&]*).*", "$1");
    }

    private static String both(String header) {
        return "; " + header.substring("Cookie: ".length());
    }

    private static String cookies(RawHttp.Answer login) {
        return session(login) + both(ticket(login));
    }

    private static String asked(RawHttp.Answer answer) {
        var cookie = ASKED.matcher(answer.header("Set-Cookie"));
        if (!cookie.find()) {
            throw new AssertionError("nothing was asked: " + answer);
        }
        return "Cookie: " + cookie.group(1);
    }

    private static String ticket(RawHttp.Answer answer) {
        var cookie = TICKET.matcher(answer.header("Set-Cookie"));
        if (!cookie.find()) {
            throw new AssertionError("no ticket: " + answer);
        }
        return "Cookie: " + cookie.group(1);
    }

    /// Whose session it is.
    private UUID signedIn(RawHttp.Answer answer) {
        ticket(answer);
        assertThat(get(PAGE, session(answer)).status()).isEqualTo(200);
        // others have signed in by clocks of their own
        return jdbc.sql("""
                select account_id
                from person_session
                where signed_in_at <= now()
                order by signed_in_at desc
                limit 1
                """).query(UUID.class).single();
    }

    private static String told(RawHttp.Answer answer) {
        assertThat(answer.header("Location")).as("%s", answer).startsWith("/login?provider=");
        return answer.header("Location").substring("/login?provider=".length());
    }

    private SignInNotice refusal(RawHttp.Answer answer) {
        return providers.notice(told(answer)).orElseThrow();
    }

    private static String problem(Runnable act) {
        try {
            act.run();
        } catch (Problem problem) {
            return problem.code();
        }
        throw new AssertionError("nothing speaks against it");
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
