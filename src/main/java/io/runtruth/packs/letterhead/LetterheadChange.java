package io.runtruth.packs.letterhead;

import io.runtruth.shared.Problem;
import io.runtruth.shared.WrittenText;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to stand at the head of documents from now on, all of it.
///
/// @param logo null for none
/// @param accent `#rrggbb`, in any case; null or empty for none
/// @param address null or empty for none
/// @param basedOn the letterhead that it was made from; null where there was none
public record LetterheadChange(
        @Nullable Logo logo,
        @Nullable String accent,
        @Nullable String address,
        @Nullable UUID basedOn) {

    public static final int MOST_LINES = 6;
    public static final int MOST_CHARACTERS = 300;

    /// @throws Problem.InvalidInput `letterhead.accent_form`, `letterhead.accent_light`, `letterhead.address`
    public LetterheadChange {
        accent = accent == null || accent.isBlank() ? null : Accent.of(accent);
        address = address == null || address.isBlank() ? null : addressOf(address);
    }

    private static String addressOf(String text) {
        return WrittenText.of(text, MOST_CHARACTERS)
                .filter(it -> it.lines().count() <= MOST_LINES && it.indexOf('\t') < 0)
                .orElseThrow(() -> new Problem.InvalidInput("letterhead.address", MOST_LINES, MOST_CHARACTERS));
    }

    boolean says(Letterhead letterhead) {
        return Objects.equals(logo, letterhead.logo())
                && Objects.equals(accent, letterhead.accent())
                && Objects.equals(address, letterhead.address());
    }
}
