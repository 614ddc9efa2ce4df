package io.runtruth.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which account an identity provider means, and what its groups are about.
@Repository
class IdentityRepository {

    private final JdbcClient jdbc;

    IdentityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends the same person signs in here alone: two first sign-ins at the same moment make one
    /// account.
    void hold(ProvidedIdentity identity) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:who, 0))")
                .param("who", identity.issuer() + " " + identity.subject())
                .query((_, _) -> true)
                .list();
    }

    /// @return the account
    Optional<UUID> find(ProvidedIdentity identity) {
        return jdbc.sql("select account_id from account_identity where issuer = :issuer and subject = :subject")
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .query(UUID.class)
                .optional();
    }

    boolean hasAny(UUID accountId, String issuer) {
        return jdbc.sql(
                        "select exists (select 1 from account_identity where account_id = :account and issuer = :issuer)")
                .param("account", accountId)
                .param("issuer", issuer)
                .query(Boolean.class)
                .single();
    }

    void insert(UUID id, UUID accountId, ProvidedIdentity identity, Instant at) {
        jdbc.sql("""
                insert into account_identity
                    (id, account_id, issuer, subject, registration, shown, linked_at, last_used_at)
                values (:id, :account, :issuer, :subject, :registration, :shown, :at, :at)
                """)
                .param("id", id)
                .param("account", accountId)
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .param("registration", identity.registration())
                .param("shown", identity.shown())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void used(ProvidedIdentity identity, Instant at) {
        jdbc.sql("""
                update account_identity
                set registration = :registration, shown = :shown, last_used_at = :at
                where issuer = :issuer
                and subject = :subject
                """)
                .param("registration", identity.registration())
                .param("shown", identity.shown())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .update();
    }

    /// @return of which registration it was; empty where it is none of the account's
    Optional<String> delete(UUID accountId, UUID identityId) {
        return jdbc.sql("delete from account_identity where account_id = :account and id = :id returning registration")
                .param("account", accountId)
                .param("id", identityId)
                .query(String.class)
                .optional();
    }

    /// To be asked while the account is held.
    boolean mayLinkByAddress(UUID accountId) {
        return jdbc.sql("select linked_by_address from account where id = :account")
                .param("account", accountId)
                .query(Boolean.class)
                .single();
    }

    void linkNoMoreByAddress(UUID accountId) {
        jdbc.sql("update account set linked_by_address = false where id = :account")
                .param("account", accountId)
                .update();
    }

    /// Passwords, passkeys and identities.
    int waysIn(UUID accountId) {
        return jdbc.sql("""
                select (select count(*) from account where id = :account and password_hash is not null)
                    + (select count(*) from passkey where account_id = :account)
                    + (select count(*) from account_identity where account_id = :account)
                """).param("account", accountId).query(Integer.class).single();
    }

    /// Where a group has made the person a member, in one order.
    List<UUID> workspacesBy(String registration, UUID accountId) {
        return jdbc.sql("""
                select workspace_id
                from member
                where account_id = :account
                and registration = :registration
                order by workspace_id
                """)
                .param("account", accountId)
                .param("registration", registration)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// @param slugs of environments
    /// @return those that there are
    List<UUID> environments(UUID workspaceId, List<String> slugs) {
        return jdbc.sql("""
                select id
                from managed_environment
                where workspace_id = :workspace
                and slug = any (:slugs)
                """)
                .param("workspace", workspaceId)
                .param("slugs", slugs.toArray(String[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }
}
