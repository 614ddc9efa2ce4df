package io.runtruth.operations;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The facts that a decision was made from, small enough to be kept with it (SPEC 5): ids, states and how they are
/// linked; never content, personal data or technical words.
///
/// @param fingerprint the content that the run was to make
/// @param consideredReviewIds at most 20
/// @param chosenReviewId the one that decided; null where none did
/// @param lineage each considered review, with what took its place; at most 20
/// @param truncated there was more than the lists hold
/// @param facts what else the table asked, under a few known names
@JsonNaming(SnakeCaseStrategy.class)
public record ReconciliationEvidence(
        UUID workspaceId,
        @Nullable UUID managedEnvironmentId,
        @Nullable String fingerprint,
        List<UUID> consideredReviewIds,
        @Nullable UUID chosenReviewId,
        List<Link> lineage,
        boolean truncated,
        Map<String, Object> facts) {

    public static final int MOST_ENTRIES = 20;

    public ReconciliationEvidence {
        consideredReviewIds = List.copyOf(consideredReviewIds);
        lineage = List.copyOf(lineage);
        facts = Map.copyOf(facts);
        if (consideredReviewIds.size() > MOST_ENTRIES || lineage.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("evidence holds at most " + MOST_ENTRIES + " entries a list");
        }
    }

    /// Of a run about which nothing was asked.
    public static ReconciliationEvidence none(OperationRun run) {
        return new ReconciliationEvidence(
                run.workspaceId(),
                run.environmentId(),
                run.subject().fingerprint(),
                List.of(),
                null,
                List.of(),
                false,
                Map.of());
    }

    /// A review and what took its place.
    ///
    /// @param sameFingerprint whether its content is the run's
    @JsonNaming(SnakeCaseStrategy.class)
    public record Link(
            UUID reviewId, String status, @Nullable UUID supersededBy, boolean sameFingerprint) {}
}
