package io.runtruth.reviews;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.ListedKeys;
import io.runtruth.access.Reach;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.operations.OperationRun;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.reviews.compose.ComposeInput;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The reviews that an actor may see. A member with `PUBLISHED_REVIEW_VIEW` only sees those that were published,
/// superseded ones among them (decision 0022), and of the others not even that they exist (I12); and of those what
/// [ContentForCustomers] tells.
@Service
public class ReviewQueries {

    private static final int MOST_ROWS = 200;

    private static final String COLUMNS = """
        v.id, v.status, v.fingerprint, v.completeness,
            case when not :publishedOnly then v.run_id end as run_id, v.created_at, v.status_at,
            e.id as environment_id, e.slug, e.name, p.number, p.published_at,
            case when not :publishedOnly then p.published_by end as published_by,
            before.review_id as replaces, before.number as number_before, before.published_at as published_before, after.review_id as replaced_by,
            after.number as number_after, after.published_at as published_after
        """;

    /// That review `%1$s` was published, and is not withdrawn since: what whoever reads published reviews only sees.
    static final String IS_OUT = "%1$s.status in ('published', 'superseded')";

    /// Which of those that were published it is, for a review `v`, each looked up by its id.
    private static final String PUBLICATION = """
        left join lateral (
            select p.number, p.published_at, p.published_by, p.replaces
            from review_publication p
            where p.review_id = v.id
            limit 1) p on true
        left join lateral (
            select n.review_id, n.number, n.published_at
            from environment_review r
            join review_publication n on n.review_id = r.id
            where r.id = p.replaces
            and (not :publishedOnly or %s)
            limit 1) before on true
        left join lateral (
            select n.review_id, n.number, n.published_at
            from environment_review r
            join review_publication n on n.review_id = r.id
            where r.id = v.superseded_by
            and (not :publishedOnly or %s)
            limit 1) after on true
        """.formatted(IS_OUT.formatted("r"), IS_OUT.formatted("r"));

    /// The rows of the keys that were found, each by its id, and only then their environments' names.
    private static final String PAGE = "select " + COLUMNS + """
        from (
            select v.*
            from (%s) found
            cross join lateral (
                select v.id, v.workspace_id, v.environment_id, v.status, v.fingerprint, v.completeness, v.run_id,
                    v.created_at, v.status_at, v.superseded_by
                from environment_review v
                where v.id = found.id
                limit 1) v
            offset 0) v
        join managed_environment e on e.workspace_id = v.workspace_id and e.id = v.environment_id
        """ + PUBLICATION + """
        order by v.created_at desc, v.id desc
        """;

    private static final String SEEN = """
        from environment_review v
        join managed_environment e on e.workspace_id = v.workspace_id and e.id = v.environment_id
        """ + PUBLICATION + """
        where v.workspace_id = :workspace
        and (:all or v.environment_id = any (:environments))
        and (not :publishedOnly or %s)
        """.formatted(IS_OUT.formatted("v"));

    private final Access access;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final EvidenceQueries evidence;
    private final EnvironmentRowQueries rows;
    private final ReviewNoteRepository notes;

    ReviewQueries(
            Access access,
            JdbcClient jdbc,
            JsonMapper json,
            EvidenceQueries evidence,
            EnvironmentRowQueries rows,
            ReviewNoteRepository notes) {
        this.access = access;
        this.jdbc = jdbc;
        this.json = json;
        this.evidence = evidence;
        this.rows = rows;
        this.notes = notes;
    }

    /// Newest first.
    ///
    /// @param environmentId only of this environment; null for all
    /// @param after where to go on; null for the newest
    /// @param limit 1 to 200
    public KeyPage<ReviewRow> page(
            Actor actor, UUID workspaceId, @Nullable UUID environmentId, @Nullable Cursor after, int limit) {
        var sight = sight(actor, workspaceId);
        var size = Math.clamp(limit, 1, MOST_ROWS);
        var listed = new ListedKeys(sight.reach(), environmentId, Range.page(after, size));
        var keys = listed.of("environment_review", sight.publishedOnly() ? "and " + IS_OUT.formatted("r") : "");
        var rows = jdbc.sql(PAGE.formatted(keys))
                .param("publishedOnly", sight.publishedOnly())
                .params(listed.parameters())
                .query(ReviewQueries::row)
                .list();
        return KeyPage.cut(rows, size, row -> new Cursor(row.createdAt(), row.id()));
    }

    /// Those of the ids that there are and that the actor may see; at most 200.
    public List<ReviewRow> rows(Actor actor, UUID workspaceId, Collection<UUID> reviewIds) {
        var sight = sight(actor, workspaceId);
        return jdbc.sql("select " + COLUMNS + SEEN + """
            and v.id = any (:ids)
            limit :most
            """)
                .param("workspace", workspaceId)
                .param("all", sight.reach().all())
                .param("environments", sight.reach().environmentArray())
                .param("publishedOnly", sight.publishedOnly())
                .param("ids", reviewIds.toArray(UUID[]::new))
                .param("most", MOST_ROWS)
                .query(ReviewQueries::row)
                .list();
    }

