package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.IdentityService.ProviderSignIn;
import io.runtruth.access.ProvidedIdentity.GroupGrant;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Accounts and memberships of people whom a provider has vouched for.
class IdentitiesDbTest extends DatabaseTest {

    private final IdentityService identities;
    private final IdentityService admitting;
    private final AccountService accounts;
    private final IdentityQueries queries;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private final String subject = UUID.randomUUID().toString();
    private Scope scope;
    private String workspace;
    private String environment;

    IdentitiesDbTest(
            IdentityService identities,
            IdentityRepository repository,
            AccountRepository accounts,
            AccountService accountWriter,
            InvitationService invitations,
            GroupMembers groups,
            PasskeyRepository passkeys,
            IdentityQueries queries,
            AuditTrail audit,
            Clock clock,
            TestWorkspaces some,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.identities = identities;
        this.admitting = new IdentityService(
                repository,
                accounts,
                accountWriter,
                invitations,
                groups,
                passkeys,
                new ProviderRules(true, List.of()),
                audit,
                clock);
        this.accounts = accountWriter;
        this.queries = queries;
        this.some = some;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void place() {
        scope = some.environment(some.workspace());
        some.person(scope.workspaceId(), Role.OWNER);
        workspace = slug("workspace", scope.workspaceId());
        environment = slug("managed_environment", scope.environmentId());
    }

    @Test
    void where_groups_admit_an_account_is_made_with_what_they_give() {
        var account = admitted(grant(workspace, Role.OPERATOR, environment));

        assertThat(jdbc.sql("""
                        select m.role || ' ' || m.all_environments || ' ' || m.registration || ' ' || e.environment_id
                        from member m
                        join member_environment e using (workspace_id, account_id)
                        where m.account_id = ?
                        """).param(account).query(String.class).single())
                .isEqualTo("operator false corp " + scope.environmentId());
    }

    @Test
    void what_is_mapped_to_nothing_that_there_is_admits_nobody() {
        assertThat(asked(grant("no-such-workspace", Role.OPERATOR))).isInstanceOf(ProviderSignIn.NotIn.class);
        assertThat(asked(grant(workspace, Role.OPERATOR, "no-such-environment")))
                .as("never all environments instead")
                .isInstanceOf(ProviderSignIn.NotIn.class);
        assertThat(asked()).isInstanceOf(ProviderSignIn.NotIn.class);
    }

    @Test
    void of_several_groups_for_one_workspace_the_first_counts() {
        var account = admitted(grant(workspace, Role.AUDITOR), grant(workspace, Role.OWNER));

        assertThat(roles(account)).containsExactly("auditor");
    }

    @Test
    void groups_of_one_provider_touch_none_that_another_gave() {
        var account = admitted(grant(workspace, Role.AUDITOR));
        var other = new ProvidedIdentity(
                "other", "https://other.example", subject, null, "Anna", "anna", List.of(grant(workspace, Role.OWNER)));
        jdbc.sql("insert into account_identity values (gen_random_uuid(), ?, ?, ?, 'other', '', now(), now())")
                .params(account, other.issuer(), other.subject())
                .update();

        identities.signIn(other, null);

        assertThat(roles(account)).containsExactly("auditor");
    }

    @Test
    void unlinking_ends_what_groups_gave() {
        var account = admitted(grant(workspace, Role.AUDITOR));
        jdbc.sql("update account set password_hash = 'x' where id = ?")
                .param(account)
                .update();
        var person = new Actor.Person(account, "Anna", false);

        identities.unlink(person, queries.mine(person).getFirst().id());

        assertThat(roles(account)).isEmpty();
    }

    @Test
    void an_address_opens_nothing_any_more_once_its_person_has_unlinked_an_identity() {
        var address = "anna-" + subject + "@example.org";
        var account = accounts.create(
                new Actor.System("test"), new NewAccount(address, "Anna", "a password of nobody here", false, false));
        var person = new Actor.Person(account, "Anna", false);
        var identity = new ProvidedIdentity("corp", "https://sso.example", subject, address, "Anna", "anna", null);
        assertThat(identities.signIn(identity, null)).isEqualTo(new ProviderSignIn.In(account));

        identities.unlink(person, queries.mine(person).getFirst().id());

        assertThat(identities.signIn(identity, null)).isEqualTo(new ProviderSignIn.NotIn(ProviderRefusal.UNLINKED));
        assertThat(queries.mine(person)).isEmpty();
    }

    @Test
    void of_any_number_of_first_sign_ins_at_once_one_makes_the_account() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 6)
                    .mapToObj(_ ->
                            CompletableFuture.supplyAsync(() -> admitted(grant(workspace, Role.AUDITOR)), threads))
                    .toList();

            assertThat(new HashSet<>(all.stream().map(IdentitiesDbTest::joined).toList()))
                    .hasSize(1);
        }
    }

    private static UUID joined(CompletableFuture<UUID> under) {
        try {
            return under.join();
        } catch (CompletionException e) {
            throw new AssertionError(e);
        }
    }

    private UUID admitted(GroupGrant... grants) {
        return ((ProviderSignIn.In) asked(grants)).accountId();
    }

    private @Nullable ProviderSignIn asked(GroupGrant... grants) {
        var identity =
                new ProvidedIdentity("corp", "https://sso.example", subject, null, "Anna", "anna", List.of(grants));
        return transaction.execute(_ -> admitting.signIn(identity, null));
    }

    private static GroupGrant grant(String workspace, Role role, String... environments) {
        return new GroupGrant(workspace, role, List.of(environments));
    }

    private List<String> roles(UUID account) {
        return jdbc.sql("select role from member where account_id = ?")
                .param(account)
                .query(String.class)
                .list();
    }

    private String slug(String table, UUID id) {
        return jdbc.sql("select slug from " + table + " where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
