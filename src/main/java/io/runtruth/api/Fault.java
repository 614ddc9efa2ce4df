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
            case Problem.InvalidInput tooLarge
            when tooLarge.code().equals("evidence.too_large") -> HttpStatus.CONTENT_TOO_LARGE;
            case Problem.InvalidInput _ -> HttpStatus.BAD_REQUEST;
            case Problem.Conflict _ -> HttpStatus.CONFLICT;
            case Problem.NoRoom _ -> HttpStatus.INSUFFICIENT_STORAGE;
            case Problem.Unprocessable _ -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return new Fault(status, problem.code(), problem.arguments(), members(problem), HttpHeaders.EMPTY);
    }

    /// Which tenant or scan is meant is the caller's to choose, so a program is told which there are.
    private static Map<String, Object> members(Problem problem) {
        return switch (problem.code()) {
            case "evidence.tenant_choice" -> Map.of("tenants", problem.arguments().getLast());
            case "evidence.scan_choice" -> Map.of("scans", problem.arguments().getLast());
            default -> Map.of();
        };
    }

    static Fault of(Refusal refusal) {
        return new Fault(
                HttpStatus.CONFLICT, refusal.code(), refusal.arguments(), refusal.members(), HttpHeaders.EMPTY);
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
