package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.operations.reads.RunWatch;
import io.runtruth.operations.reads.RunWatches;
import io.runtruth.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The streams of runs that are open on this node, each on a virtual thread of its own: between two events it holds
/// neither one of the server's threads nor a connection to the database. How many there are is bounded, of a person and
/// in all.
@Component
class RunStreams implements SmartLifecycle {

    static final int MOST_OF_A_PERSON = 5;
    static final int MOST = 500;
    private static final Duration LATER = Duration.ofSeconds(30);

    private final RunWatches watches;
    private final JsonMapper json;
    private final Duration beat;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /// @param beat how often one that has nothing to tell shows that it is there, and is asked whether it still may
    RunStreams(RunWatches watches, JsonMapper json, @Value("${runtruth.streams.beat}") Duration beat) {
        this.watches = watches;
        this.json = json;
        this.beat = beat;
    }

    /// Answers the request from another thread, until one of the two ends it.
    ///
    /// @param heard up to when the caller has heard everything; null where it begins
    /// @throws Problem.TooMuch `run.streams`
    void answer(
            Actor.Person actor,
            UUID workspaceId,
            @Nullable Instant heard,
            HttpServletRequest request,
            HttpServletResponse response) {
        var one = new Open(actor.account(), watches.open(actor, workspaceId, heard));
        admit(one);
        var answer = begun(one, request, response);
        Thread.ofVirtual().name("run-stream").start(() -> {
            try {
                new RunStream(one.watch(), answer, json, beat).write();
            } finally {
                leave(one);
                answer.end();
            }
        });
    }

    private LongAnswer begun(Open one, HttpServletRequest request, HttpServletResponse response) {
        try {
            RunStream.prepare(response);
            return LongAnswer.begin(request, response);
        } catch (RuntimeException e) {
            leave(one);
            throw e;
        }
    }

    private synchronized void admit(Open one) {
        var own = open.stream().filter(it -> it.account().equals(one.account())).count();
        if (!running || own >= MOST_OF_A_PERSON || open.size() >= MOST) {
            one.watch().close();
            throw new Problem.TooMuch("run.streams", LATER.toSeconds());
        }
        open.add(one);
    }

    private void leave(Open one) {
        open.remove(one);
        one.watch().close();
    }

    @Override
    public void start() {
        running = true;
    }

    /// Before the server waits for the answers that are under way: these would not end.
    @Override
    public synchronized void stop() {
        running = false;
        open.forEach(it -> it.watch().close());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Compared as the one that it is: a person may have several.
    private static final class Open {

        private final UUID account;
        private final RunWatch watch;

        Open(UUID account, RunWatch watch) {
            this.account = account;
            this.watch = watch;
        }

        UUID account() {
            return account;
        }

        RunWatch watch() {
            return watch;
        }
    }
}
