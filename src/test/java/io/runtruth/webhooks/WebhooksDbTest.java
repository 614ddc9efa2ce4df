package io.runtruth.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.RunTransition;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.SealingKey;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What happens to runs, told to a real receiver (contract 11).
class WebhooksDbTest extends DatabaseTest {

    private static final SealingKey KEY = SealingKey.of("a random text of this test");

    private final OperationRunService runs;
    private final TestRuns someRuns;
    private final WebhookRepository webhooks;
    private final WebhookQueries queries;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final QueueClock clock;
    private final Access access;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Receiver receiver = Receiver.open();

    private Scope scope;
    private Actor.Person owner;

    WebhooksDbTest(
            OperationRunService runs,
            WebhookRepository webhooks,
            WebhookQueries queries,
            TestWorkspaces some,
            JdbcClient jdbc,
            JsonMapper json,
            QueueClock clock,
            Access access,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.runs = runs;
        this.someRuns = new TestRuns(runs);
        this.webhooks = webhooks;
        this.queries = queries;
        this.some = some;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void workspace() {
        jdbc.sql("delete from webhook").update();
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void an_ending_is_told_with_ids_and_links_and_a_signature_that_proves_who_sent_it() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        var run = failed();

        send();

        var message = receiver.messages().getFirst();
        var content = json.readTree(message.content());
        assertThat(message.event()).isEqualTo("run.ended");
        assertThat(message.signature()).isEqualTo(Signature.of(made.secret(), message.at(), message.content()));
        assertThat(content.at("/id").asString()).isEqualTo(message.delivery());
        assertThat(content.at("/run/page").asString())
                .isEqualTo("https://console.example/w/" + slug() + "/operations/" + run.id());
        assertThat(content.at("/run/api").asString())
                .isEqualTo("https://console.example/api/v1/workspaces/" + slug() + "/runs/" + run.id());
        assertThat(content.propertyNames())
                .containsExactlyInAnyOrder("id", "event", "at", "workspace", "environment", "run");
        assertThat(deliveries(made)).extracting(Delivery::state).containsExactly(Delivery.DeliveryState.DELIVERED);
    }

    @Test
    void what_there_is_to_tell_of_a_suspended_workspace_is_told_when_it_is_resumed() {
        hooked(WebhookEvent.RUN_ENDED);
        some.suspend(scope.workspaceId());
        var run = failed();

        send();
        assertThat(receiver.messages()).isEmpty();

        some.resume(scope.workspaceId());
        send();
        assertThat(receiver.messages())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.content()).contains(run.id().toString()));
    }

    @Test
    void each_event_is_told_to_those_who_asked_for_it_in_its_workspace_alone() {
        hooked(WebhookEvent.RUN_ATTENTION);
        var elsewhere = some.workspace();
        service(true)
                .create(
                        some.person(elsewhere, Role.OWNER),
                        elsewhere,
                        new NewWebhook(receiver.url(), EnumSet.allOf(WebhookEvent.class)));

        succeeded();
        var failed = failed();
        runs.cancel(owner, scope.workspaceId(), someRuns.queued(owner, scope).id());
        send();

        assertThat(receiver.messages()).hasSize(1).allSatisfy(message -> {
            assertThat(message.event()).isEqualTo("run.attention");
            assertThat(message.content()).contains(failed.id().toString());
        });
    }

    @Test
    void a_finished_composition_is_told_as_a_review_that_is_ready() {
        hooked(WebhookEvent.REVIEW_READY);
        var review = UUID.randomUUID();
        runs.complete(
                someRuns.running(owner, scope).about(new RunSubject(review, "sha256:made")),
                Ending.succeeded(Map.of()));

        send();

        assertThat(receiver.messages()).hasSize(1);
        var content = json.readTree(receiver.messages().getFirst().content());
        assertThat(content.at("/review/page").asString())
                .isEqualTo("https://console.example/w/" + slug() + "/reviews/" + review);
    }

    @Test
    @Tag("I4")
    void a_late_report_that_contradicts_the_ending_asks_for_attention_once() {
        hooked(WebhookEvent.RUN_ATTENTION);
        var run = someRuns.running(owner, scope);
        runs.complete(run, Ending.succeeded(Map.of()));

        runs.complete(run, Ending.failed("run.unexpected", "a-1"));
        runs.complete(run, Ending.failed("run.unexpected", "a-2"));
        send();

        assertThat(receiver.messages()).extracting(Receiver.Message::event).containsExactly("run.attention");
    }

    @Test
    void what_is_rolled_back_is_never_told() {
        hooked(WebhookEvent.RUN_ENDED);
        var run = someRuns.running(owner, scope);

        transaction.executeWithoutResult(status -> {
            runs.complete(run, Ending.succeeded(Map.of()));
            status.setRollbackOnly();
        });
        send();

        assertThat(receiver.messages()).isEmpty();
    }

    @Test
    void a_receiver_that_refuses_is_told_again_later_and_given_up_after_a_day() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        receiver.answer(500);
        failed();

        send();
        send();

        var first = deliveries(made).getFirst();
        assertThat(receiver.messages()).hasSize(1);
        assertThat(first.state()).isEqualTo(Delivery.DeliveryState.WAITING);
        assertThat(first.lastStatus()).isEqualTo(500);
        assertThat(first.lastFault()).isEqualTo(Delivery.DeliveryFault.REFUSED);
        assertThat(first.dueAt()).isBetween(clock.now(), clock.now().plusSeconds(11));
        while (deliveries(made).getFirst().state() == Delivery.DeliveryState.WAITING) {
            jdbc.sql("update webhook_delivery set due_at = now() - interval '1 minute' where due_at is not null")
                    .update();
            send();
        }
        assertThat(deliveries(made).getFirst().state()).isEqualTo(Delivery.DeliveryState.GIVEN_UP);
        assertThat(receiver.messages()).hasSize(8);
    }

    @Test
    void what_was_given_up_or_taken_is_sent_again_when_somebody_asks() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        failed();
        send();
        var delivery = deliveries(made).getFirst();

        service(true).sendAgain(owner, scope.workspaceId(), made.webhook().id(), delivery.id());
        send();

        assertThat(receiver.messages())
                .hasSize(2)
                .extracting(Receiver.Message::delivery)
                .containsOnly(delivery.id().toString());
        assertThatThrownBy(() -> service(true)
                        .sendAgain(owner, scope.workspaceId(), made.webhook().id(), UUID.randomUUID()))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void nobody_is_followed_elsewhere() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        receiver.answer(302);
        failed();

        send();

        assertThat(receiver.messages()).hasSize(1);
        assertThat(deliveries(made).getFirst().lastStatus()).isEqualTo(302);
    }

    @Test
    void an_address_in_a_private_network_is_told_nothing_unless_that_is_allowed() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        failed();

        send(false);

        assertThat(receiver.messages()).isEmpty();
        assertThat(deliveries(made).getFirst().lastFault()).isEqualTo(Delivery.DeliveryFault.PRIVATE_ADDRESS);
    }

    @Test
    void a_node_with_another_key_says_so_and_sends_nothing() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        failed();

        send(new WebhookSettings(true, "", Optional.of(SealingKey.of("another"))));

        assertThat(receiver.messages()).isEmpty();
        assertThat(deliveries(made).getFirst().lastFault()).isEqualTo(Delivery.DeliveryFault.NO_KEY);
    }

    @Test
    void what_a_node_took_and_did_not_settle_is_due_again_and_an_old_answer_changes_nothing() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        failed();
        var died = service().take(64).getFirst();
        assertThat(service().take(64)).isEmpty();
        jdbc.sql("update webhook_delivery set due_at = now() - interval '1 minute' where due_at is not null")
                .update();

        var taken = service().take(64).getFirst();
        service().settle(died, Answer.of(204));
        assertThat(deliveries(made).getFirst().state()).isEqualTo(Delivery.DeliveryState.WAITING);

        service().settle(taken, Answer.of(204));
        service().settle(died, Answer.of(500));
        assertThat(deliveries(made).getFirst().state()).isEqualTo(Delivery.DeliveryState.DELIVERED);
    }

    @Test
    void a_receiver_with_much_to_be_told_takes_only_a_few_places_at_once() {
        hooked(WebhookEvent.RUN_ENDED);
        IntStream.range(0, 6).forEach(_ -> failed());
        hooked(WebhookEvent.RUN_ENDED);
        failed();

        var taken = service().take(64);

        assertThat(taken).hasSize(5);
        assertThat(taken).extracting(it -> it.receiver().webhookId()).contains(newest());
    }

    @Test
    void a_workspace_with_much_to_tell_leaves_room_for_the_others() {
        IntStream.range(0, 4).forEach(_ -> hooked(WebhookEvent.RUN_ENDED));
        IntStream.range(0, 4).forEach(_ -> failed());
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
        hooked(WebhookEvent.RUN_ENDED);
        var late = failed();

        var taken = service().take(8);

        assertThat(taken).hasSize(8).extracting(it -> it.content().runId()).contains(late.id());
    }

    @Test
    void a_run_ends_while_a_webhook_that_would_be_told_is_being_deleted() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        var run = someRuns.running(owner, scope);

        transaction.executeWithoutResult(_ -> {
            webhooks.delete(scope.workspaceId(), made.webhook().id());
            var ended = CompletableFuture.supplyAsync(() -> runs.complete(run, Ending.succeeded(Map.of())));
            assertThat(ended.orTimeout(4, TimeUnit.SECONDS).join()).isInstanceOf(RunTransition.Applied.class);
        });

        assertThat(queries.all(owner, scope.workspaceId())).isEmpty();
    }

    @Test
    @Timeout(30)
    void a_receiver_that_answers_a_byte_at_a_time_is_left() throws IOException {
        try (var slow = DribblingReceiver.open()) {
            var made = hooked(slow.url(), WebhookEvent.RUN_ENDED);
            failed();

            send();

            assertThat(deliveries(made).getFirst().lastFault()).isEqualTo(Delivery.DeliveryFault.TIMED_OUT);
        }
    }

    @Test
    void two_nodes_never_take_the_same() {
        hooked(WebhookEvent.RUN_ENDED);
        IntStream.range(0, 4).forEach(_ -> failed());

        var taken = transaction.execute(_ -> {
            var here = webhooks.take(clock.now(), Duration.ofMinutes(1), 64);
            assertThat(CompletableFuture.supplyAsync(() -> service().take(64)).join())
                    .isEmpty();
            return here;
        });

        assertThat(taken).hasSize(4);
    }

    @Test
    void old_deliveries_are_forgotten_and_waiting_ones_never() {
        var made = hooked(WebhookEvent.RUN_ENDED);
        failed();
        send();
        failed();
        jdbc.sql("update webhook_delivery set at = at - interval '31 days'").update();

        while (service().forget() > 0) {}

        assertThat(deliveries(made)).extracting(Delivery::state).containsExactly(Delivery.DeliveryState.WAITING);
    }

    @Test
    void only_an_address_that_can_be_told_safely_is_taken() {
        for (var url : List.of(
                "ftp://a.example",
                "http://a.example",
                "https://a:b@a.example",
                "https:///x",
                "https://a.example:99999",
                "https://a.example:0",
                "a b",
                "")) {
            assertThatThrownBy(() -> service(false)
                            .create(owner, scope.workspaceId(), new NewWebhook(url, Set.of(WebhookEvent.RUN_ENDED))))
                    .as(url)
                    .isInstanceOf(Problem.InvalidInput.class);
        }
    }

    @Test
    void without_a_key_no_webhook_is_made_and_after_twenty_no_more() {
        var keyless =
                new WebhookService(access, webhooks, new WebhookSettings(true, "", Optional.empty()), audit, clock);
        var asked = new NewWebhook(receiver.url(), Set.of(WebhookEvent.RUN_ENDED));
        assertThatThrownBy(() -> keyless.create(owner, scope.workspaceId(), asked))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("webhook.no_key");

        IntStream.range(0, WebhookService.MOST).forEach(_ -> hooked(WebhookEvent.RUN_ENDED));
        assertThatThrownBy(() -> hooked(WebhookEvent.RUN_ENDED)).hasMessage("webhook.too_many");
    }

    @Test
    void the_audit_names_the_host_and_never_the_rest_of_the_address_or_the_secret() {
        var made = hooked(WebhookEvent.RUN_ENDED);

        var entry = jdbc.sql("select after::text from audit_entry where subject_id = ?")
                .param(made.webhook().id().toString())
                .query(String.class)
                .single();
        assertThat(entry).contains("localhost").doesNotContain("hidden", made.secret());
        assertThat(made.toString()).doesNotContain(made.secret());
    }

    private WebhookService.Made hooked(WebhookEvent event) {
        return hooked(receiver.url(), event);
    }

    private WebhookService.Made hooked(String url, WebhookEvent event) {
        return transaction.execute(
                _ -> service(true).create(owner, scope.workspaceId(), new NewWebhook(url, Set.of(event))));
    }

    private WebhookService service(boolean privateAllowed) {
        return new WebhookService(access, webhooks, settings(privateAllowed), audit, clock);
    }

    private static WebhookSettings settings(boolean privateAllowed) {
        return new WebhookSettings(privateAllowed, "https://console.example", Optional.of(KEY));
    }

    private DeliveryService service() {
        return new DeliveryService(webhooks, clock);
    }

    private void send() {
        send(true);
    }

    private void send(boolean privateAllowed) {
        send(settings(privateAllowed));
    }

    private void send(WebhookSettings settings) {
        var sender = new WebhookSender(settings, json, Clock.systemUTC(), Duration.ofSeconds(1));
        var deliveries = new Deliveries(service(), sender, null);
        try {
            deliveries.begin();
            deliveries.finish();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            deliveries.destroy();
            sender.destroy();
        }
    }

    private List<Delivery> deliveries(WebhookService.Made made) {
        return queries.deliveries(owner, scope.workspaceId(), made.webhook().id(), null, 50)
                .items();
    }

    private UUID newest() {
        return queries.all(owner, scope.workspaceId()).getLast().id();
    }

    private OperationRun failed() {
        var run = someRuns.running(owner, scope);
        runs.complete(run, Ending.failed("run.unexpected", "a-1"));
        return run;
    }

    private OperationRun succeeded() {
        var run = someRuns.running(owner, scope);
        runs.complete(run, Ending.succeeded(Map.of()));
        return run;
    }

    private String slug() {
        return jdbc.sql("select slug from workspace where id = ?")
                .param(scope.workspaceId())
                .query(String.class)
                .single();
    }
}
