package io.runtruth.restore.target;

import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.shared.OutgoingHttp;
import io.runtruth.shared.PublicAddresses.PrivateAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/// Makes one call to a target over HTTP, within its limits of time and size. What comes back beyond the limit
/// is never read, and a connection over which not all was read is not used again.
public final class TargetClient implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_OF_REFUSALS = 8 << 10;

    private final TargetLimits limits;
    private final TargetMetrics metrics;
    private final CloseableHttpClient client;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("target-limits").factory());

    /// @param privateAllowed also in private networks
    public TargetClient(boolean privateAllowed, TargetLimits limits, TargetMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
        client = OutgoingHttp.client(privateAllowed, limits.connect(), limits.silence(), MOST_CONNECTIONS);
    }

    TargetLimits limits() {
        return limits;
    }

    TargetMetrics metrics() {
        return metrics;
    }

    /// Whatever it is answered is an answer.
    ///
    /// @throws TargetFault where there is none: `PRIVATE_ADDRESS`, `UNTRUSTED`, `TIMED_OUT`, `TOO_LARGE`,
    ///     `UNREACHABLE`
    TargetAnswer call(TargetCall call) throws TargetFault {
        var request = request(call);
        var limit = timer.schedule(request::abort, limits.whole().toMillis(), TimeUnit.MILLISECONDS);
        try (var response =
                client.executeOpen(RoutingSupport.determineHost(request), request, HttpClientContext.create())) {
            return answer(response, call);
        } catch (PrivateAddress e) {
            throw new TargetFault(FaultKind.PRIVATE_ADDRESS, call.at(), e);
        } catch (SSLException e) {
            throw new TargetFault(FaultKind.UNTRUSTED, call.at(), e);
        } catch (InterruptedIOException e) {
            throw new TargetFault(FaultKind.TIMED_OUT, call.at(), e);
        } catch (IOException | HttpException e) {
            throw new TargetFault(request.isAborted() ? FaultKind.TIMED_OUT : FaultKind.UNREACHABLE, call.at(), e);
        } finally {
            limit.cancel(false);
        }
    }

    /// Whether what was to be sent may have come to the target.
    static boolean isSent(TargetFault fault) {
        return switch (fault.getCause()) {
            case ConnectException _, ConnectTimeoutException _, UnknownHostException _ -> false;
            case null -> false;
            default -> true;
        };
    }

    private static HttpUriRequestBase request(TargetCall call) {
        var request = new HttpUriRequestBase(call.method(), call.address());
        request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + call.token());
        call.headers().forEach(request::setHeader);
        if (call.content() != null) {
            var type = ContentType.create(ContentType.APPLICATION_JSON.getMimeType());
            request.setEntity(new ByteArrayEntity(call.content(), type));
        }
        return request;
    }

    private static TargetAnswer answer(ClassicHttpResponse response, TargetCall call) throws IOException, TargetFault {
        var isRead = response.getCode() == TargetAnswer.OK;
        return new TargetAnswer(
                response.getCode(),
                header(response, HttpHeaders.CONTENT_TYPE),
                header(response, HttpHeaders.CONTENT_ENCODING),
                header(response, HttpHeaders.ETAG),
                header(response, HttpHeaders.RETRY_AFTER),
                content(response, isRead ? call.mostBytes() : MOST_OF_REFUSALS, isRead, call.at()));
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static byte[] content(ClassicHttpResponse response, int mostBytes, boolean isAllNeeded, String at)
            throws IOException, TargetFault {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        if (isAllNeeded && entity.getContentLength() < 0 && !entity.isChunked()) {
            // where it ends as the connection does, nobody knows whether it is whole
            throw new IOException("an answer that does not say where it ends");
        }
        var read = entity.getContent().readNBytes(mostBytes + 1);
        if (isAllNeeded && read.length > mostBytes) {
            throw new TargetFault(FaultKind.TOO_LARGE, at);
        }
        return read;
    }

    /// Waits, unless the node is stopping.
    ///
    /// @throws TargetFault `UNREACHABLE` where it is
    void pause(Duration wait, String at) throws TargetFault {
        try {
            if (closing.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TargetFault(FaultKind.UNREACHABLE, at);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetFault(FaultKind.UNREACHABLE, at, e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        timer.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /// @param content null where nothing is sent
    /// @param mostBytes of an answer that is read
    /// @param at the document or the target, as people know it
    record TargetCall(
            String method,
            URI address,
            String token,
            Map<String, String> headers,
            byte @Nullable [] content,
            int mostBytes,
            String at) {}
}
