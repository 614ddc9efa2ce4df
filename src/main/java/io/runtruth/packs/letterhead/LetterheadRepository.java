package io.runtruth.packs.letterhead;

import io.runtruth.reviews.ReviewRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Letterheads, which never change, the one that a workspace has now, and the one that each publication keeps.
@Repository
class LetterheadRepository {

    private final JdbcClient jdbc;

    LetterheadRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Letterhead> current(UUID workspaceId) {
        return jdbc.sql("""
                select l.id, l.logo, l.logo_width, l.logo_height, l.accent, l.address
                from workspace_letterhead w
                join letterhead l on l.workspace_id = w.workspace_id and l.id = w.letterhead_id
                where w.workspace_id = :workspace
                """)
                .param("workspace", workspaceId)
                .query((row, _) -> letterhead(row))
                .optional();
    }

    /// As it was when the review was published.
    Optional<Letterhead> kept(UUID workspaceId, UUID reviewId) {
        return jdbc.sql("""
                select l.id, l.logo, l.logo_width, l.logo_height, l.accent, l.address
                from publication_letterhead p
                join letterhead l on l.workspace_id = p.workspace_id and l.id = p.letterhead_id
                where p.workspace_id = :workspace
                and p.review_id = :review
                """)
                .param("workspace", workspaceId)
                .param("review", reviewId)
                .query((row, _) -> letterhead(row))
                .optional();
    }

    private static Letterhead letterhead(ResultSet row) throws SQLException {
        var logo = row.getBytes("logo");
        return new Letterhead(
                row.getObject("id", UUID.class),
                logo == null ? null : Logo.kept(logo, row.getInt("logo_width"), row.getInt("logo_height")),
                row.getString("accent"),
                row.getString("address"));
    }

    /// Until the transaction ends nobody else changes it, and what is published waits.
    void hold(UUID workspaceId) {
        jdbc.sql("""
                insert into workspace_letterhead (workspace_id)
                values (:workspace)
                on conflict (workspace_id) do nothing
                """).param("workspace", workspaceId).update();
        jdbc.sql("""
                select workspace_id
                from workspace_letterhead
                where workspace_id = :workspace
                for update
                """).param("workspace", workspaceId).query(UUID.class).single();
    }

    UUID insert(UUID workspaceId, LetterheadChange change) {
        var id = UUID.randomUUID();
        var logo = change.logo();
        jdbc.sql("""
                insert into letterhead (id, workspace_id, logo, logo_width, logo_height, accent, address)
                values (:id, :workspace, :logo, :width, :height, :accent, :address)
                """)
                .param("id", id)
                .param("workspace", workspaceId)
                .param("logo", logo == null ? null : logo.png(), Types.BINARY)
                .param("width", logo == null ? null : logo.width(), Types.INTEGER)
                .param("height", logo == null ? null : logo.height(), Types.INTEGER)
                .param("accent", change.accent(), Types.VARCHAR)
                .param("address", change.address(), Types.VARCHAR)
                .update();
        return id;
    }

    /// While it is held. The one before goes, unless a publication keeps it.
    void set(UUID workspaceId, @Nullable UUID id, @Nullable UUID before, Instant at, String by) {
        jdbc.sql("""
                update workspace_letterhead
                set letterhead_id = :id, changed_at = :at, changed_by = :by
                where workspace_id = :workspace
                """)
                .param("id", id, Types.OTHER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("workspace", workspaceId)
                .update();
        if (before != null) {
            jdbc.sql("""
                    delete from letterhead l
                    where l.workspace_id = :workspace
                    and l.id = :before
                    and not exists (
                        select
                        from publication_letterhead p
                        where p.workspace_id = l.workspace_id
                        and p.letterhead_id = l.id)
                    """)
                    .param("workspace", workspaceId)
                    .param("before", before)
                    .update();
        }
    }

    /// In the transaction that published it. Waits for a change that is under way: what that takes away can't be kept.
    void keep(ReviewRef review) {
        jdbc.sql("""
                with now as (
                    select workspace_id, letterhead_id
                    from workspace_letterhead
                    where workspace_id = :workspace
                    and letterhead_id is not null
                    for share)
                insert into publication_letterhead (review_id, workspace_id, environment_id, letterhead_id)
                select :review, workspace_id, :environment, letterhead_id
                from now
                on conflict (review_id) do nothing
                """)
                .param("workspace", review.scope().workspaceId())
                .param("environment", review.scope().environmentId())
                .param("review", review.id())
                .update();
    }
}
