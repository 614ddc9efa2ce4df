package io.runtruth.shared;

import java.util.List;

/// What a person did or asked wrongly, as a code and arguments, never as prose (style 5): the console and the API
/// put it into words from `problem.<code>` of the bundles. Nothing in it may name SQL, a constraint or a class
/// (I11).
public abstract sealed class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<Object> arguments;

    private Problem(String code, Object... arguments) {
        super(code, null, false, false);
        this.code = code;
        this.arguments = List.of(arguments);
    }

    /// Dotted lower case, for example `environment.archived`; the tail of its message key.
    public String code() {
        return code;
    }

    /// The numbered arguments of its message; may be shown, so never secrets.
    public List<Object> arguments() {
        return arguments == null ? List.of() : arguments;
    }

    /// There is no such thing, or none that this actor may know of (I12): 404.
    public static final class NotFound extends Problem {
        private static final long serialVersionUID = 1L;

        public NotFound(String code) {
            super(code);
        }
    }

    /// A member without the capability: 403.
    public static final class Forbidden extends Problem {
        private static final long serialVersionUID = 1L;

        public Forbidden(String code) {
            super(code);
        }
    }

    /// The request or the file itself is wrong: 400.
    public static final class InvalidInput extends Problem {
        private static final long serialVersionUID = 1L;

        public InvalidInput(String code, Object... arguments) {
            super(code, arguments);
        }
    }

    /// Right in itself, but not in the present state: 409.
    public static final class Conflict extends Problem {
        private static final long serialVersionUID = 1L;

        public Conflict(String code, Object... arguments) {
            super(code, arguments);
        }
    }

    /// There is no room left to keep it: 507. Nothing was kept, and asking again soon does not help.
    public static final class NoRoom extends Problem {
        private static final long serialVersionUID = 1L;

        public NoRoom() {
            super("storage.full");
        }
    }

    /// Right in itself, but more than one may ask for at a time: 429. Asking again later does help.
    public static final class TooMuch extends Problem {
        private static final long serialVersionUID = 1L;

        private final long retryAfterSeconds;

        /// @param retryAfterSeconds at least 1; its message gets them
        public TooMuch(String code, long retryAfterSeconds) {
            super(code, retryAfterSeconds);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        public long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /// Well formed, but it contradicts what was sent before under the same request id: 422.
    public static final class Unprocessable extends Problem {
        private static final long serialVersionUID = 1L;

        public Unprocessable(String code, Object... arguments) {
            super(code, arguments);
        }
    }
}
