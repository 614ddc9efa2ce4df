package io.runtruth.api.shapes;

import io.runtruth.reviews.NewNote;
import org.jspecify.annotations.Nullable;

/// @param text Markdown, at most 20,000 characters
/// @param internal whether those who read what is published only are not told it; left out: they are
/// @param version of the words that these stand in place of, as they were read; 0 where there are none
@SnakeCase
public record NewNoteJson(
        @Nullable String text,
        @Nullable Boolean internal,
        @Nullable Long version) {

    /// @param givenText that it has
    /// @param givenVersion that it has
    public NewNote note(String givenText, long givenVersion) {
        return new NewNote(givenText, Boolean.TRUE.equals(internal), givenVersion);
    }
}
