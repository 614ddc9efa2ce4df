package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Markdown and HTML of the tools as plain text: the lines of its [StructuredText].
final class PlainText {

    private static final Pattern CODE = Pattern.compile("`([^`\\n]{1,300})`");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]{1,300})\\*\\*");

    private PlainText() {}

    /// `null` where there is nothing.
    static @Nullable String ofMarkdown(@Nullable String markdown) {
        return markdown == null ? null : plain(MarkdownText.written(markdown));
    }

    /// A title as its author wrote it; where there is none, what was found stands in, without people's addresses.
    static @Nullable String title(@Nullable String markdown, @Nullable String found) {
        var said = ofMarkdown(found);
        return markdown != null || said == null ? ofMarkdown(markdown) : PersonalAddresses.hiddenIn(said);
    }

    /// Text that was Markdown once and has lost its lines: what is left of its marks goes.
    static String withoutMarks(String text) {
        return BOLD.matcher(CODE.matcher(text).replaceAll("$1")).replaceAll("$1");
    }

    static String ofHtml(String html) {
        return plain(HtmlText.written(html));
    }

    private static String plain(@Nullable StructuredText text) {
        return text == null ? "" : text.plain();
    }
}
