package io.runtruth.api;

import io.runtruth.access.SignInDelayed;
import io.runtruth.access.TokenRefused;
import io.runtruth.edge.BrokenContent;
import io.runtruth.operations.queue.PassingFault;
import io.runtruth.shared.Problem;
import java.time.Duration;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Sorts what a call ended in (style 5). Everything that is not known here is a fault of ours.
final class Faults {

    private static final int MOST_SHOWN = 50;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private Faults() {}

    static Fault of(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> Fault.of(problem);
            case Refusal refusal -> Fault.of(refusal);
            case InternalAuthenticationServiceException outer when outer.getCause() != null -> of(outer.getCause());
            case AuthenticationException failure -> signIn(failure);
            case RuntimeException full when PassingFault.isNoRoom(full) -> Fault.of(new Problem.NoRoom());
            case Exception broken
            when BrokenContent.isIn(broken) -> Fault.of(HttpStatus.BAD_REQUEST, "request.malformed");
            case RuntimeException outage when PassingFault.is(outage) -> away();
            case MethodArgumentTypeMismatchException wrong -> parameter(wrong.getName());
            case HttpMessageNotReadableException wrong -> content(wrong);
            case BindException wrong
            when wrong.getFieldError() != null ->
                parameter(wrong.getFieldError().getField());
            case HttpRequestMethodNotSupportedException wrong -> method(wrong);
            case ErrorResponse told -> of(status(told.getStatusCode().value())).with(told.getHeaders());
            case TypeMismatchException _, MultipartException _, RequestRejectedException _ ->
                Fault.of(HttpStatus.BAD_REQUEST, "request.malformed");
            default -> Fault.of(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected");
        };
    }

    /// What no exception of ours was told about: the status alone.
    static Fault of(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN -> Fault.of(status, "request.other_site");
            case NOT_FOUND -> Fault.of(status, "not_found");
            case NOT_ACCEPTABLE -> Fault.of(status, "request.accept");
            case REQUEST_TIMEOUT -> Fault.of(status, "request.too_slow");
            case CONTENT_TOO_LARGE -> Fault.of(status, "request.too_large");
            case UNSUPPORTED_MEDIA_TYPE -> Fault.of(status, "request.content_type");
            case MISDIRECTED_REQUEST -> Fault.of(status, "request.other_host");
            case SERVICE_UNAVAILABLE -> away();
            default ->
                status.is5xxServerError()
                        ? Fault.of(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected")
                        : Fault.of(HttpStatus.BAD_REQUEST, "request.malformed");
        };
    }

    /// A request's own doing where it is none of the known ones.
    static HttpStatus status(int code) {
        var known = HttpStatus.resolve(code);
        return known == null ? HttpStatus.BAD_REQUEST : known;
    }

    private static Fault signIn(AuthenticationException failure) {
        if (failure instanceof SignInDelayed delayed) {
            return Fault.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            switch (delayed.reason()) {
                                case THROTTLED -> "sign_in.throttled";
                                case BUSY -> "sign_in.busy";
                            })
                    .with(retryAfter(delayed.retryAfterSeconds()));
        }
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Runtruth\"");
        return Fault.of(HttpStatus.UNAUTHORIZED, unauthorized(failure)).with(headers);
    }

    private static String unauthorized(AuthenticationException failure) {
        if (failure instanceof TokenRefused refused) {
            return refused.wasGood() ? "token.over" : "token.unknown";
        }
        return "sign_in.needed";
    }

    private static Fault away() {
        return Fault.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable").with(retryAfter(RETRY_AFTER.toSeconds()));
    }

    private static HttpHeaders retryAfter(long seconds) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return headers;
    }

    private static Fault parameter(String name) {
        return Fault.of(HttpStatus.BAD_REQUEST, "request.parameter", name);
    }

    /// JSON that is none, or that says something else than the call takes: named, as far as it is known.
    private static Fault content(HttpMessageNotReadableException wrong) {
        return switch (wrong.getCause()) {
            case UnrecognizedPropertyException unknown ->
                Fault.of(HttpStatus.BAD_REQUEST, "request.parameter_unknown", shown(unknown.getPropertyName()));
            case DatabindException other
            when !other.getPath().isEmpty() && other.getPath().getFirst().getPropertyName() != null ->
                parameter(shown(other.getPath().getFirst().getPropertyName()));
            case null, default -> Fault.of(HttpStatus.BAD_REQUEST, "request.malformed");
        };
    }

    private static String shown(String name) {
        return name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "…" : name;
    }

    private static Fault method(HttpRequestMethodNotSupportedException wrong) {
        var allowed = wrong.getHeaders().getFirst(HttpHeaders.ALLOW);
        return Fault.of(HttpStatus.METHOD_NOT_ALLOWED, "request.method", allowed == null ? "" : allowed)
                .with(wrong.getHeaders());
    }
}
