package io.runtruth.reviews;

import io.runtruth.evidence.WrittenMarkdown;
import io.runtruth.shared.Problem;
import io.runtruth.shared.WrittenText;

/// Own words as somebody wants them.
///
/// @param text Markdown
/// @param version of the words that they are to stand in place of; [#NONE] where there are none
public record NewNote(String text, boolean internal, long version) {

    public static final long NONE = 0;

    /// Characters of a text.
    public static final int MOST = 20_000;

    /// @throws Problem.InvalidInput `review.note_text` for what is too long, holds what is no text, or shows nothing
    NewNote checked() {
        var words = WrittenText.of(text, MOST)
                .filter(it -> !WrittenMarkdown.read(it).blocks().isEmpty())
                .orElseThrow(() -> new Problem.InvalidInput("review.note_text", MOST));
        return new NewNote(words, internal, version);
    }
}
