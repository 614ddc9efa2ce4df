package io.runtruth.operations.reads;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.runtruth.operations.reads.SystemQueries.Gauged;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The queue's depth and the reconciler's last pass, read at most every few seconds, when somebody asks for
/// metrics. While they can't be read they are not a number.
@Component
class QueueMetrics implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(QueueMetrics.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SystemQueries queries;
    private Gauged seen = Gauged.UNKNOWN;
    private long seenNanos = System.nanoTime() - FRESH.toNanos();

    QueueMetrics(SystemQueries queries) {
        this.queries = queries;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "runtruth.queue.due", "entries", "entries that a worker may take now", Gauged::due);
        gauge(meters, "runtruth.queue.later", "entries", "entries that are due later", Gauged::later);
        gauge(meters, "runtruth.queue.working", "entries", "entries that workers hold", Gauged::working);
        gauge(
                meters,
                "runtruth.queue.oldest.due.age",
                "seconds",
                "how long the oldest has been due",
                Gauged::oldestDue);
        gauge(meters, "runtruth.pass.age", "seconds", "since the last pass came to its end", Gauged::passAge);
        gauge(meters, "runtruth.pass.duration", "seconds", "how long the last pass took", Gauged::passDuration);
    }

    private void gauge(
            MeterRegistry meters, String name, String unit, String description, ToDoubleFunction<Gauged> value) {
        Gauge.builder(name, this, it -> value.applyAsDouble(it.look()))
                .baseUnit(unit)
                .description(description)
                .register(meters);
    }

    private synchronized Gauged look() {
        if (System.nanoTime() - seenNanos >= FRESH.toNanos()) {
            seenNanos = System.nanoTime();
            try {
                seen = queries.gauged();
            } catch (DataAccessException | TransactionException e) {
                LOG.debug("the queue can't be measured at the moment", e);
                seen = Gauged.UNKNOWN;
            }
        }
        return seen;
    }
}
