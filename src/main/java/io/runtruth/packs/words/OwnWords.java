package io.runtruth.packs.words;

import io.runtruth.reviews.ReviewNote;

/// How what a reviewer wrote is set apart from what was computed: whose words follow, and when they were written.
public final class OwnWords {

    private final DocumentWords words;

    public OwnWords(DocumentWords words) {
        this.words = words;
    }

    /// In the section that they are about.
    public String label(ReviewNote note) {
        return words.text(note.internal() ? "own_words.label_internal" : "own_words.label");
    }

    /// Where the reader cannot see what they are about.
    public String labelOfSection(ReviewNote note) {
        return words.text(
                note.internal() ? "own_words.label_of_internal" : "own_words.label_of",
                words.text("document.section." + note.section().code()));
    }

    /// With the name, where the reader is told names.
    public String byline(ReviewNote note) {
        var at = words.forms().dateTime(note.at());
        return note.by() == null ? words.text("own_words.at", at) : words.text("own_words.by", note.by(), at);
    }
}
