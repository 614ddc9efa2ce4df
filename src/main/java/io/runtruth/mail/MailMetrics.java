package io.runtruth.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.runtruth.mail.Sent.LetterFault;
import org.springframework.stereotype.Component;

/// Counts what this node gave to the mail server, and what came of each attempt that failed.
@Component
class MailMetrics {

    private final MeterRegistry meters;

    MailMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void sent(LetterKind kind) {
        meters.counter("runtruth.mail.sent", "kind", kind.code()).increment();
    }

    void failed(LetterKind kind, LetterFault fault) {
        meters.counter("runtruth.mail.failed", Tags.of("kind", kind.code(), "reason", fault.code()))
                .increment();
    }
}
