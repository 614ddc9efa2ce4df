package io.runtruth.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditFilter;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.AuditQueries.AuditLine;
import io.runtruth.access.AuditTable;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.InvitationService;
import io.runtruth.access.MemberService;
import io.runtruth.access.MemberService.MemberChange;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.OpenPage;
import io.runtruth.ui.kit.Routes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final EnvironmentService environments;
    private final WorkspaceQueries workspaces;
    private final AuditQueries audit;
    private final AuditTable table;
    private final AuditTrail trail;
    private final MemberService members;
    private final InvitationService invitations;
    private final Clock clock;

    private Scope scope;
    private Actor.Person owner;

    AuditViewTest(
            TestWorkspaces some,
            EnvironmentService environments,
            WorkspaceQueries workspaces,
            AuditQueries audit,
            AuditTable table,
            AuditTrail trail,
            MemberService members,
            InvitationService invitations,
            Clock clock) {
        this.some = some;
        this.environments = environments;
        this.workspaces = workspaces;
        this.audit = audit;
        this.table = table;
        this.trail = trail;
        this.members = members;
        this.invitations = invitations;
        this.clock = clock;
    }

    @BeforeEach
    void deeds() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        environments.change(owner, scope, new EnvironmentChange("=Renamed", null, null));
    }

    @Test
    void what_was_done_is_told_in_words_and_leads_to_what_it_was_done_to() {
        openAs(owner, Map.of());

        var renamed = rows().getFirst();
        assertThat(renamed.entry().action()).isEqualTo("environment.renamed");
        assertThat(renamed.subjectName()).isEqualTo("=Renamed");
        var link = (Anchor) test(grid()).getCellComponent(0, "subject");
        assertThat(link.getText()).isEqualTo("=Renamed");
        assertThat(link.getHref()).isEqualTo("/" + Routes.environment(slug(), renamed.subjectSlug()));
    }

    @Test
    void values_that_the_console_has_words_for_are_told_in_them() {
        some.person(scope.workspaceId(), Role.CUSTOMER);
        openAs(owner, Map.of("action", "member"));

        assertThat(test(grid()).getLitRendererPropertyValue(0, "values", "text", String.class))
                .contains("role: Customer", "all environments: yes");
    }

    @Test
    void a_value_that_stayed_is_told_once_and_an_instant_as_people_write_it() {
        var member = some.person(scope.workspaceId(), Role.REVIEWER);
        var share = new Share(Role.REVIEWER, Set.of(scope.environmentId()));
        members.change(owner, new MemberRef(scope.workspaceId(), member.account()), new MemberChange(share, null));
        invitations.create(owner, scope.workspaceId(), share, clock.instant().plus(Duration.ofDays(3)));

        openAs(owner, Map.of("action", "member"));
        assertThat(values(0)).contains("role: Reviewer").doesNotContain("Reviewer → Reviewer");

        openAs(owner, Map.of("action", "invitation"));
        assertThat(values(0)).containsPattern("until: \\w{3} \\d+, \\d{4}, ");
    }

    @Test
    void codes_and_ids_are_told_as_people_read_them() {
        var run = UUID.fromString("c1fffb97-6f81-352c-bfd5-c6dfb24d5f6c");
        trail.append(
                owner,
                scope.workspaceId(),
                new AuditTrail.Entry(
                        "run.reconciled",
                        "operation_run",
                        run,
                        Map.of("reason", "review.failed", "source", "operator", "via", "api", "run", run.toString())));

        openAs(owner, Map.of("action", "run"));

        assertThat(values(0))
                .contains("reason: The review that it was composing has failed. It can be started again.")
                .contains("asked by: " + owner.name(), "through: the API")
                .endsWith("through: the API")
                .contains("run: c1fffb97 ·");
    }

    @Test
    void what_a_person_gave_as_a_reason_is_told_as_it_is() {
        trail.append(
                owner,
                scope.workspaceId(),
                new AuditTrail.Entry("waiver.accepted", "waiver", UUID.randomUUID(), Map.of("reason", "Planned")));

        openAs(owner, Map.of());

        assertThat(values(0)).isEqualTo("reason: Planned");
    }

    private String values(int row) {
        return test(grid()).getLitRendererPropertyValue(row, "values", "text", String.class);
    }

    @Test
    void the_address_filters_by_family_person_and_day() {
        openAs(owner, Map.of("action", "environment", "actor", owner.name()));
        assertThat(rows()).extracting(it -> it.entry().action()).containsExactly("environment.renamed");

        openAs(owner, Map.of("action", "member"));
        assertThat(rows()).extracting(it -> it.entry().action()).containsOnly("member.added");

        openAs(owner, Map.of("to", "2001-01-01"));
        assertThat(rows()).isEmpty();
    }

    @Test
    void what_the_address_asks_for_and_there_is_not_is_said() {
        openAs(owner, Map.of("form", "2026-01-01"));
        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);

        openAs(owner, Map.of("from", "yesterday"));
        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    @Test
    void an_auditor_sees_the_trail_and_no_other_page_of_the_settings() {
        openAs(some.person(scope.workspaceId(), Role.AUDITOR), Map.of());

        assertThat(rows()).isNotEmpty();
        assertThat(find(Anchor.class).withId("settings-audit").exists()).isTrue();
        assertThat(find(Anchor.class).withId("settings-members").exists()).isFalse();
    }

    @Test
    void an_auditor_of_some_environments_is_told_why_there_is_nothing() {
        openAs(some.personFor(scope, Role.AUDITOR), Map.of());

        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    @Test
    void what_is_done_meanwhile_announces_itself() {
        openAs(owner, Map.of());
        var before = rows().size();
        environments.change(owner, scope, new EnvironmentChange(null, true, null));

        OpenPage.tick();

        eventually("it says so", () -> find(Button.class).withId("news-audit").exists());
        assertThat(rows()).hasSize(before);
    }

    @Test
    void the_table_holds_what_was_asked_for_and_no_formula() throws IOException {
        var out = new ByteArrayOutputStream();
        var filter = new AuditFilter(null, "environment.renamed", null, null, null);

        table.write(owner, scope.workspaceId(), filter, () -> out);

        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(2);
        assertThat(text).startsWith("at,actor_kind,").contains("environment.renamed");
    }

    @Test
    void a_long_trail_is_counted_to_a_limit_and_read_by_key() {
        for (var i = 0; i < 60; i++) {
            environments.change(owner, scope, new EnvironmentChange("Name " + i, null, null));
        }
        openAs(owner, Map.of("action", "environment.renamed"));

        assertThat(rows()).hasSize(61);
        assertThat(audit.count(
                        owner,
                        scope.workspaceId(),
                        new AuditFilter(null, "environment.renamed", null, null, null),
                        Range.newest(40)))
                .isEqualTo(40);
    }

    private void openAs(Actor.Person person, Map<String, String> query) {
        signIn(person);
        UI.getCurrent().navigate(Routes.settings(slug(), "audit"), QueryParameters.simple(query));
        roundTrip();
    }

    private String slug() {
        return workspaces.mine(owner).getFirst().slug();
    }

    private Grid<?> grid() {
        return find(Grid.class).withId("grid-audit").single();
    }

    private List<AuditLine> rows() {
        return SettingsPageOnScreen.rows(grid());
    }
}
