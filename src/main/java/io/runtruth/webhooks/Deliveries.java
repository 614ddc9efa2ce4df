package io.runtruth.webhooks;

import io.runtruth.operations.queue.Node;
import io.runtruth.shared.Workload;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Sends what is due, on every worker.
@Component
class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final DeliveryService deliveries;
    private final WebhookSender sender;
    private final Node node;
    private final Semaphore free = new Semaphore(1);

    Deliveries(DeliveryService deliveries, WebhookSender sender, Node node) {
        this.deliveries = deliveries;
        this.sender = sender;
        this.node = node;
    }

    /// On a thread of its own: the node's other regular work waits for no receiver.
    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        if (node.role().takesJobs() && free.tryAcquire()) {
            Thread.ofVirtual().name("webhooks").start(() -> {
                try {
                    Workload.asJob(this::sendAllDue);
                } finally {
                    free.release();
                }
            });
        }
    }

    /// Until nothing is due.
    void sendAllDue() {
        try {
            List<Due> due = deliveries.take();
            while (!due.isEmpty()) {
                sendAll(due);
                due = deliveries.take();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("what is due to webhooks could not be read; it stays due", e);
        }
    }

    private void sendAll(List<Due> due) {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(one -> senders.execute(() -> Workload.asJob(() -> send(one))));
        }
    }

    /// The edge where one delivery's failure is kept from the others (style 5). One that could not be settled is
    /// sent again: receivers know it by its id.
    private void send(Due due) {
        try {
            deliveries.settle(due, sender.send(due));
        } catch (RuntimeException e) {
            LOG.warn("delivery {} was not settled and will be sent again", due.id(), e);
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
}
