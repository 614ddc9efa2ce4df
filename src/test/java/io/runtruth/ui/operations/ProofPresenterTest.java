package io.runtruth.ui.operations;

import static io.runtruth.testing.RunRowBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.KeptEvidence;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.reviews.ComposeEvidence;
import io.runtruth.reviews.ComposeEvidence.Circumstances;
import io.runtruth.reviews.ComposeEvidence.EnvironmentState;
import io.runtruth.reviews.ComposeEvidence.LineageLink;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.texts.Phrase;
import io.runtruth.texts.Texts;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.operations.ProofPresenter.ConsideredReview;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ProofPresenterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Texts TEXTS = new Texts();
    private static final UUID OWN = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @Test
    void a_proven_success_of_a_lost_run_is_told_as_the_contract_says() {
        var page = page(run("reconciled_succeeded", "review.ready_same_fingerprint", null, null), "lost", Set.of(OWN));

        assertThat(english(page.explanation()))
                .isEqualTo("Review available. This run’s worker stopped reporting; the review it was composing is"
                        + " ready.");
        assertThat(english(page.proof().orElseThrow().rule())).startsWith("Rule 2: ");
    }

    @Test
    void the_closing_from_the_records_is_no_attempt_to_work_the_run() {
        var page = page(run("reconciled_succeeded", "review.ready_same_fingerprint", null, null), "lost", Set.of(OWN));

        assertThat(page.facts()).contains(new Fact(Phrase.of("run.fact.attempt"), new Fact.Count(1)));
    }

    @Test
    void a_proof_that_a_worker_met_does_not_say_that_a_worker_stopped() {
        var page =
                page(run("reconciled_succeeded", "review.ready_same_fingerprint", null, null), "working", Set.of(OWN));

        assertThat(english(page.explanation())).isEqualTo("Review available. The review it was composing is ready.");
    }

    @Test
    void of_a_run_that_nobody_had_taken_up_no_worker_is_said_to_have_gone_silent() {
        var page = page(
                run("reconciled_succeeded", "review.ready_same_fingerprint", null, null, "operator", "queued"),
                "lost",
                Set.of(OWN));

        assertThat(english(page.explanation())).isEqualTo("Review available. The review it was composing is ready.");
    }

    @Test
    void of_a_run_whose_worker_itself_gave_up_no_worker_is_said_to_have_gone_silent() {
        var page = page(
                run("no_proof", "review.still_draft", "run.worker_lost", null, "job_preproof", "running"),
                "lost",
                Set.of());

        assertThat(english(page.explanation())).startsWith("Nothing could be proven.");
    }

    @Test
    void an_ambiguous_truth_says_how_many_reviews_match_and_what_to_do() {
        var page = page(
                run(
                        "attention_required",
                        "review.several_same_fingerprint",
                        "review.several_same_fingerprint",
                        "review.several_same_fingerprint"),
                "lost",
                Set.of());

        assertThat(english(page.explanation()))
                .isEqualTo("Two reviews match this composition; choose the one that counts.");
        assertThat(page.attention()).isEmpty();
        assertThat(page.failure()).isEmpty();
    }

    @Test
    void an_ending_without_proof_says_that_nothing_was_proven_and_no_attempt_was_left() {
        var page = page(run("no_proof", "review.still_draft", "run.worker_lost", null), "lost", Set.of());

        assertThat(english(page.failure().orElseThrow())).startsWith("Nobody finished it, nothing is proven");
    }

    @Test
    @Tag("I12")
    void a_review_that_the_person_may_not_see_is_named_without_a_link() {
        var proof = page(
                        run("reconciled_succeeded", "review.ready_same_fingerprint", null, null), "lost", Set.of(OTHER))
                .proof()
                .orElseThrow();

        assertThat(proof.considered())
                .extracting(ConsideredReview::id, ConsideredReview::path)
                .containsExactly(tuple(OWN, Optional.empty()), tuple(OTHER, Optional.of("w/demo/reviews/" + OTHER)));
    }

    @Test
    @Tag("I12")
    void a_review_that_the_person_may_not_see_is_no_fact_of_the_run() {
        var run = run("reconciled_succeeded", "review.ready_same_fingerprint", null, null);

        assertThat(page(run, "lost", Set.of()).facts())
                .extracting(Fact::label)
                .doesNotContain(Phrase.of("run.fact.review"));
        assertThat(page(run, "lost", Set.of(OWN)).facts())
                .extracting(Fact::label)
                .contains(Phrase.of("run.fact.review"));
    }

    @Test
    void what_was_compared_is_told_with_who_asked_and_what_the_queue_said() {
        var facts = page(run("reconciled_succeeded", "review.ready_same_fingerprint", null, null), "lost", Set.of())
                .proof()
                .orElseThrow()
                .facts();

        assertThat(facts)
                .contains(
                        new Fact(
                                Phrase.of("proof.fact.source"),
                                new Fact.Words(Phrase.of("proof.source.operator", "Grace"))),
                        new Fact(Phrase.of("proof.fact.queue"), new Fact.Words(Phrase.of("run.freshness.lost"))),
                        new Fact(
                                Phrase.of("proof.fact.environment"),
                                new Fact.Words(Phrase.of("proof.environment.active"))),
                        new Fact(Phrase.of("proof.fact.content"), new Fact.Fingerprint("ab".repeat(32))));
        assertThat(new Fact.Fingerprint("ab".repeat(32)).beginning()).hasSize(12);
    }

    @Test
    void only_what_was_proven_is_said_to_be_decided_from_the_records() {
        var proven = run("reconciled_succeeded", "review.ready_same_fingerprint", null, null);
        var givenUp = run("no_proof", "review.still_draft", "run.worker_lost", null);

        assertThat(RunWording.of(proven).hint().key()).isEqualTo("run.decided_hint");
        assertThat(RunWording.of(givenUp).hint().key()).isEqualTo("run.given_up_hint");
    }

    @Test
    void an_ending_that_was_asked_for_is_told_as_that_and_not_as_given_up() {
        var page = page(cancelled(), "lost", Set.of());

        assertThat(english(page.explanation()))
                .isEqualTo("It had been asked to stop, and nobody was working on it any more. What it was making is"
                        + " left as it was.");
        assertThat(RunWording.of(cancelled()).hint().key()).isEqualTo("run.stopped_hint");
        assertThat(told("no_proof", RunOutcome.CANCELLED))
                .isEqualTo("Nobody was working on it any more, and it had been asked to stop: it ended as cancelled.");
    }

    @Test
    void the_timeline_says_of_each_decision_what_it_came_to() {
        assertThat(told("reconciled_succeeded")).isEqualTo("What is known decided its ending: Succeeded.");
        assertThat(told("attention_required")).isEqualTo("What is known decided its ending: Attention required.");
        assertThat(told("no_proof")).startsWith("It was given up: nothing was proven");
    }

    private static String told(String decision) {
        return told(decision, RunOutcome.SUCCEEDED);
    }

    private static String told(String decision, RunOutcome outcome) {
        var event = new TimelineEntry(
                EventKind.RECONCILED,
                NOW,
                "system",
                "reconciler",
                2,
                "node-1",
                RunStatus.RUNNING,
                RunStatus.COMPLETED,
                outcome,
                null,
                Map.of("decision", decision));
        return english(EventWording.line(event).what());
    }

    private static String english(Phrase phrase) {
        return phrase.text((key, arguments) -> TEXTS.getTranslation(key, Locale.ENGLISH, arguments));
    }

    private static RunPresenter page(RunRow run, String queue, Set<UUID> readable) {
        var event = new TimelineEntry(
                EventKind.RECONCILED,
                NOW,
                "user",
                "Grace",
                1,
                "node-1",
                RunStatus.RUNNING,
                RunStatus.COMPLETED,
                run.outcome(),
                null,
                Map.of("queue", queue));
        return new RunPresenter(
                new RunDetail(run, List.of(event)),
                new WorkspaceRow(run.workspaceId(), "demo", "Demo", Role.AUDITOR),
                new ReviewLinks("demo", readable),
                NOW);
    }

    private static RunRow run(
            String decision, String reason, @Nullable String failureCode, @Nullable String attentionCode) {
        return run(decision, reason, failureCode, attentionCode, "operator", "running");
    }

    private static RunRow run(
            String decision,
            String reason,
            @Nullable String failureCode,
            @Nullable String attentionCode,
            String source,
            String statusBefore) {
        return run(RunOutcome.SUCCEEDED, decision, reason, failureCode, attentionCode, source, statusBefore);
    }

    private static RunRow cancelled() {
        return run(RunOutcome.CANCELLED, "no_proof", "review.still_draft", null, null, "scheduled", "running");
    }

    private static RunRow run(
            RunOutcome outcome,
            String decision,
            String reason,
            @Nullable String failureCode,
            @Nullable String attentionCode,
            String source,
            String statusBefore) {
        var chosen = decision.equals("reconciled_succeeded") ? OWN : null;
        var evidence = new ComposeEvidence(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "ab".repeat(32),
                List.of(OWN, OTHER),
                chosen,
                List.of(
                        new LineageLink(OWN, ReviewStatus.READY, null, true),
                        new LineageLink(OTHER, ReviewStatus.PUBLISHED, null, true)),
                false,
                new Circumstances(EnvironmentState.ACTIVE, false, OWN, null, null));
        return aRun().ended(outcome)
                .attempt(2)
                .failed(failureCode)
                .flagged(attentionCode)
                .of(OWN)
                .reconciled(new Reconciliation(
                        decision,
                        reason,
                        "environment.review.compose",
                        source,
                        NOW,
                        new Reconciliation.By("user", "Grace"),
                        new Reconciliation.Previous(statusBefore, "pending"),
                        null,
                        KeptEvidence.of(evidence)))
                .at(NOW)
                .row();
    }
}
