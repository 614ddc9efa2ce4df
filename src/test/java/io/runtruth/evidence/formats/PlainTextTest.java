package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final long SMALL_STACK_BYTES = 192 << 10;

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

        assertThat(text).isEqualTo("Must be on.\n- one\n- two\n1 < 2");
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
    void unclosed_marks_are_survived_by_a_small_stack(String mark) throws InterruptedException {
        isSurvived(mark.repeat(JsonCursor.KEPT_CHARS / mark.length()));
    }

    @Test
    void nested_marks_are_survived_by_a_small_stack() throws InterruptedException {
        var times = JsonCursor.KEPT_CHARS / "*a **b b** a*".length();

        isSurvived("*a **b ".repeat(times) + "b** a*".repeat(times));
        isSurvived("![a".repeat(times) + "](b)".repeat(times));
    }

    private static void isSurvived(String text) throws InterruptedException {
        var read = new ArrayList<String>();
        Runnable reading = () -> {
            read.add(PlainText.ofMarkdown(text));
            read.add(PlainText.ofHtml(text));
        };

        var reader = new Thread(null, reading, "small stack", SMALL_STACK_BYTES);
        reader.setUncaughtExceptionHandler((_, _) -> {});
        reader.start();

        assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
        assertThat(read).hasSize(2);
    }
}
