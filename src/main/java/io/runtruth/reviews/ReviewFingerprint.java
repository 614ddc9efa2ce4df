package io.runtruth.reviews;

import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.compose.ReviewComposer;
import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;

/// The identity of a review's content (contract 6.1.1, I1): the same inputs under the same rules have the same
/// one. It is not a secret.
///
/// @param value SHA-256 of the canonical inputs, 64 lower-case hexadecimal digits
/// @param algorithmVersion how it was made; stored beside the value and compared with it
/// @param canonicalInputs what was hashed, as RFC 8785 text; stored, and compared when an equal value is met, so
///     that a collision is a reported defect and never a reuse
public record ReviewFingerprint(String value, int algorithmVersion, String canonicalInputs) {

    /// Raised when the inputs, their form or the hash change.
    public static final int ALGORITHM_VERSION = 1;

    private static final Comparator<WaiverVersion> BY_ID_AND_VERSION = Comparator.comparing(
                    (WaiverVersion waiver) -> waiver.id().toString())
            .thenComparingLong(WaiverVersion::version);

    /// A waiver as it was when the review was started.
    public record WaiverVersion(UUID id, long version) {}

    /// By this node's rules, for starts and jobs alike: whatever else decides what a review's content is comes in
    /// here.
    ///
    /// @param fileDigests of the evidence set, in any order
    /// @param accepted the risks that were accepted at the start, in any order
    static ReviewFingerprint of(Scope scope, Collection<String> fileDigests, Collection<AcceptedRisk> accepted) {
        var waivers = accepted.stream()
                .map(risk -> new WaiverVersion(risk.waiverId(), risk.version()))
                .toList();
        return of(scope, fileDigests, waivers, ReviewComposer.RULES_VERSION);
    }

    /// @param fileDigests of the evidence set, in any order; repeated ones count once, as in a set
    /// @param waivers active at the start, in any order
    /// @param rulesVersion of the composition rules
    public static ReviewFingerprint of(
            Scope scope, Collection<String> fileDigests, Collection<WaiverVersion> waivers, int rulesVersion) {
        var inputs = CanonicalJson.text(Map.of(
                "algorithm_version",
                ALGORITHM_VERSION,
                "composition_rules_version",
                rulesVersion,
                "environment_id",
                scope.environmentId().toString(),
                "file_digests",
                fileDigests.stream().distinct().sorted().toList(),
                "waivers",
                waivers.stream()
                        .distinct()
                        .sorted(BY_ID_AND_VERSION)
                        .map(waiver -> Map.of("id", waiver.id().toString(), "version", waiver.version()))
                        .toList(),
                "workspace_id",
                scope.workspaceId().toString()));
        return new ReviewFingerprint(Sha256.hex(inputs.getBytes(StandardCharsets.UTF_8)), ALGORITHM_VERSION, inputs);
    }
}
