package io.runtruth.api;

import io.runtruth.api.shapes.RunJson;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.RunWatch;
import io.runtruth.operations.reads.RunWatch.Heard;
import io.runtruth.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/// One stream of runs as server-sent events: `reset` where the list has to be read, `run` with a run as the
/// list has it, and in between a comment, so that both sides see that the other is there. The id of an event is
/// the moment, in milliseconds, up to which its reader then has heard everything; it says nothing of what
/// others do (I12).
final class RunStream {

    private static final Logger LOG = LoggerFactory.getLogger(RunStream.class);

    /// After that it ends, and is begun again: no stream outlives what it was opened by for long.
    private static final Duration LONGEST = Duration.ofHours(1);

    /// Many changes in a row are told together.
    private static final Duration REST = Duration.ofMillis(250);

    private static final int LONGEST_ID = 15;

    private final RunWatch watch;
    private final LongAnswer answer;
    private final JsonMapper json;
    private final Duration beat;
    private final long begunNanos = System.nanoTime();

    RunStream(RunWatch watch, LongAnswer answer, JsonMapper json, Duration beat) {
        this.watch = watch;
        this.answer = answer;
        this.json = json;
        this.beat = beat;
    }

    /// @param id as it was sent in `Last-Event-ID`; empty for none
    /// @throws Problem.InvalidInput `request.parameter` for one that no event had
    static Optional<Instant> heard(String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (id.length() > LONGEST_ID || !id.chars().allMatch(it -> it >= '0' && it <= '9')) {
            throw new Problem.InvalidInput("request.parameter", "Last-Event-ID");
        }
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(id)));
    }

    static void prepare(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        // a proxy that gathers answers would hold the events back
        response.setHeader("X-Accel-Buffering", "no");
    }

    /// Until its reader goes or does not keep up, may no longer see the runs, or the node stops. Whoever comes again
    /// with the last id goes on where it broke off.
    void write() {
        try {
            while (!isOver()) {
                tell(watch.next(beat));
                LockSupport.parkNanos(REST.toNanos());
            }
        } catch (IOException e) {
            LOG.debug("the reader of a stream has gone", e);
        } catch (Problem e) {
            LOG.debug("the reader of a stream may no longer read it", e);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("a stream ends while the database cannot be read", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        return watch.isClosed() || watch.isOverrun() || System.nanoTime() - begunNanos > LONGEST.toNanos();
    }

    private void tell(Heard heard) throws IOException {
        var text = new StringBuilder();
        if (heard.begin()) {
            text.append("event: reset\ndata: {}\n\n");
        }
        for (var row : heard.rows()) {
            text.append("event: run\ndata: ").append(inOneLine(row)).append("\n\n");
        }
        if (text.isEmpty()) {
            text.append(":\n");
        }
        if (heard.upTo() != null) {
            // of an event without data only the id is kept
            text.append("id: ").append(heard.upTo().toEpochMilli()).append("\n\n");
        }
        answer.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String inOneLine(RunRow row) {
        return json.writeValueAsString(RunJson.of(row));
    }
}
