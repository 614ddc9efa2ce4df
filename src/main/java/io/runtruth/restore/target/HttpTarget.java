package io.runtruth.restore.target;

import io.runtruth.restore.ContentDigest;
import io.runtruth.restore.DocumentPath;
import io.runtruth.restore.target.TargetClient.TargetCall;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.restore.target.TargetMetrics.AfterLoss;
import io.runtruth.restore.target.TargetMetrics.Cause;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// Documents below an address: which there are is listed at the address itself, each is read and written by its
/// path (`src/docs/targets.md`). What the target says of its state is taken for what it is; where a call was
/// not answered, the document is read before anything is said or tried again.
public final class HttpTarget implements ConfigurationTarget {

    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_OF_LIST = 16 << 20;
    private static final int READ_AT_ONCE = 8;
    private static final int PUT_AT_ONCE = 16;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private final TargetClient client;
    private final URI base;
    private final String token;
    private final Clock clock;

    /// What one call was asked to wait, the others wait too.
    private volatile Instant notBefore = Instant.MIN;

    /// One call could not be made, however often: the others are tried once, until one is answered.
    private volatile boolean isAway;

    /// @param base ends in `/`, without query or fragment
    public HttpTarget(TargetClient client, URI base, String token, Clock clock) {
        this.client = client;
        this.base = base;
        this.token = token;
        this.clock = clock;
    }

    @Override
    public void readAll(Visitor visitor) throws TargetFault {
        var end = readingEnd();
        inPortions(listed(end), end, each -> {
            if (each.fault != null) {
                throw each.fault;
            }
            // what went between the list and this is not there
            if (each.read.isPresent()) {
                visitor.found(each.path, each.read.get());
            }
        });
    }

    @Override
    public void readEach(List<DocumentPath> paths, LookVisitor visitor) throws TargetFault {
        inPortions(paths, readingEnd(), each -> {
            if (each.fault == null) {
                visitor.looked(each.path, each.read);
            } else if (!isOfOne(each.fault)) {
                throw each.fault;
            }
        });
    }

    private Instant readingEnd() {
        return clock.instant().plus(client.limits().reading());
    }

    private void inPortions(List<DocumentPath> paths, Instant end, AttemptVisitor visitor) throws TargetFault {
        for (var portion :
                paths.stream().gather(Gatherers.windowFixed(READ_AT_ONCE)).toList()) {
            var read = portion.stream()
                    .gather(Gatherers.mapConcurrent(READ_AT_ONCE, path -> attempted(path, end)))
                    .toList();
            for (var each : read) {
                visitor.attempted(each);
            }
        }
    }

    private Attempted attempted(DocumentPath path, Instant end) {
        try {
            return new Attempted(path, look(path, end).content(), null);
        } catch (TargetFault e) {
            return new Attempted(path, Optional.empty(), e);
        }
    }

    /// The target answered, and what it says of this document it need not say of others.
    private static boolean isOfOne(TargetFault fault) {
        return switch (fault.kind()) {
            case NO_JSON, TOO_LARGE, NOT_PERMITTED, REFUSED, REDIRECTED -> true;
            default -> false;
        };
    }

    private List<DocumentPath> listed(Instant end) throws TargetFault {
        var at = base.toString();
        var answer = get(base, MOST_OF_LIST, at, end);
        if (answer.isNotThere()) {
            throw new TargetFault(FaultKind.NO_LIST, at);
        }
        if (!answer.isOk()) {
            throw answer.refusal(at);
        }
        if (!answer.isJson()) {
            throw new TargetFault(FaultKind.NO_JSON, at);
        }
        return TargetList.read(answer.content(), at);
    }

    @Override
    public Optional<byte[]> read(DocumentPath path) throws TargetFault {
        return look(path, Instant.MAX).content();
    }

