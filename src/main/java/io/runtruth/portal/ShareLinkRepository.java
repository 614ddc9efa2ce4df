package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.access.OpaqueSecret;
import io.runtruth.portal.SharedReview.SharedSubject;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The only writer of share links. What a link leads to is found by the digest of its secret alone.
@Repository
class ShareLinkRepository {

    private static final String STATE = """
            case
                when l.revoked_at is not null then 'revoked'
                when v.status not in ('published', 'superseded') or w.suspended_at is not null then 'withdrawn'
                when l.expires_at <= :now then 'expired'
                else 'open' end as state
            """;

    private static final String FROM = """
            from review_share_link l
            join environment_review v on v.workspace_id = l.workspace_id and v.id = l.review_id
            join workspace w on w.id = l.workspace_id
            """;

    private final JdbcClient jdbc;

    ShareLinkRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends no other link of the review is written.
    void hold(ReviewRef ref) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .param("what", "share-links:" + ref.id())
                .query((_, _) -> 0)
                .single();
    }

    int open(ReviewRef ref, Instant now) {
        return jdbc.sql("""
                select count(*)
                from review_share_link
                where workspace_id = :workspace
                and environment_id = :environment
                and review_id = :review
                and revoked_at is null
                and expires_at > :now
                """)
                .param("workspace", ref.scope().workspaceId())
                .param("environment", ref.scope().environmentId())
                .param("review", ref.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    void insert(UUID id, Actor.Person by, ReviewRef ref, KeptLink link, Instant at) {
        jdbc.sql("""
                insert into review_share_link
                    (id, workspace_id, environment_id, review_id, secret_hash, for_whom, passphrase_hash,
                    created_by, created_by_name, created_at, expires_at)
                values
                    (:id, :workspace, :environment, :review, :secret, :for_whom, :passphrase,
                    :by, :name, :at, :until)
                """)
                .param("id", id)
                .param("workspace", ref.scope().workspaceId())
                .param("environment", ref.scope().environmentId())
                .param("review", ref.id())
                .param("secret", link.secret().hash())
                .param("for_whom", link.forWhom())
                .param("passphrase", link.passphraseHash())
                .param("by", by.account())
                .param("name", by.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("until", link.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<ReviewRef> reviewOf(UUID workspaceId, UUID id) {
        return jdbc.sql("""
                select environment_id, review_id
                from review_share_link
                where workspace_id = :workspace
                and id = :id
                """)
                .param("workspace", workspaceId)
                .param("id", id)
                .query((row, _) -> new ReviewRef(
                        new Scope(workspaceId, row.getObject("environment_id", UUID.class)),
                        row.getObject("review_id", UUID.class)))
                .optional();
    }

    /// @return false where it was revoked before
    boolean revoke(Actor by, UUID workspaceId, UUID id, Instant at) {
        return jdbc.sql("""
                update review_share_link
                set revoked_at = :at, revoked_by_name = :name
                where workspace_id = :workspace
                and id = :id
                and revoked_at is null
                """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("name", by.name())
                        .param("workspace", workspaceId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// The newest first.
    List<ShareLink> of(ReviewRef ref, Instant now, int most) {
        return jdbc.sql("select l.*, " + STATE + FROM + """
                where l.workspace_id = :workspace
                and l.environment_id = :environment
                and l.review_id = :review
                order by l.created_at desc, l.id desc
                limit :most
                """)
                .param("workspace", ref.scope().workspaceId())
                .param("environment", ref.scope().environmentId())
                .param("review", ref.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new ShareLink(
                        row.getObject("id", UUID.class),
                        row.getString("for_whom"),
                        state(row),
                        row.getString("passphrase_hash") != null,
                        row.getString("created_by_name"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getInt("openings"),
                        instant(row, "opened_at")))
                .list();
    }

    Optional<SharedReview> behind(OpaqueSecret secret, Instant now) {
        return jdbc.sql("""
                select l.workspace_id, w.name as workspace, l.expires_at, l.passphrase_hash, e.name as environment,
                    p.number, p.published_at, v.status,
                """ + STATE + FROM + """
                join review_publication p on p.review_id = l.review_id
                join managed_environment e on e.workspace_id = l.workspace_id and e.id = l.environment_id
                where l.secret_hash = :secret
                """)
                .param("secret", secret.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> {
                    var state = state(row);
                    var hasPassphrase = row.getString("passphrase_hash") != null;
                    return new SharedReview(
                            row.getObject("workspace_id", UUID.class),
                            row.getString("workspace"),
                            state,
                            row.getTimestamp("expires_at").toInstant(),
                            hasPassphrase,
                            hasPassphrase || state != ShareLinkState.OPEN
                                    ? null
                                    : new SharedSubject(
                                            row.getString("environment"),
                                            row.getInt("number"),
                                            row.getTimestamp("published_at").toInstant(),
                                            row.getString("status").equals("superseded")));
                })
                .optional();
    }

    /// Held until the transaction ends: of two readers at the same moment the second sees what the first has counted.
    Optional<HeldLink> hold(OpaqueSecret secret, Instant now) {
        return jdbc.sql("""
                select l.id, l.workspace_id, l.environment_id, l.review_id, l.for_whom, l.passphrase_hash,
                    l.wrong_passphrases, l.closed_until, l.paced_until,
                """ + STATE + FROM + """
                where l.secret_hash = :secret
                for update of l
                """)
                .param("secret", secret.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new HeldLink(
                        row.getObject("id", UUID.class),
                        new ReviewRef(
                                new Scope(
                                        row.getObject("workspace_id", UUID.class),
                                        row.getObject("environment_id", UUID.class)),
                                row.getObject("review_id", UUID.class)),
                        row.getString("for_whom"),
                        state(row),
                        row.getString("passphrase_hash"),
                        row.getInt("wrong_passphrases"),
                        instant(row, "closed_until"),
                        instant(row, "paced_until")))
                .optional();
    }

    void guessed(UUID id, int wrong, @Nullable Instant closedUntil) {
        jdbc.sql("""
                update review_share_link
                set wrong_passphrases = :wrong, closed_until = :until
                where id = :id
                """)
                .param("wrong", wrong)
                .param("until", closedUntil == null ? null : closedUntil.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void opened(UUID id, Instant at, Instant pacedUntil) {
        jdbc.sql("""
                update review_share_link
                set openings = openings + 1, opened_at = :at, paced_until = :paced, wrong_passphrases = 0,
                    closed_until = null
                where id = :id
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("paced", pacedUntil.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private static ShareLinkState state(ResultSet row) throws SQLException {
        return Coded.stored(ShareLinkState.class, row.getString("state"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /// What is kept of a link when it is made.
    record KeptLink(
            OpaqueSecret secret,
            String forWhom,
            Instant expiresAt,
            @Nullable String passphraseHash) {}

    /// A link as its next reader finds it.
    record HeldLink(
            UUID id,
            ReviewRef ref,
            String forWhom,
            ShareLinkState state,
            @Nullable String passphraseHash,
            int wrongPassphrases,
            @Nullable Instant closedUntil,
            @Nullable Instant pacedUntil) {}
}
