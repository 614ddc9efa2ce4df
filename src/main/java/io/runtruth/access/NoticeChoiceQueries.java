package io.runtruth.access;

import io.runtruth.access.NoticeChoice.NoticeChoices;
import io.runtruth.shared.Coded;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What persons have chosen to be told of, and by which way.
@Component
public class NoticeChoiceQueries {

    private final JdbcClient jdbc;

    NoticeChoiceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One's own.
    public NoticeChoices mine(Actor.Person actor) {
        var chosen = jdbc.sql("""
                select kind, way, wanted
                from notice_choice
                where account_id = :account
                limit :most
                """)
                .param("account", actor.account())
                .param("most", NoticeKind.values().length * NoticeWay.values().length)
                .query((row, _) -> new NoticeChoice(
                        Coded.stored(NoticeKind.class, row.getString("kind")),
                        Coded.stored(NoticeWay.class, row.getString("way")),
                        row.getBoolean("wanted")))
                .list();
        return new NoticeChoices(chosen);
    }

    /// Of what a person is told by this way.
    public Set<NoticeKind> of(Actor.Person person, NoticeWay way) {
        return mine(person).by(way);
    }
}
