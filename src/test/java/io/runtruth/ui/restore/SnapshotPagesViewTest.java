package io.runtruth.ui.restore;

import static io.runtruth.testing.TestTargets.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.restore.SnapshotService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The documents of one snapshot, any two side by side, and how the target differs (contract 7, 9).
class SnapshotPagesViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final TestTargets targets;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final SnapshotService snapshots;

    private Scope scope;
    private Actor.Person operator;
    private String workspace;
    private String environment;

    SnapshotPagesViewTest(
            TestWorkspaces some,
            TestTargets targets,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            SnapshotService snapshots) {
        this.some = some;
        this.targets = targets;
        this.workspaces = workspaces;
        this.environments = environments;
        this.snapshots = snapshots;
    }

    @BeforeEach
    void places() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        workspace = workspaces.mine(operator).getFirst().slug();
        environment = environments.byId(operator, scope).slug();
    }

    @Test
    void documents_are_looked_for_by_path_and_opened_without_their_secrets() {
        var id = taken("Access/mfa.json", "{\"state\":\"on\",\"clientSecret\":\"hunter2\"}", "other.json", "1");
        open(operator, Routes.snapshot(workspace, environment, id));
        assertThat(page()).contains("Access/mfa.json", "other.json", "a.zip");

        test(find(TextField.class).withId("search").single()).setValue("MFA");

        assertThat(page()).contains("Access/mfa.json").doesNotContain("other.json");
        find(Details.class).single().setOpened(true);
        assertThat(page())
                .contains("\"state\": \"on\"", "Values of secrets are not shown.")
                .doesNotContain("hunter2");
        test(find(TextField.class).withId("search").single()).setValue("nothing has this");
        assertThat(page()).contains("No document has that in its path.");
    }

    @Test
    void an_address_restores_what_was_looked_for() {
        var id = taken("a.json", "1", "b.json", "1");
        signIn(operator);

        UI.getCurrent().navigate(Routes.snapshot(workspace, environment, id), QueryParameters.of("search", "b.js"));

        assertThat(page()).contains("b.json").doesNotContain("a.json");
    }

    @Test
    void a_long_list_is_shown_in_parts() {
        var many = new ArrayList<String>();
        for (int i = 100; i < 250; i++) {
            many.addAll(List.of("d" + i + ".json", "1"));
        }
        var id = taken(many.toArray(String[]::new));
        open(operator, Routes.snapshot(workspace, environment, id));
        assertThat(page()).contains("d199.json").doesNotContain("d200.json");

        click("action-more-documents");

        assertThat(page()).contains("d200.json", "d249.json");
        assertThat(exists("action-more-documents")).isFalse();
    }

    @Test
    void any_two_snapshots_are_compared_and_the_newest_two_are_offered() {
        var one = taken("a.json", "{\"v\":1,\"password\":\"old\"}", "gone.json", "1");
        taken("a.json", "{\"v\":2,\"password\":\"new\"}", "new.json", "1");
        var three = taken("a.json", "{\"v\":3}");
        open(operator, Routes.compare(workspace, environment));
        assertThat(page()).contains("1 changed, 0 added, 1 removed");

        UI.getCurrent()
                .navigate(
                        Routes.compare(workspace, environment),
                        QueryParameters.fromString("from=" + three + "&to=" + one));

        assertThat(page()).contains("1 changed, 1 added, 0 removed, 0 in another form.", "gone.json");
        find(Details.class).all().getFirst().setOpened(true);
        assertThat(page()).contains("\"v\": 3", "\"v\": 1").doesNotContain("\"old\"");
    }

    @Test
    void all_differences_are_looked_at_in_the_layout_that_was_chosen_at_one_of_them_and_later_ones_too() {
        taken("a.json", "{\"v\":1}", "b.json", "{\"v\":1}");
        taken("a.json", "{\"v\":2}", "b.json", "{\"v\":2}");
        open(operator, Routes.compare(workspace, environment));
        find(Details.class).all().forEach(it -> it.setOpened(true));
        assertThat(layouts()).containsExactly("side", "side");

        test(find(Button.class).withText("Show in one column").all().getFirst()).click();
        assertThat(layouts()).containsExactly("one", "one");

        UI.getCurrent().navigate(Routes.restore(workspace, environment));
        UI.getCurrent().navigate(Routes.compare(workspace, environment));
        find(Details.class).all().getFirst().setOpened(true);
        assertThat(layouts()).containsExactly("one", "one");
    }

    private List<String> layouts() {
        return find(DiffBox.class).all().stream()
                .map(it -> it.getElement().getAttribute("data-layout"))
                .toList();
    }

    @Test
    void what_is_the_same_on_both_sides_is_read_out_once() {
        taken("a.json", "{\"v\":1,\"same\":1}");
        taken("a.json", "{\"v\":2,\"same\":1}");
        open(operator, Routes.compare(workspace, environment));
        find(Details.class).single().setOpened(true);

        var passages = find(Div.class).withClassName("passage").all();
        assertThat(passages.stream()
                        .filter(it -> it.getElement().getTextRecursively().contains("same")))
                .singleElement()
                .satisfies(it -> assertThat(it.getElement().getChild(1).getAttribute("aria-hidden"))
                        .isEqualTo("true"));
        assertThat(passages.stream()
                        .filter(it -> it.getElement().getTextRecursively().contains("\"v\"")))
                .singleElement()
                .satisfies(it -> assertThat(it.getElement().getChild(1).hasAttribute("aria-hidden"))
                        .isFalse());
    }

    @Test
    void one_snapshot_is_not_compared_with_anything() {
        taken("a.json", "1");

        open(operator, Routes.compare(workspace, environment));

        assertThat(page()).contains("There are no two snapshots to compare yet.");
    }

    @Test
    @Tag("I12")
    void who_may_not_restore_sees_which_documents_there_are_and_nothing_they_say() {
        var one = taken("a.json", "{\"v\":1}");
        taken("a.json", "{\"v\":2}");
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        open(auditor, Routes.snapshot(workspace, environment, one));

        assertThat(page()).contains("a.json");
        assertThat(find(Details.class).exists()).isFalse();
        assertThat(exists("action-download-snapshot-" + one)).isFalse();

        UI.getCurrent().navigate(Routes.compare(workspace, environment));
        assertThat(page()).contains("a.json", "Changed");
        assertThat(find(Details.class).exists()).isFalse();
    }

    @Test
    void a_snapshot_of_another_environment_is_not_there() {
        var id = taken("a.json", "1");
        var other = some.environment(scope.workspaceId());

        open(
                operator,
                Routes.snapshot(workspace, environments.byId(operator, other).slug(), id));

        assertThat(find(SnapshotView.class).exists()).isFalse();
    }

    @Test
    void an_environment_says_how_its_target_differs_and_leads_to_the_differences() {
        var target = targets.target(scope);
        taken("a.json", "1", "gone.json", "1");
        write(target, "a.json", "2");
        open(operator, Routes.environment(workspace, environment));
        assertThat(page()).contains("is known once it has been compared");
        assertThat(exists("action-see-drift")).isFalse();

        click("action-compare-target");
        eventually("it was compared", () -> page().contains("1 changed, 0 only in the target, 1 only in the snapshot"));

        click("action-see-drift");
        eventually("both are side by side", () -> find(CompareView.class).exists());
        assertThat(page()).contains("1 changed, 0 added, 1 removed");
    }

    @Test
    void a_target_that_can_not_be_read_is_told_on_the_environments_page() {
        targets.target(scope);
        open(operator, Routes.environment(workspace, environment));

        click("action-compare-target");

        eventually("it is told", () -> page().contains("There is no snapshot to compare the target with."));
        assertThat(find(Button.class).withId("action-compare-target").single().isEnabled())
                .isTrue();
    }

    @Test
    void an_environment_without_a_target_says_nothing_of_it() {
        open(operator, Routes.environment(workspace, environment));

        assertThat(exists("action-compare-target")).isFalse();
    }

    private UUID taken(String... pathsAndTexts) {
        return snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(TestTargets.zip(pathsAndTexts)))
                .snapshot()
                .id();
    }

    private void open(Actor.Person person, String path) {
        signIn(person);
        UI.getCurrent().navigate(path);
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    private boolean exists(String id) {
        return find(Component.class).withId(id).exists();
    }

    private String page() {
        return Stream.of("view-snapshot", "view-compare", "view-environment")
                .filter(it -> find(Div.class).withId(it).exists())
                .map(it -> find(Div.class).withId(it).single().getElement().getTextRecursively())
                .collect(Collectors.joining());
    }
}
