package io.runtruth.reviews;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Reach;
import io.runtruth.reviews.PublishedEnvironment.Follows;
import io.runtruth.reviews.PublishedEnvironment.PublishedReview;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// What is published in a workspace, for its customers (contract 9).
@Service
public class PublishedQueries {

    /// Reviews of an environment, the published one among them.
    public static final int EACH = 13;

    private static final int MOST = 1_000;

    private static final String BY_NAME = published("", "e.name");
    private static final String ONE = published("and e.id = :environment", "e.name");
    private static final String PART_BY_SLUG =
            published("and e.slug > :after and strpos(lower(e.name), lower(:search)) > 0", "e.slug");

    private static String published(String which, String order) {
        return """
            select e.workspace_id, e.id as environment_id, e.slug, e.name, p.review_id, p.number, p.published_at,
                p.summary, p.failed_before, p.follows
            from (
                select e.workspace_id, e.id, e.slug, e.name
                from managed_environment e
                where e.workspace_id = :workspace
                and (:all or e.id = any (:environments))
                and exists (
                    select
                    from environment_review v
                    where v.workspace_id = e.workspace_id
                    and v.environment_id = e.id
                    and %1$s)
                %2$s
                order by %3$s, e.id
                limit :most) e
            cross join lateral (
                select newest.review_id, newest.number, newest.published_at, newest.summary,
                    case when newest.replaces is distinct from lead(review_id) over one_before_another
                        and lead(review_id) over one_before_another is not null
                        then 'not_comparable' else newest.follows end as follows,
                    case when summary -> 'sources' = lead(summary -> 'sources') over one_before_another
                        then lead(summary -> 'failed') over one_before_another end as failed_before
                from (
                    select p.review_id, p.number, p.published_at, p.replaces, p.follows, v.summary
                    from review_publication p
                    join environment_review v on v.id = p.review_id
                    where p.workspace_id = e.workspace_id
                    and p.environment_id = e.id
                    and %1$s
                    order by p.number desc
                    limit :each) newest
                window one_before_another as (order by number desc)) p
            order by %3$s, e.id, p.number desc
            """.formatted(ReviewQueries.IS_OUT.formatted("v"), which, order);
    }

    private final Access access;
    private final EnvironmentRowQueries rows;
    private final JdbcClient jdbc;

    PublishedQueries(Access access, EnvironmentRowQueries rows, JdbcClient jdbc) {
        this.access = access;
        this.rows = rows;
        this.jdbc = jdbc;
    }

    /// By name, at most 1,000, each with its newest 13 reviews.
    public List<PublishedEnvironment> environments(Actor actor, UUID workspaceId) {
        return read(BY_NAME, access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW), MOST, Map.of());
    }

    /// A part of the same, by slug.
    ///
    /// @param search a part of the name; `""` for all
    /// @param after the slug to go on behind; `""` for the beginning
    /// @param most 1 to 1,000
    public List<PublishedEnvironment> page(Actor actor, UUID workspaceId, String search, String after, int most) {
        var reach = access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW);
        return read(PART_BY_SLUG, reach, Math.clamp(most, 1, MOST), Map.of("search", search, "after", after));
    }

    /// Empty where nothing of it is published.
    public Optional<PublishedEnvironment> environment(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.PUBLISHED_REVIEW_VIEW);
        var reach = new Reach(scope.workspaceId(), false, Set.of(scope.environmentId()));
        return read(ONE, reach, 1, Map.of("environment", scope.environmentId())).stream()
                .findFirst();
    }

    private List<PublishedEnvironment> read(String sql, Reach reach, int most, Map<String, ?> which) {
        return jdbc
                .sql(sql)
                .param("workspace", reach.workspaceId())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .params(which)
                .param("most", most)
                .param("each", EACH)
                .query((row, _) -> new Row(
                        new Scope(reach.workspaceId(), row.getObject("environment_id", UUID.class)),
                        row.getString("slug"),
                        row.getString("name"),
                        review(row)))
                .list()
                .stream()
                .collect(groupingBy(Row::scope, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(PublishedQueries::environment)
                .toList();
    }

    /// Those of one environment that were published and are not withdrawn, the newest 13 first.
    public List<Neighbour> reviews(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.PUBLISHED_REVIEW_VIEW);
        return jdbc.sql("""
                select p.review_id, p.number, p.published_at
                from review_publication p
                join environment_review v on v.id = p.review_id
                where p.workspace_id = :workspace
                and p.environment_id = :environment
                and %s
                order by p.number desc
                limit :each
                """.formatted(ReviewQueries.IS_OUT.formatted("v")))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("each", EACH)
                .query((row, _) -> new Neighbour(
                        row.getObject("review_id", UUID.class),
                        row.getInt("number"),
                        row.getTimestamp("published_at").toInstant()))
                .list();
    }

    private static PublishedEnvironment environment(List<Row> rows) {
        var first = rows.getFirst();
        return new PublishedEnvironment(
                first.scope(),
                first.slug(),
                first.name(),
                rows.stream().map(Row::review).toList());
    }

    private PublishedReview review(ResultSet row) throws SQLException {
        var summary = row.getString("summary");
        return new PublishedReview(
                row.getObject("review_id", UUID.class),
                row.getInt("number"),
                row.getTimestamp("published_at").toInstant(),
                rows.posture(summary, row.getString("failed_before")),
                rows.isRated(summary),
                Coded.of(Follows.class, Objects.requireNonNullElse(row.getString("follows"), ""))
                        .orElse(null));
    }

    private record Row(Scope scope, String slug, String name, PublishedReview review) {}
}
