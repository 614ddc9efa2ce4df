package io.runtruth.access;

import io.runtruth.access.LinkMail.MailState;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Invitations as they are shown: never their link.
@Component
public class InvitationQueries {

    private static final String SELECT =
            """
            select i.id, w.name as workspace, i.role, i.all_environments, i.invited_by_name, i.created_at, i.expires_at,
                i.accepted_at, a.display_name as accepted_by, i.revoked_at, i.email,
                (
                    select l.state
                    from letter l
                    where l.about = i.id
                    order by l.at desc
                    limit 1) as mail_state,
                """ + ListedEnvironment.SQL.formatted("invitation_environment", "l.invitation_id = i.id") + """
            from invitation i
            join workspace w on w.id = i.workspace_id
            left join account a on a.id = i.accepted_by
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    InvitationQueries(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /// Newest first, also those that have ended; for who may invite.
    public KeyPage<InvitationRow> page(Actor actor, UUID workspaceId, @Nullable Cursor after, int size) {
        access.requireOwnerOrSystemOperator(actor, workspaceId);
        var rows = jdbc.sql(SELECT + """
                where i.workspace_id = :workspace
                and (cast(:afterAt as timestamptz) is null or (i.created_at, i.id) < (:afterAt, :afterId))
                order by i.created_at desc, i.id desc
                limit :limit
                """)
                .param("workspace", workspaceId)
                .param("afterAt", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("afterId", after == null ? null : after.id())
                .param("limit", size + 1)
                .query(this::row)
                .list();
        return KeyPage.cut(rows, size, row -> new Cursor(row.createdAt(), row.id()));
    }

    public InvitationRow one(Actor actor, UUID workspaceId, UUID invitationId) {
        access.requireOwnerOrSystemOperator(actor, workspaceId);
        return jdbc.sql(SELECT + "where i.workspace_id = :workspace and i.id = :invitation")
                .param("workspace", workspaceId)
                .param("invitation", invitationId)
                .query(this::row)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// For whoever has the link.
    Optional<InvitationRow> behind(OpaqueSecret secret) {
        return jdbc.sql(SELECT + "where i.secret_hash = :hash")
                .param("hash", secret.hash())
                .query(this::row)
                .optional();
    }

    private InvitationRow row(ResultSet row, int index) throws SQLException {
        var accepted = row.getObject("accepted_at", OffsetDateTime.class);
        var revoked = row.getObject("revoked_at", OffsetDateTime.class);
        var expires = row.getObject("expires_at", OffsetDateTime.class).toInstant();
        return new InvitationRow(
                row.getObject("id", UUID.class),
                row.getString("workspace"),
                Role.of(row.getString("role")),
                row.getBoolean("all_environments") ? null : ListedEnvironment.of(row),
                row.getString("invited_by_name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                expires,
                InvitationState.of(
                        accepted == null ? null : accepted.toInstant(),
                        revoked == null ? null : revoked.toInstant(),
                        expires,
                        clock.instant()),
                row.getString("accepted_by"),
                mailed(row));
    }

    private static @Nullable MailedTo mailed(ResultSet row) throws SQLException {
        var address = row.getString("email");
        var state = row.getString("mail_state");
        return address == null
                ? null
                : new MailedTo(address, state == null ? null : Coded.stored(MailState.class, state));
    }

    /// @param state null where that is no longer kept
    public record MailedTo(String address, @Nullable MailState state) {}

    /// @param workspace its name
    /// @param environments null: all
    /// @param acceptedBy the name of who became a member; null where nobody did
    /// @param mailed where the link was sent as well; null: nowhere
    public record InvitationRow(
            UUID id,
            String workspace,
            Role role,
            @Nullable List<ListedEnvironment> environments,
            String invitedBy,
            Instant createdAt,
            Instant expiresAt,
            InvitationState state,
            @Nullable String acceptedBy,
            @Nullable MailedTo mailed) {

        public InvitationRow {
            environments = environments == null ? null : List.copyOf(environments);
        }
    }
}
