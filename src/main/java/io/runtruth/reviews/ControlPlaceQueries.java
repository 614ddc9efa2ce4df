package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.reviews.ControlPlace.Acceptance;
import io.runtruth.reviews.ControlPlace.ControlStanding;
import io.runtruth.reviews.ControlPlace.PlaceKey;
import io.runtruth.reviews.ControlPlace.ReadReview;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.shared.Coded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// One control in each of the environments in use that an actor may see (contract 9).
@Service
public class ControlPlaceQueries {

    /// Where it is worst first; those without it, and then those without a review, are last.
    private static final String IN_PLACES = "with " + ControlQueries.PLACES + """
            , wording as materialized (
                select id
                from control_wording
                where workspace_id = :workspace
                and control_id = :control),
            found as (
                select place.*, told.position, told.mark, coalesce(
                    told.mark / 16, case when place.review_id is null then 99 else 98 end) as rank
                from place
                left join lateral (
                    select array_position(c.wordings, w.id) as position,
                        c.marks[array_position(c.wordings, w.id)] as mark
                    from review_controls c
                    join wording w on w.id = any (c.wordings)
                    where c.review_id = place.review_id
                    limit 1) told on true),
            shown as (
                select *
                from found
                where (cast(:rank as integer) is null or (rank, name, slug) > (:rank, :afterName, :afterSlug))
                order by rank, name, slug
                limit :limit)
            select f.*, c.since[f.position] as since, c.collected[f.position] as collected,
                c.reasons[f.position] as reason, c.checks[f.position] as checks, c.affected[f.position] as affected,
                a.id as waiver_id, a.until, a.ended_at
            from shown f
            left join review_controls c on c.review_id = f.review_id and f.position is not null
            left join waiver a on a.workspace_id = :workspace and a.id = c.waivers[f.position]
            order by f.rank, f.name, f.slug
            """;

    private final Access access;
    private final JdbcClient jdbc;
    private final Clock clock;

    ControlPlaceQueries(Access access, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Every environment in use that the actor may see, the worst result first, then by name; those where the control
    /// is not assessed are last. Of a control that there is none of, all of them.
    ///
    /// @param after where to go on; null for the first
    /// @param limit 1 to 1,000
    public List<ControlPlace> page(Actor actor, UUID workspaceId, UUID controlId, @Nullable PlaceKey after, int limit) {
        var now = clock.instant();
        return jdbc.sql(IN_PLACES)
                .params(ControlQueries.of(access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW)))
                .param("control", controlId)
                .param("rank", after == null ? null : after.rank())
                .param("afterName", after == null ? "" : after.name())
                .param("afterSlug", after == null ? "" : after.slug())
                .param("limit", Math.clamp(limit, 1, ControlQueries.MOST))
                .query((row, _) -> place(row, now))
                .list();
    }

    private static ControlPlace place(ResultSet row, Instant now) throws SQLException {
        var reviewId = row.getObject("review_id", UUID.class);
        var slug = row.getString("slug");
        var name = row.getString("name");
        return new ControlPlace(
                row.getObject("environment_id", UUID.class),
                slug,
                name,
                reviewId == null ? null : new ReadReview(reviewId, ReviewStatus.of(row.getString("status"))),
                row.getObject("position") == null ? null : standing(row, now),
                new PlaceKey(row.getInt("rank"), name, slug));
    }

    private static ControlStanding standing(ResultSet row, Instant now) throws SQLException {
        var mark = ControlMark.of(row.getInt("mark"));
        return new ControlStanding(
                mark.result(),
                Optional.ofNullable(row.getString("reason"))
                        .flatMap(code -> Coded.of(Gap.class, code))
                        .orElse(null),
                mark.severity(),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("collected", OffsetDateTime.class).toInstant(),
                row.getInt("checks"),
                row.getInt("affected"),
                mark.accepted(),
                acceptance(row, now));
    }

    private static @Nullable Acceptance acceptance(ResultSet row, Instant now) throws SQLException {
        var waiverId = row.getObject("waiver_id", UUID.class);
        if (waiverId == null) {
            return null;
        }
        var until = row.getObject("until", LocalDate.class);
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Acceptance(waiverId, until, WaiverState.of(until, ended == null ? null : ended.toInstant(), now));
    }
}
