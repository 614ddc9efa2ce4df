package io.runtruth.reviews;

import io.runtruth.reviews.ComposeEvidence.EnvironmentState;
import io.runtruth.reviews.ComposeFacts.ReviewFact;
import io.runtruth.shared.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Facts of a composition that nobody works on, with a draft bound to it, unless a test says otherwise.
final class FactsOf {

    static final Scope SCOPE = new Scope(UUID.randomUUID(), UUID.randomUUID());
    static final UUID BOUND = UUID.randomUUID();
    static final String FINGERPRINT = "a".repeat(64);
    static final String OTHER_FINGERPRINT = "b".repeat(64);

    private final List<ReviewFact> reviews = new ArrayList<>();
    private @Nullable Scope scope = SCOPE;
    private @Nullable String fingerprint = FINGERPRINT;
    private EnvironmentState environment = EnvironmentState.ACTIVE;
    private boolean alive;

    static FactsOf aRun() {
        return new FactsOf();
    }

    static ReviewFact review(UUID id, ReviewStatus status, String fingerprint) {
        return new ReviewFact(id, SCOPE, status, fingerprint, null, null);
    }

    static ReviewFact supersededBy(UUID id, @Nullable UUID successor) {
        return new ReviewFact(id, SCOPE, ReviewStatus.SUPERSEDED, FINGERPRINT, successor, null);
    }

    static ReviewFact draftOf(UUID id, UUID worker) {
        return new ReviewFact(id, SCOPE, ReviewStatus.DRAFT, FINGERPRINT, null, worker);
    }

    FactsOf bound(ReviewStatus status) {
        return with(review(BOUND, status, FINGERPRINT));
    }

    FactsOf with(ReviewFact... more) {
        reviews.addAll(List.of(more));
        return this;
    }

    FactsOf alive() {
        alive = true;
        return this;
    }

    FactsOf environment(EnvironmentState state) {
        environment = state;
        return this;
    }

    FactsOf withoutEnvironment() {
        scope = null;
        return this;
    }

    FactsOf withoutFingerprint() {
        fingerprint = null;
        return this;
    }

    ComposeFacts facts() {
        return new ComposeFacts(SCOPE.workspaceId(), scope, BOUND, fingerprint, environment, alive, reviews);
    }
}
