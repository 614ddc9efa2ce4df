package io.runtruth.shared;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/// Tells an outage, which goes by, from a bug, which does not: the database is away, or two statements were in each
/// other's way (SPEC 12).
public final class PassingFault {

    private PassingFault() {}

    /// Whether the same call may succeed a little later. Looks at the fault itself, not at its causes.
    public static boolean is(Throwable thrown) {
        return thrown instanceof TransientDataAccessException
                || thrown instanceof NonTransientDataAccessResourceException
                || thrown instanceof RecoverableDataAccessException
                || thrown instanceof CannotCreateTransactionException;
    }
}