    /// What the documents of those of the reviews count that the actor may see, as far as they have checks.
    public Map<UUID, EnvironmentReviewRow.Posture> postures(Actor actor, UUID workspaceId, Collection<UUID> reviewIds) {
        return rows.postures(
                workspaceId,
                rows(actor, workspaceId, reviewIds).stream().map(ReviewRow::id).toList());
    }

    /// Without its document.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    public ReviewRow row(Actor actor, UUID workspaceId, UUID reviewId) {
        return rows(actor, workspaceId, List.of(reviewId)).stream()
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// @throws Problem.NotFound also for a review that the actor may not see
    public ReviewDetail detail(Actor actor, UUID workspaceId, UUID reviewId) {
        var sight = sight(actor, workspaceId);
        return detail(kept(sight, reviewId), sight.reach(), sight.publishedOnly());
    }

    private ReviewDetail detail(Kept kept, Reach reach, boolean forOthers) {
        return new ReviewDetail(
                kept.review(),
                kept.told(forOthers),
                notes.of(reach.workspaceId(), kept.review().id(), forOthers));
    }

    /// The reviewer's own words that the actor is told, without the document.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    public List<ReviewNote> notes(Actor actor, UUID workspaceId, UUID reviewId) {
        var row = row(actor, workspaceId, reviewId);
        return notes.of(workspaceId, row.id(), sight(actor, workspaceId).publishedOnly());
    }

    /// The same with the document in its canonical form: for who reads reviews as it is kept, byte for byte.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    public StoredReview stored(Actor actor, UUID workspaceId, UUID reviewId) {
        return told(sight(actor, workspaceId), reviewId);
    }

    private StoredReview told(Sight sight, UUID reviewId) {
        var kept = kept(sight, reviewId);
        var told = sight.publishedOnly() ? kept.told(true) : null;
        return new StoredReview(
                kept.review(),
                told == null ? kept.content() : new String(told.canonicalBytes(), UTF_8),
                notes.of(sight.reach().workspaceId(), reviewId, sight.publishedOnly()));
    }

    /// What is published, as those read it who read nothing else, whoever asks.
    ///
    /// @throws Problem.NotFound also for a review that is not published, or is withdrawn
    public StoredReview published(Actor actor, UUID workspaceId, UUID reviewId) {
        var reach = access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW);
        return told(new Sight(reach, true), reviewId);
    }

    /// With its document and what became of it, for handing it on.
    ///
    /// @param forOthers to whom is to be told what those are who read what is published only, whoever asks
    /// @throws Problem.NotFound also for a review that the actor may not see
    public HandedOn handedOn(Actor actor, UUID workspaceId, UUID reviewId, boolean forOthers) {
        var sight = sight(actor, workspaceId);
        var kept = kept(sight, reviewId);
        return new HandedOn(detail(kept, sight.reach(), sight.publishedOnly() || forOthers), kept.composedAt());
    }

    /// All that is kept of it, as it is at one moment: for who reads reviews.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    public WholeReview whole(Actor actor, UUID workspaceId, UUID reviewId) {
        var reach = access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
        return jdbc.sql("""
                select v.content, coalesce(v.composed_at, v.status_at) as composed_at, v.fingerprint_version,
                    v.fingerprint_inputs, v.pinned,
                """ + COLUMNS + SEEN + "and v.id = :id")
                .param("workspace", workspaceId)
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("publishedOnly", false)
                .param("id", reviewId)
                .query((row, index) -> new WholeReview(
                        row(row, index),
                        row.getString("content"),
                        row.getTimestamp("composed_at").toInstant(),
                        row.getInt("fingerprint_version"),
                        row.getString("fingerprint_inputs"),
                        json.readValue(row.getString("pinned"), PinnedInputs.class)))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// The document as it is kept, for services that have checked the actor's right; empty until it is composed.
    Optional<ReviewContent> content(Scope scope, UUID reviewId) {
        return jdbc.sql("""
                select content
                from environment_review
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and content is not null
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", reviewId)
                .query(String.class)
                .optional()
                .map(content -> ReviewContent.parse(content.getBytes(UTF_8)));
    }

    private Kept kept(Sight sight, UUID reviewId) {
        return jdbc.sql("""
                select v.content, coalesce(v.composed_at, v.status_at) as composed_at,
                """ + COLUMNS + SEEN + "and v.id = :id")
                .param("workspace", sight.reach().workspaceId())
                .param("all", sight.reach().all())
                .param("environments", sight.reach().environmentArray())
                .param("publishedOnly", sight.publishedOnly())
                .param("id", reviewId)
                .query((row, index) -> new Kept(
                        row(row, index),
                        row.getString("content"),
                        row.getTimestamp("composed_at").toInstant()))
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// One row for each environment that the actor may see, by name; at most 1,000.
    public List<EnvironmentReviewRow> environments(Actor actor, UUID workspaceId) {
        return rows.of(access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW));
    }

    /// Those of the ids that there are and that the actor may see, by name; at most 1,000.
    public List<EnvironmentReviewRow> environments(Actor actor, UUID workspaceId, Set<UUID> environmentIds) {
        return rows.of(among(access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW), environmentIds));
    }

    private static Reach among(Reach reach, Set<UUID> environmentIds) {
        var asked = environmentIds.stream()
                .filter(id -> reach.covers(new Scope(reach.workspaceId(), id)))
                .collect(Collectors.toSet());
        return new Reach(reach.workspaceId(), false, asked);
    }

    public EnvironmentReviewRow environment(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        return rows.of(new Reach(scope.workspaceId(), false, Set.of(scope.environmentId()))).stream()
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// Of the environments of these names those that the actor knows of: whoever reads published reviews only knows
    /// an environment by these, and one without any like one that there is not.
    public Set<UUID> environmentsNamed(Actor actor, UUID workspaceId, Collection<String> slugs) {
        var sight = sight(actor, workspaceId);
        return Set.copyOf(jdbc.sql("""
                select e.id
                from managed_environment e
                where e.workspace_id = :workspace
                and e.slug = any (:slugs)
                and (:all or e.id = any (:environments))
                and (not :publishedOnly or exists (
                    select 1
                    from environment_review v
                    where v.workspace_id = e.workspace_id
                    and v.environment_id = e.id
                    and %s))
                """.formatted(IS_OUT.formatted("v")))
                .param("workspace", workspaceId)
                .param("slugs", slugs.toArray(String[]::new))
                .param("all", sight.reach().all())
                .param("environments", sight.reach().environmentArray())
                .param("publishedOnly", sight.publishedOnly())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list());
    }

    /// What the run's draft is to be composed from; empty where the review is no longer this run's draft.
    @Transactional(readOnly = true)
    Optional<ComposeInput> composeInput(OperationRun run) {
        return jdbc.sql("""
            select pinned
            from environment_review
            where workspace_id = :workspace
            and environment_id = :environment
            and id = :review
            and run_id = :run
            and status = 'draft'
            """)
                .param("workspace", run.scope().workspaceId())
                .param("environment", run.scope().environmentId())
                .param("review", run.subject().recordId())
                .param("run", run.id())
                .query((row, _) -> json.readValue(row.getString("pinned"), PinnedInputs.class))
                .optional()
                .map(pinned -> ProvenanceOf.input(pinned, evidence.snapshots(run.scope(), pinned.snapshotIds())));
    }

    private Sight sight(Actor actor, UUID workspaceId) {
        return access.can(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW)
                ? new Sight(access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW), false)
                : new Sight(access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW), true);
    }

    private static ReviewRow row(ResultSet row, int index) throws SQLException {
        return new ReviewRow(
                row.getObject("id", UUID.class),
                new ReviewRow.ReviewedEnvironment(
                        row.getObject("environment_id", UUID.class), row.getString("slug"), row.getString("name")),
                ReviewStatus.of(row.getString("status")),
                row.getString("fingerprint"),
                row.getString("completeness"),
                row.getObject("run_id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("status_at").toInstant(),
                publication(row));
    }

    private static @Nullable ReviewPublication publication(ResultSet row) throws SQLException {
        if (row.getObject("number") == null) {
            return null;
        }
        return new ReviewPublication(
                row.getInt("number"),
                row.getTimestamp("published_at").toInstant(),
                row.getString("published_by"),
                neighbour(row, "replaces", "before"),
                neighbour(row, "replaced_by", "after"));
    }

    private static @Nullable Neighbour neighbour(ResultSet row, String id, String side) throws SQLException {
        var reviewId = row.getObject(id, UUID.class);
        return reviewId == null
                ? null
                : new Neighbour(
                        reviewId,
                        row.getInt("number_" + side),
                        row.getTimestamp("published_" + side).toInstant());
    }

    /// @param content the document in its canonical form; null until the review has been composed
    /// @param notes the reviewer's own words that its reader is told
    public record StoredReview(ReviewRow review, @Nullable String content, List<ReviewNote> notes) {}

    /// @param composedAt when its document was composed; without one when it became what it is
    public record HandedOn(ReviewDetail detail, Instant composedAt) {}

    /// @param content the document in its canonical form; null until the review has been composed
    /// @param composedAt when its document was composed; without one when it became what it is
    /// @param fingerprintInputs what the fingerprint is the SHA-256 of
    public record WholeReview(
            ReviewRow review,
            @Nullable String content,
            Instant composedAt,
            int fingerprintVersion,
            String fingerprintInputs,
            PinnedInputs pinned) {}

    /// @param content as it is stored
    private record Kept(ReviewRow review, @Nullable String content, Instant composedAt) {

        /// @param forOthers to be told as those are who read what is published only
        private @Nullable ReviewContent told(boolean forOthers) {
            if (content == null) {
                return null;
            }
            var whole = ReviewContent.parse(content.getBytes(UTF_8));
            return forOthers ? ContentForCustomers.of(whole) : whole;
        }
    }

    private record Sight(Reach reach, boolean publishedOnly) {}
}
