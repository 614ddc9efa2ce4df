package io.runtruth.ui.kit;

import io.runtruth.operations.Via;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.ui.kit.StartToast.Subject;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Starts the composition of one row, and says what came of it: one request for each click (I14).
@Component
public class CompositionStart {

    private final EnvironmentReviewService starts;
    private final CurrentActor current;

    CompositionStart(EnvironmentReviewService starts, CurrentActor current) {
        this.starts = starts;
        this.current = current;
    }

    /// @param workspace its slug
    public void of(String workspace, EnvironmentReviewRow row) {
        var request = new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
        StartToast.show(
                new Subject(workspace, row.slug(), row.name()), starts.create(current.get(), row.scope(), request));
    }
}
