package io.runtruth.webhooks;

import io.runtruth.operations.EndedRun;
import io.runtruth.operations.EndingListener;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.reviews.PublicationListener;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.webhooks.WebhookRepository.OutboxEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts what is to be told beside what happened, in its transaction: nothing that happened is left untold, and
/// nothing is told that did not happen.
@Component
class WebhookOutbox implements EndingListener, PublicationListener {

    private final WebhookRepository webhooks;
    private final QueueClock clock;

    WebhookOutbox(WebhookRepository webhooks, QueueClock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @Override
    public void ended(List<EndedRun> ended) {
        webhooks.add(
                ended.stream()
                        .flatMap(it -> WebhookEvent.of(it).stream().map(event -> OutboxEntry.of(event, it.run())))
                        .toList(),
                clock.now());
    }

    @Override
    public void contradicted(OperationRun run) {
        webhooks.add(List.of(OutboxEntry.of(WebhookEvent.RUN_ATTENTION, run)), clock.now());
    }

    @Override
    public void published(ReviewRef review) {
        webhooks.add(List.of(OutboxEntry.published(review)), clock.now());
    }
}
