package io.runtruth.reviews;

import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.operations.ReconciliationEvidence.Link;
import io.runtruth.reviews.ComposeFacts.EnvironmentState;
import io.runtruth.reviews.ComposeFacts.ReviewFact;
import io.runtruth.shared.Scope;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The facts of a composition's run in the form in which they are kept with the decision, and back: the table gives the
/// same answer on what was kept (SPEC 5).
final class ComposeEvidence {

    private static final String BOUND = "bound_review_id";
    private static final String ENVIRONMENT = "environment";
    private static final String ALIVE = "alive";
    private static final String WORKER_REVIEW = "worked_review_id";
    private static final String WORKER = "other_run_id";

    private static final Comparator<ReviewFact> MOST_TELLING_FIRST = Comparator.comparing(
                    (ReviewFact review) -> !review.status().isAvailable())
            .thenComparing(review -> review.worker() == null)
            .thenComparing(review -> review.id().toString());

    private ComposeEvidence() {}

    static ReconciliationEvidence of(ComposeFacts facts, @Nullable ReviewFact chosen) {
        var considered = considered(facts);
        var kept =
                considered.stream().limit(ReconciliationEvidence.MOST_ENTRIES).toList();
        return new ReconciliationEvidence(
                facts.workspaceId(),
                facts.scope() == null ? null : facts.scope().environmentId(),
                facts.fingerprint(),
                kept.stream().map(ReviewFact::id).toList(),
                chosen == null ? null : chosen.id(),
                kept.stream().map(review -> link(review, facts)).toList(),
                considered.size() > kept.size(),
                more(facts));
    }

    /// The bound review and its successors in their order, then the others; so that a limit cuts what tells least.
    private static List<ReviewFact> considered(ComposeFacts facts) {
        var lineage =
                facts.bound().map(bound -> Lineage.of(bound, facts).steps()).orElse(List.of());
        var others = facts.reviews().stream().sorted(MOST_TELLING_FIRST);
        return List.copyOf(
                new LinkedHashSet<>(Stream.concat(lineage.stream(), others).toList()));
    }

    private static Link link(ReviewFact review, ComposeFacts facts) {
        return new Link(review.id(), review.status().code(), review.supersededBy(), facts.isSameContent(review));
    }

    private static Map<String, Object> more(ComposeFacts facts) {
        var more = new LinkedHashMap<String, Object>();
        more.put(ENVIRONMENT, facts.environment().name().toLowerCase(Locale.ROOT));
        more.put(ALIVE, facts.alive());
        if (facts.reviewId() != null) {
            more.put(BOUND, facts.reviewId().toString());
        }
        facts.composedByOther().ifPresent(draft -> {
            more.put(WORKER_REVIEW, draft.id().toString());
            more.put(WORKER, Objects.requireNonNull(draft.worker()).toString());
        });
        return more;
    }

    /// The facts again, as far as they were kept.
    static ComposeFacts facts(ReconciliationEvidence evidence) {
        var scope = evidence.managedEnvironmentId() == null
                ? null
                : new Scope(evidence.workspaceId(), evidence.managedEnvironmentId());
        return new ComposeFacts(
                evidence.workspaceId(),
                scope,
                id(evidence, BOUND),
                evidence.fingerprint(),
                EnvironmentState.valueOf(
                        Objects.toString(evidence.facts().get(ENVIRONMENT)).toUpperCase(Locale.ROOT)),
                Boolean.TRUE.equals(evidence.facts().get(ALIVE)),
                scope == null
                        ? List.of()
                        : evidence.lineage().stream()
                                .map(link -> fact(link, scope, evidence))
                                .toList());
    }

    private static ReviewFact fact(Link link, Scope scope, ReconciliationEvidence evidence) {
        var fingerprint = link.sameFingerprint() ? evidence.fingerprint() : "";
        return new ReviewFact(
                link.reviewId(),
                scope,
                ReviewStatus.of(link.status()),
                Objects.requireNonNullElse(fingerprint, ""),
                link.supersededBy(),
                link.reviewId().equals(id(evidence, WORKER_REVIEW)) ? id(evidence, WORKER) : null);
    }

    private static @Nullable UUID id(ReconciliationEvidence evidence, String name) {
        return Optional.ofNullable(evidence.facts().get(name))
                .map(it -> UUID.fromString(it.toString()))
                .orElse(null);
    }
}
