package io.runtruth.operations.queue;

import java.util.Set;
import org.hibernate.TransactionException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;

/// Tells an outage, which goes by, from a bug, which does not: the database is away, a session was ended, or two
/// statements were in each other's way (SPEC 12).
public final class PassingFault {

    /// PostgreSQL ended the session: it stood still in its transaction, or the transaction took too long.
    private static final Set<String> ENDED_FOR_STANDING_STILL = Set.of("25P03", "25P04");

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

    private static boolean wasEnded(UncategorizedSQLException unknown) {
        var failure = unknown.getSQLException();
        return failure != null
                && failure.getSQLState() != null
                && ENDED_FOR_STANDING_STILL.contains(failure.getSQLState());
    }
}
