package io.runtruth.access;

import io.runtruth.access.TokenService.NewToken;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TokenRepository {

    private final JdbcClient jdbc;

    TokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends nobody else makes a token of this account: they are counted.
    void holdAccount(UUID accountId) {
        jdbc.sql("select id from account where id = :account for no key update")
                .param("account", accountId)
                .query(UUID.class)
                .optional();
    }

    int usable(UUID accountId, Instant now) {
        return jdbc.sql("""
                select count(*)
                from access_token
                where account_id = :account
                and revoked_at is null
                and expires_at > :now
                """)
                .param("account", accountId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /// @return false where an environment is none of the workspace
    boolean insert(StoredToken token) {
        var asked = token.asked();
        jdbc.sql("""
                insert into access_token
                    (id, account_id, workspace_id, name, token_hash, ending, capabilities, all_environments, created_at,
                    expires_at)
                values (:id, :account, :workspace, :name, :hash, :ending, cast(:capabilities as text[]), :all, :at,
                    :expires)
                """)
                .param("id", token.id())
                .param("account", token.accountId())
                .param("workspace", asked.workspaceId())
                .param("name", asked.name())
                .param("hash", token.secret().hash())
                .param("ending", token.secret().ending())
                .param(
                        "capabilities",
                        asked.capabilities().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("all", asked.environments() == null)
                .param("at", token.at().atOffset(ZoneOffset.UTC))
                .param("expires", asked.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        return asked.environments() == null
                || jdbc.sql("""
                        insert into access_token_environment (workspace_id, token_id, environment_id)
                        select workspace_id, :token, id
                        from managed_environment
                        where workspace_id = :workspace
                        and id = any (:environments)
                        """)
                                .param("workspace", asked.workspaceId())
                                .param("token", token.id())
                                .param("environments", asked.environments().toArray(UUID[]::new))
                                .update()
                        == asked.environments().size();
    }

    /// Of a token of this account.
    Optional<MaybeWorkspace> workspaceOf(UUID accountId, UUID tokenId) {
        return jdbc.sql("select workspace_id from access_token where account_id = :account and id = :token")
                .param("account", accountId)
                .param("token", tokenId)
                .query((row, _) -> new MaybeWorkspace(row.getObject(1, UUID.class)))
                .optional();
    }

    boolean isOf(UUID workspaceId, UUID tokenId) {
        return jdbc.sql("select exists (select 1 from access_token where workspace_id = :workspace and id = :token)")
                .param("workspace", workspaceId)
                .param("token", tokenId)
                .query(Boolean.class)
                .single();
    }

    /// @return false where it is revoked already
    boolean revoke(UUID tokenId, Instant at) {
        return jdbc.sql("update access_token set revoked_at = :at where id = :token and revoked_at is null")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("token", tokenId)
                        .update()
                == 1;
    }

    record StoredToken(UUID id, UUID accountId, NewToken asked, OpaqueSecret secret, Instant at) {}

    record MaybeWorkspace(@Nullable UUID id) {}
}
