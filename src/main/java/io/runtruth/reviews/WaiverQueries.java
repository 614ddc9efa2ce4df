package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.ListedKeys;
import io.runtruth.access.Reach;
import io.runtruth.access.Role;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.WaiverRow.WaiverEnvironment;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Range;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The accepted risks of the environments that an actor may see, for who reads reviews (contract 6).
@Service
public class WaiverQueries {

    private static final int MOST_ROWS = 500;

    private static final String ROWS = """
            select a.*, e.slug, e.name
            from (%s) found
            join waiver a on a.id = found.id
            join managed_environment e on e.workspace_id = a.workspace_id and e.id = a.environment_id
            order by a.created_at desc, a.id desc
            """;

    private static final String[] MANAGING = Role.codesOf(Capability.ENVIRONMENT_REVIEW_MANAGE);

    private static final String DUE =
            """
            select w.slug, w.name, due.due, due.since
            from member m
            join workspace w on w.id = m.workspace_id
            cross join lateral (
                select count(*) as due, max(asking.since) as since
                from (
                    select %1$s as since
                    from waiver a
                    join managed_environment e on e.workspace_id = a.workspace_id and e.id = a.environment_id
                    where a.workspace_id = m.workspace_id
                    and e.archived_at is null
                    and a.ended_at is null
                    and %2$s
                    and %1$s > :after
                    and %1$s <= :upTo
                    and (m.all_environments or exists (
                        select 1
                        from member_environment me
                        where me.workspace_id = m.workspace_id
                        and me.account_id = m.account_id
                        and me.environment_id = a.environment_id))
                    limit 100) asking) due
            where m.account_id = :account
            and m.role = any (:managing)
            and w.suspended_at is null
            and due.due > 0
            order by w.name, w.id
            limit 20
            """.formatted(WaiverState.ASKS_SINCE.formatted("a"), WaiverState.ASKS.formatted("a"));

    private final Access access;
    private final JdbcClient jdbc;
    private final Clock clock;

    WaiverQueries(Access access, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Newest first, also those that have ended.
    ///
    /// @param after where to go on; null for the newest
    /// @param limit 1 to 500
    public KeyPage<WaiverRow> page(
            Actor actor, UUID workspaceId, WaiverFilter filter, @Nullable Cursor after, int limit) {
        var reach = access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
        var now = clock.instant();
        var size = Math.clamp(limit, 1, MOST_ROWS);
        var listed = new ListedKeys(reach, filter.environmentId(), Range.page(after, size));
        var rows = jdbc.sql(ROWS.formatted(listed.of("waiver", filter.conditions())))
                .params(listed.parameters())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row(row, now))
                .list();
        return KeyPage.cut(rows, size, row -> new Cursor(row.createdAt(), row.id()));
    }

    /// @throws Problem.NotFound also for one of an environment that the actor may not see
    public WaiverRow one(Actor actor, UUID workspaceId, UUID waiverId) {
        return find(access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW), waiverId);
    }

    /// How many of them hold for no more than 14 further days, or are due to be looked at again; counted no
    /// further than to 100.
    public int asking(Actor actor, UUID workspaceId) {
        var reach = access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
        return jdbc.sql("""
                select count(*)
                from (
                    select
                    from waiver a
                    join managed_environment e on e.workspace_id = a.workspace_id and e.id = a.environment_id
                    where a.workspace_id = :workspace
                    and e.archived_at is null
                    and a.ended_at is null
                    and %s
                    and (:all or a.environment_id = any (:environments))
                    limit 100) asking
                """.formatted(WaiverState.ASKS.formatted("a")))
                .param("workspace", workspaceId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .query(Integer.class)
                .single();
    }

    /// Of each workspace where the person manages reviews how many have begun to ask for a look within a
    /// time, and still do; counted no further than to 100, at most 20 workspaces, by name.
    ///
    /// @param after later than that
    /// @param upTo and up to that
    public List<WaiversDue> due(Actor.Person person, Instant after, Instant upTo) {
        return jdbc.sql(DUE)
                .param("account", person.account())
                .param("managing", MANAGING)
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("upTo", upTo.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new WaiversDue(
                        row.getString("slug"),
                        row.getString("name"),
                        row.getInt("due"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// For the writer, which has checked the actor's right.
    WaiverRow find(Reach reach, UUID waiverId) {
        var now = clock.instant();
        return jdbc.sql("""
                select a.*, e.slug, e.name
                from waiver a
                join managed_environment e on e.workspace_id = a.workspace_id and e.id = a.environment_id
                where a.workspace_id = :workspace
                and a.id = :id
                and (:all or a.environment_id = any (:environments))
                """)
                .param("workspace", reach.workspaceId())
                .param("id", waiverId)
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .query((row, _) -> row(row, now))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private static WaiverRow row(ResultSet row, Instant now) throws SQLException {
        var risk = new AcceptedRisk(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                row.getString("tool"),
                row.getString("control"),
                row.getObject("ordinal", Integer.class),
                row.getString("resource"),
                row.getString("reason"),
                row.getString("owner"),
                row.getString("accepted_by"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getObject("until", LocalDate.class),
                row.getObject("review_on", LocalDate.class));
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        var endedAt = ended == null ? null : ended.toInstant();
        var state = WaiverState.of(risk.until(), endedAt, now);
        return new WaiverRow(
                new WaiverEnvironment(
                        row.getObject("environment_id", UUID.class), row.getString("slug"), row.getString("name")),
                risk,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                endedAt,
                row.getString("ended_by"),
                state,
                state.holds() && !risk.reviewOn().isAfter(WaiverState.day(now)));
    }

    /// @param workspace its slug
    /// @param name of the workspace
    /// @param count 1 to 100
    /// @param since when the last of them began to ask
    public record WaiversDue(String workspace, String name, int count, Instant since) {}

    /// @param environmentId only of this one; null for all
    /// @param states only in one of these; empty for any
    public record WaiverFilter(@Nullable UUID environmentId, Set<WaiverState> states) {

        public WaiverFilter {
            states = Set.copyOf(states);
        }

        private String conditions() {
            return states.isEmpty()
                    ? ""
                    : states.stream()
                            .sorted()
                            .map(state -> state.condition().formatted("r"))
                            .collect(Collectors.joining(" or ", "and (", ")"));
        }
    }
}
