package io.runtruth.operations.queue;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.TransactionException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;

/// Tells an outage, which goes by, from a bug, which does not: the database is away, a session was ended, or two
/// statements were in each other's way (contract 12).
public final class PassingFault {

    /// PostgreSQL ended the session: it stood still in its transaction, or the transaction took too long.
    private static final Set<String> ENDED_FOR_STANDING_STILL = Set.of("25P03", "25P04");

    private static final String NO_ROOM = "53100";
    private static final int MOST_CAUSES = 50;

    private PassingFault() {}

    /// Whether the same call may succeed a little later. Looks at the fault itself, not at its causes; but where a
    /// transaction can't even be rolled back, that is all that is told of a lost connection.
    public static boolean is(Throwable thrown) {
        return thrown instanceof TransientDataAccessException
                || thrown instanceof NonTransientDataAccessResourceException
                || thrown instanceof RecoverableDataAccessException
                || thrown instanceof CannotCreateTransactionException
                || thrown instanceof UncategorizedSQLException unknown && wasEnded(unknown)
                || thrown instanceof JpaSystemException && thrown.getCause() instanceof TransactionException;
    }

    /// Whether it comes from the database or the way to it, whatever the outermost fault says: the end of a
    /// socket that is met below is then the database's, and nobody else's.
    public static boolean isOfDatabase(Throwable thrown) {
        return causes(thrown)
                .anyMatch(it -> it instanceof SQLException
                        || it instanceof DataAccessException
                        || it instanceof org.springframework.transaction.TransactionException
                        || it instanceof PersistenceException);
    }

    /// Whether the database has no room left to write: it may go by, but not within seconds and not by asking
    /// again.
    public static boolean isNoRoom(Throwable thrown) {
        return causes(thrown).anyMatch(it -> it instanceof SQLException sql && NO_ROOM.equals(sql.getSQLState()));
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES);
    }

    private static boolean wasEnded(UncategorizedSQLException unknown) {
        var failure = unknown.getSQLException();
        return failure != null
                && failure.getSQLState() != null
                && ENDED_FOR_STANDING_STILL.contains(failure.getSQLState());
    }
}
