package io.runtruth.api.shapes;

import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.packs.letterhead.LetterheadChange;
import io.runtruth.packs.letterhead.Logo;
import io.runtruth.shared.Problem;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands at the head of documents.
///
/// @param id of this letterhead, which never changes; null where there is none. To change it, send the one that the
///     change is based on
/// @param logo a picture in Base64: PNG or JPEG when it is sent, PNG when it is read; null for none
/// @param accent the colour of lines, `#rrggbb`; null for the documents' own
/// @param address name and address, at most six lines; null for none
@SnakeCase
public record LetterheadJson(
        @Nullable UUID id,
        @Nullable String logo,
        @Nullable String accent,
        @Nullable String address) {

    public static LetterheadJson of(Letterhead letterhead) {
        var logo = letterhead.logo();
        return new LetterheadJson(
                letterhead.id(),
                logo == null ? null : Base64.getEncoder().encodeToString(logo.png()),
                letterhead.accent(),
                letterhead.address());
    }

    /// @throws Problem.InvalidInput `letterhead.…`
    public LetterheadChange change() {
        return new LetterheadChange(logo == null ? null : Logo.read(bytes(logo)), accent, address, id);
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new Problem.InvalidInput("letterhead.logo_form");
        }
    }
}
