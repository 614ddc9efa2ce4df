package io.runtruth.api;

import io.runtruth.shared.Problem;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A parameter that takes one of a few words.
final class Choice {

    private Choice() {}

    /// Null where the parameter was left out.
    ///
    /// @throws Problem.InvalidInput `request.parameter` for any other word
    static <T> @Nullable T of(String parameter, @Nullable String word, T[] values, Function<T, String> code) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> code.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new Problem.InvalidInput("request.parameter", parameter));
    }
}
