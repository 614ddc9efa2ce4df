package io.runtruth.reviews;

/// Another review that can still change has the content that was to be stored (I1); nothing was stored.
final class FingerprintTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FingerprintTaken(Throwable cause) {
        super("another review has this fingerprint", cause);
    }
}
