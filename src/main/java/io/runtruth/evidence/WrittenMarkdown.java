package io.runtruth.evidence;

import io.runtruth.evidence.formats.MarkdownText;

/// Markdown that a person wrote here, as [StructuredText]. Nothing of it is lost: HTML is words, a link whose address
/// is
/// not http or https is words too.
public final class WrittenMarkdown {

    private WrittenMarkdown() {}

    /// @return without blocks where nothing is left
    public static StructuredText read(String markdown) {
        return MarkdownText.ofPerson(markdown);
    }
}
