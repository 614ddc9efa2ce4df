package io.runtruth.access;

import org.hibernate.exception.ConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;

/// Whose rule the database has refused a row by.
final class Violated {

    private Violated() {}

    static boolean is(DataIntegrityViolationException e, String constraint) {
        return e.getCause() instanceof ConstraintViolationException violated
                && constraint.equals(violated.getConstraintName());
    }
}
