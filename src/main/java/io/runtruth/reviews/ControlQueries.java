package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Reach;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.reviews.ControlRow.ControlKey;
import io.runtruth.reviews.ControlRow.Wording;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Controls over the environments in use that an actor may see, each by its newest review that can be read: what is
/// read follows these environments, and neither their history nor the workspace (contract 9, 13). Nothing of another
/// environment shows, a wording neither (I12).
@Service
public class ControlQueries {

    /// Most rows of a part.
    public static final int MOST = 1_000;

    private static final int MOST_TOOLS = 200;
    private static final int ACCEPTED = -1;

    /// The environments, and of each the review that counts.
    static final String PLACES = """
            place as materialized (
                select e.id as environment_id, e.slug, e.name, v.id as review_id, v.status
                from managed_environment e
                left join lateral (
                    select v.id, v.status
                    from environment_review v
                    where v.workspace_id = e.workspace_id
                    and v.environment_id = e.id
                    and v.status in ('ready', 'published')
                    order by v.created_at desc, v.id desc
                    limit 1) v on true
                where e.workspace_id = :workspace
                and e.archived_at is null
                and (:all or e.id = any (:environments)))
            """;

    /// In how many environments a control stands how, wording by wording.
    private static final String COUNTED = """
            counted as (
                select told.wording, told.mark, count(*) as environments
                from place
                join review_controls c on c.review_id = place.review_id
                cross join lateral unnest(c.wordings, c.marks) as told (wording, mark)
                group by told.wording, told.mark)
            """;

    /// The same of one control.
    private static final String COUNTED_ONE = """
            counted as (
                select w.id as wording, c.marks[array_position(c.wordings, w.id)] as mark, count(*) as environments
                from control_wording w
                cross join place
                join review_controls c on c.review_id = place.review_id and w.id = any (c.wordings)
                where w.workspace_id = :workspace
                and w.control_id = :control
                group by 1, 2)
            """;

    /// What is open counts most, then all that is not met, then the severity of that, then what warns.
    private static final String ROWS = """
            control as (
                select w.control_id, w.tool, w.control, max(w.id) as wording, min(c.mark %% 16 / 2) as severity,
                    array_agg(cast(c.mark as integer)) as marks, array_agg(c.environments) as environments,
                    cast(sum(c.environments) as bigint) as told,
                    cast(coalesce(sum(c.environments) filter (where c.mark / 16 = 1 and c.mark %% 2 = 0), 0) as bigint)
                        as open,
                    cast(coalesce(sum(c.environments) filter (where c.mark / 16 = 1), 0) as bigint) as not_met,
                    cast(coalesce(sum(c.environments) filter (where c.mark / 16 = 2), 0) as bigint) as warning
                from counted c
                join control_wording w on w.id = c.wording
                where w.workspace_id = :workspace
                and (cast(:tool as text) is null or w.tool = :tool)
                group by w.control_id, w.tool, w.control),
            weighed as (
                select *, ((open * 1000000 + not_met) * 10 + case when not_met > 0 then 7 - severity else 0 end) * 1000000
                    + warning as weight
                from control),
            places as (
                select count(*) as number
                from place)
            select k.*, w.title, w.area, w.tells_fault, w.rationale, places.number
            from weighed k
            cross join places
            join control_wording w on w.id = k.wording
            where (cast(:severity as integer) is null or k.severity = :severity)
            and (:search = '' or strpos(lower(k.control), lower(:search)) > 0 or strpos(lower(w.title), lower(:search)) > 0)
            and (cast(:result as integer) is null
                or exists (
                    select
                    from unnest(k.marks) as m (mark)
                    where case when :result = %1$d then m.mark %% 2 = 1 else m.mark / 16 = :result end)
                or (:result = %2$d and k.told < places.number))
            and (cast(:weight as bigint) is null
                or k.weight < :weight
                or (k.weight = :weight and (k.tool, k.control) > (:afterTool, :afterControl)))
            order by k.weight desc, k.tool, k.control
            limit :limit
            """.formatted(ACCEPTED, ControlMark.rank(FindingGroup.NOT_ASSESSED));

    private static final String LIST = "with " + PLACES + ", " + COUNTED + ", " + ROWS;

    private static final String ONE = "with " + PLACES + ", " + COUNTED_ONE + ", " + ROWS;