    private Looked look(DocumentPath path, Instant end) throws TargetFault {
        var answer = get(address(path), MOST_BYTES, path.text(), end);
        if (answer.isNotThere()) {
            return new Looked(Optional.empty(), Optional.empty());
        }
        if (!answer.isOk()) {
            throw answer.refusal(path.text());
        }
        if (!answer.isJson()) {
            throw new TargetFault(FaultKind.NO_JSON, path.text());
        }
        return new Looked(Optional.of(answer.content()), answer.strongEtag());
    }

    /// Each name by itself, so that nothing in it is anything but a part of a name.
    private URI address(DocumentPath path) {
        return URI.create(base
                + Arrays.stream(path.text().split("/")).map(HttpTarget::encoded).collect(Collectors.joining("/")));
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append("%%%02X".formatted(b & 0xFF));
            }
        }
        return encoded.toString();
    }

    /// @param end when nothing more is asked
    private TargetAnswer get(URI address, int mostBytes, String at, Instant end) throws TargetFault {
        var call = new TargetCall("GET", address, token, Map.of(), null, mostBytes, at);
        for (int times = 1; ; times++) {
            if (clock.instant().isAfter(end)) {
                throw new TargetFault(FaultKind.TIMED_OUT, at);
            }
            var tried = tried(call, times);
            if (tried.fault == null) {
                return Objects.requireNonNull(tried.answer, "an answer, or a fault");
            }
            if (tried.isLast) {
                throw tried.fault;
            }
            if (clock.instant().plus(tried.rest).isAfter(end)) {
                throw new TargetFault(FaultKind.TIMED_OUT, at, tried.fault);
            }
            client.pause(tried.rest, at);
            client.metrics().again(tried.cause());
        }
    }

    /// Written only over what was looked at, as far as the target can be asked for that. Where it is not known
    /// what became of it, the document is looked at again: it tells.
    @Override
    public Put put(DocumentPath path, @Nullable String before, byte[] wanted, PutMark mark) throws TargetFault {
        var digest = ContentDigest.of(wanted);
        var looked = look(path, Instant.MAX);
        if (digest.equals(looked.digest())) {
            return Put.ALREADY;
        }
        var isSent = false;
        for (int times = 1; Objects.equals(before, looked.digest()); times++) {
            var tried = tried(write(path, looked, wanted), times);
            if (tried.isWritten()) {
                return Put.APPLIED;
            }
            if (tried.isRefused()) {
                throw tried.refusal(path.text());
            }
            isSent |= tried.isSent();
            looked = lookAgain(path, tried, isSent);
            if (tried.isSent()) {
                client.metrics().lost(found(looked, before, digest));
            }
            if (digest.equals(looked.digest())) {
                return isSent ? Put.APPLIED : Put.ALREADY;
            }
            if (tried.isLast && !tried.isStale()) {
                throw tried.refusal(path.text());
            }
            if (tried.isLast) {
                break;
            }
            if (Objects.equals(before, looked.digest())) {
                client.metrics().again(tried.cause());
            }
        }
        return Put.CHANGED;
    }

    private static AfterLoss found(Looked looked, @Nullable String before, String wanted) {
        if (wanted.equals(looked.digest())) {
            return AfterLoss.APPLIED;
        }
        return Objects.equals(before, looked.digest()) ? AfterLoss.NOT_APPLIED : AfterLoss.CHANGED;
    }

    private TargetCall write(DocumentPath path, Looked looked, byte[] wanted) {
        Map<String, String> condition = looked.content.isEmpty()
                ? Map.of(HttpHeaders.IF_NONE_MATCH, "*")
                : looked.etag.map(it -> Map.of(HttpHeaders.IF_MATCH, it)).orElse(Map.of());
        return new TargetCall("PUT", address(path), token, condition, wanted, MOST_BYTES, path.text());
    }

    private Looked lookAgain(DocumentPath path, Tried tried, boolean isSent) throws TargetFault {
        if (!tried.isLast && !tried.isStale()) {
            client.pause(tried.rest, path.text());
        }
        try {
            return look(path, Instant.MAX);
        } catch (TargetFault e) {
            if (e.kind() == FaultKind.STOPPED) {
                throw e;
            }
            if (tried.isSent()) {
                client.metrics().lost(AfterLoss.UNKNOWN);
            }
            throw isSent ? new TargetFault(FaultKind.UNSURE, path.text(), e) : e;
        }
    }

    /// One try, when it is time.
    private Tried tried(TargetCall call, int times) {
        var isLast = times >= (isAway ? 1 : client.limits().tries());
        try {
            var now = clock.instant();
            if (now.isBefore(notBefore)) {
                client.pause(Duration.between(now, notBefore), call.at());
            }
            var answer = client.call(call);
            if (!answer.isPassing()) {
                isAway = false;
                return new Tried(answer, null, Duration.ZERO, isLast || answer.isElsewhere());
            }
            var wait = answer.wait(clock.instant()).orElse(pause(times));
            var isLong = wait.compareTo(client.limits().longestWait()) > 0;
            isAway |= isLast || isLong;
            if (answer.isNotNow() && !isLong) {
                holdBack(wait);
            }
            return new Tried(answer, answer.refusal(call.at()), wait, isLast || isLong);
        } catch (TargetFault e) {
            isAway |= isLast && isPassing(e);
            return new Tried(null, e, pause(times), isLast || !isPassing(e));
        }
    }

    /// Asking again may help.
    private static boolean isPassing(TargetFault fault) {
        return switch (fault.kind()) {
            case UNREACHABLE, TIMED_OUT, BUSY -> true;
            default -> false;
        };
    }

    private synchronized void holdBack(Duration wait) {
        var until = clock.instant().plus(wait);
        if (until.isAfter(notBefore)) {
            notBefore = until;
        }
    }

    /// Twice as long each time, and not all at once.
    private Duration pause(int times) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 6));
        var longest = client.limits().longestWait();
        var most = pause.compareTo(longest) < 0 ? pause : longest;
        return most.dividedBy(2).plusNanos(ThreadLocalRandom.current().nextLong(most.toNanos() / 2 + 1));
    }

    @Override
    public int putsAtOnce() {
        return PUT_AT_ONCE;
    }

    /// What is kept at the other end belongs to nobody here.
    @Override
    public void settle() {}

    @Override
    public void close() {}

    private record Attempted(
            DocumentPath path,
            Optional<byte[]> read,
            @Nullable TargetFault fault) {}

    @FunctionalInterface
    private interface AttemptVisitor {
        void attempted(Attempted attempted) throws TargetFault;
    }

    /// @param content empty where it is not there
    private record Looked(Optional<byte[]> content, Optional<String> etag) {

        @Nullable
        String digest() {
            return content.map(ContentDigest::of).orElse(null);
        }
    }

    /// @param answer null where there was none
    /// @param fault null where it was answered for good
    /// @param isLast it is not to be tried again
    private record Tried(
            @Nullable TargetAnswer answer, @Nullable TargetFault fault, Duration rest, boolean isLast) {

        boolean isWritten() {
            return answer != null && answer.isWritten();
        }

        boolean isStale() {
            return answer != null && answer.isStale();
        }

        /// Whatever it is asked again.
        boolean isRefused() {
            return fault == null
                    ? answer != null && !answer.isStale() && !answer.isElsewhere() && answer.status() / 100 != 2
                    : !isPassing(fault);
        }

        /// It may have been taken.
        boolean isSent() {
            return answer == null ? fault != null && TargetClient.isSent(fault) : answer.isTakenPerhaps();
        }

        /// Why it is made again.
        Cause cause() {
            if (answer == null) {
                return fault != null && fault.kind() == FaultKind.TIMED_OUT ? Cause.TIMED_OUT : Cause.UNREACHABLE;
            }
            if (answer.isNotNow()) {
                return Cause.BUSY;
            }
            return answer.isStale() ? Cause.STALE : Cause.ERROR;
        }

        TargetFault refusal(String at) {
            if (fault != null) {
                return fault;
            }
            // what is taken for later and never shows was not written in time
            return answer == null || answer.status() / 100 == 2
                    ? new TargetFault(FaultKind.TIMED_OUT, at)
                    : answer.refusal(at);
        }
    }
}
