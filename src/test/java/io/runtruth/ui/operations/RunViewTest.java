package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.NewRun;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.portal.PublishedSomewhere;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Sha256;
import io.runtruth.testing.LostPushes;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.OpenPage;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StatusBadge;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RunViewTest extends ViewTest {

    private final TestWorkspaces workspaces;
    private final WorkspaceQueries slugs;
    private final OperationRunService service;
    private final RunQueries queries;
    private final TestRuns runs;
    private final LostPushes lost;

    private final PublishedSomewhere somewhere;

    private Scope scope;
    private Actor.Person owner;

    RunViewTest(
            TestWorkspaces workspaces,
            WorkspaceQueries slugs,
            OperationRunService service,
            RunQueries queries,
            PublishedSomewhere somewhere,
            LostPushes lost) {
        this.somewhere = somewhere;
        this.workspaces = workspaces;
        this.slugs = slugs;
        this.service = service;
        this.queries = queries;
        this.runs = new TestRuns(service);
        this.lost = lost;
    }

    @BeforeEach
    void signIn() {
        scope = workspaces.environment(workspaces.workspace());
        owner = workspaces.person(scope.workspaceId(), Role.OWNER);
        signIn(owner);
    }

    @Test
    void a_run_that_ends_while_the_page_is_open_changes_its_badge() {
        var run = runs.running(owner, scope);
        open(run);
        assertThat(badge("data-outcome")).isEqualTo("pending");

        runs.end(run, Ending.succeeded(Map.of("checks", 92L)));

        eventually("the badge says how it ended", () -> badge("data-outcome").equals("succeeded"));
        assertThat(badge("data-status")).isEqualTo("completed");
        assertThat(find(ListItem.class).all()).hasSize(3);
    }

    @Test
    void a_run_that_ended_unheard_is_right_after_one_tick() {
        var run = lost.made(scope.workspaceId(), () -> runs.running(owner, scope));
        open(run);
        takePushes();

        lost.in(scope.workspaceId(), () -> runs.end(run, Ending.succeeded(Map.of())));
        takePushes();
        assertThat(badge("data-outcome")).isEqualTo("pending");
        OpenPage.tick();
        takePushes();

        assertThat(badge("data-outcome")).isEqualTo("succeeded");
    }

    @Test
    void who_asked_for_the_same_is_on_the_timeline() {
        var run = runs.queued(owner, scope);
        var other = workspaces.person(scope.workspaceId(), Role.REVIEWER);
        service.join(other, run, new OperationRunService.Join(Via.CONSOLE, null));

        open(run);

        assertThat(find(ListItem.class).last().getElement().getTextRecursively())
                .startsWith(other.name() + " asked for the same and joined this run.");
    }

    @Test
    void the_course_of_a_run_is_drawn_beside_the_words_that_say_the_same() {
        var run = runs.running(owner, scope);
        service.join(
                workspaces.person(scope.workspaceId(), Role.REVIEWER),
                run,
                new OperationRunService.Join(Via.CONSOLE, null));
        runs.end(run, Ending.succeeded(Map.of()));

        open(run);

        var picture = find(Div.class).withId("run-picture").single().getElement();
        assertThat(picture.getAttribute("aria-hidden")).isEqualTo("true");
        var drawn = picture.getOuterHTML();
        assertThat(drawn)
                .contains("data-stretch=\"waits\"", "data-stretch=\"works\"")
                .contains("data-mark=\"joined\"", "data-mark=\"ended\"");
    }

    @Test
    @Tag("I11")
    void a_failure_is_told_calmly_with_its_reference() {
        var run = runs.ended(owner, scope, Ending.failed("run.unexpected", "1a2b3c4d"));

        open(run);

        var notice = find(Div.class).withId("notice-failure").single();
        assertThat(notice.getElement().getTextRecursively())
                .contains("Something unexpected happened", "Reference for your administrator: 1a2b3c4d");
    }

    @Test
    void why_a_run_failed_is_not_said_beside_that_it_failed() {
        open(runs.ended(owner, scope, Ending.failed("run.unexpected", "1a2b3c4d")));
        assertThat(find(Paragraph.class).withId("explanation").exists()).isFalse();

        open(runs.ended(owner, scope, Ending.succeeded(Map.of())));
        assertThat(find(Paragraph.class).withId("explanation").single().getText())
                .isEqualTo("It reached its goal.");
    }

    @Test
    void an_owner_cancels_a_waiting_run_after_confirming() {
        var run = runs.queued(owner, scope);
        open(run);

        test(find(Button.class).withId("action-cancel").single()).click();
        assertThat(outcome(run)).isEqualTo(RunOutcome.PENDING);
        test(find(Confirmation.class).single()).reject();

        assertThat(outcome(run)).isEqualTo(RunOutcome.CANCELLED);
        assertThat(test(find(Notification.class).single()).getText()).isEqualTo("The run is cancelled.");
        assertThat(find(Button.class).withId("action-cancel").exists()).isFalse();
    }

    @Test
    void an_auditor_has_no_action_that_changes_anything() {
        var run = runs.queued(owner, scope);
        var failed = runs.ended(owner, scope, Ending.failed("run.unexpected", null));
        signIn(workspaces.person(scope.workspaceId(), Role.AUDITOR));

        open(run);
        assertThat(find(Button.class).withId("action-cancel").exists()).isFalse();

        open(failed);
        assertThat(find(Button.class).withId("action-try-again").exists()).isFalse();
    }

    @Test
    void what_was_exported_is_told_with_its_digest() throws Exception {
        open(runs.ended(owner, scope, Ending.succeeded(Map.of())));
        test(find(Button.class).withId("action-export").single()).click();
        var told = find(Div.class).withId("export-told").single();
        assertThat(told.getElement().getTextRecursively()).isEmpty();

        var export = new ByteArrayOutputStream();
        test(find(Anchor.class).withId("action-download-evidence").single()).download(export);
        takePushes();

        assertThat(export.size()).isPositive();
        assertThat(told.getElement().getTextRecursively())
                .contains(Sha256.hex(export.toByteArray()), "java -jar runtruth.jar verify-export ", "-evidence.zip ");
    }

    @Test
    void a_run_that_goes_on_is_not_offered_for_export() {
        open(runs.running(owner, scope));

        assertThat(find(Button.class).withId("action-export").exists()).isFalse();
    }

    @Test
    void trying_again_tells_what_is_missing() {
        open(runs.ended(owner, scope, Ending.failed("run.unexpected", null)));

        test(find(Button.class).withId("action-try-again").single()).click();

        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("Composition not started");
    }

    @Test
    void trying_again_what_is_there_already_offers_to_close_the_question_with_it() {
        somewhere.ready(scope);
        var run = runs.ended(owner, scope, Ending.failed("run.unexpected", null));
        open(run);

        test(find(Button.class).withId("action-try-again").single()).click();
        assertThat(find(TextArea.class).withId("attention-note").single().getValue())
                .isEqualTo("The review of this evidence is available.");
        test(find(Button.class).withId("action-confirm-words").single()).click();

        var attention = Objects.requireNonNull(
                queries.row(owner, scope.workspaceId(), run.id()).attention());
        assertThat(attention.isOpen()).isFalse();
    }

    @Test
    void the_run_that_was_tried_again_and_the_run_that_tries_lead_to_each_other() {
        var before = runs.ended(owner, scope, Ending.failed("run.unexpected", null));
        var asked = new NewRun(
                UUID.randomUUID(),
                OperationType.REVIEW_COMPOSE,
                scope,
                UUID.randomUUID().toString(),
                new RunSubject(null, null),
                Via.CONSOLE,
                before.id(),
                List.of());
        service.start(owner, asked);
        service.triedAgain(owner, before, asked.id());

        open(before);
        assertThat(find(Anchor.class).all()).extracting(Anchor::getHref).contains("/" + Routes.run(slug(), asked.id()));
        assertThat(find(ListItem.class).last().getElement().getTextRecursively())
                .contains("tried again as run " + asked.id().toString().substring(0, 8));

        UI.getCurrent().navigate(Routes.run(slug(), asked.id()));
        assertThat(find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains("/" + Routes.run(slug(), before.id()));
        assertThat(find(ListItem.class).first().getElement().getTextRecursively())
                .contains("to try run " + before.id().toString().substring(0, 8) + " again");
    }

    @Test
    @Tag("I12")
    void a_person_of_another_workspace_finds_nothing() {
        var run = runs.queued(owner, scope);
        var path = path(run);
        signIn(workspaces.person(workspaces.workspace(), Role.OWNER));

        UI.getCurrent().navigate(path);

        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    @Test
    @Tag("I12")
    void a_run_of_an_environment_that_is_not_shared_is_not_found() {
        var run = runs.queued(owner, workspaces.environment(scope.workspaceId()));
        var path = path(run);
        signIn(workspaces.personFor(scope, Role.OPERATOR));

        UI.getCurrent().navigate(path);

        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    @Test
    void what_is_no_id_is_not_found() {
        UI.getCurrent().navigate(Routes.operations(slug()) + "/not-an-id");

        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    private void open(OperationRun run) {
        UI.getCurrent().navigate(path(run));
    }

    private String path(OperationRun run) {
        return Routes.run(slug(), run.id());
    }

    private String slug() {
        return slugs.mine(owner).getFirst().slug();
    }

    private String badge(String attribute) {
        return find(StatusBadge.class).single().getElement().getAttribute(attribute);
    }

    private RunOutcome outcome(OperationRun run) {
        return queries.row(owner, scope.workspaceId(), run.id()).outcome();
    }
}
