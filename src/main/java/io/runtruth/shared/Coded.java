package io.runtruth.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A constant that is stored, sent and put into keys of texts by one word: its name in lower case, unless it says
/// otherwise.
public interface Coded {

    /// Of the enum constant.
    String name();

    /// As it is stored and as the API writes it.
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The constant that was stored under this code.
    ///
    /// @throws IllegalArgumentException where there is none
    static <E extends Enum<E> & Coded> E stored(Class<E> type, String code) {
        return of(type, code).orElseThrow(() -> new IllegalArgumentException(code));
    }

    /// The constant of this code, where there is one.
    static <E extends Enum<E> & Coded> Optional<E> of(Class<E> type, String code) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.code().equals(code))
                .findFirst();
    }
}
