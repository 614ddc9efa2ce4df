package io.runtruth.access;

import io.runtruth.shared.Problem;
import io.runtruth.texts.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The workspaces that an actor may know of.
@Service
public class WorkspaceQueries {

    private static final int MOST = 200;
    private static final UUID NOWHERE = new UUID(0, 0);

    private static final String SETTINGS = """
            select id, slug, name, evidence_max_age_days, restore_four_eyes, document_language, suspended_at,
                suspended_by, version
            from workspace
            """;

    private final JdbcClient jdbc;
    private final Access access;

    WorkspaceQueries(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Those the actor is a member of, by name; at most 200. A suspended one is among them, and
    /// nothing may be done there.
    @Transactional(readOnly = true)
    public List<WorkspaceRow> mine(Actor actor) {
        return jdbc.sql("""
                select w.id, w.slug, w.name, m.role, w.suspended_at is not null as suspended
                from member m
                join workspace w on w.id = m.workspace_id
                join account a on a.id = m.account_id
                where m.account_id = :account
                and a.disabled_at is null
                and (cast(:only as uuid) is null or w.id = :only)
                order by w.name, w.id
                limit :most
                """)
                .param("account", actor.accountId().orElse(null))
                .param("only", onlyOne(actor))
                .param("most", MOST)
                .query((row, _) -> row(actor, row))
                .list();
    }

    /// @throws Problem.NotFound also where there is one, but the actor is not its member (I12)
    /// @throws Problem.Forbidden `workspace.suspended` to its members while it is
    @Transactional(readOnly = true)
    public WorkspaceRow bySlug(Actor actor, String slug) {
        var found = jdbc.sql("""
                select w.id, w.slug, w.name, m.role, w.suspended_at is not null as suspended
                from workspace w
                join member m on m.workspace_id = w.id
                join account a on a.id = m.account_id
                where w.slug = :slug
                and m.account_id = :account
                and a.disabled_at is null
                and (cast(:only as uuid) is null or w.id = :only)
                """)
                .param("slug", slug)
                .param("account", actor.accountId().orElse(null))
                .param("only", onlyOne(actor))
                .query((row, _) -> row(actor, row))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
        if (found.suspended()) {
            throw Access.suspended();
        }
        return found;
    }

    /// For who may invite or rename, also where there is no member yet: a member, or a system operator.
    ///
    /// @throws Problem.NotFound for everybody else
    @Transactional(readOnly = true)
    public UUID bySlugToManage(Actor actor, String slug) {
        var workspace = jdbc.sql("select id from workspace where slug = :slug")
                .param("slug", slug)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
        if (!access.isSystemOperator(actor)) {
            bySlug(actor, slug);
        }
        return workspace;
    }

    /// Whether a second person approves each restore; for services that have checked the actor's right.
    public boolean restoreFourEyes(UUID workspaceId) {
        return jdbc.sql("select restore_four_eyes from workspace where id = :workspace")
                .param("workspace", workspaceId)
                .query(Boolean.class)
                .single();
    }

    /// In which language its documents are handed on where nobody asks for another; for services that have checked
    /// the actor's right.
    public Language documentLanguage(UUID workspaceId) {
        return jdbc.sql("select document_language from workspace where id = :workspace")
                .param("workspace", workspaceId)
                .query((row, _) -> language(row))
                .single();
    }

    /// What it is called; for services that have checked the actor's right.
    public WorkspaceName name(UUID workspaceId) {
        return jdbc.sql("select slug, name from workspace where id = :workspace")
                .param("workspace", workspaceId)
                .query((row, _) -> new WorkspaceName(row.getString("slug"), row.getString("name")))
                .single();
    }

    /// What a workspace is set to, for who may change something of it.
    @Transactional(readOnly = true)
    public WorkspaceSettings settings(Actor actor, UUID workspaceId) {
        access.requireOwnerOrSystemOperator(actor, workspaceId);
        return jdbc.sql(SETTINGS + "where id = :workspace")
                .param("workspace", workspaceId)
                .query((row, _) -> settings(row))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// All workspaces by slug, for system operators: what they are called and set to, nothing of what is in them.
    ///
    /// @param search a part of slug or name, in any case; empty for all
    /// @param afterSlug behind which the part begins; null from the first
    /// @param limit 1 or more
    @Transactional(readOnly = true)
    public List<WorkspaceSettings> all(Actor actor, String search, @Nullable String afterSlug, int limit) {
        access.requireSystemOperator(actor);
        return jdbc.sql(SETTINGS + """
                where (:search = '' or position(:search in lower(slug || ' ' || name)) > 0)
                and (cast(:after as text) is null or slug > :after)
                order by slug
                limit :limit
                """)
                .param("search", search.strip().toLowerCase(Locale.ROOT))
                .param("after", afterSlug)
                .param("limit", limit)
                .query((row, _) -> settings(row))
                .list();
    }

    /// What is out of reach while a workspace is suspended.
    @Transactional(readOnly = true)
    public WorkspaceHolding holding(Actor actor, UUID workspaceId) {
        access.requireSystemOperator(actor);
        return jdbc.sql("""
                select (select count(*) from member where workspace_id = :workspace) as members, (
                    select count(*)
                    from access_token
                    where workspace_id = :workspace
                    and revoked_at is null
                    and expires_at > now()) as tokens
                """)
                .param("workspace", workspaceId)
                .query((row, _) -> new WorkspaceHolding(row.getInt("members"), row.getInt("tokens")))
                .single();
    }

    private static WorkspaceSettings settings(ResultSet row) throws SQLException {
        var suspendedAt = row.getObject("suspended_at", OffsetDateTime.class);
        return new WorkspaceSettings(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getInt("evidence_max_age_days"),
                row.getBoolean("restore_four_eyes"),
                language(row),
                suspendedAt == null ? null : suspendedAt.toInstant(),
                row.getString("suspended_by"),
                row.getLong("version"));
    }

    private static Language language(ResultSet row) throws SQLException {
        return Language.of(row.getString("document_language")).orElse(Language.ENGLISH);
    }

    /// What an account may do anywhere, to be compared with what it might a moment ago: an open page that shows
    /// more than it still may has to go.
    @Transactional(readOnly = true)
    public Standing standing(Actor.Person person) {
        var memberships = jdbc.sql("""
                select concat_ws(' ', m.workspace_id, w.suspended_at, m.role, m.all_environments, (
                    select string_agg(cast(e.environment_id as text), ' ' order by e.environment_id)
                    from member_environment e
                    where e.workspace_id = m.workspace_id
                    and e.account_id = m.account_id))
                from member m
                join workspace w on w.id = m.workspace_id
                where m.account_id = :account
                order by m.workspace_id
                """)
                .param("account", person.account())
                .query((row, _) -> row.getString(1))
                .list();
        var account = jdbc.sql("""
                select concat_ws(' ', system_operator, disabled_at, signed_out_at)
                from account
                where id = :account
                """)
                .param("account", person.account())
                .query(String.class)
                .optional()
                .orElse("");
        return new Standing(memberships, account);
    }

    /// The one workspace of a token; none of a token across workspaces; null where it is the person themselves.
    private static @Nullable UUID onlyOne(Actor actor) {
        if (!(actor instanceof Actor.Person person) || person.token() == null) {
            return null;
        }
        var workspace = person.token().workspaceId();
        return workspace == null ? NOWHERE : workspace;
    }

    private static WorkspaceRow row(Actor actor, ResultSet row) throws SQLException {
        var role = Role.of(row.getString("role"));
        var suspended = row.getBoolean("suspended");
        return new WorkspaceRow(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                role,
                suspended ? Set.of() : capabilities(actor, role),
                suspended);
    }

    private static Set<Capability> capabilities(Actor actor, Role role) {
        return actor instanceof Actor.Person person && person.token() != null
                ? person.token().within(role.capabilities())
                : role.capabilities();
    }

    public record WorkspaceName(String slug, String name) {}

    /// @param role the actor's own
    /// @param capabilities what the actor may there: those of the role, or what a token leaves of them;
    ///     none while it is suspended
    public record WorkspaceRow(
            UUID id, String slug, String name, Role role, Set<Capability> capabilities, boolean suspended) {

        public WorkspaceRow {
            capabilities = Set.copyOf(capabilities);
        }

        /// For the person themselves.
        public WorkspaceRow(UUID id, String slug, String name, Role role) {
            this(id, slug, name, role, role.capabilities(), false);
        }

        public boolean may(Capability capability) {
            return capabilities.contains(capability);
        }
    }

    /// @param evidenceMaxAgeDays how old evidence may be to count in a review (contract 6.1.1)
    /// @param restoreFourEyes whether a second person approves each restore before it begins (contract 7)
    /// @param documentLanguage of its documents, where nobody asks for another
    /// @param suspendedAt null while it is in use
    /// @param suspendedBy name of who did; null while it is in use
    /// @param version for [WorkspaceService.WorkspaceChange]
    public record WorkspaceSettings(
            UUID id,
            String slug,
            String name,
            int evidenceMaxAgeDays,
            boolean restoreFourEyes,
            Language documentLanguage,
            @Nullable Instant suspendedAt,
            @Nullable String suspendedBy,
            long version) {

        public boolean suspended() {
            return suspendedAt != null;
        }
    }

    /// @param tokens for the workspace, that could still be used
    public record WorkspaceHolding(int members, int tokens) {}

    /// @param memberships each with its role and its environments, and since when it is suspended, in one
    ///     order; only to be compared
    /// @param account whether it looks across workspaces, is disabled, and was signed out everywhere
    public record Standing(List<String> memberships, String account) {
        public Standing {
            memberships = List.copyOf(memberships);
        }
    }
}
