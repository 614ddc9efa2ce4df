package io.runtruth.mail;

import io.runtruth.access.Actor;
import io.runtruth.shared.Coded;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How often persons are sent what needs them.
@Component
public class DigestQueries {

    private final JdbcClient jdbc;

    DigestQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One's own; empty: never.
    public Optional<DigestRhythm> mine(Actor.Person actor) {
        return jdbc.sql("select rhythm from digest where account_id = :account")
                .param("account", actor.account())
                .query(String.class)
                .optional()
                .map(it -> Coded.stored(DigestRhythm.class, it));
    }
}
