package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.access.Actor;
import io.runtruth.access.Reach;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.evidence.Severity;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.ControlPlace.ControlStanding;
import io.runtruth.reviews.ControlRow.ControlKey;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.WaiverService.PlacedWaiver;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One control over all environments, and the controls that fail most (contract 9, fleet).
class ControlQueriesDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-05-01T08:00:00Z");
    private static final String TOOL = "Tool";

    private final ControlQueries controls;
    private final ControlPlaceQueries places;
    private final EnvironmentReviewService starts;
    private final EnvironmentService environments;
    private final PublicationService publication;
    private final WaiverService waivers;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;
    private final LocalDate today;

    private UUID workspace;
    private Scope first;
    private Actor.Person reviewer;
    private int imported;

    ControlQueriesDbTest(
            ControlQueries controls,
            ControlPlaceQueries places,
            EnvironmentReviewService starts,
            EnvironmentService environments,
            PublicationService publication,
            WaiverService waivers,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc,
            Clock clock) {
        this.controls = controls;
        this.places = places;
        this.starts = starts;
        this.environments = environments;
        this.publication = publication;
        this.waivers = waivers;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.today = WaiverState.day(clock.instant());
    }

    @BeforeEach
    void somewhere() {
        workspace = some.workspace();
        first = some.environment(workspace);
        reviewer = some.person(workspace, Role.REVIEWER);
    }

    @Test
    void what_is_not_met_in_most_environments_is_first() {
        composed(first, "pass", "fail", "warning", "pass");
        composed(some.environment(workspace), "fail", "fail", "pass", "pass");
        some.environment(workspace);

        assertThat(all())
                .extracting(it -> it.wording().control(), ControlRow::results, ControlRow::absent)
                .containsExactly(
                        tuple("C.1", Map.of(FindingGroup.NOT_MET, 2L), 1L),
                        tuple("C.0", Map.of(FindingGroup.NOT_MET, 1L, FindingGroup.MET, 1L), 1L),
                        tuple("C.2", Map.of(FindingGroup.WARNING, 1L, FindingGroup.MET, 1L), 1L),
                        tuple("C.3", Map.of(FindingGroup.MET, 2L), 1L));
        assertThat(all()).allSatisfy(it -> assertThat(it.environments()).isEqualTo(3));
    }

    @Test
    void only_the_newest_review_of_an_environment_counts() {
        composed(first, "fail", "fail");
        composed(first, "pass");

        assertThat(all())
                .extracting(it -> it.wording().control(), ControlRow::results)
                .containsExactly(tuple("C.0", Map.of(FindingGroup.MET, 1L)));
    }

    @Test
    void what_is_begun_or_has_failed_since_hides_nothing() {
        composed(first, "fail");
        evidence.snapshotOf(first, TOOL, at(), "pass");
        starts.create(reviewer, first, ask());

        assertThat(all()).extracting(ControlRow::results).containsExactly(Map.of(FindingGroup.NOT_MET, 1L));
    }

    @Test
    void where_the_newest_is_archived_the_one_before_counts_again_as_it_was() {
        composed(first, "fail");
        composed(first, "fail");
        var newest = composed(first, "pass");
        assertThat(standing(first, "C.0").result()).isEqualTo(FindingGroup.MET);

        publication.archive(reviewer, new ReviewRef(first, newest), null);

        assertThat(standing(first, "C.0"))
                .extracting(ControlStanding::result, ControlStanding::since, ControlStanding::collectedAt)
                .containsExactly(FindingGroup.NOT_MET, COLLECTED, COLLECTED.plusSeconds(1));
    }

    @Test
    void a_review_that_is_published_or_superseded_takes_its_place_among_those_that_count() {
        var before = composed(first, "fail");
        publication.publish(reviewer, new ReviewRef(first, before), null);
        assertThat(all()).extracting(it -> it.of(FindingGroup.NOT_MET)).containsExactly(1L);
        var after = composed(first, "pass");
        publication.publish(reviewer, new ReviewRef(first, after), null);
        assertThat(all()).extracting(it -> it.of(FindingGroup.MET)).containsExactly(1L);

        publication.archive(reviewer, new ReviewRef(first, after), null);

        assertThat(all()).isEmpty();
    }

    @Test
    void since_when_is_told_from_the_first_of_the_reviews_that_say_the_same() {
        composed(first, "pass", "fail");
        composed(first, "fail", "fail");
        composed(first, "fail", "fail", "pass");
        composed(first, "fail", "pass", "pass");

        assertThat(standing(first, "C.0").since()).isEqualTo(COLLECTED.plusSeconds(1));
        assertThat(standing(first, "C.1").since()).isEqualTo(COLLECTED.plusSeconds(3));
        assertThat(standing(first, "C.2").since()).isEqualTo(COLLECTED.plusSeconds(2));
        assertThat(standing(first, "C.2").collectedAt()).isEqualTo(COLLECTED.plusSeconds(3));
    }

    @Test
    void what_is_composed_anew_goes_on_from_what_it_said_before() {
        var review = composed(first, "fail", "pass");
        evidence.snapshotOf(first, TOOL, at(), "fail", "fail");

        var started = (Dispatched) starts.refresh(reviewer, new ReviewRef(first, review), ask());
        assertThat(all()).isEmpty();
        queue.work(started.runId());

        assertThat(standing(first, "C.0").since()).isEqualTo(COLLECTED);
        assertThat(standing(first, "C.1").since()).isEqualTo(COLLECTED.plusSeconds(1));
    }

    @Test
    void a_control_that_was_gone_and_is_back_begins_anew() {
        composed(first, "pass", "fail");
        composed(first, "pass");
        composed(first, "pass", "fail");

        assertThat(standing(first, "C.1").since()).isEqualTo(COLLECTED.plusSeconds(2));
    }

    @Test
    void a_control_counts_once_in_an_environment_by_the_worst_of_its_checks() {
        var snapshot = evidence.snapshotOf(first, TOOL, at(), "pass", "fail", "fail", "warning", "pass");
        jdbc.sql("""
                update evidence_check
                set base_id = 'A.1', control_id = 'A.1v' || position,
                    severity = case position when 2 then 'critical' else 'low' end
                where import_id = ?
                and position < 4
                """).param(snapshot).update();
        compose(first);

        assertThat(all())
                .extracting(it -> it.wording().control(), ControlRow::severity, ControlRow::results)
                .containsExactly(
                        tuple("A.1", Severity.CRITICAL, Map.of(FindingGroup.NOT_MET, 1L)),
                        tuple("C.4", Severity.HIGH, Map.of(FindingGroup.MET, 1L)));
        assertThat(standing(first, "A.1"))
                .extracting(ControlStanding::checks, ControlStanding::affected)
                .containsExactly(4, 2);
    }

    @Test
    void what_is_met_and_elsewhere_not_applicable_is_met() {
        var snapshot = evidence.snapshotOf(first, TOOL, at(), "not_applicable", "pass", "informational");
        jdbc.sql("update evidence_check set base_id = 'A', control_id = 'A' || position where import_id = ?")
                .param(snapshot)
                .update();
        compose(first);

        assertThat(all()).extracting(ControlRow::results).containsExactly(Map.of(FindingGroup.MET, 1L));
    }

    @Test
    void what_the_tool_hides_counts_where_there_is_nothing_else() {
        var snapshot = evidence.snapshotOf(first, TOOL, at(), "fail", "fail", "not_assessed");
        jdbc.sql("update evidence_check set suppressed = true where import_id = ? and position = 0")
                .param(snapshot)
                .update();
        jdbc.sql("update evidence_check set result_reason = 'no_licence' where import_id = ? and position = 2")
                .param(snapshot)
                .update();
        compose(first);

        assertThat(standing(first, "C.0").result()).isEqualTo(FindingGroup.SUPPRESSED);
        assertThat(standing(first, "C.1").result()).isEqualTo(FindingGroup.NOT_MET);
        assertThat(standing(first, "C.2"))
                .extracting(ControlStanding::result, ControlStanding::reason)
                .containsExactly(FindingGroup.NOT_ASSESSED, Gap.NO_LICENCE);
    }

    @Test
    void controls_of_two_tools_with_the_same_id_are_two() {
        evidence.snapshotOf(first, "Other tool", at(), "pass");
        composed(first, "fail");

        assertThat(all())
                .extracting(it -> it.wording().tool(), it -> it.wording().control(), ControlRow::results)
                .containsExactly(
                        tuple(TOOL, "C.0", Map.of(FindingGroup.NOT_MET, 1L)),
                        tuple("Other tool", "C.0", Map.of(FindingGroup.MET, 1L)));
        assertThat(all()).extracting(ControlRow::id).doesNotHaveDuplicates();
        assertThat(controls.sources(reviewer, workspace).tools()).containsExactly("Other tool", TOOL);
    }

    @Test
    void an_accepted_risk_is_counted_hides_nothing_and_is_only_not_ranked_first() {
        var second = some.environment(workspace);
        accept(first, "C.0");
        var waiver = accept(second, "C.0");
        composed(first, "fail", "fail");
        composed(second, "fail", "pass");

        assertThat(all())
                .extracting(it -> it.wording().control(), it -> it.of(FindingGroup.NOT_MET), ControlRow::accepted)
                .containsExactly(tuple("C.1", 1L, 0L), tuple("C.0", 2L, 2L));
        assertThat(standing(second, "C.0").isAccepted()).isTrue();
        assertThat(standing(second, "C.0").acceptance())
                .isEqualTo(new ControlPlace.Acceptance(waiver, today.plusDays(90), WaiverState.ACTIVE));

        waivers.withdraw(reviewer, workspace, waiver, null);

        assertThat(standing(second, "C.0").acceptance().state()).isEqualTo(WaiverState.WITHDRAWN);
    }

    @Test
    void what_is_accepted_in_part_is_open() {
        var snapshot = evidence.snapshotOf(first, TOOL, at(), "fail", "fail");
        jdbc.sql("update evidence_check set base_id = 'A', control_id = 'A' || position where import_id = ?")
                .param(snapshot)
                .update();
        accept(first, "A0");
        compose(first);

        assertThat(all())
                .extracting(it -> it.of(FindingGroup.NOT_MET), ControlRow::accepted)
                .containsExactly(tuple(1L, 0L));
        assertThat(standing(first, "A"))
                .extracting(ControlStanding::isAccepted, ControlStanding::acceptance, ControlStanding::affected)
                .containsExactly(false, null, 2);
    }

    @Test
    void every_environment_is_named_the_worst_first_and_those_without_the_control_last() {
        composed(first, "pass");
        var failing = some.environment(workspace);
        composed(failing, "fail");
        var without = some.environment(workspace);
        evidence.snapshotOf(without, "Other tool", at(), "fail");
        compose(without);
        var unread = some.environment(workspace);

        assertThat(places("C.0"))
                .extracting(
                        ControlPlace::environmentId,
                        it -> it.standing() == null ? null : it.standing().result(),
                        it -> it.review() == null)
                .containsExactly(
                        tuple(failing.environmentId(), FindingGroup.NOT_MET, false),
                        tuple(first.environmentId(), FindingGroup.MET, false),
                        tuple(without.environmentId(), null, false),
                        tuple(unread.environmentId(), null, true));
    }

    @Test
    void an_archived_environment_is_left_out() {
        composed(first, "fail");
        composed(some.environment(workspace), "fail");
        environments.change(new Actor.System("test"), first, new EnvironmentChange(null, true, null));

        assertThat(all())
                .extracting(it -> it.of(FindingGroup.NOT_MET), ControlRow::environments)
                .containsExactly(tuple(1L, 1L));
        assertThat(places("C.0")).extracting(ControlPlace::environmentId).doesNotContain(first.environmentId());
    }

    @Test
    @Tag("I12")
    void a_member_of_one_environment_is_told_of_this_one_alone() {
        composed(first, "pass");
        var second = some.environment(workspace);
        var snapshot = evidence.snapshotOf(second, TOOL, at(), "fail", "fail");
        jdbc.sql("update evidence_check set title = 'Secret of the second' where import_id = ?")
                .param(snapshot)
                .update();
        compose(second);
        var member = some.personFor(first, Role.AUDITOR);
        var everything = new Reach(workspace, true, Set.of());
        var theirs = controlId("C.1");

        assertThat(controls.page(member, workspace, ControlFilter.ALL, null, 50))
                .extracting(it -> it.wording().title(), ControlRow::results, ControlRow::environments)
                .containsExactly(tuple("Control 0", Map.of(FindingGroup.MET, 1L), 1L));
        assertThat(controls.page(member, everything, ControlFilter.ALL, null, 50))
                .isEqualTo(controls.page(member, workspace, ControlFilter.ALL, null, 50));
        assertThat(controls.one(member, workspace, controlId("C.0"))
                        .row()
                        .wording()
                        .title())
                .isEqualTo("Control 0");
        assertThat(places.page(member, workspace, controlId("C.0"), null, 50))
                .extracting(ControlPlace::environmentId)
                .containsExactly(first.environmentId());
        assertThat(controls.sources(member, workspace).environments()).isEqualTo(1);
        assertThatThrownBy(() -> controls.one(member, workspace, theirs)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    @Tag("I12")
    void another_workspace_is_not_told_of_at_all() {
        composed(first, "fail");
        var id = controlId("C.0");
        workspace = some.workspace();
        first = some.environment(workspace);
        reviewer = some.person(workspace, Role.REVIEWER);
        composed(first, "pass");

        assertThat(controlId("C.0")).isEqualTo(id);
        assertThat(all()).extracting(ControlRow::results).containsExactly(Map.of(FindingGroup.MET, 1L));
        assertThat(places("C.0")).hasSize(1);
    }

    @Test
    void whoever_may_not_read_reviews_is_told_nothing() {
        composed(first, "fail");
        var id = controlId("C.0");
        var customer = some.person(workspace, Role.CUSTOMER);

        for (Runnable asked : List.<Runnable>of(
                () -> controls.page(customer, workspace, ControlFilter.ALL, null, 50),
                () -> controls.page(customer, new Reach(workspace, true, Set.of()), ControlFilter.ALL, null, 50),
                () -> controls.one(customer, workspace, id),
                () -> controls.sources(customer, workspace),
                () -> places.page(customer, workspace, id, null, 50))) {
            assertThatThrownBy(asked::run).isInstanceOf(Problem.Forbidden.class);
        }
        assertThatThrownBy(() -> controls.page(some.stranger(), workspace, ControlFilter.ALL, null, 50))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_list_is_narrowed_by_what_is_searched_for_and_by_result_severity_and_tool() {
        evidence.snapshotOf(first, "Other tool", at(), "manual");
        composed(first, "fail", "warning", "pass", "not_assessed");
        accept(first, "C.0");
        compose(first);

        assertThat(ids(new ControlFilter("c.1", null, null, null))).containsExactly("C.1");
        assertThat(ids(new ControlFilter("CONTROL 2", null, null, null))).containsExactly("C.2");
        assertThat(ids(new ControlFilter("%", null, null, null))).isEmpty();
        assertThat(ids(new ControlFilter("", "Other tool", null, null))).containsExactly("C.0");
        assertThat(ids(new ControlFilter("", null, FindingGroup.WARNING, null))).containsExactly("C.1");
        assertThat(ids(new ControlFilter("", null, FindingGroup.ACCEPTED, null)))
                .containsExactly("C.0");
        assertThat(ids(new ControlFilter("", null, FindingGroup.NOT_ASSESSED, null)))
                .containsExactly("C.3");
        assertThat(ids(new ControlFilter("", null, null, Severity.LOW))).isEmpty();
        assertThat(ids(new ControlFilter("", TOOL, FindingGroup.NOT_MET, Severity.HIGH)))
                .containsExactly("C.0");

        some.environment(workspace);

        assertThat(ids(new ControlFilter("", null, FindingGroup.NOT_ASSESSED, null)))
                .hasSize(5);
    }

    @Test
    void a_list_that_is_read_part_by_part_is_the_whole_list() {
        composed(first, "fail", "pass", "warning", "pass", "fail", "manual");
        composed(some.environment(workspace), "fail", "fail", "pass", "pass");
        var read = new ArrayList<ControlRow>();
        ControlKey after = null;
        do {
            var part = controls.page(reviewer, workspace, ControlFilter.ALL, after, 1);
            read.addAll(part);
            after = part.isEmpty() ? null : part.getFirst().key();
        } while (after != null && read.size() < 50);

        assertThat(read).isEqualTo(all()).hasSize(6);

        var whole = places("C.0");
        var rest = places.page(
                reviewer, workspace, controlId("C.0"), whole.getFirst().key(), 50);

        assertThat(rest).isEqualTo(whole.subList(1, whole.size())).hasSize(1);
    }

    @Test
    void what_a_node_of_the_release_before_makes_ready_is_told_too() {
        var review = composed(first, "fail");
        jdbc.sql("delete from review_controls where review_id = ?")
                .param(review)
                .update();
        assertThat(all()).isEmpty();

        jdbc.sql("""
                update environment_review
                set status = 'ready', content = content, version = version + 1
                where id = ?
                """).param(review).update();

        assertThat(all()).extracting(ControlRow::results).containsExactly(Map.of(FindingGroup.NOT_MET, 1L));
    }

    @Test
    void what_was_composed_before_the_upgrade_is_told_with_what_came_before_it() throws IOException {
        var earlier = composed(first, "fail");
        publication.publish(reviewer, new ReviewRef(first, earlier), null);
        var later = composed(first, "fail");
        publication.publish(reviewer, new ReviewRef(first, later), null);
        var told = places("C.0");
        jdbc.sql("delete from review_controls where workspace_id = ?")
                .param(workspace)
                .update();
        assertThat(all()).isEmpty();

        jdbc.sql(ofBefore()).update();

        assertThat(places("C.0")).isEqualTo(told);
        assertThat(standing(first, "C.0").since()).isEqualTo(COLLECTED);
    }

    @Test
    void a_document_without_findings_tells_nothing_and_stops_nobody() {
        var review = composed(first, "fail");

        jdbc.sql("update environment_review set content = '{}' where id = ?")
                .param(review)
                .update();

        assertThat(all()).isEmpty();
        assertThat(places.page(reviewer, workspace, UUID.randomUUID(), null, 50))
                .extracting(ControlPlace::standing)
                .containsExactly((ControlStanding) null);
    }

    /// The statement of the changelog that is run when a database meets this release.
    private static String ofBefore() throws IOException {
        var changelog = Files.readString(Path.of("src/main/resources/db/changelog/0068-review-controls.sql"));
        return changelog.substring(changelog.indexOf("do $$"));
    }

    private List<ControlRow> all() {
        return controls.page(reviewer, workspace, ControlFilter.ALL, null, 50);
    }

    private List<String> ids(ControlFilter filter) {
        return controls.page(reviewer, workspace, filter, null, 50).stream()
                .map(it -> it.wording().control())
                .toList();
    }

    private UUID controlId(String control) {
        return all().stream()
                .filter(it -> it.wording().tool().equals(TOOL)
                        && it.wording().control().equals(control))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<ControlPlace> places(String control) {
        return places.page(reviewer, workspace, controlId(control), null, 50);
    }

    private ControlStanding standing(Scope scope, String control) {
        return places(control).stream()
                .filter(it -> it.environmentId().equals(scope.environmentId()))
                .findFirst()
                .orElseThrow()
                .standing();
    }

    private UUID accept(Scope scope, String control) {
        var terms = new NewWaiver.Terms("Planned for spring", null, today.plusDays(90), null);
        return waivers.accept(
                        reviewer,
                        workspace,
                        List.of(new PlacedWaiver(scope, new NewWaiver(TOOL, control, null, null, terms))),
                        ask())
                .getFirst();
    }

    private UUID composed(Scope scope, String... results) {
        evidence.snapshotOf(scope, TOOL, at(), results);
        return compose(scope);
    }

    private UUID compose(Scope scope) {
        var started = (Dispatched) starts.create(reviewer, scope, ask());
        queue.work(started.runId());
        return started.reviewId();
    }

    private Instant at() {
        return COLLECTED.plusSeconds(imported++);
    }

    private static StartRequest ask() {
        return new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
    }
}
