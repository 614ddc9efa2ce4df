package io.runtruth.access;

import org.springframework.security.core.AuthenticationException;

/// What was sent as a token opens nothing. Without a stack trace: strangers cause it as often as they like.
public final class TokenRefused extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final boolean wasGood;

    /// @param wasGood it is a token of ours, which has expired, was revoked, or whose account is disabled: whoever
    ///     has it may know
    public TokenRefused(boolean wasGood) {
        super("no usable token");
        this.wasGood = wasGood;
    }

    public boolean wasGood() {
        return wasGood;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
