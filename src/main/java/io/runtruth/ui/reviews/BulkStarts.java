package io.runtruth.ui.reviews;

import io.runtruth.access.Actor;
import io.runtruth.access.RequestOrigin;
import io.runtruth.operations.Via;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.ui.kit.BulkWork;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.StartToast.Subject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Starts compositions of many environments outside of the click that asks for them: each is a transaction, and a
/// page that waits for all of them is locked for as long.
@Component
class BulkStarts {

    /// At once; the rest stays selected.
    static final int MOST = 200;

    private final EnvironmentReviewService starts;
    private final ProblemMessages messages;

    BulkStarts(EnvironmentReviewService starts, ProblemMessages messages) {
        this.starts = starts;
        this.messages = messages;
    }

    /// @param rows at most [#MOST]
    /// @param locale for what goes wrong
    BulkWork<StartAttempt> begin(
            Actor actor,
            List<EnvironmentReviewRow> rows,
            Function<EnvironmentReviewRow, Subject> subject,
            Locale locale) {
        var bulk = new BulkWork<StartAttempt>(rows.size());
        Thread.ofVirtual()
                .name("bulk-start")
                .start(RequestOrigin.kept(() -> bulk.work(
                        rows,
                        row -> StartAttempt.of(
                                subject.apply(row),
                                () -> starts.create(actor, row.scope(), request()),
                                thrown -> messages.of(thrown, locale)))));
        return bulk;
    }

    private static StartRequest request() {
        return new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
    }
}
