package io.runtruth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.AccountMailService;
import io.runtruth.access.InvitationService;
import io.runtruth.access.LinkMail;
import io.runtruth.access.MailTo;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.shared.MailAddress;
import io.runtruth.shared.Problem;
import io.runtruth.shared.SealingKey;
import io.runtruth.shared.StartRefused;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Everything works without a mail server, and nothing pretends to have been sent.
class WithoutMailDbTest extends DatabaseTest {

    private static final MailTo BEN = new MailTo(new MailAddress("ben@elsewhere.example"), Locale.ENGLISH);

    private final InvitationService invitations;
    private final AccountMailService addresses;
    private final LinkMail mail;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final Clock clock;

    WithoutMailDbTest(
            InvitationService invitations,
            AccountMailService addresses,
            LinkMail mail,
            TestWorkspaces some,
            JdbcClient jdbc,
            Clock clock) {
        this.invitations = invitations;
        this.addresses = addresses;
        this.mail = mail;
        this.some = some;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void an_invitation_that_was_to_be_sent_is_refused_and_one_to_pass_on_is_made() {
        var workspace = some.workspace();
        var owner = some.person(workspace, Role.OWNER);
        var until = clock.instant().plus(Duration.ofDays(1));

        assertThat(mail.isSetUp()).isFalse();
        assertThatThrownBy(() -> invitations.create(owner, workspace, Share.of(Role.AUDITOR), until, BEN))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("mail.not_set_up");

        assertThat(jdbc.sql("select count(*) from invitation where workspace_id = ?")
                        .param(workspace)
                        .query(Integer.class)
                        .single())
                .isZero();
        var made = invitations.create(owner, workspace, Share.of(Role.AUDITOR), until);
        assertThat(invitations.behind(made.secret())).isPresent();
    }

    @Test
    void no_address_is_asked_to_be_confirmed() {
        assertThatThrownBy(() -> addresses.ask(some.stranger(), BEN)).hasMessage("mail.not_set_up");
    }

    @Test
    void a_server_without_what_it_needs_refuses_the_start_and_says_what_is_missing() {
        var from = Optional.of("a@b.example");
        var address = Optional.of("https://console.example");
        var key = Optional.of(SealingKey.of("a random text"));

        assertThat(MailSettings.of(false, Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(MailSettings.of(true, from, address, key)).isPresent();
        assertThatThrownBy(() -> MailSettings.of(true, Optional.empty(), address, key))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("RUNTRUTH_MAIL_FROM");
        assertThatThrownBy(() -> MailSettings.of(true, Optional.of("a b"), address, key))
                .hasMessageContaining("RUNTRUTH_MAIL_FROM");
        assertThatThrownBy(() -> MailSettings.of(true, from, Optional.empty(), key))
                .hasMessageContaining("RUNTRUTH_ADDRESS");
        assertThatThrownBy(() -> MailSettings.of(true, from, address, Optional.empty()))
                .hasMessageContaining("RUNTRUTH_SEALING_KEY");
    }
}
