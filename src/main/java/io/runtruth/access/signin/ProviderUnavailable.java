package io.runtruth.access.signin;

/// An identity provider that does not answer, or with what is no description of itself.
final class ProviderUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderUnavailable(String why) {
        super(why);
    }

    ProviderUnavailable(Throwable cause) {
        super(cause);
    }
}
