package io.runtruth.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Seals small values that go to a browser and come back within [#LASTS], to whatever node: nobody else can read,
/// make or change one, and none serves another purpose than its own. So nothing of a stranger's sign-in is kept here
/// meanwhile.
@Component
public class SignInSeal {

    public static final Duration LASTS = Duration.ofMinutes(10);

    /// Longer than any that we make.
    private static final int LONGEST = 4_000;

    private final SignInKey key;
    private final JsonMapper json;
    private final Clock clock;

    SignInSeal(SignInKey key, JsonMapper json, Clock clock) {
        this.key = key;
        this.json = json;
        this.clock = clock;
    }

    /// @param value a record; its class is its purpose
    /// @return letters, digits, `-` and `_`
    /// @throws IllegalStateException without a key
    public String seal(Record value) {
        var sealed = new Sealed(clock.instant(), json.valueToTree(value).toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        key.key().orElseThrow().seal(json.writeValueAsString(sealed), purpose(value.getClass())));
    }

    /// Empty for what was not sealed here, for another purpose, or too long ago.
    public <T extends Record> Optional<T> open(Class<T> type, @Nullable String text) {
        if (text == null || text.length() > LONGEST || key.key().isEmpty()) {
            return Optional.empty();
        }
        try {
            return key.key()
                    .get()
                    .open(Base64.getUrlDecoder().decode(text), purpose(type))
                    .map(it -> json.readValue(it, Sealed.class))
                    .filter(it -> clock.instant().isBefore(it.at().plus(LASTS)))
                    .map(it -> json.readValue(it.value(), type));
        } catch (IllegalArgumentException | JacksonException _) {
            return Optional.empty();
        }
    }

    private static String purpose(Class<?> type) {
        return "sign-in " + type.getSimpleName();
    }

    private record Sealed(Instant at, String value) {}
}
