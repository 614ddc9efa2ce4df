package io.runtruth.mail;

import io.runtruth.access.LinkMail.MailState;
import io.runtruth.mail.Sent.LetterFault;
import io.runtruth.shared.Coded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The statements that keep what is to be sent, and take what is due.
@Repository
class LetterRepository {

    private final JdbcClient jdbc;

    LetterRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(NewLetter letter) {
        var told = letter.told();
        jdbc.sql("""
                insert into letter
                    (id, kind, about, owner, language, sealed, told_after, told_up_to, at, expires_at, state, attempts, due_at)
                values (:id, :kind, :about, :owner, :language, :sealed, :after, :upTo, :at, :expires, 'waiting', 0, :at)
                """)
                .param("id", letter.id())
                .param("kind", letter.kind().code())
                .param("about", letter.about())
                .param("owner", letter.owner())
                .param("language", letter.locale().toLanguageTag())
                .param("sealed", letter.sealed())
                .param("after", told == null ? null : told.after().atOffset(ZoneOffset.UTC))
                .param("upTo", told == null ? null : told.upTo().atOffset(ZoneOffset.UTC))
                .param("at", letter.at().atOffset(ZoneOffset.UTC))
                .param("expires", letter.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// When the oldest of the newest so many was put there, which is when there is room for one more.
    ///
    /// @param most 1 or more
    Optional<Instant> atOfLast(LetterKind kind, UUID owner, int most, Instant since) {
        return jdbc.sql("""
                select at
                from letter
                where owner = :owner
                and kind = :kind
                and at > :since
                order by at desc
                offset :before
                limit 1
                """)
                .param("owner", owner)
                .param("kind", kind.code())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("before", most - 1)
                .query((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /// What is due, taken for this long: a node that dies with it gives it back by that.
    List<DueLetter> take(Instant now, Duration lease, int most) {
        return jdbc.sql("""
                with due as (
                    select id
                    from letter
                    where due_at <= :now
                    order by due_at
                    limit :most
                    for update skip locked)
                update letter l
                set attempts = l.attempts + 1, due_at = :until
                from due
                where l.id = due.id
                returning l.id, l.kind, l.about, l.language, l.sealed, l.told_after, l.told_up_to, l.expires_at, l.attempts,
                    case l.kind
                        when 'invitation' then exists (
                            select 1 from invitation i
                            where i.id = l.about and i.accepted_at is null and i.revoked_at is null)
                        when 'reset' then exists (select 1 from reset_link r where r.id = l.about and r.ended_at is null)
                        when 'confirmation' then exists (select 1 from account_mail m where m.link_id = l.about)
                        else true
                    end as open
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(lease).atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(LetterRepository::due)
                .list();
    }

    private static DueLetter due(ResultSet row, int index) throws SQLException {
        var after = row.getObject("told_after", OffsetDateTime.class);
        return new DueLetter(
                row.getObject("id", UUID.class),
                Coded.stored(LetterKind.class, row.getString("kind")),
                row.getObject("about", UUID.class),
                Locale.forLanguageTag(row.getString("language")),
                row.getBytes("sealed"),
                after == null
                        ? null
                        : new DueLetter.ToldSpan(
                                after.toInstant(),
                                row.getObject("told_up_to", OffsetDateTime.class)
                                        .toInstant()),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("open"),
                row.getInt("attempts"));
    }

    /// Keeps what became of an attempt, while it is the newest. What is sealed is wiped, unless it may be needed again.
    ///
    /// @param dueAt when it is to be tried again; null where that is over
    void settle(DueLetter due, MailState state, @Nullable LetterFault fault, @Nullable Instant dueAt) {
        jdbc.sql("""
                update letter
                set state = :state, last_fault = :fault, due_at = :due,
                    sealed = case when :state in ('waiting', 'given_up') then sealed end
                where id = :id
                and attempts = :attempts
                and state = 'waiting'
                """)
                .param("state", state.code())
                .param("fault", fault == null ? null : fault.code())
                .param("due", dueAt == null ? null : dueAt.atOffset(ZoneOffset.UTC))
                .param("id", due.id())
                .param("attempts", due.attempts())
                .update();
    }

    /// @return whether one about this was given up
    boolean again(UUID about, Instant now) {
        return jdbc.sql("""
                update letter
                set state = 'waiting', due_at = :now, attempts = 0
                where about = :about
                and state = 'given_up'
                and sealed is not null
                and expires_at > :now
                """)
                        .param("about", about)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /// What nobody can have sent again any more.
    int wipe(Instant now, int limit) {
        return jdbc.sql("""
                update letter
                set sealed = null
                where id = any (array(
                    select id from letter where due_at is null and sealed is not null and expires_at <= :now limit :limit))
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }

    int deleteOld(Instant before, int limit) {
        return jdbc.sql("""
                delete from letter
                where id = any (array(
                    select id from letter where at < :before and due_at is null order by at limit :limit))
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }

    /// @param sealed null for a digest
    /// @param told null for a link's letter
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record NewLetter(
            UUID id,
            LetterKind kind,
            UUID about,
            UUID owner,
            Locale locale,
            byte @Nullable [] sealed,
            DueLetter.@Nullable ToldSpan told,
            Instant at,
            Instant expiresAt) {}
}