    private final Access access;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ControlQueries(Access access, JdbcClient jdbc, JsonMapper json) {
        this.access = access;
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Those that fail most first: open in most environments, then not met in most, whatever is accepted; then by
    /// severity, by how many warn, and by tool and id.
    ///
    /// @param after where to go on; null for the first
    /// @param limit 1 to 1,000
    public List<ControlRow> page(
            Actor actor, UUID workspaceId, ControlFilter filter, @Nullable ControlKey after, int limit) {
        return page(actor, seen(actor, workspaceId), filter, after, limit);
    }

    /// The same of a part of what the actor may see.
    public List<ControlRow> page(Actor actor, Reach part, ControlFilter filter, @Nullable ControlKey after, int limit) {
        return jdbc.sql(LIST)
                .params(of(within(actor, part)))
                .param("tool", filter.tool())
                .param(
                        "severity",
                        filter.severity() == null ? null : filter.severity().ordinal() + 1)
                .param("search", filter.search())
                .param("result", result(filter.result()))
                .param("weight", after == null ? null : after.weight())
                .param("afterTool", after == null ? "" : after.tool())
                .param("afterControl", after == null ? "" : after.control())
                .param("limit", Math.clamp(limit, 1, MOST))
                .query((row, _) -> row(row))
                .list();
    }

    private static @Nullable Integer result(@Nullable FindingGroup asked) {
        if (asked == null) {
            return null;
        }
        return asked == FindingGroup.ACCEPTED ? ACCEPTED : ControlMark.rank(asked);
    }

    /// @throws Problem.NotFound also for a control that no review holds which counts and the actor may see
    public ControlDetail one(Actor actor, UUID workspaceId, UUID controlId) {
        return jdbc.sql(ONE)
                .params(of(seen(actor, workspaceId)))
                .param("control", controlId)
                .param("tool", null)
                .param("severity", null)
                .param("search", "")
                .param("result", null)
                .param("weight", null)
                .param("afterTool", "")
                .param("afterControl", "")
                .param("limit", 1)
                .query((row, _) -> new ControlDetail(row(row), rationale(row.getString("rationale"))))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private @Nullable StructuredText rationale(@Nullable String stored) {
        return stored == null ? null : json.readValue(stored, StructuredText.class);
    }

    /// What the list is read from, and by whose tools.
    public ControlSources sources(Actor actor, UUID workspaceId) {
        return jdbc.sql("with " + PLACES + """
                select count(*) as environments, count(review_id) as reviewed, array(
                    select distinct source.tool_and_target ->> 0 as tool
                    from place
                    cross join lateral (
                        select v.summary
                        from environment_review v
                        where v.id = place.review_id
                        limit 1) v
                    cross join lateral jsonb_array_elements(v.summary -> 'sources') as source (tool_and_target)
                    order by tool
                    limit :most) as tools
                from place
                """)
                .params(of(seen(actor, workspaceId)))
                .param("most", MOST_TOOLS)
                .query((row, _) ->
                        new ControlSources(row.getLong("environments"), row.getLong("reviewed"), List.of((String[])
                                row.getArray("tools").getArray())))
                .single();
    }

    private Reach seen(Actor actor, UUID workspaceId) {
        return access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
    }

    private Reach within(Actor actor, Reach part) {
        var seen = seen(actor, part.workspaceId());
        if (seen.all()) {
            return part;
        }
        var both = part.all()
                ? seen.environments()
                : part.environments().stream()
                        .filter(seen.environments()::contains)
                        .collect(Collectors.toSet());
        return new Reach(part.workspaceId(), false, both);
    }

    static Map<String, Object> of(Reach reach) {
        return Map.of("workspace", reach.workspaceId(), "all", reach.all(), "environments", reach.environmentArray());
    }

    private static ControlRow row(ResultSet row) throws SQLException {
        var marks = (Integer[]) row.getArray("marks").getArray();
        var environments = (Long[]) row.getArray("environments").getArray();
        var results = new EnumMap<FindingGroup, Long>(FindingGroup.class);
        var accepted = 0L;
        for (var i = 0; i < marks.length; i++) {
            var mark = ControlMark.of(marks[i]);
            results.merge(mark.result(), environments[i], Long::sum);
            accepted += mark.accepted() ? environments[i] : 0;
        }
        var tool = row.getString("tool");
        var control = row.getString("control");
        return new ControlRow(
                new Wording(
                        row.getObject("control_id", UUID.class),
                        tool,
                        control,
                        row.getString("title"),
                        row.getString("area"),
                        row.getBoolean("tells_fault")),
                Severity.values()[row.getInt("severity") - 1],
                results,
                accepted,
                row.getLong("number"),
                new ControlKey(row.getLong("weight"), tool, control));
    }

    /// @param rationale why it matters, as the tool says; null where it says nothing, or there was no room for it
    public record ControlDetail(ControlRow row, @Nullable StructuredText rationale) {}

    /// @param environments in use that the actor may see
    /// @param reviewed those of them with a review that can be read
    /// @param tools by name, at most 200
    public record ControlSources(long environments, long reviewed, List<String> tools) {

        public ControlSources {
            tools = List.copyOf(tools);
        }
    }
}
