package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.MemberService.MemberChange;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.webhooks.NewWebhook;
import io.runtruth.webhooks.WebhookEvent;
import io.runtruth.webhooks.WebhookService;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Nobody gets more by a token or a link than whoever made it had, and has (contract 8).
@Tag("I12")
class HandedOnRightsDbTest extends DatabaseTest {

    private final InvitationService invitations;
    private final MemberService members;
    private final AccountService accounts;
    private final WorkspaceService workspaces;
    private final WebhookService webhooks;
    private final TestWorkspaces some;

    private Scope scope;
    private Actor.Person owner;

    HandedOnRightsDbTest(
            InvitationService invitations,
            MemberService members,
            AccountService accounts,
            WorkspaceService workspaces,
            WebhookService webhooks,
            TestWorkspaces some) {
        this.invitations = invitations;
        this.members = members;
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.webhooks = webhooks;
        this.some = some;
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void a_token_makes_nobody_another_person() {
        var operator = some.systemOperator();
        var token = tokenOf(operator, null, Set.of(), null);

        assertThatThrownBy(() -> accounts.resetLink(token, owner.account()))
                .isInstanceOf(Problem.Forbidden.class)
                .hasMessage("token.person_only");
        assertThatThrownBy(() -> accounts.makeSystemOperator(token, owner.account(), true))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(accounts.resetLink(operator, owner.account()).secret()).isNotEmpty();
    }

    @Test
    void a_token_gives_no_role_that_may_more_than_it() {
        var token = tokenOf(owner, scope.workspaceId(), EnumSet.of(Capability.WORKSPACE_MANAGE), null);
        var whole = tokenOf(owner, scope.workspaceId(), EnumSet.allOf(Capability.class), null);
        var member = new MemberRef(
                scope.workspaceId(),
                some.person(scope.workspaceId(), Role.AUDITOR).account());

        assertThatThrownBy(() -> invite(token, Role.OWNER)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> invite(token, Role.CUSTOMER)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> members.change(token, member, new MemberChange(Share.of(Role.OWNER), null)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(invite(whole, Role.OWNER)).isNotEmpty();
    }

    @Test
    void a_token_for_some_environments_manages_nothing_of_the_workspace() {
        var token = tokenOf(owner, scope.workspaceId(), EnumSet.allOf(Capability.class), Set.of(scope.environmentId()));
        var member = new MemberRef(
                scope.workspaceId(),
                some.person(scope.workspaceId(), Role.AUDITOR).account());
        var webhook = new NewWebhook("https://hooks.example/a", Set.of(WebhookEvent.RUN_ENDED));

        assertThatThrownBy(() -> members.remove(token, member)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> webhooks.create(token, scope.workspaceId(), webhook))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> invite(token, Role.CUSTOMER)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> workspaces.change(
                        token,
                        scope.workspaceId(),
                        new WorkspaceService.WorkspaceChange("Mine", null, null, null, null, null)))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void a_system_operator_invites_only_where_no_owner_can() {
        var operator = some.systemOperator();

        assertThatThrownBy(() -> invite(operator, Role.OWNER)).isInstanceOf(Problem.NotFound.class);
        accounts.disable(operator, owner.account());

        assertThat(invite(operator, Role.OWNER)).isNotEmpty();
    }

    @Test
    void nobody_comes_back_by_a_link_of_their_own() {
        some.person(scope.workspaceId(), Role.OWNER);
        var removed = invite(owner, Role.OWNER);
        members.remove(new Actor.System("test"), new MemberRef(scope.workspaceId(), owner.account()));

        assertThatThrownBy(() -> invitations.join(owner, removed)).hasMessage("invitation.revoked");
    }

    @Test
    void nor_does_a_link_outlive_the_right_to_invite() {
        var another = some.person(scope.workspaceId(), Role.OWNER);
        var byDemoted = invite(owner, Role.CUSTOMER);
        var byDisabled = invite(another, Role.CUSTOMER);
        some.person(scope.workspaceId(), Role.OWNER);

        members.change(
                new Actor.System("test"),
                new MemberRef(scope.workspaceId(), owner.account()),
                new MemberChange(Share.of(Role.AUDITOR), null));
        accounts.disable(some.systemOperator(), another.account());

        var stranger = some.stranger();
        assertThatThrownBy(() -> invitations.join(stranger, byDemoted)).hasMessage("invitation.revoked");
        assertThatThrownBy(() -> invitations.join(stranger, byDisabled)).hasMessage("invitation.revoked");
    }

    private String invite(Actor by, Role role) {
        return invitations
                .create(by, scope.workspaceId(), Share.of(role), Instant.now().plus(Duration.ofDays(1)))
                .secret();
    }

    private static Actor.Person tokenOf(
            Actor.Person person, @Nullable UUID workspace, Set<Capability> capabilities, @Nullable Set<UUID> reached) {
        return new Actor.Person(
                person.account(),
                person.name(),
                person.systemOperator(),
                new TokenGrant(UUID.randomUUID(), workspace, capabilities, reached));
    }
}
