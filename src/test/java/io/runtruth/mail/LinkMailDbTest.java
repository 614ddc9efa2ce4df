package io.runtruth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.InvitationQueries;
import io.runtruth.access.InvitationQueries.MailedTo;
import io.runtruth.access.InvitationService;
import io.runtruth.access.LinkMail.MailState;
import io.runtruth.access.MailTo;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.access.TokenService.NewSecret;
import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Problem;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Links that are shown once, sent as well (contract 8).
class LinkMailDbTest extends MailTest {

    private static final MailAddress BEN = new MailAddress("ben@elsewhere.example");

    private final InvitationService invitations;
    private final InvitationQueries queries;
    private final AccountService accounts;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    private UUID workspace;
    private Actor.Person owner;

    LinkMailDbTest(
            InvitationService invitations,
            InvitationQueries queries,
            AccountService accounts,
            TestWorkspaces some,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.invitations = invitations;
        this.queries = queries;
        this.accounts = accounts;
        this.some = some;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void place() {
        workspace = some.workspace();
        owner = some.person(workspace, Role.OWNER);
    }

    @Test
    void an_invitation_is_sent_with_the_link_that_was_shown_and_it_opens() {
        var made = invited(Locale.ENGLISH);

        send();

        var letter = received().getFirst();
        assertThat(letter.to()).isEqualTo(BEN.text());
        assertThat(letter.header("From")).isEqualTo("Runtruth <runtruth@console.example>");
        assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(letter.subject()).isEqualTo("Invitation to Workspace");
        assertThat(letter.plain()).contains(owner.name() + " invites you", "works once, until ", "UTC");
        assertThat(letter.links()).containsExactly("invitation/" + made.secret());
        assertThat(letter.html()).contains("<a href=\"https://console.example/invitation/" + made.secret() + "\">");
        assertThat(invitations.behind(made.secret())).isPresent();
        assertThat(mailed(made)).isEqualTo(new MailedTo(BEN.text(), MailState.SENT));
    }

    @Test
    void it_is_written_in_the_language_of_whoever_has_it_sent() {
        invited(Locale.GERMAN);

        send();

        assertThat(received().getFirst().subject()).isEqualTo("Einladung in Workspace");
        assertThat(received().getFirst().html()).contains("<html lang=\"de\">");
    }

    @Test
    void an_invitation_that_is_rolled_back_is_sent_to_nobody() {
        transaction.executeWithoutResult(status -> {
            invited(Locale.ENGLISH);
            status.setRollbackOnly();
        });

        send();

        assertThat(received()).isEmpty();
    }

    @Test
    void hostile_names_stay_text_on_one_line_and_nothing_in_them_looks_like_a_link() {
        jdbc.sql("update workspace set name = ? where id = ?")
                .params("A\r\nBcc: all@evil.example\r\n\r\n<a href=\"https://evil.example\">\u202eOpen</a>", workspace)
                .update();

        invited(Locale.ENGLISH);
        send();

        var letter = received().getFirst();
        assertThat(received()).hasSize(1);
        assertThat(letter.subject()).doesNotContain("\r", "\n").contains("Bcc: all");
        assertThat(letter.to()).isEqualTo(BEN.text());
        assertThat(letter.html()).doesNotContain("<a href=\"https://evil").contains("&lt;a href=");
        assertThat(letter.plain()).doesNotContain("evil.example", "https://evil", "all@evil", "\u202e");
    }

    @Test
    void what_waits_is_sealed_and_what_is_sent_is_wiped() {
        var made = invited(Locale.ENGLISH);

        var waiting = jdbc.sql("select l::text || encode(l.sealed, 'escape') from letter l")
                .query(String.class)
                .single();
        assertThat(waiting).doesNotContain(made.secret(), BEN.text());
        send();

        assertThat(jdbc.sql("select sealed from letter").query(byte[].class).optional())
                .isEmpty();
    }

    @Test
    void a_server_that_is_away_is_tried_later_and_the_letter_arrives_once() throws Exception {
        var made = invited(Locale.ENGLISH);
        int nobody;
        try (var server = StubbornMailServer.silent()) {
            nobody = server.port();
        }

        send(nodeWithServerAt(nobody));
        send();

        assertThat(received()).isEmpty();
        assertThat(mailed(made).state()).isEqualTo(MailState.WAITING);
        assertThat(jdbc.sql("select last_fault from letter").query(String.class).single())
                .isEqualTo("unreachable");
        assertThat(jdbc.sql("select due_at - now() > interval '5 seconds' from letter")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        later();
        send();
        later();
        send();
        assertThat(received()).hasSize(1);
    }

    @Test
    @Timeout(20)
    void a_server_that_takes_the_call_and_says_nothing_is_left() {
        var made = invited(Locale.ENGLISH);

        try (var silent = StubbornMailServer.silent()) {
            send(nodeWithServerAt(silent.port()));
        }

        assertThat(mailed(made).state()).isEqualTo(MailState.WAITING);
    }

    @Test
    void a_letter_is_given_up_after_a_day_of_trying() throws Exception {
        var made = invited(Locale.ENGLISH);
        try (var server = StubbornMailServer.answering("451 not now")) {
            for (var i = 0; i < 8; i++) {
                assertThat(mailed(made).state()).isEqualTo(MailState.WAITING);
                later();
                send(nodeWithServerAt(server.port()));
            }
        }

        assertThat(mailed(made).state()).isEqualTo(MailState.GIVEN_UP);
    }

    @Test
    void an_address_that_nobody_has_is_given_up_at_once_and_sent_again_when_an_owner_asks() {
        var made = invited(Locale.ENGLISH);
        try (var refusing = StubbornMailServer.answering("550 nobody here")) {
            send(nodeWithServerAt(refusing.port()));
        }
        assertThat(mailed(made).state()).isEqualTo(MailState.GIVEN_UP);

        invitations.sendAgain(owner, workspace, made.id());
        send();

        assertThat(received()).hasSize(1);
        assertThat(received().getFirst().links()).containsExactly("invitation/" + made.secret());
        assertThatThrownBy(() -> invitations.sendAgain(owner, workspace, made.id()))
                .hasMessage("mail.nothing_to_send");
    }

    @Test
    void an_invitation_that_was_taken_back_meanwhile_is_not_sent() {
        var made = invited(Locale.ENGLISH);
        invitations.revoke(owner, workspace, made.id());

        send();

        assertThat(received()).isEmpty();
        assertThat(mailed(made).state()).isEqualTo(MailState.LAPSED);
    }

    @Test
    void two_nodes_at_once_send_a_letter_once() {
        IntStream.range(0, 6).forEach(_ -> invited(Locale.ENGLISH));

        var other = CompletableFuture.runAsync(() -> send(node()));
        send(node());
        other.join();
        send();

        assertThat(received()).hasSize(6);
        assertThat(received().stream().map(it -> it.header("Message-ID")).distinct())
                .hasSize(6);
    }

    @Test
    void a_node_with_another_key_sends_nothing_and_leaves_it_to_others() {
        invited(Locale.ENGLISH);

        send(nodeWithKey("a different random text of this test"));
        assertThat(received()).isEmpty();
        later();
        send();

        assertThat(received()).hasSize(1);
    }

    @Test
    void a_workspace_has_twenty_invitations_sent_within_an_hour_and_the_next_is_not_made() {
        IntStream.range(0, 20).forEach(_ -> invited(Locale.ENGLISH));
        var before = open();

        assertThatThrownBy(() -> invited(Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        Problem.TooMuch.class,
                        it -> assertThat(it.retryAfterSeconds()).isBetween(3_500L, 3_600L))
                .hasMessage("mail.too_many");

        assertThat(open()).isEqualTo(before);
        jdbc.sql("update letter set at = at - interval '61 minutes'").update();
        invited(Locale.ENGLISH);
        assertThat(open()).isEqualTo(before + 1);
    }

    @Test
    void a_reset_link_is_sent_to_an_address_of_the_accounts_own_and_to_no_other() {
        var operator = some.systemOperator();
        var person = addressed(some.stranger(), "anna@home.example");

        assertThatThrownBy(() -> accounts.resetLink(operator, person.account(), new MailTo(BEN, Locale.ENGLISH)))
                .hasMessage("mail.not_theirs");
        var anna = new MailTo(new MailAddress("anna@home.example"), Locale.ENGLISH);
        var made = accounts.resetLink(operator, person.account(), anna);
        send();

        assertThat(received()).hasSize(1);
        assertThat(received().getFirst().links()).containsExactly("reset/" + made.secret());
        assertThat(accounts.behindResetLink(made.secret())).isPresent();
    }

    @Test
    void a_reset_link_that_was_replaced_meanwhile_is_not_sent() {
        var operator = some.systemOperator();
        var person = addressed(some.stranger(), "anna@home.example");
        var anna = new MailTo(new MailAddress("anna@home.example"), Locale.ENGLISH);
        accounts.resetLink(operator, person.account(), anna);
        var newer = accounts.resetLink(operator, person.account(), anna);

        send();

        assertThat(received()).hasSize(1);
        assertThat(received().getFirst().links()).containsExactly("reset/" + newer.secret());
    }

    /// With this address, confirmed.
    private Actor.Person addressed(Actor.Person person, String address) {
        jdbc.sql("insert into account_mail (account_id, address, confirmed_at) values (?, ?, now())")
                .params(person.account(), address)
                .update();
        return person;
    }

    private NewSecret invited(Locale locale) {
        var until = clock.instant().plus(Duration.ofDays(7));
        return invitations.create(owner, workspace, Share.of(Role.AUDITOR), until, new MailTo(BEN, locale));
    }

    private MailedTo mailed(NewSecret made) {
        return queries.one(owner, workspace, made.id()).mailed();
    }

    private int open() {
        return jdbc.sql("select count(*) from invitation where workspace_id = ?")
                .param(workspace)
                .query(Integer.class)
                .single();
    }
}
