package io.runtruth.webhooks;

import io.runtruth.operations.queue.Node;
import io.runtruth.shared.Outgoing;
import io.runtruth.shared.Workload;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Sends what is due, on every worker.
@Component
class Deliveries implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int AT_ONCE = 64;

    private final DeliveryService deliveries;
    private final WebhookSender sender;
    private final Node node;
    private final Outgoing<Due> outgoing = new Outgoing<>("webhooks", AT_ONCE, this::take, this::send);

    Deliveries(DeliveryService deliveries, WebhookSender sender, Node node) {
        this.deliveries = deliveries;
        this.sender = sender;
        this.node = node;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        if (node.role().takesJobs()) {
            Workload.asJob(this::begin);
        }
    }

    void begin() {
        outgoing.begin();
    }

    private List<Due> take(int room) {
        try {
            return deliveries.take(room);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("what is due to webhooks could not be read; it stays due", e);
            return List.of();
        }
    }

    void finish() throws InterruptedException {
        outgoing.finish();
    }

    /// The edge where one delivery's failure is kept from the others (style 5). One that could not be settled is sent
    /// again: receivers know it by its id.
    private void send(Due due) {
        try {
            deliveries.settle(due, answer(due));
        } catch (RuntimeException e) {
            LOG.warn("delivery {} was not settled and will be sent again", due.id(), e);
        }
    }

    /// What cannot be sent at all counts as an attempt too, so that it comes to an end.
    private Answer answer(Due due) {
        try {
            return sender.send(due);
        } catch (RuntimeException e) {
            LOG.warn("delivery {} could not be sent", due.id(), e);
            return Answer.of(Delivery.DeliveryFault.UNREACHABLE);
        }
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forget() {
        Workload.asJob(() -> {
            int forgotten;
            do {
                forgotten = deliveries.forget();
            } while (forgotten > 0);
        });
    }

    @Override
    public void destroy() {
        outgoing.close();
    }
}
