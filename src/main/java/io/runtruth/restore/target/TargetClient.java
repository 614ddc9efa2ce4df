package io.runtruth.restore.target;

import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.shared.OutgoingHttp;
import io.runtruth.shared.PublicAddresses.PrivateAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
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
    private static final int MOST_CAUSES = 20;

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
    ///     `UNREACHABLE`; `STOPPED` where the node is stopping, whatever has become of the call
    TargetAnswer call(TargetCall call) throws TargetFault {
        if (isStopping()) {
            throw new TargetFault(FaultKind.STOPPED, call.at());
        }
        var request = request(call);
        try {
            var limit = timer.schedule(request::abort, limits.whole().toMillis(), TimeUnit.MILLISECONDS);
            try {
                return answer(
                        client.executeOpen(RoutingSupport.determineHost(request), request, HttpClientContext.create()),
                        request,
                        call);
            } finally {
                limit.cancel(false);
            }
        } catch (IOException | HttpException e) {
            throw new TargetFault(isStopping() ? FaultKind.STOPPED : kind(e, request.isAborted()), call.at(), e);
        } catch (IllegalStateException | RejectedExecutionException e) {
            // a client that is closed under a call
            if (!isStopping()) {
                throw e;
            }
            throw new TargetFault(FaultKind.STOPPED, call.at(), e);
        }
    }

    /// Whoever stops a node interrupts what does not end by itself.
    private boolean isStopping() {
        return closing.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private static FaultKind kind(Exception e, boolean isAborted) {
        return switch (e) {
            case PrivateAddress _ -> FaultKind.PRIVATE_ADDRESS;
            case SSLException tls when isUntrusted(tls) -> FaultKind.UNTRUSTED;
            case InterruptedIOException _ -> FaultKind.TIMED_OUT;
            default -> isAborted ? FaultKind.TIMED_OUT : FaultKind.UNREACHABLE;
        };
    }

    /// It is the certificate, and not a connection that broke while it was made.
    private static boolean isUntrusted(SSLException e) {
        return e instanceof SSLPeerUnverifiedException
                || Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .limit(MOST_CAUSES)
                        .anyMatch(CertificateException.class::isInstance);
    }

    /// Whether what was to be sent may have come to the target.
    static boolean isSent(TargetFault fault) {
        return switch (fault.getCause()) {
            case ConnectException _, ConnectTimeoutException _, UnknownHostException _, SSLHandshakeException _ ->
                false;
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

    /// Of a document that was asked for all counts; of any other answer its status does, and what it begins
    /// with is read so that the connection can be used again where there is no more.
    private static TargetAnswer answer(ClassicHttpResponse response, HttpUriRequestBase request, TargetCall call)
            throws IOException, TargetFault {
        var isRead = call.content() == null && response.getCode() == TargetAnswer.OK;
        try {
            return new TargetAnswer(
                    response.getCode(),
                    header(response, HttpHeaders.CONTENT_TYPE),
                    header(response, HttpHeaders.CONTENT_ENCODING),
                    header(response, HttpHeaders.ETAG),
                    header(response, HttpHeaders.RETRY_AFTER),
                    isRead ? content(response, request, call) : beginning(response, request));
        } finally {
            closeQuietly(response);
        }
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException _) {
            // what was answered stays so
        }
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static byte[] content(ClassicHttpResponse response, HttpUriRequestBase request, TargetCall call)
            throws IOException, TargetFault {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() < 0 && !entity.isChunked()) {
            // where it ends as the connection does, nobody knows whether it is whole
            throw new IOException("an answer that does not say where it ends");
        }
        var read = entity.getContent().readNBytes(call.mostBytes() + 1);
        if (read.length > call.mostBytes()) {
            request.abort();
            throw new TargetFault(FaultKind.TOO_LARGE, call.at());
        }
        return read;
    }

    private static byte[] beginning(ClassicHttpResponse response, HttpUriRequestBase request) {
        var entity = response.getEntity();
        try {
            var read = entity == null ? new byte[0] : entity.getContent().readNBytes(MOST_OF_REFUSALS + 1);
            if (read.length > MOST_OF_REFUSALS) {
                // closing would read the rest
                request.abort();
            }
            return read;
        } catch (IOException _) {
            request.abort();
            return new byte[0];
        }
    }

    /// Waits, unless the node is stopping.
    ///
    /// @throws TargetFault `STOPPED` where it is
    void pause(Duration wait, String at) throws TargetFault {
        try {
            if (closing.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TargetFault(FaultKind.STOPPED, at);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetFault(FaultKind.STOPPED, at, e);
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
