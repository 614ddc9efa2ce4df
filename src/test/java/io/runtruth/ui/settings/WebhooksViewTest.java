package io.runtruth.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.MemberService;
import io.runtruth.access.MemberService.MemberChange;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.access.TokenQueries.TokenRow;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.ViewTest;
import io.runtruth.ui.frame.ProblemView;
import io.runtruth.ui.kit.Routes;
import io.runtruth.webhooks.Delivery;
import io.runtruth.webhooks.NewWebhook;
import io.runtruth.webhooks.Webhook;
import io.runtruth.webhooks.WebhookEvent;
import io.runtruth.webhooks.WebhookQueries;
import io.runtruth.webhooks.WebhookService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "runtruth.sealing-key=a random text of 32 characters, of the tests")
class WebhooksViewTest extends ViewTest {

    private final TestWorkspaces some;
    private final TestRuns runs;
    private final WebhookService service;
    private final WebhookQueries webhooks;
    private final MemberService members;
    private final WorkspaceQueries workspaces;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person owner;

    WebhooksViewTest(
            TestWorkspaces some,
            OperationRunService runs,
            WebhookService service,
            WebhookQueries webhooks,
            MemberService members,
            WorkspaceQueries workspaces,
            JdbcClient jdbc) {
        this.some = some;
        this.runs = new TestRuns(runs);
        this.service = service;
        this.webhooks = webhooks;
        this.members = members;
        this.workspaces = workspaces;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void place() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void a_webhook_is_made_and_its_secret_is_shown_once() {
        open("webhooks", Map.of());

        click("action-add-webhook");
        find(TextField.class).withId("webhook-url").single().setValue("https://hooks.example/a");
        click("action-confirm-add");

        assertThat(find(TextField.class).withId("shown-once").single().getValue())
                .startsWith("rtwh_");
        assertThat(webhooks.all(owner, scope.workspaceId()))
                .extracting(Webhook::url)
                .containsExactly("https://hooks.example/a");
        open("webhooks", Map.of());
        assertThat(find(TextField.class).withId("shown-once").exists()).isFalse();
    }

    @Test
    void an_address_that_nobody_can_be_told_at_is_refused_in_the_question() {
        open("webhooks", Map.of());

        click("action-add-webhook");
        find(TextField.class).withId("webhook-url").single().setValue("http://hooks.example/a");
        click("action-confirm-add");

        assertThat(text(find(Dialog.class).single())).contains("begins with https://");
        assertThat(webhooks.all(owner, scope.workspaceId())).isEmpty();
    }

    @Test
    void what_was_sent_is_listed_and_sent_again() {
        var made = made();
        runs.ended(owner, scope, Ending.succeeded(Map.of()));
        jdbc.sql("update webhook_delivery set state = 'given_up', due_at = null, last_fault = 'timed_out' where"
                        + " webhook_id = ?")
                .param(made.id())
                .update();
        open("webhooks", Map.of("webhook", made.id().toString()));

        assertThat(deliveries()).extracting(Delivery::state).containsExactly(Delivery.DeliveryState.GIVEN_UP);
        var grid = find(Grid.class).withId("grid-deliveries").single();
        SettingsPageOnScreen.click(
                grid, test(grid), "action-send-again-" + deliveries().getFirst().id());
        roundTrip();

        assertThat(deliveries()).extracting(Delivery::state).containsExactly(Delivery.DeliveryState.WAITING);
    }

    @Test
    void one_is_deleted_after_a_question_and_its_log_closes() {
        var made = made();
        open("webhooks", Map.of("webhook", made.id().toString()));
        var grid = find(Grid.class).withId("grid-webhooks").single();

        SettingsPageOnScreen.click(grid, test(grid), "action-delete-webhook-" + made.id());
        assertThat(text(find(ConfirmDialog.class).single())).contains("told of nothing any more");
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();

        assertThat(webhooks.all(owner, scope.workspaceId())).isEmpty();
        assertThat(find(Grid.class).withId("grid-deliveries").exists()).isFalse();
    }

    @Test
    void the_log_of_another_workspaces_webhook_is_not_found() {
        var elsewhere = some.workspace();
        var others = service.create(
                        some.person(elsewhere, Role.OWNER),
                        elsewhere,
                        new NewWebhook("https://hooks.example/b", Set.of(WebhookEvent.RUN_ENDED)))
                .webhook();

        open("webhooks", Map.of("webhook", others.id().toString()));

        assertThat(getCurrentView()).isInstanceOf(ProblemView.class);
    }

    @Test
    void a_token_beyond_what_its_person_still_may_is_marked() {
        var reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        some.token(scope.workspaceId(), reviewer);
        open("tokens", Map.of());
        assertThat(may()).doesNotContain("More than its person");

        members.change(
                owner,
                new MemberRef(scope.workspaceId(), reviewer.account()),
                new MemberChange(Share.of(Role.AUDITOR), null));
        open("tokens", Map.of());
        assertThat(may()).contains("More than its person still may");

        members.remove(owner, new MemberRef(scope.workspaceId(), reviewer.account()));
        open("tokens", Map.of());
        assertThat(may()).contains("Opens nothing");
    }

    @Test
    void an_owner_revokes_the_token_of_a_member() {
        some.token(scope.workspaceId(), some.person(scope.workspaceId(), Role.REVIEWER));
        open("tokens", Map.of());
        var grid = find(Grid.class).withId("grid-workspace-tokens").single();

        SettingsPageOnScreen.click(
                grid,
                test(grid),
                "action-revoke-token-of-member-" + tokens().getFirst().id());
        test(find(ConfirmDialog.class).single()).reject();
        roundTrip();

        assertThat(tokens().getFirst().revokedAt()).isNotNull();
        assertThat(tokens().getFirst().capabilities()).contains(Capability.EVIDENCE_IMPORT);
    }

    private Webhook made() {
        return service.create(
                        owner,
                        scope.workspaceId(),
                        new NewWebhook("https://hooks.example/a", Set.of(WebhookEvent.RUN_ENDED)))
                .webhook();
    }

    private void open(String place, Map<String, String> query) {
        signIn(owner);
        var slug = workspaces.mine(owner).getFirst().slug();
        UI.getCurrent().navigate(Routes.settings(slug, place), QueryParameters.simple(query));
        roundTrip();
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
        roundTrip();
    }

    private List<Delivery> deliveries() {
        return SettingsPageOnScreen.rows(
                find(Grid.class).withId("grid-deliveries").single());
    }

    private List<TokenRow> tokens() {
        return SettingsPageOnScreen.rows(
                find(Grid.class).withId("grid-workspace-tokens").single());
    }

    private String may() {
        var grid = find(Grid.class).withId("grid-workspace-tokens").single();
        return text(test(grid).getCellComponent(0, "may"));
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
