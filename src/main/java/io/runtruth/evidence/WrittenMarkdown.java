package io.runtruth.evidence;

import io.runtruth.evidence.formats.MarkdownText;

/// Markdown that a person wrote here, as [StructuredText]. HTML is words, and so is a link whose address is not http
/// or https: the address is lost. So are the last columns of a table of more than 12, and what is beyond
/// 4,000 lines.
public final class WrittenMarkdown {

    private WrittenMarkdown() {}

    /// @return without blocks where nothing is left
    public static StructuredText read(String markdown) {
        return MarkdownText.ofPerson(markdown);
    }
}
