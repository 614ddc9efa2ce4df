package io.runtruth.restore.target;

import io.runtruth.restore.target.TargetFault.FaultKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/// What a target answered to one call.
///
/// @param content of refusals the beginning at most
record TargetAnswer(
        int status,
        @Nullable String contentType,
        @Nullable String contentEncoding,
        @Nullable String etag,
        @Nullable String retryAfter,
        byte[] content) {

    static final int OK = 200;

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    boolean isOk() {
        return status == OK;
    }

    boolean isNotThere() {
        return status == 404 || status == 410;
    }

    /// Written, by the target's own word. What is accepted for later is not.
    boolean isWritten() {
        return status == OK || status == 201 || status == 204;
    }

    /// It is not as it was when it was looked at.
    boolean isStale() {
        return status == 412 || status == 409;
    }

    /// What was sent may have been taken nevertheless: accepted for later, or broken off on the way.
    boolean isTakenPerhaps() {
        return !isStale() && status != 429;
    }

    /// It asks to be left alone for a while.
    boolean isNotNow() {
        return status == 429 || status == 503;
    }

    /// The same call may be answered otherwise in a moment, or it was done and something on the way back
    /// failed.
    boolean isPassing() {
        return isNotNow() || status == 408 || status / 100 == 5 && status != 507;
    }

    /// It leads to another address, where nobody goes; it may have been done nevertheless.
    boolean isElsewhere() {
        return status / 100 == 3;
    }

    boolean isJson() {
        var type = ContentType.parseLenient(contentType);
        if (type == null || contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            return false;
        }
        var name = String.valueOf(type.getMimeType()).toLowerCase(Locale.ROOT);
        return name.equals("application/json")
                || name.equals("text/json")
                || name.startsWith("application/") && name.endsWith("+json");
    }

    /// What `If-Match` can name: a weak one never matches.
    Optional<String> strongEtag() {
        return Optional.ofNullable(etag).filter(it -> it.length() >= 2 && it.startsWith("\"") && it.endsWith("\""));
    }

    /// How long it asks to be left alone; empty where it does not say.
    Optional<Duration> wait(Instant now) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        var said = retryAfter.strip();
        if (SECONDS.matcher(said).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(said)));
        }
        try {
            var until = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    TargetFault refusal(String at) {
        return new TargetFault(
                switch (status) {
                    case 401, 403, 407 -> FaultKind.NOT_PERMITTED;
                    case 408 -> FaultKind.TIMED_OUT;
                    case 413, 414 -> FaultKind.TOO_LARGE;
                    case 429, 503 -> FaultKind.BUSY;
                    case 507 -> FaultKind.NO_ROOM;
                    default -> kind();
                },
                at);
    }

    private FaultKind kind() {
        return switch (status / 100) {
            case 2 -> FaultKind.NO_JSON;
            case 3 -> FaultKind.REDIRECTED;
            case 5 -> FaultKind.UNREACHABLE;
            default -> FaultKind.REFUSED;
        };
    }
}
