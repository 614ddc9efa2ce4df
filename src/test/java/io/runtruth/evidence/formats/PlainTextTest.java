package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @Test
    void markdown_keeps_its_words_and_loses_its_marks() {
        var text = PlainText.ofMarkdown("""
                ## Result

                **Two** accounts are *not* protected, see [the guide](https://example.org/guide).

                | Account | State |
                | --- | --- |
                | one | open<br>since May |
                """);

        assertThat(text).contains("Result", "Two accounts are not protected", "one", "open since May");
        assertThat(text).doesNotContain("**", "##", "<br>", "---");
    }

    @Test
    void html_keeps_its_words_and_lines() {
        var text = PlainText.ofHtml(
                "Must be on.<div class='policy-indicators'><a href='x'>Automated</a></div><ul><li>one</li><li>two</li></ul>"
                        + "<script>alert(1)</script> 1 &lt; 2");

        assertThat(text).isEqualTo("Must be on.\none\ntwo 1 < 2");
    }

    @Test
    void html_inside_of_markdown_is_read_as_text() {
        assertThat(PlainText.ofMarkdown("<div><b>open</b></div>\n\nnext <b>one</b>"))
                .isEqualTo("open\nnext one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> ", "*a ", "[", "![", "**", "<div>", "<b>", "- ", "`", "| a ", "\\", "&#", "<!--", "(", "1. ", "_*"
            })
    void nested_and_unclosed_marks_are_survived(String mark) {
        var text = mark.repeat(JsonCursor.KEPT_CHARS / mark.length());

        assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(PlainText.ofMarkdown(text)).isNotNull();
            assertThat(PlainText.ofHtml(text)).isNotNull();
        });
    }
}
