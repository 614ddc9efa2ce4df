package io.runtruth.api;

import io.runtruth.api.shapes.PageJson;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Which part is asked for of a list in an order of its own, whose key has several parts.
record KeyPaging(
        @Parameter(description = "`next_cursor` of the part before; left out for the beginning") @Nullable
        String cursor,

        @Parameter(description = "how many, 1 to 200; 50 where it is left out") @Nullable
        Integer limit) {

    private static final int LONGEST = 10_000;
    private static final TypeReference<List<String>> PARTS = new TypeReference<>() {};

    /// One more than the part may hold, so that it shows whether there is more.
    int limitAndOne() {
        return size() + 1;
    }

    private int size() {
        return new Paging(null, limit).size();
    }

    /// Empty for the beginning.
    ///
    /// @param count parts of a key
    /// @param key of them; may throw what is wrong with a number
    /// @throws Problem.InvalidInput `cursor.invalid`
    <K> Optional<K> after(int count, Function<List<String>, K> key) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            var parts = JsonMapper.shared().readValue(decoded(cursor), PARTS);
            if (parts.size() == count && parts.stream().allMatch(part -> part != null && part.indexOf('\0') < 0)) {
                return Optional.of(key.apply(parts));
            }
        } catch (IllegalArgumentException | JacksonException _) {
            // told below
        }
        throw new Problem.InvalidInput("cursor.invalid");
    }

    private static String decoded(String cursor) {
        if (cursor.length() > LONGEST) {
            throw new IllegalArgumentException("length " + cursor.length());
        }
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    /// @param read as many as [#limitAndOne] at most
    /// @param key the parts of the key of a row
    <R, T> PageJson<T> page(List<R> read, Function<R, List<String>> key, Function<R, T> shape) {
        var isCut = read.size() > size();
        var shown = isCut ? read.subList(0, size()) : read;
        return new PageJson<>(shown.stream().map(shape).toList(), isCut ? token(key.apply(shown.getLast())) : null);
    }

    private static String token(List<String> parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonMapper.shared().writeValueAsBytes(parts));
    }
}
