package io.runtruth.ui.operations;

import io.runtruth.operations.EventKind;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.reviews.ComposeEvidence;
import io.runtruth.reviews.ComposeEvidence.LineageLink;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DecisionWording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// How the ending of a run is known (contract 9), from what was kept with it.
///
/// @param reviews what it rests on, of a run that was compared with reviews
/// @param links to the reviews that the person may see
record ProofPresenter(RunDetail detail, Reconciliation kept, Optional<ComposeEvidence> reviews, ReviewLinks links) {

    private static final String LOST = "lost";
    private static final String RUNNING = "running";

    /// Empty for a run that ended by its worker's own report.
    static Optional<ProofPresenter> of(RunDetail detail, ReviewLinks links) {
        return Optional.ofNullable(detail.run().reconciliation())
                .map(kept -> new ProofPresenter(detail, kept, ComposeEvidence.keptWith(kept), links));
    }

    Phrase rule() {
        return DecisionWording.rule(kept.reasonCode());
    }

    /// What is known by it, and what to do; for people who read nothing else.
    Phrase known() {
        if (isCancelled()) {
            return Phrase.of("proof.stopped_known");
        }
        var key = "known." + kept.reasonCode();
        return kept.reasonCode().equals("review.several_same_fingerprint")
                ? Phrase.of(key, matching())
                : Phrase.of(key, isOfSilentWorker() ? 1 : 0);
    }

    /// It had been asked to stop, and nothing was proven.
    private boolean isCancelled() {
        return detail.run().outcome() == RunOutcome.CANCELLED;
    }

    /// Somebody else noticed that its worker was gone; a run that never had one, or whose worker asked by itself,
    /// lost none.
    private boolean isOfSilentWorker() {
        return !kept.askedByWorker()
                && kept.previous().status().equals(RUNNING)
                && queue().filter(LOST::equals).isPresent();
    }

    /// In the order in which they are shown; what is not known is left out.
    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(fact("decided", new Fact.At(kept.reconciledAt())));
        facts.add(fact(
                "source",
                words(Phrase.of(
                        "proof.source." + kept.source(), kept.reconciledBy().name()))));
        facts.add(fact("before", words(Phrase.of("run.status." + kept.previous().status()))));
        queue().ifPresent(it -> facts.add(fact("queue", words(Phrase.of("run.freshness." + it)))));
        reviews.ifPresent(it -> {
            facts.add(fact("environment", words(environment(it))));
            facts.add(fact("content", content(it)));
        });
        chosen().ifPresent(it -> facts.add(fact("chosen", it)));
        return facts;
    }

    /// In the order in which they were found.
    List<ConsideredReview> considered() {
        return reviews.stream()
                .flatMap(it -> it.lineage().stream().map(link -> considered(link, it)))
                .toList();
    }

    private ConsideredReview considered(LineageLink link, ComposeEvidence evidence) {
        return new ConsideredReview(
                link.reviewId(),
                link.status(),
                link.sameFingerprint(),
                link.reviewId().equals(evidence.chosenReviewId()),
                link.reviewId().equals(evidence.facts().boundReviewId()),
                Optional.ofNullable(link.supersededBy()).map(ReviewLinks::name),
                links.path(link.reviewId()));
    }

    /// Whether there is a list of reviews at all, be it empty.
    boolean isAboutReviews() {
        return reviews.isPresent();
    }

    boolean isCut() {
        return reviews.map(ComposeEvidence::truncated).orElse(false);
    }

    /// What the queue's records said when it was decided.
    private Optional<String> queue() {
        return detail.events().stream()
                .filter(event -> event.kind() == EventKind.RECONCILED)
                .map(event -> event.details().get("queue"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst();
    }

    private static Phrase environment(ComposeEvidence evidence) {
        return Phrase.of("proof.environment." + evidence.facts().environment().code());
    }

    private static Fact.Value content(ComposeEvidence evidence) {
        var fingerprint = evidence.fingerprint();
        return fingerprint == null ? words(Phrase.of("proof.content.none")) : new Fact.Fingerprint(fingerprint);
    }

    private Optional<Fact.Value> chosen() {
        return reviews.map(ComposeEvidence::chosenReviewId)
                .map(id -> links.path(id)
                        .<Fact.Value>map(path -> new Fact.Link(new Fact.Words(ReviewLinks.name(id)), path))
                        .orElseGet(() -> words(ReviewLinks.name(id))));
    }

    /// How many reviews answer the question which one counts.
    private long matching() {
        return considered().stream()
                .filter(review -> review.sameContent() && review.status().isAvailable())
                .count();
    }

    private static Fact.Words words(Phrase phrase) {
        return new Fact.Words(phrase);
    }

    private static Fact fact(String name, Fact.Value value) {
        return new Fact(Phrase.of("proof.fact." + name), value);
    }

    /// A review that the run was compared with, as it was then.
    ///
    /// @param status then
    /// @param sameContent whether its content is what the run was to make
    /// @param chosen the one that decided
    /// @param own the one that the run was started for
    /// @param successor what took its place
    /// @param path to the review as it is today, where the person may see it
    record ConsideredReview(
            UUID id,
            ReviewStatus status,
            boolean sameContent,
            boolean chosen,
            boolean own,
            Optional<Phrase> successor,
            Optional<String> path) {}
}
