package io.runtruth.testing;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.NewAccount;
import io.runtruth.access.Role;
import io.runtruth.access.TokenService;
import io.runtruth.access.TokenService.NewToken;
import io.runtruth.access.WorkspaceService;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.shared.Scope;
import io.runtruth.texts.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Workspaces, people and environments for tests; every one is new, so tests never meet.
@TestComponent
public class TestWorkspaces {

    /// Of everybody but demo accounts.
    public static final String PASSWORD = "password-of-everybody";

    private static final Actor SETUP = new Actor.System("test");
    private static @Nullable String hashed;

    private final WorkspaceService workspaces;
    private final AccountService accounts;
    private final EnvironmentService environments;
    private final TokenService tokens;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String hash;

    public TestWorkspaces(
            WorkspaceService workspaces,
            AccountService accounts,
            EnvironmentService environments,
            TokenService tokens,
            JdbcClient jdbc,
            Clock clock,
            PasswordEncoder encoder) {
        this.workspaces = workspaces;
        this.accounts = accounts;
        this.environments = environments;
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.clock = clock;
        this.hash = hash(encoder);
    }

    /// Once for all tests of the process.
    private static synchronized String hash(PasswordEncoder encoder) {
        if (hashed == null) {
            hashed = encoder.encode(PASSWORD);
        }
        return hashed;
    }

    /// A workspace whose reviews take evidence of any age.
    public UUID workspace() {
        return workspace(36_500);
    }

    public UUID workspace(int evidenceMaxAgeDays) {
        return workspaces.create(SETUP, unique("w"), "Workspace", Duration.ofDays(evidenceMaxAgeDays));
    }

    public Actor.Person person(UUID workspaceId, Role role) {
        var person = stranger();
        workspaces.ensureMember(SETUP, new WorkspaceService.NewMember(workspaceId, person.account(), role));
        return person;
    }

    /// Somebody who is a member of no workspace.
    public Actor.Person stranger() {
        return person(false);
    }

    /// A member of no workspace who looks across all.
    public Actor.Person systemOperator() {
        return person(true);
    }

    /// Not through the service, which would hash the password anew for each: most of what a test costs.
    private Actor.Person person(boolean systemOperator) {
        var id = UUID.randomUUID();
        var name = unique("p");
        jdbc.sql("""
                insert into account
                    (id, username, display_name, password_hash, system_operator, demo, created_at, version)
                values (?, ?, ?, ?, ?, false, ?, 0)
                """)
                .params(
                        id,
                        name,
                        "Person " + name,
                        hash,
                        systemOperator,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Actor.Person(id, "Person " + name, systemOperator);
    }

    /// A token for all that the person may in the workspace at this moment, and later.
    public String token(UUID workspaceId, Actor.Person person) {
        var capabilities = jdbc.sql("select role from member where workspace_id = ? and account_id = ?")
                .params(workspaceId, person.account())
                .query((row, _) -> Role.valueOf(row.getString(1).toUpperCase(Locale.ROOT)))
                .single()
                .capabilities();
        return tokens.create(person, new NewToken("test", workspaceId, capabilities, null, nextWeek()))
                .secret();
    }

    /// A token across workspaces, of a system operator.
    public String tokenAcross(Actor.Person person) {
        return tokens.create(person, new NewToken("test", null, Set.of(), null, nextWeek()))
                .secret();
    }

    private Instant nextWeek() {
        return clock.instant().plus(Duration.ofDays(7));
    }

    /// A person of the demo data, who may use basic authentication.
    public UUID demoAccount(String username, String password) {
        return accounts.create(SETUP, new NewAccount(username, "Demo", password, false, true));
    }

    /// A member for this one environment only.
    public Actor.Person personFor(Scope scope, Role role) {
        var person = person(scope.workspaceId(), role);
        jdbc.sql("update member set all_environments = false where workspace_id = ? and account_id = ?")
                .params(scope.workspaceId(), person.account())
                .update();
        jdbc.sql("insert into member_environment (workspace_id, account_id, environment_id) values (?, ?, ?)")
                .params(scope.workspaceId(), person.account(), scope.environmentId())
                .update();
        return person;
    }

    /// The member may see this one environment from now on, and no other.
    public void shareInstead(Scope scope, Actor.Person person) {
        jdbc.sql("update member_environment set environment_id = ? where workspace_id = ? and account_id = ?")
                .params(scope.environmentId(), scope.workspaceId(), person.account())
                .update();
    }

    public void leave(UUID workspaceId, Actor.Person person) {
        jdbc.sql("delete from member where workspace_id = ? and account_id = ?")
                .params(workspaceId, person.account())
                .update();
    }

    public void writeDocumentsIn(UUID workspaceId, Language language) {
        workspaces.change(
                SETUP, workspaceId, new WorkspaceService.WorkspaceChange(null, null, null, language, null, null));
    }

    /// By a system operator.
    public void suspend(UUID workspaceId) {
        workspaces.change(SETUP, workspaceId, new WorkspaceService.WorkspaceChange(null, null, null, null, true, null));
    }

    public void resume(UUID workspaceId) {
        workspaces.change(
                SETUP, workspaceId, new WorkspaceService.WorkspaceChange(null, null, null, null, false, null));
    }

    public Scope environment(UUID workspaceId) {
        return environments.create(
                SETUP, workspaceId, new EnvironmentService.NewEnvironment(unique("e"), "Environment"));
    }

    private static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 12);
    }
}
