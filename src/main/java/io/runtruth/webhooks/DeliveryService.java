package io.runtruth.webhooks;

import io.runtruth.operations.queue.QueueClock;
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

    /// After the first attempt, after the second, …: a receiver may be away for a night and a day.
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(15));

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
        } else if (due.attempts() > DELAYS.size()) {
            webhooks.settle(due, Delivery.DeliveryState.GIVEN_UP, answer, null);
        } else {
            var next = clock.now().plus(DELAYS.get(due.attempts() - 1));
            webhooks.settle(due, Delivery.DeliveryState.WAITING, answer, next);
        }
    }

    /// @return how many old ones were removed; 0 where none is left
    @Transactional
    int forget() {
        return webhooks.deleteOld(clock.now().minus(KEPT), FORGOTTEN_AT_ONCE);
    }
}
