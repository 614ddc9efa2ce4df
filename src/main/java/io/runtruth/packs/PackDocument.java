package io.runtruth.packs;

import io.runtruth.packs.PackBlock.HeadingBlock;
import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.texts.Language;
import java.util.List;
import java.util.Set;

/// A review as one document, from which every format for people is written, so that they can't differ.
///
/// @param title of the document
/// @param subject one sentence about it, for the properties of a file
/// @param footer what each page says: review, fingerprint, state, profile
/// @param isDense whether the first page tells of several tools or targets
/// @param head above the title
/// @param pageOf "page {0} of {1}", its two sides
record PackDocument(
        Language language,
        String title,
        String subject,
        String footer,
        boolean isDense,
        PageOf pageOf,
        PackHead head,
        List<PackBlock> blocks) {

    private static final Set<String> FRONT = Set.of("section-areas", "section-risks", "section-open");

    /// Whether it goes on with the first page.
    boolean isFront(PackBlock block) {
        return !(block instanceof HeadingBlock(var level, var id, var _)) || level != 2 || FRONT.contains(id);
    }

    /// What stands above it.
    ///
    /// @param logoName for who can't see the logo
    record PackHead(Letterhead letterhead, String logoName) {}

    /// DocumentWords before the number of a page, between it and the number of all, and behind.
    record PageOf(String before, String between, String behind) {}
}
