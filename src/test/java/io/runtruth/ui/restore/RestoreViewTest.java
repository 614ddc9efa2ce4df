package io.runtruth.ui.restore;

import static io.runtruth.testing.TestTargets.all;
import static io.runtruth.testing.TestTargets.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceService;
import io.runtruth.access.WorkspaceService.WorkspaceChange;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.ChosenTarget;
import io.runtruth.restore.RestoreQueries;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.SnapshotService;
import io.runtruth.restore.TargetKind;
import io.runtruth.restore.TargetService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TargetServer;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.kit.Routes;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "runtruth.sealing-key=a random text of 32 characters, of the tests")
class RestoreViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final TestTargets targets;
    private final TargetService targetService;
    private final WorkspaceQueries workspaces;
    private final WorkspaceService workspaceService;
    private final EnvironmentQueries environments;
    private final SnapshotService snapshots;
    private final RestoreService restores;
    private final RestoreQueries queries;
    private final ManualQueue queue;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person operator;
    private Path target;
    private String path;

    RestoreViewTest(
            TestWorkspaces some,
            TestTargets targets,
            TargetService targetService,
            WorkspaceQueries workspaces,
            WorkspaceService workspaceService,
            EnvironmentQueries environments,
            SnapshotService snapshots,
            RestoreService restores,
            RestoreQueries queries,
            ManualQueue queue,
            JdbcClient jdbc) {
        this.some = some;
        this.targets = targets;
        this.targetService = targetService;
        this.workspaces = workspaces;
        this.workspaceService = workspaceService;
        this.environments = environments;
        this.snapshots = snapshots;
        this.restores = restores;
        this.queries = queries;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void places() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        target = targets.target(scope);
        path = Routes.restore(
                workspaces.mine(operator).getFirst().slug(),
                environments.byId(operator, scope).slug());
    }

    @Test
    void a_page_without_anything_says_what_to_do() {
        open(operator);

        assertThat(page()).contains("No snapshot yet", "Capture the target");
    }

    @Test
    void a_restore_goes_from_the_snapshot_over_the_question_to_its_results() {
        write(target, "a.json", "{\"v\":1}");
        write(target, "b.json", "{\"v\":1}");
        var snapshot = taken("a.json", "{\"v\":2}", "b.json", "{\"v\":2}", "new.json", "{}");
        open(operator);

        preview(snapshot);

        assertThat(part()).contains("1 new, 2 changed, 0 unchanged. Nothing has been written yet.");
        assertThat(button("action-start-restore").isEnabled()).isFalse();
        choose("b.json", false);
        assertThat(button("action-choose-documents").isVisible()).isTrue();
        confirm("Environment");
        assertThat(button("action-start-restore").isEnabled())
                .as("another choice is kept first")
                .isFalse();
        click("action-choose-documents");
        confirm("environment");
        assertThat(button("action-start-restore").isEnabled())
                .as("not the name")
                .isFalse();
        confirm("Environment");
        click("action-start-restore");

        queue.work(run());
        eventually("the results are there", () -> part().contains("2 applied"));
        assertThat(part()).contains("Restored", "left alone", "Preview the way back");
        assertThat(all(target)).isEqualTo(Map.of("a.json", "{\"v\":2}", "b.json", "{\"v\":1}", "new.json", "{}"));
    }

    @Test
    void the_way_back_is_a_preview_of_what_was_before() {
        write(target, "a.json", "1");
        var snapshot = taken("a.json", "2");
        open(operator);
        preview(snapshot);
        confirm("Environment");
        click("action-start-restore");
        queue.work(run());
        eventually("it is restored", () -> part().contains("1 applied"));

        click("action-undo-restore");
        eventually("the way back is shown", () -> part().contains("Nothing has been written yet."));
        confirm("Environment");
        click("action-start-restore");
        queue.work(run());

        assertThat(all(target)).isEqualTo(Map.of("a.json", "1"));
    }

    @Test
    void a_second_person_approves_where_the_workspace_asks_for_it() {
        workspaceService.change(
                new Actor.System("test"), scope.workspaceId(), new WorkspaceChange(null, null, true, null, null, null));
        var snapshot = taken("a.json", "2");
        open(operator);
        preview(snapshot);
        var address = UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
        assertThat(part()).contains("A second person has to approve this preview.");
        assertThat(exists("action-approve-restore")).isFalse();
        assertThat(exists("action-start-restore")).isFalse();

        signIn(some.person(scope.workspaceId(), Role.OPERATOR));
        UI.getCurrent().navigate(path, QueryParameters.fromString(address.substring(address.indexOf('?') + 1)));
        click("action-approve-restore");

        assertThat(part()).contains("Approved by");
        assertThat(exists("action-start-restore")).isTrue();
    }

    @Test
    void what_is_approved_is_what_the_page_shows_also_when_the_choice_changes_meanwhile() {
        workspaceService.change(
                new Actor.System("test"), scope.workspaceId(), new WorkspaceChange(null, null, true, null, null, null));
        var preview = previewed(null, "a.json", "2", "b.json", "2");
        open(some.person(scope.workspaceId(), Role.OPERATOR), preview);
        assertThat(box("b.json").getValue()).isTrue();

        restores.choose(operator, scope, preview, Set.of("a.json"));

        eventually("the page shows the choice", () -> !box("b.json").getValue());
        assertThat(box("a.json").getValue()).isTrue();
        choose("b.json", true);
        assertThat(exists("action-approve-restore"))
                .as("with other ticks of one's own")
                .isFalse();
        choose("b.json", false);
        click("action-approve-restore");
        assertThat(part()).contains("Approved by");
        assertThat(left(preview)).containsExactly("b.json");
    }

    @Test
    void a_name_that_was_typed_for_another_choice_confirms_nothing() {
        var preview = previewed(null, "a.json", "2", "b.json", "2");
        open(operator, preview);
        confirm("Environment");
        assertThat(button("action-start-restore").isEnabled()).isTrue();

        restores.choose(some.person(scope.workspaceId(), Role.OPERATOR), scope, preview, Set.of("a.json"));

        eventually(
                "it is to be typed again", () -> !button("action-start-restore").isEnabled());
        assertThat(find(TextField.class).withId("restore-confirm").single().getValue())
                .isEmpty();
        confirm("Environment");
        assertThat(button("action-start-restore").isEnabled()).isTrue();
    }

    @Test
    void documents_that_were_left_stay_so_also_where_the_page_does_not_list_them() {
        var texts = new ArrayList<String>();
        for (int i = 100; i < 400; i++) {
            texts.addAll(List.of(i + ".json", "2"));
        }
        write(target, "same.json", "1");
        texts.addAll(List.of("same.json", "1"));
        var preview = previewed(Set.of("100.json"), texts.toArray(String[]::new));
        open(operator, preview);

        assertThat(box("100.json").getValue()).isTrue();
        assertThat(box("101.json").getValue()).isFalse();
        assertThat(exists("action-choose-documents")).isFalse();
        confirm("Environment");
        assertThat(button("action-start-restore").isEnabled()).isTrue();

        choose("101.json", true);
        click("action-choose-documents");

        assertThat(left(preview)).hasSize(299).contains("same.json", "399.json").doesNotContain("100.json", "101.json");
    }

    private UUID previewed(Set<String> paths, String... pathsAndTexts) {
        return restores.preview(
                        operator, scope, new NewPreview(taken(pathsAndTexts), paths, new RestoreRequest(Via.API, null)))
                .id();
    }

    private Set<String> left(UUID restore) {
        return queries.left(operator, scope, restore, 1_000);
    }

    private void open(Actor.Person person, UUID restore) {
        signIn(person);
        UI.getCurrent().navigate(path, QueryParameters.of("restore", restore.toString()));
    }

    private Checkbox box(String document) {
        return find(Checkbox.class).all().stream()
                .filter(it -> it.getAriaLabel().orElse("").contains(document))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("I12")
    void who_may_not_restore_sees_documents_and_results_but_nothing_to_do_and_nothing_they_say() {
        write(target, "a.json", "{\"v\":1}");
        var snapshot = taken("a.json", "{\"v\":2}");
        open(operator);
        preview(snapshot);
        var address = UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();

        signIn(some.person(scope.workspaceId(), Role.AUDITOR));
        UI.getCurrent().navigate(path, QueryParameters.fromString(address.substring(address.indexOf('?') + 1)));

        assertThat(part()).contains("a.json", "Changed");
        for (var action : new String[] {
            "action-capture",
            "action-preview-snapshot-" + snapshot,
            "action-download-snapshot-" + snapshot,
            "action-start-restore",
            "action-choose-target"
        }) {
            assertThat(exists(action)).as(action).isFalse();
        }
        assertThat(find(DiffBox.class).exists()).isFalse();
        assertThat(find(Checkbox.class).exists()).isFalse();
    }

    @Test
    void a_target_that_is_away_is_told_with_what_is_wrong() {
        jdbc.sql("update configuration_target set place = 'not there' where environment_id = ?")
                .param(scope.environmentId())
                .update();
        var snapshot = taken("a.json", "2");

        open(operator);

        assertThat(page()).contains("The folder is not there.");
        assertThat(exists("action-preview-snapshot-" + snapshot)).isFalse();
    }

    @Test
    void an_owner_chooses_an_address_with_a_token_that_is_gone_from_the_page() {
        try (var server = TargetServer.open().with("a.json", "1")) {
            var owner = some.person(scope.workspaceId(), Role.OWNER);
            open(owner);
            select(TargetKind.HTTP);
            var token = find(PasswordField.class).withId("target-token").single();
            test(find(TextField.class).withId("target-place").single()).setValue(server.address());
            test(token).setValue(TargetServer.TOKEN);

            click("action-choose-target");

            assertThat(page()).contains(server.address(), "It is read and written over HTTP");
            assertThat(token.getValue()).isEmpty();
            assertThat(page()).doesNotContain(TargetServer.TOKEN);
            click("action-capture");
            eventually("the target was read", () -> page().contains("captured"));
        }
    }

    @Test
    void without_a_key_targets_over_http_are_not_offered_and_it_is_said_why() {
        var part = new TargetPart((_, _) -> {});

        part.show(new ChosenTarget(Set.of(TargetKind.FOLDER), null, null, null, null), true);

        assertThat(part.getElement().getTextRecursively()).contains("RUNTRUTH_SEALING_KEY");
    }

    @Test
    void a_target_that_cannot_be_read_is_told_calmly_and_the_page_goes_on() {
        try (var server = TargetServer.open()) {
            targetService.choose(new Actor.System("test"), scope, server.address(), TargetServer.TOKEN);
            server.always(TargetServer.status(302));
            open(operator);

            click("action-capture");

            eventually(
                    "it was told",
                    () -> find(Notification.class).all().stream()
                            .anyMatch(it -> test(it).getText().contains("leads elsewhere")));
            assertThat(button("action-capture").isEnabled()).isTrue();
        }
    }

    @SuppressWarnings("unchecked")
    private void select(TargetKind kind) {
        Select<TargetKind> select = find(Select.class).withId("target-kind").single();
        test(select).selectItem(kind == TargetKind.HTTP ? "Address (HTTP)" : "Folder");
    }

    private UUID taken(String... pathsAndTexts) {
        return snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(TestTargets.zip(pathsAndTexts)))
                .snapshot()
                .id();
    }

    private void open(Actor.Person person) {
        signIn(person);
        UI.getCurrent().navigate(path);
    }

    private UUID run() {
        return jdbc.sql("select id from operation_run where environment_id = ? order by created_at desc limit 1")
                .param(scope.environmentId())
                .query(UUID.class)
                .single();
    }

    private void choose(String document, boolean chosen) {
        var box = box(document);
        test(box).click();
        assertThat(box.getValue()).isEqualTo(chosen);
    }

    private void preview(UUID snapshot) {
        click("action-preview-snapshot-" + snapshot);
        eventually("the preview is shown", () -> find(RestorePart.class).exists());
    }

    private void confirm(String name) {
        test(find(TextField.class).withId("restore-confirm").single()).setValue(name);
    }

    private void click(String id) {
        test(button(id)).click();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }

    private boolean exists(String id) {
        return find(Component.class).withId(id).exists();
    }

    private String page() {
        return find(RestoreView.class).single().getElement().getTextRecursively();
    }

    private String part() {
        return find(RestorePart.class).single().getElement().getTextRecursively();
    }
}
