package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.Meanwhile;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Two at the same moment: the first is held behind its change, before it commits, until the second waits for it.
class TeamRacesDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");
    private static final String PASSWORD = "quite long and rare";

    private final MemberService members;
    private final InvitationService invitations;
    private final NewcomerService newcomers;
    private final AccountService accounts;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    TeamRacesDbTest(
            MemberService members,
            InvitationService invitations,
            NewcomerService newcomers,
            AccountService accounts,
            TestWorkspaces some,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.members = members;
        this.invitations = invitations;
        this.newcomers = newcomers;
        this.accounts = accounts;
        this.some = some;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void of_two_owners_who_are_removed_at_once_one_stays() throws Exception {
        var workspace = some.workspace();
        var one = some.person(workspace, Role.OWNER);
        var other = some.person(workspace, Role.OWNER);

        var second = race(() -> remove(workspace, one.account()), () -> remove(workspace, other.account()));

        assertThat(second).isEqualTo("member.last_owner");
        assertThat(jdbc.sql("select count(*) from member where workspace_id = ? and role = 'owner'")
                        .param(workspace)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void an_invitation_that_two_accept_at_once_makes_one_member() throws Exception {
        var workspace = some.workspace();
        var secret = invite(workspace);

        var second = race(() -> accept(secret), () -> accept(secret));

        assertThat(second).isEqualTo("invitation.used");
        assertThat(jdbc.sql("select count(*) from member where workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void a_revoked_expired_or_mistyped_invitation_says_which() {
        var workspace = some.workspace();
        var revoked = invitations.create(
                SYSTEM, workspace, Share.of(Role.AUDITOR), clock.instant().plus(InvitationService.USUAL));
        invitations.revoke(SYSTEM, workspace, revoked.id());
        var expired = invite(workspace);
        jdbc.sql(
                        "update invitation set expires_at = now() - interval '1 second' where revoked_at is null and workspace_id = ?")
                .param(workspace)
                .update();

        assertThat(outcome(() -> accept(revoked.secret()))).isEqualTo("invitation.revoked");
        assertThat(outcome(() -> accept(expired))).isEqualTo("invitation.expired");
        assertThat(outcome(() -> accept("rti_x"))).isEqualTo("invitation.unknown");
    }

    @Test
    void the_last_owner_cannot_be_reduced_and_one_whose_account_is_disabled_does_not_count() {
        var workspace = some.workspace();
        var owner = some.person(workspace, Role.OWNER);
        var disabled = some.person(workspace, Role.OWNER);
        some.systemOperator();
        accounts.disable(SYSTEM, disabled.account());

        assertThat(outcome(() -> members.change(
                        SYSTEM,
                        new MemberRef(workspace, owner.account()),
                        new MemberService.MemberChange(Share.of(Role.AUDITOR), null))))
                .isEqualTo("member.last_owner");
    }

    @Test
    void who_decided_by_an_older_version_is_told() {
        var workspace = some.workspace();
        var member =
                new MemberRef(workspace, some.person(workspace, Role.AUDITOR).account());
        members.change(SYSTEM, member, new MemberService.MemberChange(Share.of(Role.REVIEWER), 0L));

        assertThat(outcome(() ->
                        members.change(SYSTEM, member, new MemberService.MemberChange(Share.of(Role.OPERATOR), 0L))))
                .isEqualTo("edit.changed_meanwhile");
    }

    @Test
    void a_reset_link_works_once_and_ends_every_session() {
        some.systemOperator();
        var account = some.stranger().account();
        var secret = accounts.resetLink(SYSTEM, account).secret();

        accounts.resetPassword(secret, PASSWORD);

        assertThat(outcome(() -> accounts.resetPassword(secret, PASSWORD))).isEqualTo("reset_link.unknown");
        assertThat(jdbc.sql("select signed_out_at is not null from account where id = ?")
                        .param(account)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private void remove(UUID workspace, UUID account) {
        members.remove(SYSTEM, new MemberRef(workspace, account));
    }

    private String invite(UUID workspace) {
        return invitations
                .create(
                        SYSTEM,
                        workspace,
                        Share.of(Role.AUDITOR),
                        clock.instant().plus(InvitationService.USUAL))
                .secret();
    }

    private void accept(String secret) {
        var name = "p" + UUID.randomUUID();
        newcomers.accept(secret, new NewAccount(name, "Invited", PASSWORD, false, false));
    }

    /// @return how the second was refused; `done` where it was not
    private String race(Runnable first, Runnable second) throws Exception {
        var changed = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<?> winner = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                first.run();
                changed.countDown();
                Meanwhile.await(mayCommit);
            }));
            Meanwhile.await(changed);
            Callable<String> loser = () -> outcome(second);
            var refused = threads.submit(loser);
            Awaitility.await().until(() -> refused.isDone() || Meanwhile.somebodyWaitsForALock(jdbc));
            mayCommit.countDown();
            winner.get(20, TimeUnit.SECONDS);
            return refused.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static String outcome(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (Problem problem) {
            return problem.code();
        }
    }
}
