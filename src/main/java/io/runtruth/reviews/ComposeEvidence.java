package io.runtruth.reviews;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.operations.BusinessRecord;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.reviews.ComposeFacts.ReviewFact;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The facts of a composition's run in the form in which they are kept with the decision (contract 5), and back:
/// the table gives the same answer on what was kept.
///
/// @param fingerprint the content that the run was to make
/// @param consideredReviewIds at most 20
/// @param chosenReviewId the one that decided; null where none did
/// @param lineage each considered review, with what took its place; at most 20
/// @param truncated there was more than the lists hold
/// @param facts what else the table asked
public record ComposeEvidence(
        UUID workspaceId,
        @Nullable UUID managedEnvironmentId,
        @Nullable String fingerprint,
        List<UUID> consideredReviewIds,
        @Nullable UUID chosenReviewId,
        List<LineageLink> lineage,
        boolean truncated,
        Circumstances facts)
        implements ReconciliationEvidence {

    private static final Comparator<ReviewFact> MOST_TELLING_FIRST = Comparator.comparing(
                    (ReviewFact review) -> !review.status().isAvailable())
            .thenComparing(review -> review.worker() == null)
            .thenComparing(review -> review.id().toString());

    public ComposeEvidence {
        consideredReviewIds = List.copyOf(consideredReviewIds);
        lineage = List.copyOf(lineage);
    }

    /// @param status then
    /// @param supersededBy what had taken its place
    /// @param sameFingerprint whether its content is the run's
    public record LineageLink(
            UUID reviewId, ReviewStatus status, @Nullable UUID supersededBy, boolean sameFingerprint) {}

    /// @param alive whether, by the queue's records, somebody worked on the run or would
    /// @param boundReviewId the review that the run carried; null where it named none
    /// @param workedReviewId a draft of the same content that another active run composed; null without one
    /// @param otherRunId that run
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Circumstances(
            EnvironmentState environment,
            boolean alive,
            @Nullable UUID boundReviewId,
            @Nullable UUID workedReviewId,
            @Nullable UUID otherRunId) {}

    /// What the run's environment was.
    public enum EnvironmentState implements Coded {
        ACTIVE,
        ARCHIVED,
        /// Not there, or not of the run's workspace.
        UNPROVEN
    }

    /// What a run's ending rests on; empty where it was not reviews that it was compared with.
    public static Optional<ComposeEvidence> keptWith(Reconciliation reconciliation) {
        return Optional.of(reconciliation)
                .filter(it -> it.adapter().equals(OperationType.REVIEW_COMPOSE.code()))
                .map(it -> it.evidence().as(ComposeEvidence.class));
    }

    static ComposeEvidence of(ComposeFacts facts, @Nullable ReviewFact chosen) {
        var considered = considered(facts);
        var kept = considered.stream().limit(MOST_ENTRIES).toList();
        return new ComposeEvidence(
                facts.workspaceId(),
                facts.scope() == null ? null : facts.scope().environmentId(),
                facts.fingerprint(),
                kept.stream().map(ReviewFact::id).toList(),
                chosen == null ? null : chosen.id(),
                kept.stream().map(review -> link(review, facts)).toList(),
                considered.size() > kept.size(),
                circumstances(facts));
    }

    /// The bound review and its successors in their order, then the others; so that a limit cuts what tells least.
    private static List<ReviewFact> considered(ComposeFacts facts) {
        var lineage =
                facts.bound().map(bound -> Lineage.of(bound, facts).steps()).orElse(List.of());
        var others = facts.reviews().stream().sorted(MOST_TELLING_FIRST);
        return List.copyOf(
                new LinkedHashSet<>(Stream.concat(lineage.stream(), others).toList()));
    }

    private static LineageLink link(ReviewFact review, ComposeFacts facts) {
        return new LineageLink(review.id(), review.status(), review.supersededBy(), facts.isSameContent(review));
    }

    private static Circumstances circumstances(ComposeFacts facts) {
        var worked = facts.composedByOther();
        return new Circumstances(
                facts.environment(),
                facts.alive(),
                facts.reviewId(),
                worked.map(ReviewFact::id).orElse(null),
                worked.map(ReviewFact::worker).orElse(null));
    }

    @Override
    public List<BusinessRecord> considered() {
        return lineage.stream().map(it -> record(it.reviewId(), it.status())).toList();
    }

    static BusinessRecord record(UUID reviewId, ReviewStatus status) {
        return new BusinessRecord(OperationType.REVIEW_COMPOSE.recordType(), reviewId, status.code());
    }

    /// The facts again, as far as they were kept.
    ComposeFacts replayed() {
        var scope = managedEnvironmentId == null ? null : new Scope(workspaceId, managedEnvironmentId);
        return new ComposeFacts(
                workspaceId,
                scope,
                facts.boundReviewId(),
                fingerprint,
                facts.environment(),
                facts.alive(),
                scope == null
                        ? List.of()
                        : lineage.stream().map(it -> fact(it, scope)).toList());
    }

    private ReviewFact fact(LineageLink link, Scope scope) {
        return new ReviewFact(
                link.reviewId(),
                scope,
                link.status(),
                link.sameFingerprint() ? Objects.requireNonNullElse(fingerprint, "") : "",
                link.supersededBy(),
                link.reviewId().equals(facts.workedReviewId()) ? facts.otherRunId() : null);
    }
}
