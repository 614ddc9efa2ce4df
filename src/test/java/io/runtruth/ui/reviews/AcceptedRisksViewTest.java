package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.WaiverQueries;
import io.runtruth.reviews.WaiverQueries.WaiverFilter;
import io.runtruth.reviews.WaiverRow;
import io.runtruth.reviews.WaiverService;
import io.runtruth.reviews.WaiverService.PlacedWaiver;
import io.runtruth.reviews.WaiverState;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accepting risks in a review, and the list of what is accepted (contract 6, 9).
class AcceptedRisksViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");
    private static final String TOOL = "ScubaGear";

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentReviewService starts;
    private final WaiverService service;
    private final WaiverQueries waivers;
    private final ManualQueue queue;
    private final LocalDate today;

    private Scope scope;
    private Actor.Person reviewer;
    private String workspace;

    AcceptedRisksViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentReviewService starts,
            WaiverService service,
            WaiverQueries waivers,
            ManualQueue queue,
            Clock clock) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.starts = starts;
        this.service = service;
        this.waivers = waivers;
        this.queue = queue;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        workspace = workspaces.mine(reviewer).getFirst().slug();
        evidence.snapshotOf(scope, TOOL, COLLECTED, "fail", "warning", "pass", "fail");
    }

    @Test
    void the_risk_of_a_finding_is_accepted_for_a_quarter_of_a_year_unless_somebody_says_otherwise() {
        open(reviewer, composed());
        openFindings();

        test(find(Button.class).withId("action-accept-risk-0").single()).click();
        assertThat(find(DatePicker.class).withId("accepted-until").single().getValue())
                .isEqualTo(today.plusDays(90));
        assertThat(find(TextField.class).withId("accepted-owner").single().getValue())
                .isEqualTo(reviewer.name());
        assertThat(find(TextArea.class).withId("accepted-reason").single().getHelperText())
                .isEqualTo("Readers of published reviews see this, without your name.");
        confirm();
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("Say why the risk is accepted");
        assertThat(all()).isEmpty();
        find(TextArea.class).withId("accepted-reason").single().setValue("Planned for spring");
        confirm();

        assertThat(all()).hasSize(1);
        assertThat(all().getFirst().risk().control()).isEqualTo("C.0");
        assertThat(all().getFirst().risk().reason()).isEqualTo("Planned for spring");
    }

    @Test
    void several_that_are_selected_are_accepted_together() {
        open(reviewer, composed());

        assertThat(find(Button.class).withId("action-accept-selected").single().isEnabled())
                .isFalse();
        assertThat(find(Checkbox.class).all()).hasSize(3);
        find(Checkbox.class).all().forEach(it -> it.setValue(true));
        test(find(Button.class).withId("action-accept-selected").single()).click();
        find(TextArea.class).withId("accepted-reason").single().setValue("Planned for spring");
        confirm();

        assertThat(all()).extracting(it -> it.risk().control()).containsExactlyInAnyOrder("C.0", "C.1", "C.3");
    }

    @Test
    void one_control_in_two_targets_is_one_risk() {
        evidence.snapshotOfTarget(scope, TOOL, "another-tenant", COLLECTED, "fail");
        open(reviewer, composed());

        find(Checkbox.class).all().forEach(it -> it.setValue(true));
        test(find(Button.class).withId("action-accept-selected").single()).click();
        find(TextArea.class).withId("accepted-reason").single().setValue("Planned for spring");
        confirm();

        assertThat(all()).extracting(it -> it.risk().control()).containsExactlyInAnyOrder("C.0", "C.1", "C.3");
    }

    @Test
    void where_more_is_accepted_than_was_found_the_question_says_so() {
        open(reviewer, composed());
        openFindings();

        test(find(Button.class).withId("action-accept-risk-0").single()).click();

        assertThat(find(Paragraph.class).withId("accept-whole").single().getText())
                .contains("C.0", "everything of the control");
    }

    @Test
    void an_accepted_finding_says_who_why_and_until_when_and_is_named_beside_what_to_begin_with() {
        accept("C.0", today.plusDays(20));

        open(reviewer, composed());
        openFindings();

        assertThat(find(NativeDetails.class).all())
                .extracting(it -> it.getElement().getAttribute("data-group"))
                .contains("accepted");
        assertThat(text())
                .contains("2 are not met: 2 high. The risk of 1 of them is accepted.")
                .contains("Accepted, and so not among these: Not met: Control 0 (C.0).")
                .contains("Accepted: 1")
                .contains("Not met: 1")
                .contains("Planned for spring")
                .contains("accepted by " + reviewer.name());
    }

    @Test
    void who_may_not_accept_is_offered_nothing_of_it() {
        open(some.person(scope.workspaceId(), Role.AUDITOR), composed());
        openFindings();

        assertThat(find(Button.class).withId("action-accept-risk-0").exists()).isFalse();
        assertThat(find(Button.class).withId("action-accept-selected").exists()).isFalse();
        assertThat(find(Checkbox.class).exists()).isFalse();
    }

    @Test
    void the_list_is_narrowed_by_the_address_and_edits_and_withdraws() {
        var ending = accept("C.0", today.plusDays(3));
        accept("C.1", today.plusDays(90));
        signIn(reviewer);
        UI.getCurrent().navigate(Routes.acceptedRisks(workspace), QueryParameters.of("state", "expiring"));

        assertThat(rows()).extracting(WaiverRow::id).containsExactly(ending);
        click(0, "action-edit-waiver-" + ending);
        find(DatePicker.class).withId("accepted-until").single().setValue(today.plusDays(60));
        find(DatePicker.class).withId("accepted-review-on").single().setValue(today.plusDays(30));
        test(find(Button.class).withId("action-confirm-edit-waiver").single()).click();
        assertThat(waivers.one(reviewer, scope.workspaceId(), ending).risk().until())
                .isEqualTo(today.plusDays(60));
        assertThat(rows()).isEmpty();

        UI.getCurrent().navigate(Routes.acceptedRisks(workspace));
        click(1, "action-withdraw-waiver-" + ending);
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();
        assertThat(waivers.one(reviewer, scope.workspaceId(), ending).state()).isEqualTo(WaiverState.WITHDRAWN);
    }

    @SuppressWarnings("unchecked")
    private List<WaiverRow> rows() {
        return (List<WaiverRow>) (List<?>) find(Grid.class)
                .withId("grid-accepted-risks")
                .single()
                .getLazyDataView()
                .getItems()
                .toList();
    }

    @SuppressWarnings("unchecked")
    private void click(int row, String id) {
        var grid =
                (Grid<WaiverRow>) find(Grid.class).withId("grid-accepted-risks").single();
        var cell = test(grid).getCellComponent(row, "actions");
        cell.getChildren()
                .filter(it -> it.getId().filter(id::equals).isPresent())
                .forEach(it -> ((Button) it).click());
    }

    private void confirm() {
        test(find(Button.class).withId("action-confirm-accept-risk").single()).click();
    }

    private void openFindings() {
        find(FindingEntry.class).all().forEach(FindingEntry::fill);
    }

    private String text() {
        return find(ReviewDocument.class).single().getElement().getTextRecursively();
    }

    private UUID accept(String control, LocalDate until) {
        var terms = new NewWaiver.Terms("Planned for spring", null, until, null);
        return service.accept(
                        reviewer,
                        scope.workspaceId(),
                        List.of(new PlacedWaiver(scope, new NewWaiver(TOOL, control, null, null, terms))),
                        new StartRequest(Via.CONSOLE, null))
                .getFirst();
    }

    private List<WaiverRow> all() {
        return waivers.page(reviewer, scope.workspaceId(), new WaiverFilter(null, Set.of()), null, 50)
                .items();
    }

    private Dispatched composed() {
        var started = (Dispatched) starts.create(reviewer, scope, new StartRequest(Via.CONSOLE, null));
        queue.work(started.runId());
        return started;
    }

    private void open(Actor.Person person, Dispatched review) {
        signIn(person);
        navigate(Routes.review(workspace, review.reviewId()), ReviewView.class);
    }
}
