package io.runtruth.api.shapes;

import io.runtruth.reviews.ReviewNote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the reviewer says of a review, or of one of its sections, in their own words.
///
/// @param section `whole`, or the section that it is about
/// @param text Markdown as it was written; HTML in it is words
/// @param internal whether those who read what is published only are not told it
/// @param by the name as it was then; null for those
/// @param version to be sent with the next change
@SnakeCase
public record NoteJson(
        String section,
        String text,
        boolean internal,
        @Nullable String by,
        Instant at,
        long version) {

    public static NoteJson of(ReviewNote note) {
        return new NoteJson(note.section().code(), note.text(), note.internal(), note.by(), note.at(), note.version());
    }
}
