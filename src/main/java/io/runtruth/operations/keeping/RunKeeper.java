package io.runtruth.operations.keeping;

import io.runtruth.operations.RunOutcome;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Goes through all workspaces, part by part, for no longer than a while: what is left then goes the next time.
@Component
public class RunKeeper {

    /// The recurring task's name in the queue.
    public static final String RECURRING = "operations.keep";

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(RunKeeper.class);

    private final RunKeepingService service;

    RunKeeper(RunKeepingService service) {
        this.service = service;
    }

    /// Every outcome of every workspace, unless it takes too long.
    public void pass() {
        if (service.ruled().isEmpty()) {
            return;
        }
        var end = System.nanoTime() + LONGEST.toNanos();
        @Nullable UUID after = null;
        while (true) {
            var workspaces = service.workspaces(after);
            if (workspaces.isEmpty()) {
                return;
            }
            for (var workspace : workspaces) {
                for (var outcome : service.ruled()) {
                    if (!finishes(workspace, outcome, end)) {
                        LOG.info("there are more runs that are kept no longer; they go with the next pass");
                        return;
                    }
                }
            }
            after = workspaces.getLast();
        }
    }

    private boolean finishes(UUID workspace, RunOutcome outcome, long end) {
        var next = service.removePart(workspace, outcome, null);
        while (next.isPresent()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            next = service.removePart(workspace, outcome, next.get());
        }
        return true;
    }
}
