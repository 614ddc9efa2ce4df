package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.evidence.CheckResult;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.NewWaiver.Terms;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.WaiverQueries.WaiverFilter;
import io.runtruth.reviews.WaiverQueries.WaiversDue;
import io.runtruth.reviews.WaiverService.PlacedWaiver;
import io.runtruth.reviews.WaiverService.WaiverChange;
import io.runtruth.reviews.WaiverTable.ReadIn;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Accepted risks, and what they do to what is composed (contract 6).
class WaiverServiceDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");
    private static final String TOOL = "ScubaGear";

    private final WaiverService service;
    private final WaiverQueries waivers;
    private final WaiverTable table;
    private final EnvironmentReviewService starts;
    private final EnvironmentService environments;
    private final ReviewQueries reviews;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;
    private final LocalDate today;

    private Scope scope;
    private Actor.Person reviewer;

    WaiverServiceDbTest(
            WaiverService service,
            WaiverQueries waivers,
            WaiverTable table,
            EnvironmentReviewService starts,
            EnvironmentService environments,
            ReviewQueries reviews,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc,
            Clock clock) {
        this.service = service;
        this.waivers = waivers;
        this.table = table;
        this.starts = starts;
        this.environments = environments;
        this.reviews = reviews;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.today = WaiverState.day(clock.instant());
    }

    @BeforeEach
    void environment() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @Test
    void an_accepted_risk_says_who_accepted_it_why_and_until_when() {
        var id = accept(waiver("C.0", today.plusDays(90)));

        var row = waivers.one(reviewer, scope.workspaceId(), id);
        assertThat(row.risk().acceptedBy()).isEqualTo(reviewer.name());
        assertThat(row.risk().owner()).isEqualTo(reviewer.name());
        assertThat(row.risk().reviewOn()).isEqualTo(today.plusDays(76));
        assertThat(row.risk().version()).isEqualTo(1);
        assertThat(row.state()).isEqualTo(WaiverState.ACTIVE);
        assertThat(row.isReviewDue()).isFalse();
    }

    @Test
    void what_is_composed_next_names_it_as_accepted_and_counts_it_as_before() {
        evidence.snapshotOf(scope, TOOL, COLLECTED, "fail", "fail", "pass");
        accept(waiver("C.0", today.plusDays(90)));

        var content = composed();

        assertThat(content.executiveSummary().counts().of(CheckResult.FAIL)).isEqualTo(2);
        assertThat(content.findings().counts())
                .isEqualTo(Map.of(FindingGroup.NOT_MET, 1L, FindingGroup.ACCEPTED, 1L, FindingGroup.MET, 1L));
        var accepted = content.acceptedSuppressed().accepted().getFirst();
        assertThat(accepted.risk().reason()).isEqualTo("Planned for spring");
        assertThat(accepted.checks()).isEqualTo(Map.of(CheckResult.FAIL, 1L));
    }

    @Test
    @Tag("I1")
    void each_change_of_what_is_accepted_is_other_content_and_nothing_else_is() {
        evidence.snapshotOf(scope, TOOL, COLLECTED, "fail");
        var without = started();
        var id = accept(waiver("C.0", today.plusDays(90)));
        var accepted = started();
        assertThat(starts.create(reviewer, scope, ask())).isInstanceOf(AlreadyAvailable.class);
        service.change(reviewer, scope.workspaceId(), id, 1, new WaiverChange("Later", null, null, null));
        var changed = started();
        service.withdraw(reviewer, scope.workspaceId(), id, null);

        var withdrawn = starts.create(reviewer, scope, ask());

        assertThat(Set.of(without.reviewId(), accepted.reviewId(), changed.reviewId()))
                .hasSize(3);
        assertThat(withdrawn).isEqualTo(new AlreadyAvailable(without.reviewId(), ReviewStatus.READY));
    }

    @Test
    void one_that_has_run_out_counts_as_not_met_again_in_what_is_composed_next() {
        evidence.snapshotOf(scope, TOOL, COLLECTED, "fail");
        var id = accept(waiver("C.0", today));
        var holding = composed();

        runOut(id);
        var after = composed();

        assertThat(holding.findings().counts()).isEqualTo(Map.of(FindingGroup.ACCEPTED, 1L));
        assertThat(after.findings().counts()).isEqualTo(Map.of(FindingGroup.NOT_MET, 1L));
        assertThat(waivers.one(reviewer, scope.workspaceId(), id).state()).isEqualTo(WaiverState.EXPIRED);
    }

    @Test
    @Tag("I13")
    void what_was_accepted_at_the_start_is_composed_whatever_is_changed_meanwhile() {
        evidence.snapshotOf(scope, TOOL, COLLECTED, "fail");
        var id = accept(waiver("C.0", today.plusDays(90)));
        var started = (Dispatched) starts.create(reviewer, scope, ask());

        service.change(reviewer, scope.workspaceId(), id, 1, new WaiverChange("Another reason", null, null, null));
        queue.work(started.runId());

        var content = content(started.reviewId());
        assertThat(content.acceptedSuppressed().accepted().getFirst().risk().reason())
                .isEqualTo("Planned for spring");
        assertThat(reviews.row(reviewer, scope.workspaceId(), started.reviewId())
                        .status())
                .isEqualTo(ReviewStatus.READY);
    }

    @Test
    void the_row_of_its_environment_says_what_is_accepted_otherwise_and_which_asks_for_a_look() {
        evidence.snapshotOf(scope, TOOL, COLLECTED, "fail", "fail");
        accept(waiver("C.0", today.plusDays(90)));
        accept(waiver("C.1", today.plusDays(7)));
        composed();
        assertThat(accepted()).isEqualTo(new EnvironmentReviewRow.AcceptedNow(false, today.plusDays(7)));

        var third = accept(waiver("C.3", today.plusDays(2)));
        assertThat(accepted()).isEqualTo(new EnvironmentReviewRow.AcceptedNow(true, today.plusDays(2)));

        service.withdraw(reviewer, scope.workspaceId(), third, null);
        assertThat(accepted()).isEqualTo(new EnvironmentReviewRow.AcceptedNow(false, today.plusDays(7)));
    }

    private EnvironmentReviewRow.AcceptedNow accepted() {
        return reviews.environment(reviewer, scope).accepted();
    }

    @Test
    void those_of_other_environments_are_not_composed() {
        evidence.snapshotOf(scope, TOOL, COLLECTED, "fail");
        var elsewhere = some.environment(scope.workspaceId());
        service.accept(
                reviewer,
                scope.workspaceId(),
                List.of(new PlacedWaiver(elsewhere, waiver("C.0", today.plusDays(9)))),
                ask());

        assertThat(composed().acceptedSuppressed().accepted()).isEmpty();
    }

    @Test
    void an_edit_accepts_it_anew_and_a_stale_one_is_refused() {
        var id = accept(waiver("C.0", today.plusDays(5)));
        var other = some.person(scope.workspaceId(), Role.OWNER);

        service.change(other, scope.workspaceId(), id, 1, new WaiverChange(null, null, today.plusDays(60), null));

        var row = waivers.one(reviewer, scope.workspaceId(), id);
        assertThat(row.risk().acceptedBy()).isEqualTo(other.name());
        assertThat(row.risk().reason()).isEqualTo("Planned for spring");
        assertThat(row.risk().version()).isEqualTo(2);
        assertThat(row.risk().reviewOn()).isEqualTo(today.plusDays(46));
        assertThat(code(() ->
                        service.change(reviewer, scope.workspaceId(), id, 1, new WaiverChange("x", null, null, null))))
                .isEqualTo("edit.changed_meanwhile");
        assertThat(code(() -> service.withdraw(reviewer, scope.workspaceId(), id, 1L)))
                .isEqualTo("edit.changed_meanwhile");
    }

    @Test
    void of_two_who_edit_one_at_once_one_wins_and_the_other_is_told() {
        var id = accept(waiver("C.0", today.plusDays(5)));
        Runnable edit =
                () -> service.change(reviewer, scope.workspaceId(), id, 1, new WaiverChange("Other", null, null, null));

        var both = List.of(
                CompletableFuture.supplyAsync(() -> code(edit)), CompletableFuture.supplyAsync(() -> code(edit)));

        assertThat(both.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder("done", "edit.changed_meanwhile");
    }

    @Test
    void two_that_hold_are_never_about_exactly_the_same_but_one_that_has_run_out_makes_room() {
        var first = accept(waiver("C.0", today.plusDays(5)));
        assertThat(code(() -> accept(waiver("C.0", today.plusDays(9))))).isEqualTo("waiver.exists");

        runOut(first);
        var second = accept(waiver("C.0", today.plusDays(9)));

        assertThat(waivers.one(reviewer, scope.workspaceId(), first).state()).isEqualTo(WaiverState.EXPIRED);
        assertThat(waivers.one(reviewer, scope.workspaceId(), second).state()).isEqualTo(WaiverState.EXPIRING);
        assertThat(code(() -> service.change(
                        reviewer,
                        scope.workspaceId(),
                        first,
                        3,
                        new WaiverChange(null, null, today.plusDays(9), null))))
                .isEqualTo("waiver.ended");
    }

    @Test
    void the_database_itself_keeps_two_apart_scopes_together_and_history_as_it_was() {
        var id = accept(waiver("C.0", today.plusDays(5)));
        var copy = """
                insert into waiver (id, workspace_id, environment_id, tool, control, reason, owner, accepted_by,
                    accepted_at, until, review_on, created_at, version)
                select gen_random_uuid(), %s, environment_id, tool, %s, reason, owner, accepted_by, accepted_at,
                    until, review_on, created_at, version
                from waiver
                where id = ?
                """;
        var elsewhere = some.workspace();

        assertRefused(copy.formatted("workspace_id", "control"), id);
        assertRefused(copy.formatted("'" + elsewhere + "'::uuid", "'C.9'"), id);
        assertRefused("delete from waiver where id = ?", id);
        assertRefused("update waiver set reason = 'x' where id = ?", id);
        assertRefused("update waiver set control = 'x', version = version + 1 where id = ?", id);
        service.withdraw(reviewer, scope.workspaceId(), id, null);
        assertRefused("update waiver set ended_at = null, ended_by = null, version = version + 1 where id = ?", id);
    }

    private void assertRefused(String statement, UUID id) {
        assertThatThrownBy(() -> jdbc.sql(statement).param(id).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_last_day_is_at_most_a_year_ahead_and_the_day_to_look_again_not_behind_it() {
        assertThat(code(() -> accept(waiver("A", today.minusDays(1))))).isEqualTo("waiver.until");
        assertThat(code(() -> accept(waiver("A", today.plusDays(367))))).isEqualTo("waiver.until");
        assertThat(code(() -> accept(new NewWaiver(
                        TOOL, "A", null, null, new Terms("r", null, today.plusDays(5), today.plusDays(6))))))
                .isEqualTo("waiver.review_on");
        assertThat(code(() -> new Terms(" ", null, today, null))).isEqualTo("waiver.reason");
        assertThat(code(() -> accept(waiver("A", today.plusDays(366))))).isEqualTo("done");
    }

    @Test
    @Tag("I14")
    void the_same_request_sent_again_accepts_nothing_twice_and_another_under_its_id_is_refused() {
        var ask = ask();
        var asked = List.of(new PlacedWaiver(scope, waiver("C.0", today.plusDays(5))));

        var first = service.accept(reviewer, scope.workspaceId(), asked, ask);

        assertThat(service.accept(reviewer, scope.workspaceId(), asked, ask)).isEqualTo(first);
        assertThat(code(() -> service.accept(
                        reviewer,
                        scope.workspaceId(),
                        List.of(new PlacedWaiver(scope, waiver("C.1", today.plusDays(5)))),
                        ask)))
                .isEqualTo("request_id.reused");
    }

    @Test
    void of_several_all_are_accepted_or_none() {
        accept(waiver("C.1", today.plusDays(5)));

        assertThat(code(() -> service.accept(
                        reviewer,
                        scope.workspaceId(),
                        List.of(
                                new PlacedWaiver(scope, waiver("C.0", today.plusDays(5))),
                                new PlacedWaiver(scope, waiver("C.1", today.plusDays(5)))),
                        ask())))
                .isEqualTo("waiver.exists");
        assertThat(all()).hasSize(1);
    }

    @Test
    void nothing_is_accepted_for_an_archived_environment_but_it_can_be_withdrawn() {
        var id = accept(waiver("C.0", today.plusDays(5)));
        environments.change(
                some.person(scope.workspaceId(), Role.OWNER), scope, new EnvironmentChange(null, true, null));

        assertThat(code(() -> accept(waiver("C.1", today.plusDays(5))))).isEqualTo("environment.archived");
        assertThat(code(() -> service.withdraw(reviewer, scope.workspaceId(), id, null)))
                .isEqualTo("done");
        assertThat(waivers.one(reviewer, scope.workspaceId(), id).state()).isEqualTo(WaiverState.WITHDRAWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OPERATOR", "AUDITOR", "CUSTOMER"})
    void who_may_not_manage_reviews_accepts_nothing(Role role) {
        var member = some.person(scope.workspaceId(), role);
        var asked = List.of(new PlacedWaiver(scope, waiver("C.0", today.plusDays(5))));

        assertThatThrownBy(() -> service.accept(member, scope.workspaceId(), asked, ask()))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    @Tag("I12")
    void one_of_an_environment_that_a_member_may_not_see_does_not_exist_for_them() {
        var id = accept(waiver("C.0", today.plusDays(5)));
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.REVIEWER);

        assertThatThrownBy(() -> waivers.one(elsewhere, scope.workspaceId(), id))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> service.withdraw(elsewhere, scope.workspaceId(), id, null))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(waivers.page(elsewhere, scope.workspaceId(), new WaiverFilter(null, Set.of()), null, 10)
                        .items())
                .isEmpty();
        assertThat(waivers.asking(elsewhere, scope.workspaceId())).isZero();
        assertThat(waivers.asking(reviewer, scope.workspaceId())).isEqualTo(1);
    }

    @Test
    void of_a_time_those_are_due_that_began_to_ask_in_it() {
        accept(waiver("LATER", today.plusDays(15)));
        accept(waiver("SOON", today.plusDays(14)));
        accept(waiver("SOONER", today.plusDays(13)));
        jdbc.sql("alter table waiver disable trigger user").update();
        jdbc.sql("update waiver set accepted_at = accepted_at - interval '20 days'")
                .update();
        jdbc.sql("alter table waiver enable trigger user").update();
        var midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        var tomorrow = midnight.plus(Duration.ofDays(1));

        assertThat(waivers.due(reviewer, midnight.minusSeconds(1), midnight))
                .singleElement()
                .satisfies(due -> {
                    assertThat(due.count()).isEqualTo(1);
                    assertThat(due.since()).isEqualTo(midnight);
                });
        assertThat(waivers.due(reviewer, midnight.minus(Duration.ofDays(1)).minusSeconds(1), midnight))
                .extracting(WaiversDue::count)
                .containsExactly(2);
        assertThat(waivers.due(reviewer, midnight, tomorrow.minusSeconds(1))).isEmpty();
    }

    @Test
    @Tag("I12")
    void none_is_due_for_who_does_not_manage_reviews_there() {
        accept(waiver("SOON", today.plusDays(5)));
        var before = Instant.now().minusSeconds(3_600);
        var after = Instant.now().plusSeconds(3_600);
        var elsewhere = some.personFor(some.environment(scope.workspaceId()), Role.REVIEWER);

        assertThat(waivers.due(reviewer, before, after)).hasSize(1);
        assertThat(waivers.due(elsewhere, before, after)).isEmpty();
        assertThat(waivers.due(some.person(scope.workspaceId(), Role.OPERATOR), before, after))
                .isEmpty();
    }

    @Test
    void a_list_is_narrowed_by_state() {
        var active = accept(waiver("A", today.plusDays(15)));
        var expiring = accept(waiver("B", today.plusDays(14)));
        var expired = accept(waiver("C", today));
        var withdrawn = accept(waiver("D", today.plusDays(90)));
        runOut(expired);
        service.withdraw(reviewer, scope.workspaceId(), withdrawn, null);

        for (var each : Map.of(
                        WaiverState.ACTIVE, active,
                        WaiverState.EXPIRING, expiring,
                        WaiverState.EXPIRED, expired,
                        WaiverState.WITHDRAWN, withdrawn)
                .entrySet()) {
            assertThat(waivers.page(
                                    reviewer,
                                    scope.workspaceId(),
                                    new WaiverFilter(scope.environmentId(), Set.of(each.getKey())),
                                    null,
                                    10)
                            .items())
                    .extracting(WaiverRow::id, WaiverRow::state)
                    .containsExactly(tuple(each.getValue(), each.getKey()));
        }
    }

    @Test
    void a_table_that_was_written_is_read_in_again_and_no_cell_of_it_is_a_formula() throws IOException {
        service.accept(
                reviewer,
                scope.workspaceId(),
                List.of(new PlacedWaiver(
                        scope,
                        new NewWaiver(
                                TOOL,
                                "C.0",
                                2,
                                "=r;+1",
                                new Terms("=HYPERLINK(\"x\"), \"said\"\n@line", "-Olga", today.plusDays(90), null)))),
                ask());
        var written = written();
        var before = all();
        service.withdraw(reviewer, scope.workspaceId(), before.getFirst().id(), null);

        assertThat(written).contains(",'=r;'+1,", ",\"'=HYPERLINK(", ",'-Olga,");
        assertThat(read(written)).isEqualTo(new ReadIn.AllAccepted(1));

        var again = all().getFirst().risk();
        assertThat(again.reason()).isEqualTo(before.getFirst().risk().reason());
        assertThat(again.resource()).isEqualTo("=r;+1");
        assertThat(again.owner()).isEqualTo("-Olga");
        assertThat(again.ordinal()).isEqualTo(2);
    }

    @Test
    void what_has_run_out_takes_no_place_of_what_holds() {
        acceptAll(WaiverService.MOST);
        assertThat(code(() -> accept(waiver("One more", today.plusDays(5))))).isEqualTo("waiver.too_many");
        var one = all().getFirst().risk();
        runOut(one.waiverId());

        accept(waiver("One more", today.plusDays(5)));

        assertThat(code(() -> service.change(
                        reviewer,
                        scope.workspaceId(),
                        one.waiverId(),
                        one.version() + 1,
                        new WaiverChange(null, null, today.plusDays(9), null))))
                .isEqualTo("waiver.too_many");
    }

    private void acceptAll(int count) {
        var asked = IntStream.range(0, count)
                .mapToObj(n -> new PlacedWaiver(scope, waiver("C." + n, today.plusDays(5))))
                .toList();
        service.accept(reviewer, scope.workspaceId(), asked, ask());
    }

    @Test
    void of_a_table_with_a_wrong_line_nothing_is_accepted_and_each_wrong_line_is_named() {
        accept(waiver("C.0", today.plusDays(5)));
        var slug = all().getFirst().environment().slug();
        var read = read("""
                environment;tool;control;reason;until
                %1$s;ScubaGear;C.1;"two
                lines";%2$s
                nowhere;ScubaGear;C.2;r;%2$s
                %1$s;ScubaGear;C.3;r;tomorrow

                %1$s;ScubaGear;C.4;;%2$s
                %1$s;ScubaGear;C.0;r;%2$s
                %1$s;ScubaGear;C.1;r;%2$s
                %1$s;ScubaGear;C.5;r;2020-01-01
                """.formatted(slug, today.plusDays(5)));

        assertThat(read).isInstanceOf(ReadIn.SomeRefused.class);
        assertThat(((ReadIn.SomeRefused) read).lines())
                .extracting(WaiverTable.RefusedLine::line, it -> it.problem().code())
                .containsExactly(
                        tuple(4, "waiver.line_environment"),
                        tuple(5, "waiver.line_day"),
                        tuple(7, "waiver.reason"),
                        tuple(8, "waiver.exists"),
                        tuple(9, "waiver.exists"),
                        tuple(10, "waiver.until"));
        assertThat(all()).hasSize(1);
    }

    @Test
    void what_is_no_table_of_accepted_risks_is_refused_in_plain_words() {
        assertThat(code(() -> read(""))).isEqualTo("waiver.columns");
        assertThat(code(() -> read("environment,tool,control,reason\na,b,c,d"))).isEqualTo("waiver.columns");
        assertThat(code(() -> read("environment,tool,control,reason,until,extra\na,b,c,d,e,f")))
                .isEqualTo("waiver.columns");
        assertThat(code(() -> read("environment,tool,control,reason,until\n"))).isEqualTo("waiver.lines");
        assertThat(code(() -> read("environment,tool,control,reason,until\na,\"b,c,d,e")))
                .isEqualTo("csv.form");
        assertThat(code(() -> table.read(reviewer, scope.workspaceId(), new byte[] {(byte) 0xe4, 'a', '\n'}, ask())))
                .isEqualTo("csv.encoding");
    }

    private ReadIn read(String text) {
        return table.read(reviewer, scope.workspaceId(), text.getBytes(StandardCharsets.UTF_8), ask());
    }

    private String written() throws IOException {
        var out = new ByteArrayOutputStream();
        table.write(reviewer, scope.workspaceId(), new WaiverFilter(null, Set.of()), () -> out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<WaiverRow> all() {
        return waivers.page(reviewer, scope.workspaceId(), new WaiverFilter(null, Set.of()), null, 50)
                .items();
    }

    private UUID accept(NewWaiver waiver) {
        return service.accept(reviewer, scope.workspaceId(), List.of(new PlacedWaiver(scope, waiver)), ask())
                .getFirst();
    }

    private static NewWaiver waiver(String control, LocalDate until) {
        return new NewWaiver(TOOL, control, null, null, new Terms("Planned for spring", null, until, null));
    }

    /// As if its last day was yesterday.
    private void runOut(UUID id) {
        jdbc.sql("update waiver set until = ?, review_on = ?, version = version + 1 where id = ?")
                .params(today.minusDays(1), today.minusDays(1), id)
                .update();
    }

    private Dispatched started() {
        var started = (Dispatched) starts.create(reviewer, scope, ask());
        queue.work(started.runId());
        return started;
    }

    private ReviewContent composed() {
        return content(started().reviewId());
    }

    private ReviewContent content(UUID review) {
        return reviews.detail(reviewer, scope.workspaceId(), review).content();
    }

    private static StartRequest ask() {
        return new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
    }

    private static String code(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (Problem problem) {
            return problem.code();
        }
    }
}
