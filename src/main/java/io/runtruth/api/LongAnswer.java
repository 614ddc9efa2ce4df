package io.runtruth.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer that another thread gives bit by bit, after the one that took the request has gone.
///
/// The server ends it by itself as soon as its reader has gone, and takes the same request and response for the next
/// caller at once. So whatever is done to them is done while they are this caller's: the server waits for it before it
/// ends the answer, and after that nothing is done any more.
final class LongAnswer implements AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(LongAnswer.class);

    private final AsyncContext context;
    private final HttpServletResponse response;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean ended;

    private LongAnswer(AsyncContext context, HttpServletResponse response) {
        this.context = context;
        this.response = response;
    }

    /// Without a limit of time.
    static LongAnswer begin(HttpServletRequest request, HttpServletResponse response) {
        var context = request.startAsync(request, response);
        context.setTimeout(0);
        var answer = new LongAnswer(context, response);
        context.addListener(answer);
        return answer;
    }

    /// @throws IOException where the reader has gone
    void write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            if (ended) {
                throw new IOException("the server has ended the answer");
            }
            response.getOutputStream().write(bytes);
            response.flushBuffer();
        } finally {
            lock.unlock();
        }
    }

    /// Does nothing where the server has done so.
    void end() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                context.complete();
            }
        } catch (IllegalStateException e) {
            LOG.debug("the server is about to end it, for its reader has gone", e);
        } finally {
            lock.unlock();
        }
    }

    private void endedByServer() {
        lock.lock();
        ended = true;
        lock.unlock();
    }

    @Override
    public void onError(AsyncEvent event) {
        endedByServer();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        endedByServer();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        endedByServer();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // begun once, by this class
    }
}
