package io.runtruth.mail;

import io.runtruth.access.AccountMailQueries;
import io.runtruth.access.Actor;
import io.runtruth.access.LinkMail;
import io.runtruth.shared.Coded;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How often persons are sent what they want to be told.
@Component
public class DigestQueries {

    private final LinkMail mail;
    private final AccountMailQueries addresses;
    private final JdbcClient jdbc;

    DigestQueries(LinkMail mail, AccountMailQueries addresses, JdbcClient jdbc) {
        this.mail = mail;
        this.addresses = addresses;
        this.jdbc = jdbc;
    }

    /// Whether what they choose is sent to them, or what of it is missing.
    public MailRoad road(Actor.Person actor) {
        if (!mail.isSetUp()) {
            return MailRoad.NOT_SET_UP;
        }
        if (addresses.mine(actor).address() == null) {
            return MailRoad.NO_ADDRESS;
        }
        return mine(actor).isEmpty() ? MailRoad.NOT_CHOSEN : MailRoad.OPEN;
    }

    /// One's own; empty: never.
    public Optional<DigestRhythm> mine(Actor.Person actor) {
        return jdbc.sql("select rhythm from digest where account_id = :account")
                .param("account", actor.account())
                .query(String.class)
                .optional()
                .map(it -> Coded.stored(DigestRhythm.class, it));
    }

    public enum MailRoad implements Coded {
        /// No mail server is set up for this installation.
        NOT_SET_UP,
        /// The person has confirmed no address.
        NO_ADDRESS,
        /// They have not chosen how often.
        NOT_CHOSEN,
        OPEN
    }
}
