package io.runtruth.reviews;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.WrittenMarkdown;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reviewer says of a review in their own words, apart from what was computed: no content, and in no
/// fingerprint (contract 6, own words).
///
/// @param text Markdown as it was written
/// @param internal whether those who read what is published only are not told it
/// @param by the name as it was then; null for those
/// @param version of this text, at least 1
public record ReviewNote(
        ReviewSection section,
        String text,
        boolean internal,
        @Nullable String by,
        Instant at,
        long version) {

    /// What those are told who read what is published only, as [ContentForCustomers] tells the content: nothing
    /// internal,
    /// no names, and nothing of operations.
    ///
    /// @param whole as they are kept
    public static List<ReviewNote> forCustomers(List<ReviewNote> whole) {
        return whole.stream()
                .filter(it -> !it.internal() && it.section() != ReviewSection.OPERATIONS_HEALTH)
                .map(it -> new ReviewNote(it.section(), it.text(), false, null, it.at(), it.version()))
                .toList();
    }

    /// Whatever it holds, as paragraphs, lists, tables and links.
    public StructuredText words() {
        return WrittenMarkdown.read(text);
    }
}
