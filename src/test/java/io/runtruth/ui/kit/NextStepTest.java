package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.Severity;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.EnvironmentReviewRow.AcceptedNow;
import io.runtruth.reviews.EnvironmentReviewRow.Evidence;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.reviews.EnvironmentReviewRow.Review;
import io.runtruth.reviews.EnvironmentReviewRow.Run;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.shared.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextStepTest {

    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
    private static final AcceptedNow NOTHING = new AcceptedNow(false, null);
    private static final Evidence FRESH = evidence(20, false);
    private static final Evidence OLD = evidence(36, false);

    @Test
    void what_asks_for_a_person_comes_before_anything_else() {
        assertThat(NextStep.of(row("e", null, run(RunOutcome.FAILED), OLD), NOW))
                .contains(NextStep.LOOK);
    }

    @Test
    void missing_and_too_old_evidence_is_uploaded() {
        assertThat(NextStep.of(row("e", null, null, none()), NOW)).contains(NextStep.UPLOAD);
        assertThat(NextStep.of(row("e", review(ReviewStatus.PUBLISHED, 0), null, OLD), NOW))
                .contains(NextStep.UPLOAD);
    }

    @Test
    void evidence_that_no_review_knows_is_composed_also_after_somebody_cancelled() {
        assertThat(NextStep.of(row("e", null, run(RunOutcome.CANCELLED), FRESH), NOW))
                .contains(NextStep.COMPOSE);
        assertThat(NextStep.of(row("e", review(ReviewStatus.PUBLISHED, 0), null, evidence(1, true)), NOW))
                .contains(NextStep.COMPOSE);
    }

    @Test
    void a_ready_review_of_the_newest_evidence_is_published_and_then_nothing_is_left() {
        assertThat(NextStep.of(row("e", review(ReviewStatus.READY, 0), null, FRESH), NOW))
                .contains(NextStep.PUBLISH);
        assertThat(NextStep.of(row("e", review(ReviewStatus.PUBLISHED, 0), null, FRESH), NOW))
                .isEmpty();
    }

    @Test
    void what_was_composed_with_other_accepted_risks_is_composed_again() {
        assertThat(NextStep.of(accepted(ReviewStatus.PUBLISHED, new AcceptedNow(true, null)), NOW))
                .contains(NextStep.COMPOSE);
    }

    @Test
    void an_accepted_risk_that_ends_soon_is_looked_at_once_the_review_is_published() {
        var ending = new AcceptedNow(false, LocalDate.parse("2026-12-06"));

        assertThat(NextStep.of(accepted(ReviewStatus.PUBLISHED, ending), NOW)).contains(NextStep.ACCEPTED);
        assertThat(NextStep.of(accepted(ReviewStatus.READY, ending), NOW)).contains(NextStep.PUBLISH);
    }

    private static EnvironmentReviewRow accepted(ReviewStatus status, AcceptedNow accepted) {
        return new EnvironmentReviewRow(scope(), "e", "e", false, review(status, 0), null, FRESH, accepted, false);
    }

    @Test
    void what_is_under_way_and_what_is_archived_needs_nobody() {
        var active = new Run(UUID.randomUUID(), RunStatus.RUNNING, RunOutcome.PENDING, false, false, false, 1, 7);
        assertThat(NextStep.of(row("e", null, active, FRESH), NOW)).isEmpty();
        assertThat(NextStep.of(
                        new EnvironmentReviewRow(
                                scope(), "e", "e", true, null, run(RunOutcome.FAILED), none(), NOTHING, false),
                        NOW))
                .isEmpty();
    }

    @Test
    void the_worst_comes_first() {
        var asks = row("asks", null, run(RunOutcome.BLOCKED), FRESH);
        var old = row("old", review(ReviewStatus.READY, 90), null, OLD);
        var bare = row("bare", null, null, none());
        var bad = row("bad", review(ReviewStatus.READY, 3), null, FRESH);
        var good = row("good", review(ReviewStatus.READY, 0), null, FRESH);
        var archived =
                new EnvironmentReviewRow(scope(), "x", "a", true, null, run(RunOutcome.FAILED), none(), NOTHING, false);

        assertThat(Stream.of(good, archived, bad, bare, old, asks).sorted(NextStep.worstFirst(NOW)))
                .containsExactly(asks, old, bare, bad, good, archived);
    }

    private static EnvironmentReviewRow row(
            String name, @Nullable Review review, @Nullable Run run, Evidence evidence) {
        return new EnvironmentReviewRow(scope(), name, name, false, review, run, evidence, NOTHING, false);
    }

    private static Scope scope() {
        return new Scope(UUID.randomUUID(), UUID.randomUUID());
    }

    private static Review review(ReviewStatus status, long critical) {
        var posture = new Posture(Map.of(), 10, 10, Map.of(Severity.CRITICAL, critical), null);
        return new Review(UUID.randomUUID(), status, "complete", NOW, posture);
    }

    private static Run run(RunOutcome outcome) {
        return new Run(
                UUID.randomUUID(),
                RunStatus.COMPLETED,
                outcome,
                false,
                outcome == RunOutcome.FAILED || outcome == RunOutcome.BLOCKED,
                false,
                0,
                0);
    }

    private static Evidence evidence(int days, boolean newer) {
        return new Evidence(NOW.minus(Duration.ofDays(days)), Duration.ofDays(35), newer);
    }

    private static Evidence none() {
        return new Evidence(null, Duration.ofDays(35), false);
    }
}
