package io.runtruth.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// How long ago this node last read what was committed: half a second where all is well.
@Component
class ChangeFeedMetrics implements MeterBinder {

    private final ChangeReader reader;

    ChangeFeedMetrics(ChangeReader reader) {
        this.reader = reader;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("runtruth.feed.lag", reader, it -> it.sinceLastRead().toNanos() / 1e9)
                .baseUnit("seconds")
                .description("since this node last read what was committed")
                .register(meters);
    }
}
