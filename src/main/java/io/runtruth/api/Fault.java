package io.runtruth.api;

import io.runtruth.shared.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/// What went wrong with a call, before it is put into words.
///
/// @param code tail of the text's key `problem.<code>`
/// @param arguments of the text
/// @param members what the answer tells beside it
/// @param headers of the answer
record Fault(
        HttpStatus status,
        String code,
        List<Object> arguments,
        Map<String, ? extends @Nullable Object> members,
        HttpHeaders headers) {

    static Fault of(HttpStatus status, String code, Object... arguments) {
        return new Fault(status, code, List.of(arguments), Map.of(), HttpHeaders.EMPTY);
    }

    static Fault of(Problem problem) {
        var status = switch (problem) {
            case Problem.NotFound _ -> HttpStatus.NOT_FOUND;
            case Problem.Forbidden _ -> HttpStatus.FORBIDDEN;
            case Problem.InvalidInput wrong -> status(wrong);
            case Problem.Conflict _ -> HttpStatus.CONFLICT;
            case Problem.NoRoom _ -> HttpStatus.INSUFFICIENT_STORAGE;
            case Problem.TooMuch _ -> HttpStatus.TOO_MANY_REQUESTS;
            case Problem.Unprocessable _ -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return new Fault(status, problem.code(), problem.arguments(), members(problem), headers(problem));
    }

    private static HttpStatus status(Problem.InvalidInput wrong) {
        return switch (wrong.code()) {
            case "evidence.too_large" -> HttpStatus.CONTENT_TOO_LARGE;
            case "request.content_encoding" -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            default -> HttpStatus.BAD_REQUEST;
        };
    }

    /// What a program chooses from; its words are for people.
    private static Map<String, Object> members(Problem problem) {
        return switch (problem.code()) {
            case "evidence.tenant_choice" ->
                Map.of("tenants", problem.arguments().getLast());
            case "evidence.account_choice" ->
                Map.of("accounts", problem.arguments().getLast());
            case "evidence.document_choice" ->
                Map.of("documents", problem.arguments().getLast());
            case "evidence.scan_choice" -> Map.of("scans", problem.arguments().getLast());
            default -> Map.of();
        };
    }

    private static HttpHeaders headers(Problem problem) {
        var headers = new HttpHeaders();
        if (problem instanceof Problem.TooMuch much) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(much.retryAfterSeconds()));
        }
        if (problem.code().equals("request.content_encoding")) {
            headers.set(HttpHeaders.ACCEPT_ENCODING, "gzip");
        }
        return headers;
    }

    static Fault of(Refusal refusal) {
        return new Fault(refusal.status(), refusal.code(), refusal.arguments(), refusal.members(), HttpHeaders.EMPTY);
    }

    Fault with(HttpHeaders more) {
        var all = new HttpHeaders(headers);
        all.putAll(more);
        return new Fault(status, code, arguments, members, all);
    }

    /// Whether the call was in order, and the node could not answer it.
    boolean isOurs() {
        return status.is5xxServerError();
    }

    /// Tail of the key `problem.kind.<kind>`, for a code without a text of its own.
    String kind() {
        return switch (status) {
            case NOT_FOUND -> "not_found";
            case FORBIDDEN -> "forbidden";
            case CONFLICT, UNPROCESSABLE_CONTENT -> "conflict";
            default -> "invalid_input";
        };
    }
}
