package io.runtruth.reviews;

import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The statements about own words; each that writes names the version that it expects, and says whether it applied.
/// What was taken away stays as a row without text, so that no version comes twice.
@Repository
class ReviewNoteRepository {

    private static final String WHERE_NONE_ARE = """
            insert into review_note
                (workspace_id, environment_id, review_id, section, text, internal, written_by, written_at, version)
            values (:workspace, :environment, :review, :section, :text, :internal, :by, :at, :expected + 1)
            on conflict (review_id, section)
            do update set text = excluded.text, internal = excluded.internal, written_by = excluded.written_by,
                written_at = excluded.written_at, version = review_note.version + 1
            where review_note.text is null
            """;

    private static final String IN_PLACE = """
            update review_note
            set text = :text, internal = :internal, written_by = :by, written_at = :at, version = version + 1
            where workspace_id = :workspace
            and environment_id = :environment
            and review_id = :review
            and section = :section
            and version = :expected
            and text is not null
            """;

    private final JdbcClient jdbc;

    ReviewNoteRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In the order of the document.
    ///
    /// @param forOthers as those are told who read what is published only
    List<ReviewNote> of(UUID workspaceId, UUID reviewId, boolean forOthers) {
        var whole = whole(workspaceId, reviewId);
        return forOthers ? ReviewNote.forCustomers(whole) : whole;
    }

    private List<ReviewNote> whole(UUID workspaceId, UUID reviewId) {
        return jdbc
                .sql("""
                select section, text, internal, written_by, written_at, version
                from review_note
                where workspace_id = :workspace
                and review_id = :review
                and text is not null
                limit 100
                """)
                .param("workspace", workspaceId)
                .param("review", reviewId)
                .query(ReviewNoteRepository::note)
                .list()
                .stream()
                .sorted(Comparator.comparing(ReviewNote::section))
                .toList();
    }

    /// @param note checked
    /// @return false where the words are no longer of this version
    boolean write(ReviewRef ref, ReviewSection section, NewNote note, String by, Instant at) {
        return in(ref, note.version() == NewNote.NONE ? WHERE_NONE_ARE : IN_PLACE)
                        .param("section", section.code())
                        .param("text", note.text())
                        .param("internal", note.internal())
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("expected", note.version())
                        .update()
                == 1;
    }

    /// @return false where the words are no longer of this version
    boolean remove(ReviewRef ref, ReviewSection section, long version, String by, Instant at) {
        return in(ref, """
                update review_note
                set text = null, written_by = :by, written_at = :at, version = version + 1
                where workspace_id = :workspace
                and environment_id = :environment
                and review_id = :review
                and section = :section
                and version = :version
                and text is not null
                """)
                        .param("section", section.code())
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("version", version)
                        .update()
                == 1;
    }

    /// Copies the words of another review of the environment to those sections that have none here.
    ///
    /// @return which
    List<ReviewSection> takeOver(UUID from, ReviewRef to, String by, Instant at) {
        return in(to, """
                insert into review_note
                    (workspace_id, environment_id, review_id, section, text, internal, written_by, written_at, version)
                select workspace_id, environment_id, :review, section, text, internal, :by, :at, 1
                from review_note
                where workspace_id = :workspace
                and environment_id = :environment
                and review_id = :from
                and text is not null
                on conflict (review_id, section)
                do update set text = excluded.text, internal = excluded.internal, written_by = excluded.written_by,
                    written_at = excluded.written_at, version = review_note.version + 1
                where review_note.text is null
                returning section
                """)
                .param("from", from)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> ReviewSection.of(row.getString("section")))
                .list();
    }

    private JdbcClient.StatementSpec in(ReviewRef ref, String statement) {
        Scope scope = ref.scope();
        return jdbc.sql(statement)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("review", ref.id());
    }

    private static ReviewNote note(ResultSet row, int index) throws SQLException {
        return new ReviewNote(
                ReviewSection.of(row.getString("section")),
                row.getString("text"),
                row.getBoolean("internal"),
                row.getString("written_by"),
                row.getTimestamp("written_at").toInstant(),
                row.getLong("version"));
    }
}
