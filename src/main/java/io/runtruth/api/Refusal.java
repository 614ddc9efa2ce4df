package io.runtruth.api;

import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A refusal, 409 unless it says otherwise, that tells more than its words: the answer of a service that is no
/// success, as members of the problem.
final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<Object> arguments;
    private final transient Map<String, @Nullable Object> members;

    Refusal(String code, Map<String, ? extends @Nullable Object> members, Object... arguments) {
        this(HttpStatus.CONFLICT, code, members, arguments);
    }

    Refusal(HttpStatus status, String code, Map<String, ? extends @Nullable Object> members, Object... arguments) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        this.arguments = List.of(arguments);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    List<Object> arguments() {
        return arguments;
    }

    Map<String, @Nullable Object> members() {
        return members;
    }
}
