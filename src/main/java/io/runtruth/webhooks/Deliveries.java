package io.runtruth.webhooks;

import io.runtruth.operations.queue.Node;
import io.runtruth.shared.Workload;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
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
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhooks-", 0).factory());

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

    /// Begins to send what is due, as far as there is room: a receiver that is slow holds its own place, and nobody
    /// waits for it.
    void begin() {
        int room = free.drainPermits();
        var due = List.<Due>of();
        try {
            due = room == 0 ? due : take(room);
        } finally {
            free.release(room - due.size());
        }
        due.forEach(one -> senders.execute(() -> Workload.asJob(() -> send(one))));
    }

    private List<Due> take(int room) {
        try {
            return deliveries.take(room);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("what is due to webhooks could not be read; it stays due", e);
            return List.of();
        }
    }

    /// Waits until everything that was begun has ended.
    void finish() throws InterruptedException {
        free.acquire(AT_ONCE);
        free.release(AT_ONCE);
    }

    /// The edge where one delivery's failure is kept from the others (style 5). One that could not be settled is sent
    /// again: receivers know it by its id.
    private void send(Due due) {
        try {
            deliveries.settle(due, answer(due));
        } catch (RuntimeException e) {
            LOG.warn("delivery {} was not settled and will be sent again", due.id(), e);
        } finally {
            free.release();
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
        senders.shutdownNow();
    }
}
