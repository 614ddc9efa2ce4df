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
        // there from the beginning, so that the first one is an increase
        for (var kind : LetterKind.values()) {
            sent(kind, 0);
            for (var fault : LetterFault.values()) {
                failed(kind, fault, 0);
            }
        }
    }

    void sent(LetterKind kind) {
        sent(kind, 1);
    }

    private void sent(LetterKind kind, int more) {
        meters.counter("runtruth.mail.sent", "kind", kind.code()).increment(more);
    }

    void failed(LetterKind kind, LetterFault fault) {
        failed(kind, fault, 1);
    }

    private void failed(LetterKind kind, LetterFault fault, int more) {
        meters.counter("runtruth.mail.failed", Tags.of("kind", kind.code(), "reason", fault.code()))
                .increment(more);
    }
}
