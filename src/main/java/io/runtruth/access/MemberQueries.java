package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The members of a workspace, for who manages it.
@Component
public class MemberQueries {

    private static final String SELECT = """
            select m.account_id, a.username, a.display_name, m.role, m.all_environments, m.version,
                a.disabled_at is not null as disabled,
                """
            + ListedEnvironment.SQL.formatted(
                    "member_environment", "l.workspace_id = m.workspace_id and l.account_id = m.account_id")
            + """
                ,
                (
                    select s.at
                    from audit_entry s
                    where s.subject_id = cast(m.account_id as text)
                    and s.action = 'sign_in.succeeded'
                    order by s.id desc
                    limit 1) as last_seen
            from member m
            join account a on a.id = m.account_id
            where m.workspace_id = :workspace
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    MemberQueries(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /// By name.
    ///
    /// @param search a part of the name or of the username, in any case; empty for all
    /// @param afterName the username behind which the part begins; null from the first
    /// @param limit 1 or more
    public List<MemberRow> page(Actor actor, UUID workspaceId, String search, @Nullable String afterName, int limit) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        return jdbc.sql(SELECT + """
                and (:search = '' or position(:search in lower(a.username || ' ' || a.display_name)) > 0)
                and (cast(:after as text) is null or a.username > :after)
                order by a.username
                limit :limit
                """)
                .param("workspace", workspaceId)
                .param("search", search.strip().toLowerCase(Locale.ROOT))
                .param("after", afterName)
                .param("limit", limit)
                .query(MemberQueries::row)
                .list();
    }

    public MemberRow one(Actor actor, MemberService.MemberRef ref) {
        access.require(actor, ref.workspaceId(), Capability.WORKSPACE_MANAGE);
        return jdbc.sql(SELECT + "and m.account_id = :account")
                .param("workspace", ref.workspaceId())
                .param("account", ref.accountId())
                .query(MemberQueries::row)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// What else ends, where the person is no longer a member.
    public MemberBelongings belongings(Actor actor, MemberService.MemberRef ref) {
        access.require(actor, ref.workspaceId(), Capability.WORKSPACE_MANAGE);
        return jdbc.sql("""
                select (
                    select count(*)
                    from access_token
                    where workspace_id = :workspace
                    and account_id = :account
                    and revoked_at is null
                    and expires_at > :now) as tokens, (
                    select count(*)
                    from invitation
                    where workspace_id = :workspace
                    and invited_by = :account
                    and accepted_at is null
                    and revoked_at is null
                    and expires_at > :now) as invitations
                """)
                .param("workspace", ref.workspaceId())
                .param("account", ref.accountId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new MemberBelongings(row.getInt("tokens"), row.getInt("invitations")))
                .single();
    }

    private static MemberRow row(ResultSet row, int index) throws SQLException {
        var seen = row.getObject("last_seen", OffsetDateTime.class);
        return new MemberRow(
                row.getObject("account_id", UUID.class),
                row.getString("username"),
                row.getString("display_name"),
                Role.of(row.getString("role")),
                row.getBoolean("all_environments") ? null : ListedEnvironment.of(row),
                row.getBoolean("disabled"),
                seen == null ? null : seen.toInstant(),
                row.getLong("version"));
    }

    /// @param environments null: all
    /// @param disabled cannot sign in at the moment
    /// @param lastSeen the last sign-in, or the first call of a program in an hour; null where there was none
    /// @param version for [MemberService.MemberChange]
    public record MemberRow(
            UUID accountId,
            String username,
            String name,
            Role role,
            @Nullable List<ListedEnvironment> environments,
            boolean disabled,
            @Nullable Instant lastSeen,
            long version) {

        public MemberRow {
            environments = environments == null ? null : List.copyOf(environments);
        }

        /// What a member in this role has, who sees what they see now.
        public Share as(Role other) {
            return environments == null || other == Role.OWNER
                    ? Share.of(other)
                    : new Share(
                            other,
                            environments.stream().map(ListedEnvironment::id).collect(Collectors.toSet()));
        }
    }

    /// @param tokens for the workspace, that could still be used
    /// @param invitations that the person has made and nobody has accepted yet
    public record MemberBelongings(int tokens, int invitations) {}
}
