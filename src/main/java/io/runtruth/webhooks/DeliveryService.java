package io.runtruth.webhooks;

import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Delays;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of deliveries: taken, settled, forgotten. No transaction is open while one is sent.
@Service
class DeliveryService {

    /// Longer than sending takes.
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final WebhookRepository webhooks;
    private final QueueClock clock;

    DeliveryService(WebhookRepository webhooks, QueueClock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /// Several nodes take at the same time without meeting.
    ///
    /// @param most how many can be sent now
    @Transactional
    List<Due> take(int most) {
        return webhooks.take(clock.now(), LEASE, most);
    }

    @Transactional
    void settle(Due due, Answer answer) {
        if (answer.isTaken()) {
            webhooks.settle(due, Delivery.DeliveryState.DELIVERED, answer, null);
            return;
        }
        var delay = Delays.OF_OTHERS.after(due.attempts());
        webhooks.settle(
                due,
                delay.isEmpty() ? Delivery.DeliveryState.GIVEN_UP : Delivery.DeliveryState.WAITING,
                answer,
                delay.map(it -> clock.now().plus(it)).orElse(null));
    }

    /// @return how many old ones were removed; 0 where none is left
    @Transactional
    int forget() {
        return webhooks.deleteOld(clock.now().minus(KEPT), FORGOTTEN_AT_ONCE);
    }
}
