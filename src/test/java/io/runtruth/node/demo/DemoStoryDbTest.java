package io.runtruth.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceService;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.NewEnvironment;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.ReviewDriftQueries;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DemoStoryDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");
    private static final int MORE_STEPS_THAN_IT_HAS = 50;

    private final DemoStory story;
    private final WorkspaceService workspaces;
    private final EnvironmentService environments;
    private final ReviewDriftQueries drifts;
    private final ManualQueue queue;
    private final JdbcClient jdbc;

    private Scope scope;

    DemoStoryDbTest(
            DemoStory story,
            WorkspaceService workspaces,
            EnvironmentService environments,
            ReviewDriftQueries drifts,
            ManualQueue queue,
            JdbcClient jdbc) {
        this.story = story;
        this.workspaces = workspaces;
        this.environments = environments;
        this.drifts = drifts;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void place() {
        var workspace = workspaces.create(SYSTEM, "w" + UUID.randomUUID(), "Story", Duration.ofDays(35));
        scope = environments.create(SYSTEM, workspace, new NewEnvironment("e" + UUID.randomUUID(), "Story"));
    }

    @Test
    void three_months_are_published_with_what_changed_and_the_newest_review_waits_for_somebody() {
        tell();

        assertThat(texts("select status from environment_review where environment_id = ? order by created_at"))
                .containsExactly("superseded", "superseded", "published", "ready");
        var published = UUID.fromString(
                texts("select id from environment_review where environment_id = ? and status = 'published'")
                        .getFirst());
        var drift = drifts.drift(SYSTEM, scope.workspaceId(), published).orElseThrow();
        assertThat(drift.toString()).contains("DEMO.");
        assertThat(
                        texts(
                                "select to_char(now() - collected_at, 'DDD') from evidence_snapshot where environment_id = ? order by collected_at"))
                .containsExactly("092", "061", "033", "002");
    }

    @Test
    void one_run_was_ended_from_the_records_and_one_asks_a_person() {
        tell();

        assertThat(texts("""
                select outcome || ' ' || (context -> 'reconciliation' ->> 'reason_code')
                from operation_run
                where environment_id = ?
                and context -> 'reconciliation' is not null
                order by created_at
                """))
                .containsExactly("succeeded review.published_same_fingerprint", "blocked review.fingerprint_mismatch");
    }

    @Test
    void older_evidence_is_accepted_only_while_it_is_told() {
        story.tale(scope).isGoingOn();
        assertThat(limit()).isGreaterThan(92);

        tell();

        assertThat(limit()).isEqualTo(DemoData.EVIDENCE_MAX_AGE_DAYS);
    }

    @Test
    void what_was_told_is_not_told_again_and_a_limit_that_somebody_chose_stays() {
        tell();
        jdbc.sql("update workspace set evidence_max_age_days = 90 where id = ?")
                .param(scope.workspaceId())
                .update();
        var before = rows();

        assertThat(story.tale(scope).isGoingOn()).isFalse();

        assertThat(rows()).isEqualTo(before).isPositive();
        assertThat(limit()).isEqualTo(90);
    }

    @Test
    void a_later_start_composes_nothing_of_what_people_made_of_it() {
        tell();
        jdbc.sql("update environment_review set status = 'archived' where environment_id = ? and status = 'ready'")
                .param(scope.environmentId())
                .update();
        var before = rows();

        assertThat(story.tale(scope).isGoingOn()).isFalse();

        assertThat(rows()).isEqualTo(before);
    }

    /// Each step as after another start.
    private void tell() {
        for (var step = 0; story.tale(scope).isGoingOn(); step++) {
            assertThat(step).isLessThan(MORE_STEPS_THAN_IT_HAS);
            work();
        }
        work();
    }

    private void work() {
        texts("select id from operation_run where environment_id = ? and status = 'queued' order by created_at")
                .forEach(run -> queue.work(UUID.fromString(run)));
    }

    private int limit() {
        return jdbc.sql("select evidence_max_age_days from workspace where id = ?")
                .param(scope.workspaceId())
                .query(Integer.class)
                .single();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).param(scope.environmentId()).query(String.class).list();
    }

    private long rows() {
        return jdbc.sql("""
                select (select count(*) from operation_run where environment_id = :e)
                    + (select count(*) from environment_review where environment_id = :e)
                    + (select count(*) from evidence_snapshot where environment_id = :e)
                """).param("e", scope.environmentId()).query(Long.class).single();
    }
}
