package io.runtruth.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvitationRepository {

    private static final String HOLD = """
            select i.id, i.workspace_id, w.slug, w.suspended_at is not null as suspended, i.role, i.all_environments,
                i.expires_at, i.accepted_at, i.revoked_at,
                array(
                    select e.environment_id
                    from invitation_environment e
                    where e.invitation_id = i.id) as environments
            from invitation i
            join workspace w on w.id = i.workspace_id
            where %s
            """;

    private static final String HELD = " for no key update of i";

    private final JdbcClient jdbc;

    InvitationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends nobody else invites into this workspace: open ones are counted.
    ///
    /// @return false where there is none
    boolean holdWorkspace(UUID workspaceId) {
        return jdbc.sql("select id from workspace where id = :workspace for no key update")
                .param("workspace", workspaceId)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    String workspaceName(UUID workspaceId) {
        return jdbc.sql("select name from workspace where id = :workspace")
                .param("workspace", workspaceId)
                .query(String.class)
                .single();
    }

    int open(UUID workspaceId, Instant now) {
        return jdbc.sql("""
                select count(*)
                from invitation
                where workspace_id = :workspace
                and accepted_at is null
                and revoked_at is null
                and expires_at > :now
                """)
                .param("workspace", workspaceId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /// @return false where an environment is none of the workspace
    boolean insert(StoredInvitation invitation) {
        var environments = invitation.share().environments();
        jdbc.sql("""
                insert into invitation
                    (id, workspace_id, secret_hash, role, all_environments, invited_by, invited_by_name, created_at,
                    expires_at, email)
                values (:id, :workspace, :hash, :role, :all, :by, :name, :at, :expires, :email)
                """)
                .param("id", invitation.id())
                .param("workspace", invitation.workspaceId())
                .param("hash", invitation.secret().hash())
                .param("role", invitation.share().role().code())
                .param("all", environments == null)
                .param("by", invitation.invitedBy().accountId().orElse(null))
                .param("name", invitation.invitedBy().name())
                .param("at", invitation.at().atOffset(ZoneOffset.UTC))
                .param("expires", invitation.expiresAt().atOffset(ZoneOffset.UTC))
                .param("email", invitation.email())
                .update();
        return environments == null
                || jdbc.sql("""
                        insert into invitation_environment (workspace_id, invitation_id, environment_id)
                        select workspace_id, :invitation, id
                        from managed_environment
                        where workspace_id = :workspace
                        and id = any (:environments)
                        """)
                                .param("workspace", invitation.workspaceId())
                                .param("invitation", invitation.id())
                                .param("environments", environments.toArray(UUID[]::new))
                                .update()
                        == environments.size();
    }

    Optional<HeldInvitation> hold(byte[] secretHash) {
        return jdbc.sql(HOLD.formatted("i.secret_hash = :hash") + HELD)
                .param("hash", secretHash)
                .query(InvitationRepository::held)
                .optional();
    }

    Optional<HeldInvitation> hold(UUID workspaceId, UUID invitationId) {
        return jdbc.sql(HOLD.formatted("i.workspace_id = :workspace and i.id = :invitation") + HELD)
                .param("workspace", workspaceId)
                .param("invitation", invitationId)
                .query(InvitationRepository::held)
                .optional();
    }

    /// Those that can be accepted, the newest first.
    ///
    /// @param address in lower case
    /// @param most 1 or more
    List<HeldInvitation> holdUsable(String address, Instant now, int most) {
        return jdbc.sql(HOLD.formatted("""
                        lower(i.email) = :address
                        and i.accepted_at is null
                        and i.revoked_at is null
                        and i.expires_at > :now
                        and w.suspended_at is null
                        order by i.created_at desc, i.id
                        limit :most""") + HELD)
                .param("address", address)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(InvitationRepository::held)
                .list();
    }

    void accept(UUID invitationId, UUID accountId, Instant at) {
        jdbc.sql("update invitation set accepted_at = :at, accepted_by = :account where id = :invitation")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("account", accountId)
                .param("invitation", invitationId)
                .update();
    }

    void revoke(UUID invitationId, Instant at) {
        jdbc.sql("update invitation set revoked_at = :at where id = :invitation")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("invitation", invitationId)
                .update();
    }

    /// @return those that were open
    List<UUID> revokeOpenOf(UUID workspaceId, UUID invitedBy, Instant at) {
        return jdbc.sql("""
                update invitation
                set revoked_at = :at
                where workspace_id = :workspace
                and invited_by = :account
                and accepted_at is null
                and revoked_at is null
                returning id
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("workspace", workspaceId)
                .param("account", invitedBy)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /// In every workspace.
    void revokeOpenOf(UUID invitedBy, Instant at) {
        jdbc.sql("""
                update invitation
                set revoked_at = :at
                where invited_by = :account
                and accepted_at is null
                and revoked_at is null
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("account", invitedBy)
                .update();
    }

    private static HeldInvitation held(ResultSet row, int index) throws SQLException {
        return new HeldInvitation(
                row.getObject("id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getString("slug"),
                row.getBoolean("suspended"),
                new Share(
                        Role.of(row.getString("role")),
                        row.getBoolean("all_environments")
                                ? null
                                : Set.of((UUID[]) row.getArray("environments").getArray())),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row, "accepted_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// @param email whom it is for; null: whoever has its link
    record StoredInvitation(
            UUID id,
            UUID workspaceId,
            Share share,
            OpaqueSecret secret,
            Actor invitedBy,
            Instant at,
            Instant expiresAt,
            @Nullable String email) {}

    record HeldInvitation(
            UUID id,
            UUID workspaceId,
            String workspaceSlug,
            boolean workspaceSuspended,
            Share share,
            Instant expiresAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant revokedAt) {

        boolean isAccepted() {
            return acceptedAt != null;
        }

        boolean isRevoked() {
            return revokedAt != null;
        }

        InvitationState state(Instant now) {
            return InvitationState.of(acceptedAt, revokedAt, expiresAt, now);
        }
    }
}
