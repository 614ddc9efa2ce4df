package io.runtruth.reviews;

import io.runtruth.shared.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review as its writers see it, without its content.
///
/// @param fingerprintInputs what the fingerprint was made of (contract 6.2)
/// @param runId the run that composes it, or composed it last
/// @param version raised by each change of status or content
record EnvironmentReview(
        UUID id,
        Scope scope,
        ReviewStatus status,
        String fingerprint,
        int fingerprintVersion,
        String fingerprintInputs,
        @Nullable UUID runId,
        long version) {

    /// Equal fingerprints of unequal inputs are a defect to be reported, never silently a reuse.
    void checkSameInputs(ReviewFingerprint other) {
        if (fingerprintVersion != other.algorithmVersion() || !fingerprintInputs.equals(other.canonicalInputs())) {
            throw new IllegalStateException("review " + id + " has the fingerprint of other inputs");
        }
    }
}
