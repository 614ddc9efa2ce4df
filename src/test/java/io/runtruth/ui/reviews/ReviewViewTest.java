package io.runtruth.ui.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.packs.PackProfile;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Sha256;
import io.runtruth.testing.LostPushes;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.OpenPage;
import io.runtruth.ui.kit.Portions;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.TextBlocks;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReviewViewTest extends ViewTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final WorkspaceQueries workspaces;
    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final OperationRunService runs;
    private final ManualQueue queue;
    private final JdbcClient jdbc;
    private final LostPushes lost;

    private Scope scope;
    private Actor.Person reviewer;
    private String workspace;
    private int imported;

    ReviewViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            WorkspaceQueries workspaces,
            EnvironmentReviewService starts,
            PublicationService publication,
            OperationRunService runs,
            ManualQueue queue,
            JdbcClient jdbc,
            LostPushes lost) {
        this.some = some;
        this.evidence = evidence;
        this.workspaces = workspaces;
        this.starts = starts;
        this.publication = publication;
        this.runs = runs;
        this.queue = queue;
        this.jdbc = jdbc;
        this.lost = lost;
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        workspace = workspaces.mine(reviewer).getFirst().slug();
    }

    @Test
    void the_first_page_tells_rate_and_coverage_of_each_tool_and_what_may_not_be_assumed() {
        evidence.snapshot(scope, COLLECTED, "pass", "pass", "fail", "warning", "manual");

        open(reviewer, composed());

        assertThat(document())
                .contains("4 of 5 checks were assessed. Not among them: 1 to be checked by hand.")
                .contains("2 of 4 rated checks are met (50%); assessed 4 of 5.")
                .contains("1 is not met: 1 high. 1 ended with a warning. 1 of 5 waits for a person.");
    }

    @Test
    void a_pack_is_chosen_by_whom_it_is_for_and_says_what_it_leaves_out() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        open(reviewer, composed());

        test(find(Button.class).withId("action-packs").single()).click();

        assertThat(profiles()).containsExactly(PackProfile.values());
        var dialog = find(PackDialog.class).single();
        assertThat(dialog.getElement().getTextRecursively())
                .contains("For who was reviewed", "Left out of this pack: ids of accounts");
        assertThat(find(Anchor.class).withId("action-download-pack").single().getHref())
                .isNotBlank();
        assertThat(find(Select.class).withId("pack-paper").exists()).isTrue();
        profile().setValue(PackProfile.TECHNICAL);
        assertThat(dialog.getElement().getTextRecursively()).contains("This pack leaves out nothing");
    }

    @Test
    @Tag("I12")
    void a_customer_is_offered_no_technical_pack() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        var composed = composed();
        jdbc.sql("update environment_review set status = 'published' where id = ?")
                .param(composed.reviewId())
                .update();
        open(some.person(scope.workspaceId(), Role.CUSTOMER), composed);

        test(find(Button.class).withId("action-packs").single()).click();

        assertThat(profiles()).containsExactly(PackProfile.EXECUTIVE, PackProfile.CUSTOMER);
    }

    @Test
    void an_auditor_exports_a_review_as_evidence_and_is_told_the_digest() throws Exception {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");
        open(some.person(scope.workspaceId(), Role.AUDITOR), composed());
        test(find(Button.class).withId("action-export").single()).click();

        var export = new ByteArrayOutputStream();
        test(find(Anchor.class).withId("action-download-evidence").single()).download(export);
        takePushes();

        assertThat(find(Div.class).withId("export-told").single().getElement().getTextRecursively())
                .contains(Sha256.hex(export.toByteArray()));
    }

    private List<PackProfile> profiles() {
        return profile().getListDataView().getItems().toList();
    }

    @SuppressWarnings("unchecked")
    private Select<PackProfile> profile() {
        return find(Select.class).withId("pack-profile").single();
    }

    @Test
    void every_check_is_named_in_the_order_in_which_a_reader_acts_and_what_is_met_is_folded() {
        evidence.snapshot(scope, COLLECTED, "pass", "manual", "fail", "not_assessed", "warning");

        open(reviewer, composed());

        assertThat(headings())
                .containsExactly("Not met: 1", "Warnings: 1", "To be checked by hand: 1", "Not assessed: 1", "Met: 1");
        assertThat(titles()).containsExactly("Not met: Control 2", "Control 4", "Control 1", "Control 3");
        unfold();
        assertThat(titles()).endsWith("Control 0");
    }

    @Test
    void a_finding_is_made_when_it_is_opened_and_shows_the_tools_text_as_blocks_of_our_own() {
        var snapshot = evidence.snapshot(scope, COLLECTED, "fail");
        says(snapshot, NOTES);

        open(reviewer, composed());
        assertThat(find(TextBlocks.class).exists()).isFalse();
        openFindings();

        var texts = find(TextBlocks.class).all();
        assertThat(texts).hasSize(2);
        assertThat(elements(texts.getFirst().getElement()).map(Element::getTag))
                .contains("p", "table", "th", "td", "ul", "li", "a")
                .doesNotContain("script", "b");
        assertThat(texts.getFirst().getElement().getTextRecursively())
                .contains("<script>alert(1)</script>", "<b>bold</b>");
        assertThat(document()).contains("Entra ID", "CIS", "1.1.3", "Entra ID P1", "First step: Block it.");
    }

    @Test
    void why_it_matters_stands_between_what_was_found_and_what_to_do_and_stays_text() {
        var snapshot = evidence.snapshot(scope, COLLECTED, "fail");
        says(snapshot, NOTES.strip().replaceFirst("\\}$", ", " + RATIONALE + "}"));

        open(reviewer, composed());
        openFindings();

        assertThat(document())
                .containsSubsequence(
                        "What the tool found",
                        "Why it matters",
                        "<img src=x onerror=alert(1)>",
                        "What to do",
                        "Block it.");
        var why = find(TextBlocks.class).all().get(1).getElement();
        assertThat(elements(why).map(Element::getTag)).containsExactly("div", "p", "p", "a");
        assertThat(elements(why)).noneMatch(element -> element.hasProperty("innerHTML"));
        assertThat(elements(why).filter(element -> element.hasAttribute("href")))
                .extracting(link -> link.getAttribute("href"))
                .containsExactly("https://example.org/why");
    }

    @Test
    void a_tool_that_does_not_say_why_it_matters_has_no_place_for_it() {
        var snapshot = evidence.snapshot(scope, COLLECTED, "fail");
        says(snapshot, NOTES);

        open(reviewer, composed());
        openFindings();

        assertThat(document()).contains("What to do").doesNotContain("matter", "for want of room");
    }

    @Test
    void why_it_matters_is_said_to_be_left_out_where_there_was_no_room_for_it() {
        evidence.snapshot(scope, COLLECTED, "fail");
        var review = composed();
        jdbc.sql("""
                update environment_review
                set content = (jsonb_set(content::jsonb, '{findings,rationales_left_out}', '12'))::text
                where id = ?
                """).param(review.reviewId()).update();

        open(reviewer, review);

        assertThat(document()).contains("Why 12 findings matter is left out here for want of room; the file says it.");
    }

    @Test
    void links_of_evidence_lead_to_the_web_only_and_leave_nothing_behind() {
        var snapshot = evidence.snapshot(scope, COLLECTED, "fail");
        says(snapshot, NOTES);

        open(reviewer, composed());
        openFindings();

        var links = elements(article())
                .filter(element -> element.getTag().equals("a"))
                .toList();
        assertThat(links).hasSize(1).allSatisfy(link -> {
            assertThat(link.getAttribute("href")).isEqualTo("https://example.org/portal");
            assertThat(link.getAttribute("rel")).contains("noopener", "noreferrer");
            assertThat(link.getAttribute("target")).isEqualTo("_blank");
        });
        assertThat(document()).contains("not a link");
    }

    @Test
    void findings_stand_under_the_requirements_of_a_framework_that_their_tool_names_in_its_own_order() {
        var snapshot = evidence.snapshot(scope, COLLECTED, "fail", "pass", "fail");
        asks(snapshot, 0, "CIS M365 v4.0.0", "1.10", "1.2");
        asks(snapshot, 1, "CIS M365 v4.0.0", "1.2");
        openBy("CIS Microsoft 365 4.0.0");

        assertThat(find(RequirementList.class).all().stream()
                        .map(it -> elements(it.getElement())
                                .filter(element -> element.getClassList().contains("requirement-line"))
                                .findFirst()
                                .orElseThrow()
                                .getChildren()
                                .map(Element::getTextRecursively)
                                .collect(Collectors.joining(" "))))
                .containsExactly("1.2 1 not met and 1 met", "1.10 1 not met", "Not mapped: 1 finding 1 not met");
        assertThat(titles()).containsExactly("Not met: Control 0", "Control 1", "Not met: Control 0");
        assertThat(document())
                .contains("is what the tool says: Tool ")
                .contains("Nothing is mapped here. Not mapped: 1 of 3 findings.");
        assertThat(find(FindingList.class).exists()).isFalse();
    }

    @Test
    void a_framework_that_no_tool_names_is_no_choice_and_the_findings_stand_by_result() {
        asks(evidence.snapshot(scope, COLLECTED, "fail"), 0, "CIS M365 v4.0.0", "1.1");

        openBy("NIST 800-53");

        assertThat(find(RequirementList.class).exists()).isFalse();
        assertThat(headings()).containsExactly("Not met: 1");
        assertThat(framework().getListDataView().getItems()).containsExactly("CIS Microsoft 365 4.0.0");
        assertThat(framework().getValue()).isNull();
    }

    @Test
    void where_no_tool_names_a_framework_nobody_is_asked_for_one() {
        evidence.snapshot(scope, COLLECTED, "fail");

        open(reviewer, composed());

        assertThat(find(Select.class).withId("filter-framework").exists()).isFalse();
    }

    @Test
    void a_finding_under_a_requirement_leads_to_its_place_among_all_where_something_is_done_about_it() {
        asks(evidence.snapshot(scope, COLLECTED, "fail", "pass"), 0, "CISA BOD 25-01", "MS.AAD.1.1");
        openBy("CISA BOD 25-01");
        assertThat(find(Checkbox.class).exists()).isFalse();
        toggle(find(FindingEntry.class).all().getFirst());

        test(find(Button.class).withText("Show it among all findings").single()).click();

        assertThat(headings()).containsExactly("Not met: 1", "Met: 1");
        assertThat(find(FindingEntry.class).all().getFirst().isOpen()).isTrue();
        assertThat(find(Button.class).withId("action-accept-risk-0").exists()).isTrue();
    }

    @Test
    void how_to_read_it_explains_what_is_suppressed_too() {
        open(reviewer, composed("pass"));

        assertThat(find(ReadingSection.class).single().getElement().getTextRecursively())
                .contains("SuppressedA waiver in the tool itself hides the check.");
    }

    @Test
    void the_parts_of_drift_stand_below_the_section_without_a_step_left_out() {
        published("pass", "fail");
        open(reviewer, published("fail", "fail"));

        var drift = find(DriftSection.class).single();

        assertThat(find(H3.class, drift).all()).extracting(H3::getText).contains("In the environment");
        assertThat(find(H4.class, drift).exists()).isFalse();
    }

    @Test
    void beside_a_finding_stands_since_when_it_is_so_and_behind_it_how_it_stood_in_each_review() {
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), "pass", "pass");
        publication.publish(reviewer, new ReviewRef(scope, composed().reviewId()), null);
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), "fail", "pass");
        publication.publish(reviewer, new ReviewRef(scope, composed().reviewId()), null);
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), "fail", "fail");

        open(reviewer, composed());

        var marks = find(NativeButton.class).all().stream()
                .filter(it ->
                        it.getParent().orElseThrow().getElement().getClassList().contains("finding-history"))
                .toList();
        assertThat(marks).hasSize(2);
        assertThat(marks.getFirst().getElement().getAttribute("aria-label"))
                .startsWith(marks.getFirst().getText() + ", Not met: Control 0: Since review 2, published on ")
                .contains(": not met (2 reviews, this one included). Review 1 of ")
                .endsWith(": met.");
        assertThat(marks).first().extracting(NativeButton::getText).asString().startsWith("since review 2 (");
        assertThat(marks.getLast().getText()).isEqualTo("new here");
        var popover = find(Popover.class).all().stream()
                .filter(it -> it.getTarget() == marks.getFirst())
                .findFirst()
                .orElseThrow();
        assertThat(popover.isOpenOnHover() && popover.isOpenOnFocus()).isTrue();
        popover.open();
        assertThat(popover.getElement().getTextRecursively().split("not met", -1))
                .hasSize(4);
        toggle(find(FindingEntry.class).all().getFirst());
        assertThat(document()).contains("Over time");
    }

    @Test
    void where_nothing_was_published_before_nothing_is_said_of_time() {
        evidence.snapshot(scope, COLLECTED, "fail");

        open(reviewer, composed());

        assertThat(find(HistoryMark.class).exists()).isFalse();
    }

    private void openBy(String name) {
        var review = composed();
        signIn(reviewer);
        UI.getCurrent().navigate(Routes.review(workspace, review.reviewId()), QueryParameters.of("framework", name));
    }

    @SuppressWarnings("unchecked")
    private Select<String> framework() {
        return find(Select.class).withId("filter-framework").single();
    }

    private void asks(UUID snapshot, int position, String framework, String... ids) {
        var references = Stream.of(ids)
                .map(id -> "{\"framework\": \"%s\", \"id\": \"%s\"}".formatted(framework, id))
                .collect(Collectors.joining(", ", "{\"references\": [", "]}"));
        jdbc.sql("update evidence_check set notes = cast(? as jsonb) where import_id = ? and position = ?")
                .params(references, snapshot, position)
                .update();
    }

    @Test
    void a_choice_in_the_url_narrows_the_findings() {
        evidence.snapshot(scope, COLLECTED, "pass", "manual", "fail", "fail");
        var review = composed();
        signIn(reviewer);

        UI.getCurrent()
                .navigate(
                        Routes.review(workspace, review.reviewId()),
                        QueryParameters.of("result", "not_met").merging("severity", "high"));

        assertThat(headings()).containsExactly("Not met: 2");
        assertThat(document()).contains("2 of 4 checks, 2 findings.");
    }

    @Test
    void a_choice_that_there_is_not_is_said_and_shows_nothing() {
        evidence.snapshot(scope, COLLECTED, "fail");
        var review = composed();
        signIn(reviewer);

        UI.getCurrent().navigate(Routes.review(workspace, review.reviewId()), QueryParameters.of("result", "dreadful"));

        assertThat(headings()).isEmpty();
        assertThat(document()).contains("asks for a result or a severity that there is not");
        test(find(Button.class).withId("action-show-all-findings").single()).click();
        assertThat(headings()).containsExactly("Not met: 1");
    }

    @Test
    void a_choice_that_leaves_nothing_offers_all_findings() {
        evidence.snapshot(scope, COLLECTED, "fail");
        var review = composed();
        signIn(reviewer);
        UI.getCurrent().navigate(Routes.review(workspace, review.reviewId()), QueryParameters.of("severity", "low"));
        assertThat(headings()).isEmpty();
        assertThat(find(EmptyState.class).single().getElement().getTextRecursively())
                .contains("No finding matches");

        test(find(Button.class).withId("action-show-all-findings").single()).click();

        assertThat(headings()).containsExactly("Not met: 1");
        assertThat(find(EmptyState.class).exists()).isFalse();
    }

    @Test
    void the_first_page_tells_areas_then_risks_then_what_may_not_be_assumed() {
        evidence.snapshot(scope, COLLECTED, "fail", "manual");

        open(reviewer, composed());

        assertThat(document()).containsSubsequence("By area", "Begin with these", "What may not be assumed");
    }

    @Test
    void the_next_portion_is_read_on_from_its_first() {
        evidence.snapshot(scope, COLLECTED, Collections.nCopies(120, "fail").toArray(String[]::new));
        open(reviewer, composed());

        var more = find(NativeButton.class, find(Portions.class).single()).single();
        ComponentUtil.fireEvent(more, new ClickEvent<>(more));

        var internals = UI.getCurrent().getInternals();
        internals.getStateTree().runExecutionsBeforeClientResponse();
        var focused = internals.dumpPendingJavaScriptInvocations().stream()
                .filter(it -> it.getInvocation().getExpression().contains("tabIndex = -1"))
                .map(it -> it.getOwner())
                .toList();
        assertThat(focused)
                .containsExactly(
                        find(FindingEntry.class).all().get(50).getElement().getNode());
    }

    @Test
    void a_risk_that_is_far_down_is_shown_with_those_around_it_and_without_the_many_before() {
        var snapshot = evidence.snapshot(
                scope, COLLECTED, Collections.nCopies(400, "fail").toArray(String[]::new));
        jdbc.sql("""
                update evidence_check
                set control_id = 'Z', title = 'The last', resource = 'resource ' || position
                where import_id = ? and position >= 397
                """).param(snapshot).update();
        open(reviewer, composed());

        test(find(NativeButton.class).withText("Not met: The last").single()).click();

        assertThat(titles()).hasSize(98).endsWith("Not met: The last");
        assertThat(find(FindingEntry.class).all().getLast().isOpen()).isTrue();
        test(find(NativeButton.class, find(Portions.class).single()).single()).click();
        assertThat(titles()).hasSize(148).endsWith("Not met: The last").doesNotHaveDuplicates();
    }

    @Test
    void what_becomes_of_a_review_leaves_its_document_where_it_is() {
        evidence.snapshot(scope, COLLECTED, "fail");
        var composed = composed();
        open(reviewer, composed);
        takePushes();
        var entry = find(FindingEntry.class).single();

        jdbc.sql("update environment_review set status = 'archived' where id = ?")
                .param(composed.reviewId())
                .update();
        OpenPage.tick();
        takePushes();

        assertThat(find(FindingEntry.class).single()).isSameAs(entry);
        assertThat(find(IdentitySection.class).single().getElement().getTextRecursively())
                .contains("Archived")
                .doesNotContain("Ready");
    }

    @Test
    void a_step_of_the_composition_leaves_the_link_and_the_bar_where_they_are() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var draft = start();
        open(reviewer, draft);
        takePushes();
        var bar = find(ProgressBar.class).single();

        jdbc.sql("""
                insert into run_progress (run_id, workspace_id, attempt, done, total, step, progressed_at)
                values (?, ?, 1, 2, 5, 'step', now())
                """).params(draft.runId(), scope.workspaceId()).update();
        OpenPage.tick();
        takePushes();

        assertThat(find(ProgressBar.class).single()).isSameAs(bar);
        assertThat(bar.getValue()).isEqualTo(2);
        assertThat(text()).contains("Composing, 2 of 5");
    }

    @Test
    void a_long_list_is_drawn_in_portions_and_a_risk_leads_to_its_finding_wherever_it_is() {
        var results = Collections.nCopies(180, "fail").toArray(String[]::new);
        evidence.snapshot(scope, COLLECTED, results);
        open(reviewer, composed());
        assertThat(titles()).hasSize(50);

        test(find(NativeButton.class, find(Portions.class).single()).single()).click();
        assertThat(titles()).hasSize(100);
        var first = find(NativeButton.class).withText("Not met: Control 0").single();
        test(first).click();

        assertThat(find(FindingEntry.class).all().getFirst().isOpen()).isTrue();
    }

    @Test
    void for_paper_everything_is_named_and_told() {
        evidence.snapshot(scope, COLLECTED, Collections.nCopies(120, "fail").toArray(String[]::new));
        open(reviewer, composed());

        assertThat(document()).contains("70 more are left out on paper.", "Printed is what the page showed");

        test(find(Button.class).withId("action-print").single()).click();

        assertThat(titles()).hasSize(120);
        assertThat(document())
                .contains(
                        "On this paper 120 findings are named, and 120 of them are told with all that the tool says.");
    }

    @Test
    void content_of_an_earlier_version_says_that_its_findings_are_not_known() {
        evidence.snapshot(scope, COLLECTED, "fail", "manual");
        var review = composed();
        jdbc.sql("""
                update environment_review
                set content = (jsonb_set(content::jsonb #- '{findings}' #- '{top_risks,risks,0,finding}',
                    '{schema_version}', '2'))::text
                where id = ?
                """).param(review.reviewId()).update();

        open(reviewer, review);

        assertThat(document())
                .contains("composed before every finding was kept by name")
                .contains("Top risks", "Control 0");
        assertThat(find(FindingsSection.class).exists()).isFalse();
    }

    @Test
    void every_posture_table_adds_up_to_all_checks() {
        evidence.snapshot(scope, COLLECTED, "pass", "pass", "fail", "warning", "manual");

        open(reviewer, composed());

        assertThat(sums("Checks by area and result", "Checks by severity and result"))
                .containsExactly("Sum 2 1 1 1 5", "Sum 2 1 1 1 5");
    }

    @Test
    void tables_say_what_they_are_and_what_their_headers_head() {
        evidence.snapshot(scope, COLLECTED, "pass", "fail");

        open(reviewer, composed());

        assertThat(find(NativeTable.class).all()).isNotEmpty().allSatisfy(table -> {
            assertThat(table.getCaptionText()).isNotBlank();
            assertThat(elements(table.getElement()).filter(it -> it.getTag().equals("th")))
                    .allSatisfy(
                            header -> assertThat(header.getAttribute("scope")).isIn("col", "row"));
        });
    }

    @Test
    void what_evidence_says_stays_text() {
        var snapshot = evidence.snapshot(scope, COLLECTED, "fail");
        jdbc.sql("update evidence_check set title = ?, remediation_url = ? where import_id = ?")
                .params("<script>alert(1)</script>", "javascript:alert(1)", snapshot)
                .update();

        open(reviewer, composed());

        assertThat(document()).contains("<script>alert(1)</script>");
        assertThat(elements(article()))
                .noneMatch(element -> element.getTag().equals("script"))
                .noneMatch(element -> element.hasProperty("innerHTML"))
                .noneMatch(element -> element.hasAttribute("href"));
    }

    @Test
    void a_draft_becomes_the_document_by_itself() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var draft = start();
        open(reviewer, draft);
        assertThat(find(CompositionPanel.class).exists()).isTrue();

        queue.work(draft.runId());

        eventually("the document appears", () -> find(ReviewDocument.class).exists());
        assertThat(find(CompositionPanel.class).exists()).isFalse();
        assertThat(status()).isEqualTo("ready");
    }

    @Test
    void a_draft_that_was_composed_unheard_is_the_document_after_one_tick() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var draft = lost.made(scope.workspaceId(), this::start);
        open(reviewer, draft);
        takePushes();

        lost.in(scope.workspaceId(), () -> queue.work(draft.runId()));
        takePushes();
        assertThat(find(ReviewDocument.class).exists()).isFalse();
        OpenPage.tick();
        takePushes();

        assertThat(find(ReviewDocument.class).exists()).isTrue();
        assertThat(status()).isEqualTo("ready");
    }

    /// Whoever reads it with a screen reader is told once, and the link stays where the focus is.
    @Test
    void a_draft_that_stands_where_it_stood_is_left_as_it_is() {
        evidence.snapshot(scope, COLLECTED, "pass");
        open(reviewer, start());
        takePushes();
        var bar = find(ProgressBar.class).single();

        OpenPage.tick();
        takePushes();

        assertThat(find(ProgressBar.class).single()).isSameAs(bar);
    }

    @Test
    void what_became_of_a_document_unheard_is_told_after_one_tick() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var composed = composed();
        open(reviewer, composed);
        takePushes();

        jdbc.sql("update environment_review set status = 'archived' where id = ?")
                .param(composed.reviewId())
                .update();
        OpenPage.tick();
        takePushes();

        assertThat(status()).isEqualTo("archived");
    }

    @Test
    void a_draft_that_nobody_composes_says_so() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var draft = start();
        runs.cancel(reviewer, scope.workspaceId(), draft.runId());

        open(reviewer, draft);

        assertThat(text()).contains("Nobody is composing this draft");
    }

    @Test
    void refreshing_without_newer_evidence_says_that_nothing_is_newer() {
        evidence.snapshot(scope, COLLECTED, "pass");
        open(reviewer, composed());

        test(find(Button.class).withId("action-refresh").single()).click();

        assertThat(test(find(Notification.class).single()).getText())
                .isEqualTo("This review holds the newest evidence already.");
    }

    @Test
    void refreshing_with_newer_evidence_composes_this_review_again() {
        evidence.snapshotOf(scope, "Tool", COLLECTED, "pass");
        open(reviewer, composed());
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(60), "fail");

        test(find(Button.class).withId("action-refresh").single()).click();

        assertThat(find(CompositionPanel.class).exists()).isTrue();
        assertThat(status()).isEqualTo("draft");
    }

    @Test
    void a_review_is_published_on_a_page_of_its_own() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var review = composed();
        open(reviewer, review);

        test(find(Button.class).withId("action-publish").single()).click();
        assertThat(getCurrentView()).isInstanceOf(PublishView.class);
        assertThat(status()).isEqualTo("ready");
        test(find(Button.class).withId("action-confirm-publish").single()).click();

        assertThat(status()).isEqualTo("published");
        open(reviewer, review);
        assertThat(find(Button.class).withId("action-publish").exists()).isFalse();
        assertThat(find(Button.class).withId("action-refresh").exists()).isFalse();
        assertThat(find(Button.class).withId("action-archive").exists()).isTrue();
    }

    @Test
    void a_review_says_what_changed_since_the_one_published_before_and_compares_with_others() {
        var first = published("pass", "fail");
        var second = published("fail", "fail");
        var third = published("fail", "pass");

        open(some.person(scope.workspaceId(), Role.CUSTOMER), third);

        assertThat(document()).contains("Since review 2 of").contains(": 1 fixed.");
        assertThat(find(Anchor.class, find(DriftSection.class).single())
                        .single()
                        .getHref())
                .isEqualTo(Routes.review(workspace, second.reviewId()));
        assertThat(find(DriftSection.class).single().getElement().getTextRecursively())
                .contains("C.1")
                .contains("Fixed: 1")
                .doesNotContain("Newly failing");

        var choice =
                (Select<Neighbour>) find(Select.class).withId("filter-against").single();
        test(choice)
                .selectItem(choice.getItemLabelGenerator()
                        .apply(choice.getListDataView().getItem(1)));

        assertThat(find(DriftSection.class).single().getElement().getTextRecursively())
                .contains("Compared with review 1")
                .contains("Newly failing: 1");
        assertThat(document()).contains("Since review 2 of");

        UI.getCurrent()
                .navigate(
                        Routes.review(workspace, third.reviewId()),
                        QueryParameters.of("against", first.reviewId().toString()));
        assertThat(document()).contains("Compared with review 1");
    }

    @Test
    void a_superseded_review_leads_its_readers_to_the_newest() {
        var first = published("fail");
        published("fail");
        var third = published("pass");
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);

        open(customer, first);

        assertThat(newer()).startsWith("This review was replaced. The newest is review 3, published on");
        assertThat(find(Anchor.class, find(NewerReview.class).single()).single().getHref())
                .isEqualTo(Routes.review(workspace, third.reviewId()));
        open(customer, third);
        assertThat(find(NewerReview.class).exists()).isFalse();
    }

    @Test
    @Tag("I12")
    void a_superseded_review_leads_to_none_that_is_withdrawn() {
        var first = published("fail");
        var second = published("fail");
        var third = published("pass");
        publication.archive(reviewer, new ReviewRef(scope, third.reviewId()), null);
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);

        open(customer, first);
        assertThat(newer()).contains("The newest is review 2,");
        open(customer, second);
        assertThat(find(NewerReview.class).exists()).isFalse();
    }

    @Test
    void a_review_that_is_superseded_while_it_is_read_says_so_and_follows_the_newest() {
        var first = published("fail");
        open(some.person(scope.workspaceId(), Role.CUSTOMER), first);

        published("fail");
        eventually("it was replaced", () -> find(NewerReview.class).exists() && newer().contains("review 2,"));
        published("pass");
        eventually("again", () -> newer().contains("review 3,"));
    }

    private String newer() {
        return find(NewerReview.class).single().getElement().getTextRecursively();
    }

    @Test
    void what_a_ready_review_is_compared_with_follows_what_is_published_meanwhile() {
        var other = composed("pass");
        var ready = composed("fail");
        open(reviewer, ready);
        assertThat(find(DriftSection.class).exists()).isFalse();

        publication.publish(reviewer, new ReviewRef(scope, other.reviewId()), null);

        eventually("it is compared", () -> document().contains("Since review 1 of"));
    }

    @Test
    void an_auditor_reads_and_does_not_refresh() {
        evidence.snapshot(scope, COLLECTED, "pass");

        open(some.person(scope.workspaceId(), Role.AUDITOR), composed());

        assertThat(find(Button.class).withId("action-refresh").exists()).isFalse();
        assertThat(find(Button.class).withId("action-print").exists()).isTrue();
    }

    @Test
    @Tag("I12")
    void a_review_of_another_workspace_reads_like_one_that_there_is_not() {
        evidence.snapshot(scope, COLLECTED, "pass");
        var review = composed();
        var stranger = some.person(some.workspace(), Role.OWNER);
        signIn(stranger);

        var own = workspaces.mine(stranger).getFirst().slug();
        navigate(Routes.review(own, review.reviewId()), ProblemView.class);
        var hidden = text();
        navigate(Routes.review(own, UUID.randomUUID()), ProblemView.class);

        assertThat(text()).isEqualTo(hidden);
    }

    @Test
    void an_id_that_is_none_leads_nowhere() {
        signIn(reviewer);

        navigate(Routes.reviews(workspace) + "/not-an-id", ProblemView.class);

        assertThat(text()).contains("There is nothing here");
    }

    private static final String NOTES = """
            {"product": "Entra ID", "licence": "Entra ID P1", "references": [{"framework": "CIS", "id": "1.1.3"}],
            "detail": {"blocks": [
                {"kind": "heading", "line": {"spans": [{"text": "Found"}]}},
                {"kind": "paragraph", "line": {"spans": [{"text": "See "},
                    {"text": "the portal", "url": "https://example.org/portal"},
                    {"text": "not a link", "url": "javascript:alert(1)"}]}},
                {"kind": "items", "ordered": false, "items": [{"spans": [{"text": "<b>bold</b>"}]}]},
                {"kind": "table", "header": [{"spans": [{"text": "Name"}]}],
                    "rows": [[{"spans": [{"text": "<script>alert(1)</script>"}]}], [{"spans": []}]]}]},
            "remedy": {"blocks": [
                {"kind": "heading", "line": {"spans": [{"text": "Remediation"}]}},
                {"kind": "items", "ordered": true, "items": [{"spans": [{"text": "Block it."}]}]}]}}
            """;

    private static final String RATIONALE = """
            "rationale": {"blocks": [
                {"kind": "heading", "line": {"spans": [{"text": "<img src=x onerror=alert(1)>"}]}},
                {"kind": "paragraph", "line": {"spans": [{"text": "Without it anybody enters. "},
                    {"text": "More", "url": "https://example.org/why"},
                    {"text": "nowhere", "url": "javascript:alert(1)"}]}}]}
            """;

    private void says(UUID snapshot, String notes) {
        jdbc.sql("update evidence_check set notes = cast(? as jsonb) where import_id = ?")
                .params(notes, snapshot)
                .update();
    }

    private List<String> headings() {
        return find(FindingList.class).all().stream()
                .map(list -> elements(list.getElement())
                        .filter(element -> element.getTag().equals("h3"))
                        .findFirst()
                        .orElseThrow()
                        .getTextRecursively())
                .toList();
    }

    private List<String> titles() {
        return find(FindingEntry.class).all().stream()
                .map(entry -> elements(entry.getElement())
                        .filter(element -> element.getTag().equals("h4"))
                        .findFirst()
                        .orElseThrow()
                        .getTextRecursively())
                .toList();
    }

    private void openFindings() {
        find(FindingEntry.class).all().forEach(this::toggle);
    }

    private void unfold() {
        find(NativeDetails.class).all().stream()
                .filter(details -> !(details instanceof FindingEntry))
                .forEach(this::toggle);
    }

    /// As the browser says it.
    private void toggle(NativeDetails details) {
        details.setOpen(true);
        ComponentUtil.fireEvent(details, new NativeDetails.ToggleEvent(details, true));
    }

    private Dispatched published(String... results) {
        var composed = composed(results);
        publication.publish(reviewer, new ReviewRef(scope, composed.reviewId()), null);
        return composed;
    }

    private Dispatched composed(String... results) {
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), results);
        return composed();
    }

    private Dispatched composed() {
        var started = start();
        queue.work(started.runId());
        return started;
    }

    private Dispatched start() {
        return (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
    }

    private void open(Actor.Person person, Dispatched review) {
        signIn(person);
        navigate(Routes.review(workspace, review.reviewId()), ReviewView.class);
    }

    private Stream<String> sums(String... captions) {
        return find(NativeTable.class).all().stream()
                .filter(table -> Stream.of(captions).anyMatch(table.getCaptionText()::equals))
                .map(table -> table.getFoot().getRow(0).orElseThrow())
                .map(row -> String.join(
                                " ",
                                row.getAllCells().stream()
                                        .map(cell -> cell.getElement().getTextRecursively())
                                        .toList())
                        .replaceAll("\\s+", " ")
                        .replaceAll(" 1 high$", "")
                        .strip());
    }

    private String status() {
        return find(StatusBadge.class).all().getFirst().getElement().getAttribute("data-status");
    }

    private Element article() {
        return find(ReviewDocument.class).single().getElement();
    }

    private String document() {
        return article().getTextRecursively();
    }

    private String text() {
        return getCurrentView().getElement().getTextRecursively();
    }

    private static Stream<Element> elements(Element root) {
        return Stream.concat(
                Stream.of(root),
                root.getChildren().filter(it -> !it.isTextNode()).flatMap(ReviewViewTest::elements));
    }
}
