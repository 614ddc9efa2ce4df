package io.runtruth.access;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;

/// What opens the set-up: 26 letters and digits that a person can read out, 130 random bits, in groups.
///
/// @param plain without the hyphens between its groups
record SetupCode(String plain) {

    /// Without what looks like something else: I, L, O and U.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 26;
    private static final int GROUP = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SetupCode generate() {
        return new SetupCode(RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining()));
    }

    /// Whatever was typed: in any case, with spaces, and with the letters that a digit was taken for.
    static SetupCode typed(String text) {
        var letters = text.length() > 4 * LENGTH ? "" : text.toUpperCase(Locale.ROOT);
        return new SetupCode(letters.replaceAll("[\\s\\p{Pd}]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1'));
    }

    String shown() {
        return plain.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    byte[] hash() {
        return OpaqueSecret.sha256(plain);
    }

    @Override
    public String toString() {
        return "SetupCode";
    }
}
