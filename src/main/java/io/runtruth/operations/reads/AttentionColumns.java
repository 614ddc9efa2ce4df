package io.runtruth.operations.reads;

import io.runtruth.access.Capability;
import io.runtruth.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What has become of a run's question, as it is read beside a run `r`. Who may no longer deal with it holds nothing:
/// that is asked each time, so a right that is taken away is gone at once.
public final class AttentionColumns {

    /// The roles whose members can deal with a question; parameter `managing`.
    public static final String[] MANAGING = Role.codesOf(Capability.OPERATIONS_MANAGE);

    static final String COLUMNS = """
            r.attention_ended_at, r.attention_ended_by, r.attention_answered_by, r.notice_at, c.taken_at,
                c.waits_until, c.closed_by, holder.account_id as holder_id, holder.display_name as holder_name""";

    private static final String CAN_DEAL = """
            where m.workspace_id = r.workspace_id
                and c.taken_by is not null
                and m.account_id = c.taken_by
                and m.role = any (:managing)
                and (m.all_environments or exists (
                    select 1
                    from member_environment me
                    where me.workspace_id = m.workspace_id
                    and me.account_id = m.account_id
                    and me.environment_id = r.environment_id))
            """;

    /// Whether somebody deals with the question of `r` who still can, of its row `c`.
    public static final String IS_HELD = """
            exists (
                select 1
                from member m
                join account a on a.id = m.account_id and a.disabled_at is null
                %s)
            """.formatted(CAN_DEAL);

    /// @see #COLUMNS
    static final String JOIN = """
            left join run_attention c on c.run_id = r.id
            left join lateral (
                select m.account_id, a.display_name
                from member m
                join account a on a.id = m.account_id and a.disabled_at is null
                %s
                limit 1) holder on true
            """.formatted(CAN_DEAL);

    private AttentionColumns() {}

    static Stored read(ResultSet row) throws SQLException {
        return new Stored(
                instant(row.getTimestamp("attention_ended_at")),
                row.getObject("attention_answered_by", UUID.class),
                instant(row.getTimestamp("notice_at")),
                holder(row),
                instant(row.getTimestamp("waits_until")),
                row.getString("closed_by"));
    }

    private static Attention.@Nullable Holder holder(ResultSet row) throws SQLException {
        var id = row.getObject("holder_id", UUID.class);
        return id == null
                ? null
                : new Attention.Holder(
                        id,
                        row.getString("holder_name"),
                        row.getTimestamp("taken_at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /// What is kept of it, whether or not the run asks anything.
    ///
    /// @param askedAt when the run ended, or was flagged later; null while it is active
    record Stored(
            @Nullable Instant endedAt,
            @Nullable UUID answeredBy,
            @Nullable Instant askedAt,
            Attention.@Nullable Holder holder,
            @Nullable Instant until,
            @Nullable String closedBy) {

        /// It waits for somebody: where its holder is gone it waits no more.
        ///
        /// @param asked whether the run asks something, or did
        /// @param since when it was asked
        /// @param now the database's
        @Nullable
        Attention asked(boolean asked, Instant since, Instant now) {
            if (!asked) {
                return null;
            }
            var end = end();
            return new Attention(
                    askedAt == null ? since : askedAt,
                    end == null ? holder : null,
                    end == null && holder != null && until != null && until.isAfter(now) ? until : null,
                    end);
        }

        /// Null where it was asked again after that.
        private Attention.@Nullable End end() {
            return endedAt == null || (askedAt != null && endedAt.isBefore(askedAt))
                    ? null
                    : new Attention.End(endedAt, answeredBy == null ? closedBy : null, answeredBy);
        }
    }
}
