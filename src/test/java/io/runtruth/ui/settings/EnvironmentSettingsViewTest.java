package io.runtruth.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.ManagedRow;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.environments.EnvironmentService.NewEnvironment;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentSettingsViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final EnvironmentService service;
    private final EnvironmentQueries environments;
    private final WorkspaceQueries workspaces;
    private final Clock clock;

    private UUID workspace;
    private Actor.Person owner;

    EnvironmentSettingsViewTest(
            TestWorkspaces some,
            TestEvidence evidence,
            EnvironmentService service,
            EnvironmentQueries environments,
            WorkspaceQueries workspaces,
            Clock clock) {
        this.some = some;
        this.evidence = evidence;
        this.service = service;
        this.environments = environments;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @BeforeEach
    void place() {
        workspace = some.workspace(100);
        owner = some.person(workspace, Role.OWNER);
    }

    @Test
    void an_environment_is_added_under_a_short_name_made_of_its_name() {
        open("environments", "");

        click("action-add-environment");
        find(TextField.class).withId("new-name").single().setValue("Äußere Cloud");
        click("action-confirm-add");

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.environment().name()).isEqualTo("Äußere Cloud");
            assertThat(row.environment().slug()).isEqualTo("aussere-cloud");
        });
    }

    @Test
    void a_short_name_that_is_taken_is_refused_and_what_was_entered_stays() {
        service.create(owner, workspace, new NewEnvironment("contoso", "Contoso"));
        open("environments", "");

        click("action-add-environment");
        find(TextField.class).withId("new-name").single().setValue("Contoso");
        click("action-confirm-add");

        assertThat(text(find(Dialog.class).single())).contains("short name in the workspace already");
        assertThat(find(TextField.class).withId("new-name").single().getValue()).isEqualTo("Contoso");
    }

    @Test
    void one_is_renamed_and_keeps_its_short_name() {
        service.create(owner, workspace, new NewEnvironment("contoso", "Contoso"));
        open("environments", "");

        clickIn("action-rename-environment-contoso");
        find(TextField.class).withId("new-name").single().setValue("Fabrikam");
        click("action-confirm-rename");

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.environment().name()).isEqualTo("Fabrikam");
            assertThat(row.environment().slug()).isEqualTo("contoso");
        });
        assertThat(text(find(AuditTail.class).single().getContent()))
                .contains("renamed the environment", "Contoso → Fabrikam");
    }

    @Test
    void one_is_archived_after_a_question_and_taken_back_without() {
        service.create(owner, workspace, new NewEnvironment("contoso", "Contoso"));
        open("environments", "");

        clickIn("action-archive-environment-contoso");
        test(find(ConfirmDialog.class).single()).confirm();
        roundTrip();
        assertThat(rows().getFirst().environment().archived()).isFalse();
        clickIn("action-archive-environment-contoso");
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();
        assertThat(rows().getFirst().environment().archived()).isTrue();
        clickIn("action-archive-environment-contoso");

        assertThat(rows().getFirst().environment().archived()).isFalse();
    }

    @Test
    void a_target_is_unbound_after_it_was_said_what_falls_out() {
        var scope = service.create(owner, workspace, new NewEnvironment("contoso", "Contoso"));
        service.addTarget(scope, new TargetIdentity("tenant-1", "Contoso Ltd."));
        open("environments", "");

        clickTargets();
        assertThat(text(find(Dialog.class).single())).contains("Contoso Ltd.").contains("from the first file");
        click("action-unbind-" + environments.targets(owner, scope).getFirst().id());
        assertThat(text(find(ConfirmDialog.class).single())).contains("No source of the next review falls out");
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();

        assertThat(rows().getFirst().targets()).isZero();
    }

    @Test
    void the_server_looks_for_a_part_of_the_name() {
        service.create(owner, workspace, new NewEnvironment("contoso", "Contoso"));
        service.create(owner, workspace, new NewEnvironment("fabrikam", "Fabrikam"));

        open("environments", "BRIK");

        assertThat(rows()).extracting(it -> it.environment().slug()).containsExactly("fabrikam");
    }

    @Test
    void another_limit_says_what_would_fall_out_of_reviews_today() {
        var old = some.environment(workspace);
        evidence.snapshot(old, clock.instant().minus(Duration.ofDays(40)), "pass");
        evidence.snapshot(some.environment(workspace), clock.instant().minus(Duration.ofDays(2)), "pass");
        open("general", "");
        assertThat(effect()).contains("No source is too old today");

        days().setValue(30);

        assertThat(effect()).contains("1 source would fall out today: Environment");
        assertThat(workspaces.settings(owner, workspace).evidenceMaxAgeDays()).isEqualTo(100);
    }

    @Test
    void a_longer_limit_says_what_would_count_again() {
        evidence.snapshot(some.environment(workspace), clock.instant().minus(Duration.ofDays(140)), "pass");
        open("general", "");
        assertThat(effect()).contains("1 source is too old today");

        days().setValue(200);

        assertThat(effect()).contains("1 source would count again today");
    }

    @Test
    void archived_environments_fall_out_of_nothing() {
        var archived = some.environment(workspace);
        evidence.snapshot(archived, clock.instant().minus(Duration.ofDays(40)), "pass");
        service.change(owner, archived, new EnvironmentChange(null, true, null));
        open("general", "");

        days().setValue(30);

        assertThat(effect()).contains("change nothing today");
    }

    @Test
    void the_limit_and_the_name_are_kept_when_saved() {
        open("general", "");

        days().setValue(30);
        click("action-change-limit");
        find(TextField.class).withId("workspace-name").single().setValue("Another name");
        click("action-rename-workspace");

        var saved = workspaces.settings(owner, workspace);
        assertThat(saved.evidenceMaxAgeDays()).isEqualTo(30);
        assertThat(saved.name()).isEqualTo("Another name");
    }

    private void open(String place, String wanted) {
        signIn(owner);
        var slug = workspaces.mine(owner).getFirst().slug();
        UI.getCurrent().navigate(Routes.settings(slug, place), QueryParameters.of("search", wanted));
        roundTrip();
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
        roundTrip();
    }

    private void clickIn(String id) {
        SettingsPageOnScreen.click(grid(), test(grid()), id);
        roundTrip();
    }

    private void clickTargets() {
        var cell = (Button) test(grid()).getCellComponent(0, "targets");
        cell.click();
        roundTrip();
    }

    private IntegerField days() {
        return find(IntegerField.class).withId("evidence-days").single();
    }

    private String effect() {
        return text(find(Component.class).withId("limit-effect").single());
    }

    private Grid<?> grid() {
        return find(Grid.class).withId("grid-managed-environments").single();
    }

    private List<ManagedRow> rows() {
        return SettingsPageOnScreen.rows(grid());
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
