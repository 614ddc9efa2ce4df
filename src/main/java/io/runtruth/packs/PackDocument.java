package io.runtruth.packs;

import io.runtruth.texts.Language;
import java.util.List;

/// A review as one document, from which every format for people is written, so that they can't differ.
///
/// @param title of the document
/// @param subject one sentence about it, for the properties of a file
/// @param footer what each page says: review, fingerprint, state, profile
/// @param pageOf "page {0} of {1}", its two sides
record PackDocument(
        Language language, String title, String subject, String footer, PageOf pageOf, List<PackBlock> blocks) {

    /// DocumentWords before the number of a page, between it and the number of all, and behind.
    record PageOf(String before, String between, String behind) {}
}
