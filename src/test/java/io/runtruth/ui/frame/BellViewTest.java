package io.runtruth.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import io.runtruth.access.Actor;
import io.runtruth.access.NoticeChoice;
import io.runtruth.access.NoticeChoiceService;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.NoticeQueries;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.WaiverService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Routes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BellViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final WorkspaceQueries workspaces;
    private final NoticeChoiceService choices;
    private final WaiverService waivers;
    private final WaiverNotices accepted;
    private final TestRuns runs;

    private Scope scope;
    private Actor.Person reviewer;

    BellViewTest(
            TestWorkspaces some,
            WorkspaceQueries workspaces,
            NoticeChoiceService choices,
            WaiverService waivers,
            WaiverNotices accepted,
            OperationRunService service) {
        this.some = some;
        this.workspaces = workspaces;
        this.choices = choices;
        this.waivers = waivers;
        this.accepted = accepted;
        this.runs = new TestRuns(service);
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @Test
    void an_ending_of_ones_own_run_is_told_and_leads_to_it() {
        var run = runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        open(reviewer);
        assertThat(unread()).isEqualTo("1");

        find(Popover.class).single().open();

        var entry = find(NoticeEntry.class).single();
        assertThat(entry.getHref()).isEqualTo("/" + Routes.run(slug(), run.id()));
        assertThat(entry.getElement().getTextRecursively()).contains("Succeeded", "Environment", "Compose a review");
    }

    @Test
    void an_ending_that_a_person_must_look_at_says_so() {
        var run = runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        runs.end(run, Ending.failed("run.unexpected", null));
        open(reviewer);

        find(Popover.class).single().open();

        assertThat(find(NoticeEntry.class).single().getElement().getTextRecursively())
                .contains("Attention required", "A worker reported another end afterwards.");
    }

    @Test
    void what_a_person_does_not_want_on_the_bell_is_neither_counted_nor_listed() {
        runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        choices.choose(reviewer, List.of(new NoticeChoice(NoticeKind.RUN_SUCCEEDED, NoticeWay.BELL, false)));

        open(reviewer);

        assertThat(find(Span.class).withId("bell-unread").exists()).isFalse();
        find(Popover.class).single().open();
        assertThat(find(NoticeEntry.class).exists()).isFalse();
    }

    @Test
    void the_list_can_be_narrowed_to_what_was_unread_when_it_was_opened() {
        runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        open(reviewer);
        var popover = find(Popover.class).single();
        popover.open();
        var onlyUnread = find(Button.class).withId("notices-only-unread").single();

        test(onlyUnread).click();
        assertThat(find(NoticeEntry.class).all()).hasSize(1);

        popover.close();
        popover.open();
        assertThat(find(NoticeEntry.class).exists()).isFalse();
        assertThat(find(EmptyState.class, popover).single().getElement().getTextRecursively())
                .contains("All read");

        test(onlyUnread).click();
        assertThat(find(NoticeEntry.class).all()).hasSize(1);
    }

    @Test
    void the_list_leads_to_the_choice_of_what_is_told_here() {
        open(reviewer);

        find(Popover.class).single().open();

        assertThat(find(Anchor.class).withId("notices-choose").single().getHref())
                .isEqualTo("/me?told");
    }

    @Test
    void accepted_risks_are_told_to_who_wants_it_only() {
        accepted();
        assertThat(accepted.of(reviewer)).hasSize(1);

        choices.choose(reviewer, List.of(new NoticeChoice(NoticeKind.ACCEPTED_RISK_DUE, NoticeWay.BELL, false)));

        assertThat(accepted.of(reviewer)).isEmpty();
    }

    private void accepted() {
        signIn(reviewer);
        var until = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        var waiver = new NewWaiver("Tool", "C.1", null, null, new NewWaiver.Terms("Because", null, until, null));
        waivers.accept(
                reviewer,
                scope.workspaceId(),
                List.of(new WaiverService.PlacedWaiver(scope, waiver)),
                new StartRequest(Via.CONSOLE, "request"));
    }

    @Test
    void opening_the_list_marks_it_as_read() {
        runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        open(reviewer);

        find(Popover.class).single().open();

        assertThat(find(Span.class).withId("bell-unread").exists()).isFalse();
        assertThat(find(Button.class).withId("bell").single().getAriaLabel().orElse(""))
                .endsWith("none unread");
    }

    @Test
    void where_more_may_be_unread_than_are_read_the_label_says_so_as_the_badge_does() {
        for (var i = 0; i < NoticeQueries.MOST; i++) {
            runs.ended(reviewer, scope, Ending.succeeded(Map.of()));
        }

        open(reviewer);

        assertThat(unread()).isEqualTo("20+");
        assertThat(find(Button.class).withId("bell").single().getAriaLabel())
                .hasValue("Endings of runs and questions, 20 or more unread");
    }

    @Test
    void a_run_that_ends_while_a_page_is_open_is_told_at_once() {
        var run = runs.running(reviewer, scope);
        open(reviewer);
        assertThat(find(Span.class).withId("bell-unread").exists()).isFalse();

        runs.end(run, Ending.failed("run.unexpected", null));

        eventually("it is told", () -> find(Span.class).withId("bell-unread").exists());
    }

    @Test
    @Tag("I12")
    void an_ending_in_an_environment_that_is_not_shared_is_not_told() {
        runs.ended(reviewer, some.environment(scope.workspaceId()), Ending.failed("run.unexpected", null));

        open(some.personFor(scope, Role.OPERATOR));

        assertThat(find(Span.class).withId("bell-unread").exists()).isFalse();
    }

    @Test
    @Tag("I12")
    void who_may_see_no_run_is_told_of_answers_only() {
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        runs.ended(customer, scope, Ending.failed("run.unexpected", null));
        signIn(customer);

        UI.getCurrent().navigate(Routes.START);

        assertThat(find(Button.class).withId("bell").single().getAriaLabel()).hasValue("Answers, none unread");
        find(Popover.class).single().open();
        assertThat(find(NoticeEntry.class).exists()).isFalse();
    }

    @Test
    void who_is_in_no_workspace_has_no_bell() {
        signIn(some.stranger());

        UI.getCurrent().navigate(Routes.START);

        assertThat(find(Button.class).withId("bell").exists()).isFalse();
    }

    private void open(Actor.Person person) {
        signIn(person);
        UI.getCurrent().navigate(Routes.environments(slug()));
    }

    private String slug() {
        return workspaces.mine(reviewer).getFirst().slug();
    }

    private String unread() {
        return find(Span.class).withId("bell-unread").single().getText();
    }
}
