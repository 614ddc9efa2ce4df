package io.runtruth.mail;

import io.runtruth.shared.Coded;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row a person who chose to be sent digests.
@Repository
class DigestRepository {

    private final JdbcClient jdbc;

    DigestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Up to when the person was told stays, where they have been told before.
    void choose(UUID accountId, DigestRhythm rhythm, Locale locale, Instant now) {
        jdbc.sql("""
                insert into digest (account_id, rhythm, language, told_up_to, due_at)
                values (:account, :rhythm, :language, :now, :due)
                on conflict (account_id) do update
                set rhythm = excluded.rhythm, language = excluded.language, due_at = excluded.due_at
                """)
                .param("account", accountId)
                .param("rhythm", rhythm.code())
                .param("language", locale.toLanguageTag())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("due", now.plus(rhythm.every()).atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(UUID accountId) {
        jdbc.sql("delete from digest where account_id = :account")
                .param("account", accountId)
                .update();
    }

    /// The longest due, held until the transaction ends: another node finds others.
    ///
    /// @param apart so many are left out
    Optional<DueDigest> hold(Instant now, int apart) {
        return jdbc.sql("""
                select account_id, rhythm, language, told_up_to
                from digest
                where due_at <= :now
                order by due_at, account_id
                offset :apart
                limit 1
                for update skip locked
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("apart", apart)
                .query((row, _) -> new DueDigest(
                        row.getObject("account_id", UUID.class),
                        Coded.stored(DigestRhythm.class, row.getString("rhythm")),
                        Locale.forLanguageTag(row.getString("language")),
                        row.getObject("told_up_to", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /// Compare and set.
    ///
    /// @return false where somebody else has told more meanwhile
    boolean told(DueDigest digest, Instant upTo, Instant dueAt) {
        return jdbc.sql("""
                update digest
                set told_up_to = :upTo, due_at = :due
                where account_id = :account
                and told_up_to = :before
                """)
                        .param("account", digest.accountId())
                        .param("before", digest.toldUpTo().atOffset(ZoneOffset.UTC))
                        .param("upTo", upTo.atOffset(ZoneOffset.UTC))
                        .param("due", dueAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    record DueDigest(UUID accountId, DigestRhythm rhythm, Locale locale, Instant toldUpTo) {}
}
