package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a password must be (contract 8): long enough, and not one that everybody tries first. No other rules.
public final class PasswordRules {

    /// In code points: a person counts what they see, not how it is stored.
    static final int SHORTEST = 12;

    public static final int LONGEST = 200;

    /// The commonest of twelve characters or more, one a line, in lower case.
    private static final String COMMONEST = "common-passwords.txt";

    private static final String PRODUCT = "runtruth";
    private static final int LONGEST_UNIT = 10;

    /// What fingers and children walk along, in both directions, and round again at the end.
    private static final List<String> ROWS = Stream.of(
                    "1234567890",
                    "0123456789",
                    "abcdefghijklmnopqrstuvwxyz",
                    "qwertyuiopasdfghjklzxcvbnm",
                    "qwertzuiopasdfghjklyxcvbnm",
                    "azertyuiopqsdfghjklmwxcvbn",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "q1w2e3r4t5y6u7i8o9p0",
                    "qazwsxedcrfvtgbyhnujmikolp")
            .flatMap(row -> Stream.of(row, new StringBuilder(row).reverse().toString()))
            .map(row -> row.repeat(Math.ceilDiv(LONGEST, row.length()) + 1))
            .toList();

    private PasswordRules() {}

    /// @param names what others know of the person
    /// @throws Problem.InvalidInput `account.password` for its length, `account.password_common` for what is common
    static void require(String password, Collection<String> names) {
        requireLength(password, SHORTEST);
        if (isCommon(password, names)) {
            throw new Problem.InvalidInput("account.password_common");
        }
    }

    /// For accounts of the demo, whose password is no secret.
    static void requireAny(String password) {
        requireLength(password, 1);
    }

    private static void requireLength(String password, int shortest) {
        var length = password.codePointCount(0, password.length());
        if (length < shortest || length > LONGEST) {
            throw new Problem.InvalidInput("account.password", shortest, LONGEST);
        }
    }

    private static boolean isCommon(String password, Collection<String> names) {
        var folded = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Commonest.ALL.contains(folded)
                || isRepeated(folded)
                || ROWS.stream().anyMatch(row -> row.contains(folded))
                || Stream.concat(Stream.of(PRODUCT), names.stream())
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> isDecorated(folded, name));
    }

    /// `aaaaaaaaaaaa`, `abcabcabcabc`, `passwordpassword`; also where the last one is cut off.
    private static boolean isRepeated(String password) {
        for (var unit = 1; unit <= Math.min(LONGEST_UNIT, password.length() / 2); unit++) {
            if (password.regionMatches(0, password, unit, password.length() - unit)) {
                return true;
            }
        }
        return false;
    }

    /// A name with nothing but digits and signs around it.
    private static boolean isDecorated(String password, String name) {
        return !name.isBlank()
                && password.contains(name)
                && password.replace(name, "").codePoints().noneMatch(Character::isLetter);
    }

    /// Read when the first password is chosen.
    private static final class Commonest {

        static final Set<String> ALL = read();

        private Commonest() {}

        private static Set<String> read() {
            var stream = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(COMMONEST), COMMONEST);
            try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                return lines.lines().collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
