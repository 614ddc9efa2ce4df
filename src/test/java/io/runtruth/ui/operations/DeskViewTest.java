package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.live.Change;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.attention.AttentionService;
import io.runtruth.operations.attention.HolderQueries;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Scope;
import io.runtruth.testing.LostPushes;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The desk (contract 9): what needs a person, and what they do about it.
class DeskViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final WorkspaceQueries workspaces;
    private final AttentionService attention;
    private final RunQueries queries;
    private final TestRuns runs;
    private final LostPushes lost;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person operator;
    private Actor.Person other;
    private String slug;

    DeskViewTest(
            TestWorkspaces some,
            WorkspaceQueries workspaces,
            AttentionService attention,
            RunQueries queries,
            OperationRunService writer,
            LostPushes lost,
            JdbcClient jdbc) {
        this.some = some;
        this.workspaces = workspaces;
        this.attention = attention;
        this.queries = queries;
        this.runs = new TestRuns(writer);
        this.lost = lost;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        other = some.person(scope.workspaceId(), Role.OPERATOR);
        slug = workspaces.mine(operator).getFirst().slug();
        signIn(operator);
    }

    @Test
    void cases_are_grouped_by_cause_the_oldest_first_and_the_first_is_open() {
        var blocked = runs.ended(operator, scope, Ending.blocked("review.archived"));
        var failed = failed();
        var older = failed();
        aged(older, "2 days");

        open("");

        assertThat(entries())
                .containsExactly(
                        older.id().toString(),
                        failed.id().toString(),
                        blocked.id().toString());
        assertThat(find(Section.class).all().stream()
                        .map(it -> it.getElement().getAttribute("data-cause"))
                        .filter(Objects::nonNull))
                .containsExactly("run.unexpected", "review.archived");
        assertThat(selected()).isEqualTo(older.id().toString());
        assertThat(question()).isEqualTo("It failed. Try it again, or is this known?");
    }

    @Test
    void of_one_day_the_environment_that_fares_worst_comes_first() {
        var calm = failed();
        var worse = some.environment(scope.workspaceId());
        var bad = runs.ended(operator, worse, Ending.failed("run.unexpected", null));
        readyReview(worse, 3);

        open("");

        assertThat(entries()).containsExactly(bad.id().toString(), calm.id().toString());
    }

    @Test
    void the_address_names_the_case_that_is_open() {
        failed();
        var second = failed();

        open("&case=" + second.id());

        assertThat(selected()).isEqualTo(second.id().toString());
    }

    @Test
    @Tag("I12")
    void an_address_that_names_a_case_of_another_environment_shows_nothing_of_it() {
        var hidden = runs.ended(other, some.environment(scope.workspaceId()), Ending.failed("run.unexpected", null));
        var mine = failed();
        signIn(some.personFor(scope, Role.OPERATOR));

        open("&case=" + hidden.id());

        assertThat(entries()).containsExactly(mine.id().toString());
        assertThat(selected()).isEqualTo(mine.id().toString());
    }

    @Test
    void a_person_takes_it_gives_it_back_and_each_step_is_told() {
        var run = failed();
        open("");

        click("action-take");
        assertThat(row(run).attention().isHeldBy(operator.account())).isTrue();
        assertThat(standing()).startsWith(operator.name() + " takes care of it");
        assertThat(find(Button.class).withId("action-take").exists()).isFalse();

        click("action-release");
        assertThat(row(run).attention().holder()).isNull();
        assertThat(standing()).startsWith("Nobody takes care of it.");
        assertThat(find(ListItem.class).all().stream()
                        .filter(it -> it.getParent().flatMap(Component::getId).equals(Optional.of("attention-steps"))))
                .hasSize(2);
    }

    @Test
    void whoever_was_quicker_is_told_of_and_shown() {
        var run = failed();
        open("");
        click("action-close");
        note("Known.");

        attention.take(other, scope.workspaceId(), run.id());
        click("action-confirm-words");

        assertThat(row(run).attention().isHeldBy(other.account())).isTrue();
        assertThat(find(Dialog.class)
                        .withId("dialog-close")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains(other.name() + " takes care of it. Have it handed over to you first.");
        eventually("it is shown", () -> standing().startsWith(other.name() + " takes care of it"));
    }

    @Test
    void what_another_takes_is_told_in_its_place_and_what_is_new_is_offered() {
        var first = failed();
        var second = failed();
        open("");

        attention.take(other, scope.workspaceId(), second.id());
        var third = failed();

        eventually(
                "it is told",
                () -> entry(second).getElement().getTextRecursively().contains(other.name()));
        eventually(
                "it is announced", () -> find(Button.class).withId("news-desk").exists());
        assertThat(entries()).containsExactly(first.id().toString(), second.id().toString());
        click("news-desk");
        assertThat(entries()).contains(third.id().toString());
    }

    @Test
    void a_step_of_a_run_that_is_no_case_reads_nothing_again_and_an_ending_does() {
        failed();
        var step = new Change(Change.Kind.RUN, scope, UUID.randomUUID());
        open("");
        takePushes();
        lost.in(scope.workspaceId(), this::failed);

        desk().changed(Set.of(step));
        assertThat(find(Button.class).withId("news-desk").exists()).isFalse();
        desk().changed(Set.of(step, step.ofEnding()));

        assertThat(find(Button.class).withId("news-desk").exists()).isTrue();
    }

    @Test
    void a_change_of_a_case_that_is_shown_is_told() {
        failed();
        var second = failed();
        open("");
        takePushes();
        lost.in(scope.workspaceId(), () -> attention.take(other, scope.workspaceId(), second.id()));

        desk().changed(Set.of(new Change(Change.Kind.RUN, scope, second.id())));

        assertThat(entry(second).getElement().getTextRecursively()).contains(other.name());
    }

    @Test
    void the_case_that_somebody_reads_stays_open_while_the_list_is_read_anew() {
        failed();
        var read = failed();
        open("&case=" + read.id());
        runs.ended(other, scope, Ending.succeeded(Map.of()));
        var next = failed();
        eventually("it is offered", () -> find(Button.class).withId("news-desk").exists());
        assertThat(standing()).startsWith("Answered: run");

        click("news-desk");

        assertThat(entries()).containsExactly(next.id().toString());
        assertThat(shownCase()).isEqualTo(read.id().toString());
        assertThat(standing()).startsWith("Answered: run");
    }

    @Test
    @Tag("I12")
    void of_what_is_gone_nothing_stays_and_the_case_that_somebody_reads_does() {
        var gone = failed();
        var read = failed();
        var third = failed();
        open("&case=" + read.id());
        takePushes();
        var section = find(Section.class).all().stream()
                .filter(it -> it.getElement().hasAttribute("data-cause"))
                .findFirst()
                .orElseThrow();

        delete(gone);
        desk().refresh();

        assertThat(entries()).containsExactly(read.id().toString(), third.id().toString());
        assertThat(section.isAttached()).isTrue();
        assertThat(section.getElement().getTextRecursively()).contains("2").doesNotContain("3");
        assertThat(selected()).isEqualTo(read.id().toString());

        delete(read);
        desk().refresh();
        assertThat(shownCase()).isEqualTo(third.id().toString());
    }

    @Test
    void of_more_cases_than_fit_the_next_are_offered_once_those_shown_are_done() {
        var first = failed();
        jdbc.sql("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_id, initiator_name, created_at, completed_at, notice_at, failure_code, summary_counts,
                    context)
                select gen_random_uuid(), workspace_id, environment_id, type, identity || n, status, outcome, attempt,
                    initiator_kind, initiator_id, initiator_name, created_at + n * interval '1 millisecond',
                    completed_at, notice_at, failure_code, summary_counts, context
                from operation_run
                cross join generate_series(1, 201) n
                where id = ?
                """).param(first.id()).update();
        open("");
        takePushes();
        assertThat(entries()).hasSize(200);
        desk().refresh();
        assertThat(find(Button.class).withId("news-desk").exists()).isFalse();

        attention.close(operator, scope.workspaceId(), first.id(), "Known.");
        desk().refresh();

        assertThat(find(Button.class).withId("news-desk").single().getText()).isEqualTo("1 new");
        click("news-desk");
        assertThat(entries()).hasSize(200).doesNotContain(first.id().toString());
    }

    @Test
    void another_filter_shows_the_list_again_also_where_a_case_was_shown_alone() {
        var run = failed();
        open("&case=" + run.id());
        assertThat(desk().getElement().hasAttribute("data-chosen")).isTrue();

        UI.getCurrent().navigate(Routes.operations(slug), QueryParameters.fromString("tab=attention&outcome=blocked"));

        assertThat(entries()).isEmpty();
        assertThat(desk().getElement().hasAttribute("data-chosen")).isFalse();
    }

    @Test
    void what_a_later_run_has_answered_stays_in_its_place_and_says_so() {
        var run = failed();
        open("");

        runs.ended(other, scope, Ending.succeeded(Map.of()));

        eventually("it is told", () -> standing().startsWith("Answered: run"));
        assertThat(entries()).containsExactly(run.id().toString());
        assertThat(entry(run).getElement().getAttribute("data-open")).isEqualTo("false");
        assertThat(find(Button.class).withId("action-close").exists()).isFalse();
        open("");
        assertThat(entries()).isEmpty();
        assertThat(find(H2.class).all()).extracting(H2::getText).contains("Nothing needs you");
    }

    @Test
    void it_is_closed_with_a_note_and_not_without() {
        var run = failed();
        open("");

        click("action-close");
        click("action-confirm-words");
        assertThat(find(Dialog.class).withId("dialog-close").exists()).isTrue();
        assertThat(row(run).needsAttention()).isTrue();
        note("The tenant was away.");
        click("action-confirm-words");

        assertThat(find(Dialog.class).withId("dialog-close").exists()).isFalse();
        assertThat(row(run).needsAttention()).isFalse();
        assertThat(standing()).startsWith("Closed by " + operator.name());
        assertThat(find(Div.class).all()).anyMatch(it -> it.getText().equals("The tenant was away."));
    }

    @Test
    void it_waits_for_as_long_as_the_person_says_and_is_then_at_the_end() {
        var run = failed();
        var next = failed();
        open("");

        click("action-snooze");
        test(find(Select.class).withId("snooze-choice").single()).selectItem("One week");
        click("action-confirm-snooze");

        assertThat(Duration.between(
                        Instant.now(Clock.systemUTC()), row(run).attention().until()))
                .isBetween(Duration.ofDays(6).plusHours(22), Duration.ofDays(7).plusHours(2));
        open("");
        assertThat(entries()).containsExactly(next.id().toString(), run.id().toString());
    }

    @Test
    @SuppressWarnings("unchecked")
    void it_is_handed_over_to_one_of_those_who_could_deal_with_it() {
        var run = failed();
        open("");

        click("action-hand-over");
        var to = (ComboBox<HolderQueries.Candidate>)
                find(ComboBox.class).withId("hand-over-to").single();
        assertThat(to.getListDataView().getItems().map(HolderQueries.Candidate::account))
                .containsExactlyInAnyOrder(operator.account(), other.account());
        to.setValue(to.getListDataView()
                .getItems()
                .filter(it -> it.account().equals(other.account()))
                .findFirst()
                .orElseThrow());
        click("action-confirm-hand-over");

        assertThat(row(run).attention().isHeldBy(other.account())).isTrue();
        assertThat(find(Button.class).withId("action-close").exists()).isFalse();
    }

    @Test
    void cases_of_one_cause_are_closed_together_and_each_says_what_came_of_it() {
        var first = failed();
        var second = failed();
        var blocked = runs.ended(operator, scope, Ending.blocked("review.archived"));
        open("");
        attention.take(other, scope.workspaceId(), second.id());

        click("action-close-group-run.unexpected");
        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("These 2 will be closed with this note:");
        note("Known.");
        click("action-confirm-close-together");

        assertThat(row(first).needsAttention()).isFalse();
        assertThat(row(second).needsAttention()).isTrue();
        assertThat(row(blocked).needsAttention()).isTrue();
        assertThat(find(Div.class)
                        .withId("close-together-results")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("Closed", other.name() + " takes care of it.");
    }

    @Test
    void what_nobody_works_on_can_be_checked_and_cancelled_where_it_stands() {
        var run = runs.queued(operator, scope);
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(run.id().toString())
                .update();
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = ?")
                .param(run.id())
                .update();
        open("");
        assertThat(question()).startsWith("Nobody works on it.");
        assertThat(find(Button.class).withId("action-cancel").exists()).isTrue();

        click("action-check-now");

        assertThat(row(run).freshness().state()).isNotEqualTo(Freshness.State.LOST);
        assertThat(find(Button.class).withId("action-check-now").exists()).isFalse();
    }

    @Test
    void closing_what_still_runs_says_that_it_goes_on() {
        var run = runs.queued(operator, scope);
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(run.id().toString())
                .update();
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = ?")
                .param(run.id())
                .update();
        open("");

        click("action-close");

        assertThat(find(Dialog.class)
                        .withId("dialog-close")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("The run goes on")
                .doesNotContain("as it ended");
    }

    @Test
    void whoever_may_only_look_sees_the_cases_and_no_actions() {
        failed();
        signIn(some.person(scope.workspaceId(), Role.AUDITOR));

        open("");

        assertThat(entries()).hasSize(1);
        assertThat(question()).isNotEmpty();
        for (var action : List.of("take", "snooze", "hand-over", "note", "close", "try-again")) {
            assertThat(find(Button.class).withId("action-" + action).exists())
                    .as(action)
                    .isFalse();
        }
    }

    @Test
    void the_page_of_the_run_has_the_same() {
        var run = failed();

        UI.getCurrent().navigate(Routes.run(slug, run.id()));
        click("action-take");

        assertThat(standing()).startsWith(operator.name() + " takes care of it");
        runs.ended(other, scope, Ending.succeeded(Map.of()));
        eventually("it is told", () -> standing().startsWith("Answered: run"));
    }

    @Test
    void a_restore_that_was_found_otherwise_asks_who_else_writes_and_leads_to_its_results() {
        var restore = UUID.randomUUID();
        var run =
                runs.end(runs.begun(runs.restoreOf(operator, scope, restore)), Ending.blocked("restore.contradicted"));

        open("");

        assertThat(selected()).isEqualTo(run.id().toString());
        assertThat(question()).isEqualTo("The target is not as the results say. Who else writes to it?");
        assertThat(find(Anchor.class).withId("action-open-restore").single().getHref())
                .isEqualTo("/" + Routes.restore(slug, environmentSlug()) + "?restore=" + restore);
    }

    @Test
    void a_case_of_a_composition_leads_to_no_restore() {
        failed();

        open("");

        assertThat(find(Anchor.class).withId("action-open-restore").exists()).isFalse();
    }

    private String environmentSlug() {
        return jdbc.sql("select slug from managed_environment where id = ?")
                .param(scope.environmentId())
                .query(String.class)
                .single();
    }

    private OperationRun failed() {
        return runs.ended(operator, scope, Ending.failed("run.unexpected", null));
    }

    private void aged(OperationRun run, String by) {
        jdbc.sql("update operation_run set notice_at = notice_at - cast(? as interval) where id = ?")
                .params(by, run.id())
                .update();
    }

    private void readyReview(Scope place, int failures) {
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, completeness, created_at, status_at, version)
                values (gen_random_uuid(), ?, ?, 'ready', md5(random()::text) || md5(random()::text), 1, '', '{}', ?,
                    'complete', now(), now(), 0)
                """)
                .params(place.workspaceId(), place.environmentId(), """
                        {"executive_summary": {"counts": {"results": {"fail": %1$d}}, "coverage": {"checks": %1$d,
                        "assessed": %1$d}, "failed": {"critical": %1$d}}, "provenance": {"snapshots": []}}\
                        """.formatted(failures))
                .update();
    }

    private Desk desk() {
        return find(Desk.class).single();
    }

    private String shownCase() {
        var href = find(Anchor.class).withId("action-open-run").single().getHref();
        return href.substring(href.lastIndexOf('/') + 1);
    }

    private void delete(OperationRun run) {
        jdbc.sql("delete from run_event where run_id = ?").param(run.id()).update();
        jdbc.sql("delete from operation_run where id = ?").param(run.id()).update();
    }

    private void open(String more) {
        UI.getCurrent().navigate(Routes.START);
        UI.getCurrent().navigate(Routes.operations(slug), QueryParameters.fromString("tab=attention" + more));
    }

    private List<String> entries() {
        return find(NativeButton.class).all().stream()
                .map(it -> it.getElement().getAttribute("data-case"))
                .filter(Objects::nonNull)
                .toList();
    }

    private NativeButton entry(OperationRun run) {
        return find(NativeButton.class).all().stream()
                .filter(it -> run.id().toString().equals(it.getElement().getAttribute("data-case")))
                .findFirst()
                .orElseThrow();
    }

    private String selected() {
        return find(NativeButton.class).all().stream()
                .filter(it -> it.getElement().hasAttribute("aria-current"))
                .map(it -> it.getElement().getAttribute("data-case"))
                .findFirst()
                .orElse("");
    }

    private String question() {
        return find(Paragraph.class).withId("case-question").single().getText();
    }

    private String standing() {
        return find(Div.class)
                .withId("attention-standing")
                .single()
                .getElement()
                .getTextRecursively();
    }

    private void note(String words) {
        test(find(TextArea.class).withId("attention-note").single()).setValue(words);
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    private RunRow row(OperationRun run) {
        return queries.row(operator, scope.workspaceId(), run.id());
    }
}
