package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.operations.Via;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.shared.Scope;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// How an operator comes to know what became of a run that nobody works on any more. The recurring pass is kept
/// away, so that it is the person who checks.
@Tag("smoke")
@Tag("I11")
@TestPropertySource(properties = "runtruth.reconciler.interval=1h")
class ReconciliationSmokeTest extends RunningConsole {

    private static final Actor SYSTEM = new Actor.System("smoke");
    private static final String[] WORDS_OF_THE_MACHINERY = {
        "SQL", "duplicate key", "environment_reviews_fingerprint_mutable_unique", "crash", "orphan", "Exception"
    };

    @Autowired
    private EnvironmentReviewService service;

    @Autowired
    private JdbcClient jdbc;

    private Scope scope;
    private UUID ready;

    @BeforeEach
    void aReadyReview() {
        scope = jdbc.sql("select workspace_id, id from managed_environment where slug = 'contoso-m365'")
                .query((row, _) -> new Scope(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .single();
        service.create(SYSTEM, scope, new StartRequest(Via.CONSOLE, null));
        browser.until(_ -> jdbc.sql("select id from environment_review where environment_id = ? and status = 'ready'")
                .param(scope.environmentId())
                .query(UUID.class)
                .optional()
                .isPresent());
        ready = jdbc.sql("select id from environment_review where environment_id = ? and status = 'ready'")
                .param(scope.environmentId())
                .query(UUID.class)
                .single();
    }

    @Test
    void a_lost_run_whose_review_is_ready_is_checked_and_shows_its_proof() {
        var run = AbandonedRun.add(jdbc, ready, ready, fingerprint(ready));
        new SignInPage(browser.go("w/demo/operations/" + run)).signIn("operator", PASSWORD);
        browser.find("#view-run [data-status='running']");

        browser.find("#action-check-now").click();

        new RunPage(browser).untilOutcome("succeeded");
        browser.find("#proof [data-decision='reconciled_succeeded']");
        assertCalm();
    }

    @Test
    void a_run_whose_review_is_not_there_asks_for_attention() {
        var run = AbandonedRun.add(jdbc, ready, UUID.randomUUID(), "f".repeat(64));
        new SignInPage(browser.go("w/demo/operations/" + run)).signIn("operator", PASSWORD);

        browser.find("#action-check-now").click();

        new RunPage(browser).untilOutcome("blocked");
        browser.find("#proof [data-decision='attention_required']");
        assertCalm();
    }

    @Test
    void a_composition_that_met_the_ready_review_leads_to_it() {
        var run = startedUnderOtherRules();
        new SignInPage(browser.go("w/demo/operations/" + run)).signIn("operator", PASSWORD);

        new RunPage(browser).untilOutcome("succeeded");
        browser.find("#proof [data-decision='reconciled_succeeded']");
        browser.find("#proof a[href$='/reviews/" + ready + "']");
        assertCalm();
    }

    private void assertCalm() {
        assertThat(browser.find("#view-run").getText()).doesNotContainIgnoringCase(WORDS_OF_THE_MACHINERY);
        assertThat(Accessibility.violations(browser)).isEmpty();
    }

    private String fingerprint(UUID review) {
        return jdbc.sql("select fingerprint from environment_review where id = ?")
                .param(review)
                .query(String.class)
                .single();
    }

    /// By a node with other rules of composition: this one makes the content of the ready review of it.
    private UUID startedUnderOtherRules() {
        var draft = UUID.randomUUID();
        var fingerprint = (draft.toString() + draft).replace("-", "");
        var run = AbandonedRun.add(jdbc, ready, draft, fingerprint);
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, run_id, created_at, status_at, version)
                select ?, workspace_id, environment_id, 'draft', ?, 1, 'other rules', pinned, ?, now(), now(), 0
                from environment_review
                where id = ?
                """).params(draft, fingerprint, run, ready).update();
        jdbc.sql("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values ('environment.review.compose', ?, now(), false, 1)
                """).param(run.toString()).update();
        return run;
    }
}
