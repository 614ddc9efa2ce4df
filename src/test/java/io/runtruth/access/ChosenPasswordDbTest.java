package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A password that somebody chooses for themselves: a hash takes its time, and nobody's connection.
@Import(ChosenPasswordDbTest.Watched.class)
class ChosenPasswordDbTest extends DatabaseTest {

    private static final String CHOSEN = "quite long and rare";

    private final AccountService accounts;
    private final InvitationService invitations;
    private final NewcomerService newcomers;
    private final TestWorkspaces some;
    private final WatchedEncoder encoder;
    private final JdbcClient jdbc;
    private final Clock clock;

    private Actor.Person anna;
    private String password;

    ChosenPasswordDbTest(
            AccountService accounts,
            InvitationService invitations,
            NewcomerService newcomers,
            TestWorkspaces some,
            WatchedEncoder encoder,
            JdbcClient jdbc,
            Clock clock) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.newcomers = newcomers;
        this.clock = clock;
        this.some = some;
        this.encoder = encoder;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void person() {
        anna = some.stranger();
        password = TestWorkspaces.PASSWORD;
        encoder.inTransaction.clear();
        encoder.meanwhile = () -> {};
    }

    @Test
    void no_transaction_waits_for_the_hashes_of_a_change() {
        accounts.changePassword(anna, password, CHOSEN);

        assertThat(encoder.inTransaction).containsExactly(false, false);
    }

    @Test
    void no_transaction_waits_for_the_hash_of_a_password_by_a_link() {
        var secret =
                accounts.resetLink(new Actor.System("test"), anna.account()).secret();

        accounts.resetPassword(secret, CHOSEN);

        assertThat(encoder.inTransaction).containsExactly(false);
    }

    @Test
    void no_transaction_waits_for_the_hash_of_who_accepts_an_invitation() {
        var link = invitations
                .create(
                        new Actor.System("test"),
                        some.workspace(),
                        Share.of(Role.AUDITOR),
                        clock.instant().plus(InvitationService.USUAL))
                .secret();

        newcomers.accept(link, newcomer());

        assertThat(encoder.inTransaction).containsExactly(false);
    }

    @Test
    void nothing_is_hashed_for_who_has_no_open_link() {
        assertThatThrownBy(() -> newcomers.accept("rti_x", newcomer())).hasMessage("invitation.unknown");

        assertThat(encoder.inTransaction).isEmpty();
    }

    private static NewAccount newcomer() {
        return new NewAccount("p" + UUID.randomUUID(), "Invited", CHOSEN, false, false);
    }

    @Test
    void a_password_that_was_changed_meanwhile_is_not_changed_by_the_one_before() {
        encoder.meanwhile = () -> jdbc.sql("update account set password_hash = 'another' where id = ?")
                .param(anna.account())
                .update();

        assertThatThrownBy(() -> accounts.changePassword(anna, password, CHOSEN))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("edit.changed_meanwhile");
        assertThat(jdbc.sql("select password_hash from account where id = ?")
                        .param(anna.account())
                        .query(String.class)
                        .single())
                .isEqualTo("another");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Watched {

        @Bean
        @Primary
        static WatchedEncoder watched(@Qualifier("passwordEncoder") PasswordEncoder real) {
            return new WatchedEncoder(real);
        }
    }

    /// The encoder of the application, and whether a transaction was open whenever it had work.
    static final class WatchedEncoder implements PasswordEncoder {

        private final PasswordEncoder real;
        private final List<Boolean> inTransaction = new CopyOnWriteArrayList<>();
        private volatile Runnable meanwhile = () -> {};

        WatchedEncoder(PasswordEncoder real) {
            this.real = real;
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            look();
            meanwhile.run();
            return real.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            look();
            return real.matches(password, hash);
        }

        @Override
        public boolean upgradeEncoding(@Nullable String hash) {
            return real.upgradeEncoding(hash);
        }

        private void look() {
            inTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
        }
    }
}
