package io.runtruth.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import com.vaadin.flow.component.dialog.Dialog;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.operations.OperationRunService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Getting anywhere by a few letters.
class PaletteViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final TestRuns runs;

    private Scope scope;

    PaletteViewTest(
            TestWorkspaces some,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            OperationRunService runs) {
        this.some = some;
        this.workspaces = workspaces;
        this.environments = environments;
        this.runs = new TestRuns(runs);
    }

    @BeforeEach
    void somewhere() {
        scope = some.environment(some.workspace());
    }

    @Test
    void an_environment_is_reached_by_its_name() {
        var person = enter(Role.OPERATOR);
        var environment = environments.byId(person, scope);
        open();

        test(ways()).selectItem("Environment " + environment.name());

        assertThat(path()).isEqualTo(Routes.environment(slug(person), environment.slug()));
        assertThat(find(Dialog.class).withId("palette").exists()).isFalse();
    }

    @Test
    void a_run_is_reached_by_its_id_wherever_it_stands_in_what_was_pasted() {
        var person = enter(Role.OPERATOR);
        var run = runs.queued(person, scope);
        open();

        typed("see run " + run.id() + " please");

        assertThat(path()).isEqualTo(Routes.run(slug(person), run.id()));
    }

    @Test
    void a_run_is_reached_by_its_short_id() {
        var person = enter(Role.OPERATOR);
        var run = runs.queued(person, scope);
        open();

        typed("Run " + run.id().toString().substring(0, 8));

        assertThat(path()).isEqualTo(Routes.run(slug(person), run.id()));
    }

    @Test
    @Tag("I12")
    void a_run_that_the_person_may_not_see_is_not_reached_by_its_id() {
        var run = runs.queued(some.person(scope.workspaceId(), Role.OWNER), some.environment(scope.workspaceId()));
        var ofOne = some.personFor(scope, Role.OPERATOR);
        signIn(ofOne);
        UI.getCurrent().navigate(Routes.workspace(slug(ofOne)));
        open();

        typed(run.id().toString());

        assertThat(ways().isInvalid()).isTrue();
        assertThat(ways().getErrorMessage()).startsWith("Nothing here is called so.");
    }

    @Test
    void what_is_called_so_nowhere_is_said_to_be_and_nothing_happens() {
        enter(Role.OPERATOR);
        var before = path();
        open();

        typed("no such thing");

        assertThat(ways().isInvalid()).isTrue();
        assertThat(path()).isEqualTo(before);
    }

    @Test
    @Tag("I12")
    void it_offers_no_more_than_the_person_may_see() {
        some.environment(scope.workspaceId());
        var ofOne = some.personFor(scope, Role.OPERATOR);
        signIn(ofOne);
        UI.getCurrent().navigate(Routes.workspace(slug(ofOne)));
        open();
        assertThat(offered())
                .doesNotContain("Settings")
                .filteredOn(it -> it.startsWith("Environment "))
                .hasSize(1);

        enter(Role.CUSTOMER);
        open();
        assertThat(offered())
                .contains("Published")
                .doesNotContain("Environments")
                .noneMatch(it -> it.startsWith("Environment "));
        typed(UUID.randomUUID().toString());
        assertThat(ways().isInvalid()).isTrue();
    }

    @Test
    void a_page_of_the_settings_is_reached_by_its_name() {
        var owner = enter(Role.OWNER);
        open();

        test(ways()).selectItem("Settings: Tokens");

        assertThat(path()).isEqualTo(Routes.settings(slug(owner), "tokens"));
    }

    @Test
    void of_the_settings_it_offers_those_pages_that_the_person_may_open() {
        enter(Role.AUDITOR);
        open();

        assertThat(offered()).filteredOn(it -> it.startsWith("Settings: ")).containsExactly("Settings: Audit trail");
    }

    private Actor.Person enter(Role role) {
        var person = some.person(scope.workspaceId(), role);
        signIn(person);
        UI.getCurrent().navigate(Routes.workspace(slug(person)));
        return person;
    }

    private void open() {
        test(find(Button.class).withId("action-palette").single()).click();
    }

    private ComboBox<?> ways() {
        return find(ComboBox.class).withId("palette-way").single();
    }

    private void typed(String text) {
        var ways = ways();
        ComponentUtil.fireEvent(ways, new ComboBoxBase.CustomValueSetEvent<>(ways, true, text));
    }

    private List<String> offered() {
        return test(ways()).getSuggestions();
    }

    private String slug(Actor.Person person) {
        return workspaces.mine(person).getFirst().slug();
    }

    private static String path() {
        return UI.getCurrent().getActiveViewLocation().getPath();
    }
}
