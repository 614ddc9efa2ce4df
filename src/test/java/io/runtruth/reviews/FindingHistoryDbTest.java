package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.FindingHistory.Past;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How the findings of a review stood in those that were published before it (contract 6).
class FindingHistoryDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final ReviewQueries reviews;
    private final FindingHistoryQueries histories;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person reviewer;
    private int imported;

    FindingHistoryDbTest(
            EnvironmentReviewService starts,
            PublicationService publication,
            ReviewQueries reviews,
            FindingHistoryQueries histories,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.starts = starts;
        this.publication = publication;
        this.reviews = reviews;
        this.histories = histories;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somewhere() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @Test
    void a_finding_says_since_which_review_it_stands_so_and_how_it_stood_before() {
        published("pass");
        published("fail");
        published("fail");

        var history = only(reviewer, composed("fail"));

        assertThat(history.now()).isEqualTo(FindingGroup.NOT_MET);
        assertThat(history.since()).map(Neighbour::number).contains(2);
        assertThat(history.unchanged()).isEqualTo(2);
        assertThat(history.before().orElseThrow().states()).isEqualTo(Map.of(FindingGroup.MET, 1L));
        assertThat(history.isCut()).isFalse();
    }

    @Test
    void what_is_new_here_is_since_no_review() {
        published("pass");

        var history = only(reviewer, composed("fail"));

        assertThat(history.since()).isEmpty();
        assertThat(history.before()).map(it -> it.review().number()).contains(1);
    }

    @Test
    void the_first_that_is_published_has_no_history_and_a_published_one_knows_none_after_it() {
        var first = published("pass");
        assertThat(histories(reviewer, first)).isEmpty();
        var second = published("fail");
        published("pass");

        assertThat(only(reviewer, second).earlier())
                .extracting(it -> it.review().number())
                .containsExactly(1);
        assertThat(histories(reviewer, first)).isEmpty();
    }

    @Test
    void checks_are_told_apart_by_resource_as_drift_tells_them_apart() {
        file("A v1 fail", "B v1 pass");
        publication.publish(reviewer, new ReviewRef(scope, composedOfWhatIsThere()), null);
        file("A v1 pass", "B v1 fail");
        var review = composedOfWhatIsThere();

        assertThat(history(reviewer, review, FindingGroup.NOT_MET)
                        .earlier()
                        .getFirst()
                        .states())
                .isEqualTo(Map.of(FindingGroup.MET, 1L));
        assertThat(history(reviewer, review, FindingGroup.MET)
                        .earlier()
                        .getFirst()
                        .states())
                .isEqualTo(Map.of(FindingGroup.NOT_MET, 1L));
    }

    @Test
    void another_version_of_a_control_is_the_same_control_and_a_resource_that_was_not_there_is_absent() {
        file("A v1 fail");
        publication.publish(reviewer, new ReviewRef(scope, composedOfWhatIsThere()), null);
        file("A v2 fail", "B v2 fail");

        var past = history(reviewer, composedOfWhatIsThere(), FindingGroup.NOT_MET)
                .earlier()
                .getFirst();

        assertThat(past.states()).isEqualTo(Map.of(FindingGroup.NOT_MET, 1L));
        assertThat(past.absent()).isEqualTo(1);
        assertThat(past.isPart()).isTrue();
    }

    @Test
    void a_tool_that_was_not_part_of_a_review_says_nothing_of_it() {
        published("pass");
        evidence.snapshotOf(scope, "Other tool", at(), "fail");
        published("pass");
        evidence.snapshotOf(scope, "Other tool", at(), "fail");

        var past = history(reviewer, composed("pass"), FindingGroup.NOT_MET).earlier();

        assertThat(past).extracting(Past::isPart).containsExactly(true, false);
    }

    @Test
    @Tag("I12")
    void a_customer_is_told_of_reviews_only_that_are_out_and_a_withdrawn_one_is_left_out_for_all() {
        published("fail");
        var second = published("pass");
        var third = published("pass");
        jdbc.sql("update environment_review set status = 'archived' where id = ?")
                .param(second)
                .update();
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        composed("fail");

        for (var person : List.of(customer, reviewer)) {
            assertThat(only(person, third).earlier())
                    .extracting(it -> it.review().number())
                    .containsExactly(1);
        }
        assertThatThrownBy(() -> histories(some.person(some.workspace(), Role.OWNER), third))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    @Tag("I12")
    void reviews_of_another_environment_are_no_history() {
        published("fail");
        scope = some.environment(scope.workspaceId());

        assertThat(histories(reviewer, composed("fail"))).isEmpty();
    }

    @Test
    void no_more_than_twelve_are_looked_at_and_that_is_known() {
        for (var review = 0; review < FindingHistoryQueries.MOST + 1; review++) {
            published("fail");
        }

        var history = only(reviewer, composed("fail"));

        assertThat(history.earlier()).hasSize(FindingHistoryQueries.MOST);
        assertThat(history.since()).map(Neighbour::number).contains(2);
        assertThat(history.isCut()).isTrue();
    }

    @Test
    void of_large_files_fewer_reviews_are_looked_at_and_that_is_known() {
        for (var review = 0; review < 5; review++) {
            published("fail");
        }
        var review = composed("fail");
        everyFileHas(16_000);

        var history = only(reviewer, review);

        assertThat(history.earlier()).extracting(it -> it.review().number()).containsExactly(5, 4, 3);
        assertThat(history.isCut()).isTrue();
    }

    @Test
    void where_one_review_is_too_much_to_compare_nothing_is_said() {
        for (var review = 0; review < 2; review++) {
            evidence.snapshotOf(scope, "Second tool", at(), "fail");
            evidence.snapshotOf(scope, "Third tool", at(), "fail");
            published("fail");
        }
        var review = composed("fail");
        assertThat(histories(reviewer, review)).hasSize(3);
        everyFileHas(20_000);

        assertThat(histories(reviewer, review)).isEmpty();
    }

    @Test
    void findings_that_stood_alike_share_what_is_kept_of_it() {
        evidence.snapshotOf(scope, "Second tool", at(), "fail");
        published("fail");
        var histories = histories(reviewer, composed("fail"));

        assertThat(histories).hasSize(2);
        assertThat(histories.get(0)).isSameAs(histories.get(1));
    }

    private void everyFileHas(int checks) {
        jdbc.sql("update evidence_snapshot set facts = jsonb_set(facts, '{total}', to_jsonb(cast(? as integer)))"
                        + " where environment_id = ?")
                .params(checks, scope.environmentId())
                .update();
    }

    private void file(String... checks) {
        var results = new String[checks.length];
        for (var place = 0; place < checks.length; place++) {
            results[place] = checks[place].split(" ")[2];
        }
        var snapshot = evidence.snapshotOf(scope, "Tool", at(), results);
        jdbc.sql("delete from evidence_posture where import_id = ?")
                .param(snapshot)
                .update();
        for (var place = 0; place < checks.length; place++) {
            var words = checks[place].split(" ");
            jdbc.sql("""
                    with old as (
                        delete from evidence_check
                        where import_id = ?
                        and position = ?
                        returning *)
                    insert into evidence_check
                        (workspace_id, import_id, position, control_id, base_id, ordinal, title, result, raw_result,
                        severity, suppressed, area, resource)
                    select workspace_id, import_id, position, ?, 'C', 1, 'Control', result, raw_result, severity,
                        suppressed, area, ?
                    from old
                    """).params(snapshot, place, "C" + words[1], words[0]).update();
        }
    }

    private FindingHistory only(Actor actor, UUID review) {
        var found = histories(actor, review);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private FindingHistory history(Actor actor, UUID review, FindingGroup group) {
        var controls = reviews.detail(actor, scope.workspaceId(), review)
                .content()
                .findings()
                .controls();
        for (var place = 0; place < controls.size(); place++) {
            if (controls.get(place).group() == group) {
                return histories(actor, review).get(place);
            }
        }
        throw new AssertionError(controls);
    }

    private Map<Integer, FindingHistory> histories(Actor actor, UUID review) {
        return histories.histories(actor, scope.workspaceId(), reviews.detail(actor, scope.workspaceId(), review));
    }

    private UUID published(String... results) {
        var review = composed(results);
        publication.publish(reviewer, new ReviewRef(scope, review), null);
        return review;
    }

    private UUID composed(String... results) {
        evidence.snapshotOf(scope, "Tool", at(), results);
        return composedOfWhatIsThere();
    }

    private UUID composedOfWhatIsThere() {
        var started = (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return started.reviewId();
    }

    private Instant at() {
        return COLLECTED.plusSeconds(imported++);
    }
}
