package io.runtruth.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// A publication, told to a real receiver (contract 11).
@TestPropertySource(
        properties = {
            "runtruth.sealing-key=a random text of 32 characters, of the tests",
            "runtruth.webhooks-private=true",
            "runtruth.address=https://console.example"
        })
class PublicationWebhookDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final WebhookService webhooks;
    private final WebhookRepository repository;
    private final WebhookSettings settings;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final QueueClock clock;
    private final TransactionTemplate transaction;
    private final Receiver receiver = Receiver.open();

    private Scope scope;
    private Actor.Person owner;

    PublicationWebhookDbTest(
            EnvironmentReviewService starts,
            PublicationService publication,
            WebhookService webhooks,
            WebhookRepository repository,
            WebhookSettings settings,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc,
            JsonMapper json,
            QueueClock clock,
            PlatformTransactionManager transactions) {
        this.starts = starts;
        this.publication = publication;
        this.webhooks = webhooks;
        this.repository = repository;
        this.settings = settings;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
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
    void a_publication_is_told_with_ids_and_links_and_names_no_run() {
        var review = composed(COLLECTED);
        hooked();

        publish(review);
        send();

        assertThat(receiver.messages()).hasSize(1);
        var message = receiver.messages().getFirst();
        var content = json.readTree(message.content());
        assertThat(message.event()).isEqualTo("review.published");
        assertThat(content.propertyNames())
                .containsExactlyInAnyOrder("id", "event", "at", "workspace", "environment", "review");
        assertThat(content.at("/review/id").asString()).isEqualTo(review.toString());
        assertThat(content.at("/review/page").asString())
                .isEqualTo("https://console.example/w/" + slug() + "/reviews/" + review);
        assertThat(content.at("/review/api").asString())
                .isEqualTo("https://console.example/api/v1/workspaces/" + slug() + "/reviews/" + review);
    }

    @Test
    void a_publication_that_is_rolled_back_is_told_to_nobody() {
        var review = composed(COLLECTED);
        hooked();

        transaction.executeWithoutResult(status -> {
            publish(review);
            status.setRollbackOnly();
        });
        send();

        assertThat(receiver.messages()).isEmpty();
    }

    @Test
    void a_publication_is_told_once_and_of_the_one_that_it_supersedes_nothing_is_told() {
        var older = composed(COLLECTED);
        publish(older);
        var newer = composed(COLLECTED.plusSeconds(60));
        hooked();

        publish(newer);
        assertThatThrownBy(() -> publish(newer))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("review.published_already");
        send();

        assertThat(receiver.messages()).extracting(Receiver.Message::event).containsExactly("review.published");
        assertThat(receiver.messages().getFirst().content())
                .contains(newer.toString())
                .doesNotContain(older.toString());
    }

    private void hooked() {
        webhooks.create(
                owner, scope.workspaceId(), new NewWebhook(receiver.url(), EnumSet.of(WebhookEvent.REVIEW_PUBLISHED)));
    }

    private UUID composed(Instant collected) {
        evidence.snapshotOf(scope, "Tool", collected, collected.equals(COLLECTED) ? "pass" : "fail");
        var started = (Dispatched) starts.create(
                owner, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return started.reviewId();
    }

    private void publish(UUID review) {
        publication.publish(owner, new ReviewRef(scope, review), null);
    }

    private void send() {
        var sender = new WebhookSender(settings, json, Clock.systemUTC(), Duration.ofSeconds(1));
        var deliveries = new Deliveries(new DeliveryService(repository, clock), sender, null);
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

    private String slug() {
        return jdbc.sql("select slug from workspace where id = ?")
                .param(scope.workspaceId())
                .query(String.class)
                .single();
    }
}
