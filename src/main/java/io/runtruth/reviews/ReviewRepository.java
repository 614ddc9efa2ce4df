package io.runtruth.reviews;

import io.runtruth.shared.Scope;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// One statement for each change of a review: it names the status it expects, and says whether it applied.
@Repository
class ReviewRepository {

    private static final String COLUMNS = """
            id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs, run_id,
            version
            """;

    /// That no other review than `:id` has the content: a start looks before it holds the environment, and what has
    /// come to be since then it sees here.
    private static final String NO_OTHER_HAS_IT = """
            not exists (
                select
                from environment_review other
                where other.workspace_id = :workspace
                and other.environment_id = :environment
                and other.fingerprint = :fingerprint
                and other.status in ('draft', 'ready', 'published', 'failed')
                and other.id <> :id)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReviewRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param runId the run that will compose it, which is inserted in the same transaction
    /// @return false where a review has this fingerprint that can answer a start of it (I1)
    boolean insertDraft(ReviewRef ref, Draft draft, UUID runId) {
        return jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, run_id, created_at, status_at, version)
                select :id, :workspace, :environment, 'draft', :fingerprint, :algorithm, :inputs,
                    cast(:pinned as jsonb), :run, :at, :at, 0
                where %s
                on conflict (workspace_id, environment_id, fingerprint) where status in ('draft', 'ready', 'failed')
                do nothing
                """.formatted(NO_OTHER_HAS_IT))
                        .param("id", ref.id())
                        .param("workspace", ref.scope().workspaceId())
                        .param("environment", ref.scope().environmentId())
                        .param("run", runId)
                        .param("fingerprint", draft.fingerprint().value())
                        .param("algorithm", draft.fingerprint().algorithmVersion())
                        .param("inputs", draft.fingerprint().canonicalInputs())
                        .param("pinned", json.writeValueAsString(draft.pinned()))
                        .param("at", draft.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// The reviews that can answer a start of this content: the published one, and the mutable one.
    List<EnvironmentReview> withFingerprint(Scope scope, String fingerprint) {
        return jdbc.sql("""
                select %s
                from environment_review
                where workspace_id = :workspace
                and environment_id = :environment
                and fingerprint = :fingerprint
                and status in ('draft', 'ready', 'published', 'failed')
                order by created_at desc, id desc
                limit 20
                """.formatted(COLUMNS))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("fingerprint", fingerprint)
                .query(ReviewRepository::review)
                .list();
    }

    Optional<EnvironmentReview> find(Scope scope, UUID id) {
        return one(scope, id, "");
    }

    /// Until the transaction ends nobody else changes the review; first in the lock order.
    Optional<EnvironmentReview> lock(Scope scope, UUID id) {
        return one(scope, id, "for no key update");
    }

    private Optional<EnvironmentReview> one(Scope scope, UUID id, String held) {
        return jdbc.sql("""
                select %s
                from environment_review
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                %s
                """.formatted(COLUMNS, held))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", id)
                .query(ReviewRepository::review)
                .optional();
    }

    /// Names the run that composes a draft; null where none does. The caller wrote the draft in this transaction.
    void bindRun(ReviewRef ref, @Nullable UUID runId) {
        mustBeOne(jdbc.sql("""
                update environment_review
                set run_id = :run
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and status = 'draft'
                """)
                .param("run", runId)
                .param("workspace", ref.scope().workspaceId())
                .param("environment", ref.scope().environmentId())
                .param("id", ref.id())
                .update());
    }

    /// Draft again, for this content.
    ///
    /// @param seen a draft, ready or failed one
    /// @return false where it is no longer as it was seen, or another review has this fingerprint
    boolean redraft(EnvironmentReview seen, Draft draft, UUID runId) {
        return jdbc.sql("""
                update environment_review
                set status = 'draft', fingerprint = :fingerprint, fingerprint_version = :algorithm,
                    fingerprint_inputs = :inputs, pinned = cast(:pinned as jsonb), run_id = :run, content = null,
                    completeness = null, status_at = :at, version = version + 1
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and status in ('draft', 'ready', 'failed')
                and version = :version
                and %s
                """.formatted(NO_OTHER_HAS_IT))
                        .param("fingerprint", draft.fingerprint().value())
                        .param("algorithm", draft.fingerprint().algorithmVersion())
                        .param("inputs", draft.fingerprint().canonicalInputs())
                        .param("pinned", json.writeValueAsString(draft.pinned()))
                        .param("run", runId)
                        .param("at", draft.at().atOffset(ZoneOffset.UTC))
                        .param("workspace", seen.scope().workspaceId())
                        .param("environment", seen.scope().environmentId())
                        .param("id", seen.id())
                        .param("version", seen.version())
                        .update()
                == 1;
    }

    /// The caller holds the lock and has found a draft.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException where another mutable review has the fingerprint (I1)
    void ready(EnvironmentReview review, ReviewContent content, ReviewFingerprint made, Instant at) {
        mustBeOne(jdbc.sql("""
                update environment_review
                set status = 'ready', content = :content, completeness = :completeness, status_at = :at,
                    fingerprint = :fingerprint, fingerprint_version = :algorithm, fingerprint_inputs = :inputs,
                    version = version + 1
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and status = 'draft'
                """)
                .param("content", new String(content.canonicalBytes(), StandardCharsets.UTF_8))
                .param("completeness", content.completeness().state().code())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("fingerprint", made.value())
                .param("algorithm", made.algorithmVersion())
                .param("inputs", made.canonicalInputs())
                .param("workspace", review.scope().workspaceId())
                .param("environment", review.scope().environmentId())
                .param("id", review.id())
                .update());
    }

    /// The caller holds the lock and has found a draft.
    void failed(EnvironmentReview review, Instant at) {
        mustBeOne(jdbc.sql("""
                update environment_review
                set status = 'failed', status_at = :at, version = version + 1
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and status = 'draft'
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("workspace", review.scope().workspaceId())
                .param("environment", review.scope().environmentId())
                .param("id", review.id())
                .update());
    }

    /// The caller holds the lock and has found this status and content.
    void become(EnvironmentReview review, ReviewStatus status, Instant at) {
        mustBeOne(jdbc.sql("""
                update environment_review
                set status = :status, status_at = :at, version = version + 1
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and version = :version
                """)
                .param("status", status.code())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("workspace", review.scope().workspaceId())
                .param("environment", review.scope().environmentId())
                .param("id", review.id())
                .param("version", review.version())
                .update());
    }

    /// The same, in somebody's name.
    void publish(EnvironmentReview review, String by, Instant at) {
        become(review, ReviewStatus.PUBLISHED, at);
        mustBeOne(jdbc.sql("""
                update environment_review
                set published_by = :by
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                """)
                .param("by", by)
                .param("workspace", review.scope().workspaceId())
                .param("environment", review.scope().environmentId())
                .param("id", review.id())
                .update());
    }

    /// Every published one of the environment, by this review. The caller holds the environment.
    ///
    /// @return those that were superseded
    List<UUID> supersede(ReviewRef by, Instant at) {
        return jdbc.sql("""
                update environment_review
                set status = 'superseded', superseded_by = :id, status_at = :at, version = version + 1
                where workspace_id = :workspace
                and environment_id = :environment
                and status = 'published'
                and id <> :id
                returning id
                """)
                .param("id", by.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("workspace", by.scope().workspaceId())
                .param("environment", by.scope().environmentId())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /// What the caller has locked and looked at is changed, or nothing of its transaction stays.
    private static void mustBeOne(int changed) {
        if (changed != 1) {
            throw new IllegalStateException("must change exactly one row, changed " + changed);
        }
    }

    private static EnvironmentReview review(ResultSet row, int index) throws SQLException {
        return new EnvironmentReview(
                row.getObject("id", UUID.class),
                new Scope(row.getObject("workspace_id", UUID.class), row.getObject("environment_id", UUID.class)),
                ReviewStatus.of(row.getString("status")),
                row.getString("fingerprint"),
                row.getInt("fingerprint_version"),
                row.getString("fingerprint_inputs"),
                row.getObject("run_id", UUID.class),
                row.getLong("version"));
    }

    /// What a composition will be made from.
    record Draft(ReviewFingerprint fingerprint, PinnedInputs pinned, Instant at) {}
}
