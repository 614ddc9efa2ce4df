package io.runtruth.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SessionRepository {

    private static final String SELECT = """
            select s.id, s.series_hash, s.secret_hash, s.previous_hash, s.turned_at, s.shown_at, s.last_seen_at, s.ends_at,
                s.account_id, a.display_name, a.username, a.system_operator, a.demo,
                s.ended_at is not null
                or a.disabled_at is not null
                or coalesce(a.signed_out_at > s.signed_in_at, false) as ended
            from person_session s
            join account a on a.id = s.account_id
            """;

    private final JdbcClient jdbc;

    SessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(StoredSession session) {
        jdbc.sql("""
                insert into person_session
                    (id, account_id, series_hash, secret_hash, turned_at, method, provider, browser, address,
                    signed_in_at, last_seen_at, ends_at)
                values (:id, :account, :series, :secret, :at, :method, :provider, :browser, :address, :at, :at, :ends)
                """)
                .param("id", session.id())
                .param("account", session.accountId())
                .param("series", session.ticket().seriesHash())
                .param("secret", session.ticket().secretHash())
                .param("at", utc(session.at()))
                .param("method", session.by().method().code())
                .param("provider", session.by().provider())
                .param("browser", session.place().browser())
                .param("address", session.place().address())
                .param("ends", utc(session.endsAt()))
                .update();
    }

    Optional<KeptSession> find(UUID sessionId) {
        return jdbc.sql(SELECT + "where s.id = :session")
                .param("session", sessionId)
                .query(SessionRepository::kept)
                .optional();
    }

    /// Until the transaction ends nobody else turns it.
    Optional<KeptSession> hold(SessionTicket ticket) {
        return jdbc.sql(SELECT + """
                where s.series_hash = :series
                for no key update of s
                """)
                .param("series", ticket.seriesHash())
                .query(SessionRepository::kept)
                .optional();
    }

    private static KeptSession kept(ResultSet row, int index) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var person = new Actor.Person(
                row.getObject("account_id", UUID.class),
                row.getString("display_name"),
                row.getBoolean("system_operator"));
        return new KeptSession(
                id,
                new SignedIn(person, row.getString("username"), null, row.getBoolean("demo")),
                row.getBytes("series_hash"),
                row.getBytes("secret_hash"),
                row.getBytes("previous_hash"),
                row.getObject("turned_at", OffsetDateTime.class).toInstant(),
                maybe(row.getObject("shown_at", OffsetDateTime.class)),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("ended"));
    }

    private static @Nullable Instant maybe(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /// @param before what the secret was that the browser has shown
    void turn(UUID sessionId, SessionTicket turned, byte[] before, SessionPlace place, Instant at) {
        jdbc.sql("""
                update person_session
                set secret_hash = :secret, previous_hash = :before, turned_at = :at, shown_at = null,
                    browser = :browser, address = :address, last_seen_at = :at
                where id = :session
                """)
                .param("secret", turned.secretHash())
                .param("before", before)
                .param("at", utc(at))
                .param("browser", place.browser())
                .param("address", place.address())
                .param("session", sessionId)
                .update();
    }

    void shown(UUID sessionId, Instant at) {
        jdbc.sql("update person_session set shown_at = :at where id = :session and shown_at is null")
                .param("at", utc(at))
                .param("session", sessionId)
                .update();
    }

    /// Unless another node has noted a use that is not older than this.
    void seen(UUID sessionId, Instant at, Duration atMostEvery) {
        jdbc.sql("update person_session set last_seen_at = :at where id = :session and last_seen_at <= :before")
                .param("at", utc(at))
                .param("session", sessionId)
                .param("before", utc(at.minus(atMostEvery)))
                .update();
    }

    /// @return false where it has ended already, or is none of this account's
    boolean end(UUID accountId, UUID sessionId, SessionEnding because, Instant at) {
        return jdbc.sql("""
                update person_session
                set ended_at = :at, ended_because = :because
                where account_id = :account
                and id = :session
                and ended_at is null
                """)
                        .param("at", utc(at))
                        .param("because", because.code())
                        .param("account", accountId)
                        .param("session", sessionId)
                        .update()
                == 1;
    }

    /// @return how many had not ended by themselves
    int endAll(UUID accountId, SessionEnding because, Instant at) {
        return jdbc.sql("""
                update person_session
                set ended_at = :at, ended_because = :because
                where account_id = :account
                and ended_at is null
                and ends_at > :at
                """)
                .param("at", utc(at))
                .param("because", because.code())
                .param("account", accountId)
                .update();
    }

    /// Those that were used least lately, where there are more.
    void endBeyond(int most, UUID accountId, Instant at) {
        jdbc.sql("""
                update person_session
                set ended_at = :at, ended_because = :because
                where id in (
                    select id
                    from person_session
                    where account_id = :account
                    and ended_at is null
                    and ends_at > :at
                    order by last_seen_at desc, id
                    offset :most)
                """)
                .param("at", utc(at))
                .param("because", SessionEnding.TOO_MANY.code())
                .param("account", accountId)
                .param("most", most)
                .update();
    }

    void forget(UUID accountId, Instant endedBefore) {
        jdbc.sql("delete from person_session where account_id = :account and ends_at < :before")
                .param("account", accountId)
                .param("before", utc(endedBefore))
                .update();
    }

    boolean isOf(UUID accountId, UUID sessionId) {
        return jdbc.sql("select exists (select 1 from person_session where account_id = :account and id = :session)")
                .param("account", accountId)
                .param("session", sessionId)
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    record StoredSession(
            UUID id,
            UUID accountId,
            SessionTicket ticket,
            SignInBy by,
            SessionPlace place,
            Instant at,
            Instant endsAt) {}
}
