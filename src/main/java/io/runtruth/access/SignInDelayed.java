package io.runtruth.access;

import io.runtruth.shared.Coded;
import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/// A password was not looked at, because there were too many guesses, or because too many are being looked at right
/// now. Without a stack trace: strangers cause it as often as they like.
public final class SignInDelayed extends LockedException {

    private static final long serialVersionUID = 1L;

    private final DelayReason reason;
    private final Duration retryAfter;

    /// @param retryAfter when it is worth another try
    public SignInDelayed(DelayReason reason, Duration retryAfter) {
        super("the sign-in has to wait: " + reason.code());
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public DelayReason reason() {
        return reason;
    }

    /// In whole seconds, rounded up, at least 1: as `Retry-After` has it.
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /// Why it has to wait.
    public enum DelayReason implements Coded {
        /// Too many wrong guesses.
        THROTTLED,
        /// As many passwords are being looked at as this node can bear.
        BUSY;
    }
}
