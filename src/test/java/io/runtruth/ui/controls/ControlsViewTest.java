package io.runtruth.ui.controls;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.ControlFilter;
import io.runtruth.reviews.ControlQueries;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.WaiverService;
import io.runtruth.reviews.WaiverService.PlacedWaiver;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.SearchField;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The controls that fail most, and one control over all environments (contract 9, fleet).
class ControlsViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-05-01T08:00:00Z");
    private static final String TOOL = "ScubaGear";

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentService environments;
    private final EnvironmentReviewService starts;
    private final ControlQueries controls;
    private final WaiverService waivers;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final LocalDate today;

    private Scope first;
    private Scope second;
    private Actor.Person reviewer;
    private String workspace;
    private int imported;

    ControlsViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentService environments,
            EnvironmentReviewService starts,
            ControlQueries controls,
            WaiverService waivers,
            ManualQueue queue,
            JdbcClient jdbc,
            Clock clock) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.environments = environments;
        this.starts = starts;
        this.controls = controls;
        this.waivers = waivers;
        this.queue = queue;
        this.jdbc = jdbc;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @BeforeEach
    void workspace() {
        first = some.environment(some.workspace());
        second = some.environment(first.workspaceId());
        name(first, "First");
        name(second, "Second");
        reviewer = some.person(first.workspaceId(), Role.REVIEWER);
        workspace = workspaces.mine(reviewer).getFirst().slug();
    }

    @Test
    void what_is_not_met_in_most_environments_is_first_and_says_so() {
        composed(first, "pass", "fail");
        composed(second, "fail", "fail");
        some.environment(first.workspaceId());
        open();

        assertThat(cells(0)).contains("Not met: Control 1").contains("C.1").contains(TOOL);
        assertThat(cells(1)).contains("Not met: Control 0");
        assertThat(bar(1).getElement().getAttribute("aria-label"))
                .isEqualTo("Not met in 1, warning in 0, met in 1, not rated in 1 of 3 environments.");
        assertThat(lead()).contains("2 of 3 environments");
    }

    @Test
    void what_is_met_everywhere_is_named_as_it_is() {
        composed(first, "pass");
        open();

        assertThat(cells(0)).startsWith("Control 0");
    }

    @Test
    void a_title_that_tells_the_fault_speaks_for_itself() {
        var snapshot = evidence.snapshotOf(first, TOOL, at(), "fail");
        jdbc.sql("update evidence_snapshot set facts = jsonb_set(facts, '{format}', '\"SARIF\"') where id = ?")
                .param(snapshot)
                .update();
        compose(first);
        open();

        assertThat(cells(0)).startsWith("Control 0");
    }

    @Test
    void a_filter_is_kept_in_the_address_and_read_from_it() {
        composed(first, "pass", "fail", "warning");
        signIn(reviewer);
        UI.getCurrent().navigate(Routes.controls(workspace), QueryParameters.of("result", "warning"));

        assertThat(rows()).isEqualTo(1);
        assertThat(cells(0)).contains("Control 2");
        assertThat(result().getValue()).isEqualTo(FindingGroup.WARNING);

        test(find(SearchField.class).single()).setValue("nothing like it");

        assertThat(query()).contains("search=nothing").contains("result=warning");
        assertThat(find(EmptyState.class).single().getElement().getTextRecursively())
                .contains("No control matches");
    }

    @Test
    void an_address_with_a_filter_that_there_is_not_shows_all() {
        composed(first, "pass");
        signIn(reviewer);
        UI.getCurrent().navigate(Routes.controls(workspace), QueryParameters.of("result", "<script>"));

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void before_any_review_is_ready_the_page_says_what_to_do() {
        open();

        assertThat(find(EmptyState.class).single().getElement().getTextRecursively())
                .contains("No control to show yet")
                .contains("Open the reviews");
    }

    /// Told by the lead, as a test that looks into a grid reads its rows anew. One after the other: what a page reads
    /// by itself as it is opened is not what this is about.
    @Test
    void a_review_that_becomes_ready_is_on_the_open_page_by_itself() {
        open();

        composed(first, "pass");
        eventually("it counts", () -> lead().contains("1 of 2 environments"));
        composed(second, "pass");
        eventually("this one too", () -> lead().contains("2 of 2 environments"));
    }

    @Test
    void a_row_leads_to_its_control_in_every_environment() {
        accept(first);
        composed(first, "fail");
        composed(second, "pass");
        composed(second, "pass");
        var third = some.environment(first.workspaceId());
        name(third, "Third");
        open();

        UI.getCurrent()
                .navigate(links(cell("controls", 0, "control"))
                        .getFirst()
                        .getHref()
                        .substring(1));

        assertThat(place(0)).contains("First").contains("Not met").contains("Accepted until");
        assertThat(place(1)).contains("Second").contains("Met");
        assertThat(place(2)).contains("Third").contains("Not assessed here").contains("No review can be read yet.");
        assertThat(times(cell("control-places", 1, "since")))
                .containsExactly(COLLECTED.plusSeconds(1).toString());
        assertThat(times(cell("control-places", 1, "evidence")))
                .containsExactly(COLLECTED.plusSeconds(2).toString());
        assertThat(links(cell("control-places", 0, "review")).getFirst().getHref())
                .contains("/reviews/");
        assertThat(links(cell("control-places", 0, "accepted")).getFirst().getHref())
                .contains("/accepted-risks?environment=");
        assertThat(spread())
                .isEqualTo("Not met in 1, warning in 0, met in 1, not rated in 1 of 3 environments."
                        + " The risk is accepted in 1.");
    }

    @Test
    void an_open_page_of_a_control_follows_what_becomes_of_it() {
        composed(first, "fail");
        openOne();

        for (var round = 0; round < 3; round++) {
            composed(first, "pass");
            eventually("it is met now", () -> spread().startsWith("Not met in 0"));
            composed(first, "fail");
            eventually("it is not met now", () -> spread().startsWith("Not met in 1"));
        }
        assertThat(find(H1.class).single().getText()).isEqualTo("Not met: Control 0");
    }

    @Test
    void why_a_control_matters_is_told_as_text_whatever_it_holds() {
        var snapshot = evidence.snapshotOf(first, TOOL, at(), "fail");
        jdbc.sql("""
                update evidence_check
                set title = '<b>Bold</b>', notes = cast(:notes as jsonb)
                where import_id = :snapshot
                """).param("notes", """
                        {"rationale": {"blocks": [{"kind": "paragraph", "line": {"spans": [{"text": "<i>Risk</i>"}]}}]}}
                        """).param("snapshot", snapshot).update();
        compose(first);
        openOne();

        assertThat(find(NativeDetails.class)
                        .withId("control-rationale")
                        .single()
                        .getElement()
                        .getTextRecursively())
                .contains("<i>Risk</i>");
        assertThat(find(H1.class).single().getText()).isEqualTo("Not met: <b>Bold</b>");
    }

    @Test
    @Tag("I12")
    void a_member_of_one_environment_sees_this_one_alone_while_others_look_at_all() {
        composed(first, "pass");
        composed(second, "fail", "fail");
        open();
        assertThat(rows()).isEqualTo(2);
        reviewer = some.personFor(first, Role.AUDITOR);
        open();

        assertThat(rows()).isEqualTo(1);
        assertThat(cells(0)).startsWith("Control 0");
        assertThat(bar(0).getElement().getAttribute("aria-label")).contains("met in 1, not rated in 0 of 1");
        assertThat(lead()).contains("1 of 1 environments");
    }

    @Test
    void a_narrow_page_shows_cards_with_all_that_columns_show() {
        accept(first);
        composed(first, "fail");
        open();

        assertThat(cell("controls", 0, "card").getElement().getTextRecursively())
                .as("made while it is shown")
                .isEmpty();
        showCards("controls");

        assertThat(cell("controls", 0, "card").getElement().getTextRecursively())
                .contains("Not met: Control 0")
                .contains("High")
                .contains("Not met in 1, warning in 0, met in 0, not rated in 1 of 2 environments.")
                .contains("1 accepted");
        openOne();
        showCards("control-places");
        assertThat(cell("control-places", 0, "card").getElement().getTextRecursively())
                .contains("First")
                .contains("Not met")
                .contains("Accepted until");
    }

    @Test
    void a_german_reads_it_in_german() {
        composed(first, "fail");
        signIn(reviewer);
        UI.getCurrent().setLocale(Locale.GERMAN);
        UI.getCurrent().navigate(Routes.controls(workspace));

        assertThat(cells(0)).contains("Nicht erfüllt: Control 0");
        assertThat(bar(0).getElement().getAttribute("aria-label"))
                .isEqualTo("Von 2 Umgebungen: nicht erfüllt in 1, Warnung in 0, erfüllt in 0, nicht bewertet in 1.");
    }

    private void open() {
        signIn(reviewer);
        navigate(Routes.controls(workspace), ControlsView.class);
    }

    private void openOne() {
        signIn(reviewer);
        var one = controls.page(reviewer, first.workspaceId(), ControlFilter.ALL, null, 1)
                .getFirst();
        navigate(Routes.control(workspace, one.id()), ControlView.class);
    }

    private Grid<?> grid(String name) {
        return find(Grid.class).withId("grid-" + name).single();
    }

    private int rows() {
        return (int) grid("controls").getLazyDataView().getItems().count();
    }

    private Component cell(String name, int row, String column) {
        return test(grid(name)).getCellComponent(row, column);
    }

    private void showCards(String name) {
        grid(name).getColumnByKey("card").setVisible(true);
    }

    private String cells(int row) {
        return cell("controls", row, "control").getElement().getTextRecursively();
    }

    private String lead() {
        return find(Paragraph.class).withId("controls-lead").single().getText();
    }

    private String spread() {
        return find(Paragraph.class).withId("control-spread").single().getText();
    }

    private Component bar(int row) {
        return cell("controls", row, "spread").getChildren().findFirst().orElseThrow();
    }

    private String place(int row) {
        return Stream.of("environment", "result", "accepted")
                .map(column -> cell("control-places", row, column).getElement().getTextRecursively())
                .reduce((before, after) -> before + " " + after)
                .orElseThrow();
    }

    private static List<Anchor> links(Component cell) {
        return all(cell)
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .toList();
    }

    private static List<String> times(Component cell) {
        return all(cell)
                .map(it -> it.getElement().getAttribute("at"))
                .filter(it -> it != null)
                .toList();
    }

    private static Stream<Component> all(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(ControlsViewTest::all));
    }

    @SuppressWarnings("unchecked")
    private Select<FindingGroup> result() {
        return find(Select.class).withId("filter-result").single();
    }

    private static String query() {
        return UI.getCurrent()
                .getInternals()
                .getActiveViewLocation()
                .getQueryParameters()
                .getQueryString();
    }

    private void name(Scope scope, String name) {
        environments.change(new Actor.System("test"), scope, new EnvironmentChange(name, null, null));
    }

    private void accept(Scope scope) {
        var terms = new NewWaiver.Terms("Planned for spring", null, today.plusDays(90), null);
        waivers.accept(
                reviewer,
                scope.workspaceId(),
                List.of(new PlacedWaiver(scope, new NewWaiver(TOOL, "C.0", null, null, terms))),
                new StartRequest(Via.CONSOLE, null));
    }

    private void composed(Scope scope, String... results) {
        evidence.snapshotOf(scope, TOOL, at(), results);
        compose(scope);
    }

    private void compose(Scope scope) {
        var started = (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
    }

    private Instant at() {
        return COLLECTED.plusSeconds(imported++);
    }
}
