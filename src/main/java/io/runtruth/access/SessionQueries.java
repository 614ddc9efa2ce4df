package io.runtruth.access;

import io.runtruth.shared.Coded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sessions as their person sees them: never their ticket.
@Component
public class SessionQueries {

    private static final String OPEN = """
            from person_session
            where account_id = :account
            and ended_at is null
            and ends_at > :now
            and last_seen_at > :idleSince
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration idle;

    SessionQueries(JdbcClient jdbc, Clock clock, @Value("${server.servlet.session.timeout}") Duration idle) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.idle = idle;
    }

    /// The person's own that are open, the one that was used last first; all of them, for there are at most
    /// [SessionService#MOST_OF_A_PERSON].
    ///
    /// @throws io.runtruth.shared.Problem.Forbidden `token.person_only` to a token: it does not learn of them
    public List<SessionRow> mine(Actor.Person actor) {
        return open("""
                select id, method, provider, browser, address, signed_in_at, last_seen_at, ends_at
                """ + OPEN + """
                order by last_seen_at desc, id
                limit :most
                """, actor.themselves())
                .param("most", SessionService.MOST_OF_A_PERSON)
                .query(SessionQueries::row)
                .list();
    }

    /// Whether this session of the person's own goes on.
    public boolean isOpen(Actor.Person actor, UUID sessionId) {
        return open("select exists (select 1 " + OPEN + " and id = :session)", actor)
                .param("session", sessionId)
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.StatementSpec open(String sql, Actor.Person actor) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql(sql).param("account", actor.account()).param("now", now).param("idleSince", now.minus(idle));
    }

    private static SessionRow row(ResultSet row, int index) throws SQLException {
        return new SessionRow(
                row.getObject("id", UUID.class),
                new SignInBy(Coded.stored(SignInMethod.class, row.getString("method")), row.getString("provider")),
                new SessionPlace(row.getString("browser"), row.getString("address")),
                instant(row, "signed_in_at"),
                instant(row, "last_seen_at"),
                instant(row, "ends_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// @param place as it was at the sign-in, or when the session moved to another node last
    /// @param lastSeenAt to the minute
    public record SessionRow(
            UUID id, SignInBy by, SessionPlace place, Instant signedInAt, Instant lastSeenAt, Instant endsAt) {}
}
