package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Messages that no page of ours sends (contract 8): a line of log at most, and no trace by strangers.
@ExtendWith(OutputCaptureExtension.class)
class ConsoleMessagesEdgeTest extends EdgeTest {

    private static final String INIT = "?v-r=init&v-browserDetails=%7B%7D&query=&location=";

    @Test
    void forged_events_of_a_stranger_are_one_line_a_request(CapturedOutput log) {
        var page = Page.open(this, "/login", session(get("/login")));

        for (var request = 0; request < 3; request++) {
            assertThat(page.say(this, request, events(100)).status()).isBetween(200, 499);
        }

        assertThat(lines(log)).isLessThanOrEqualTo(3);
        assertThat(log.getAll()).doesNotContain("\tat ");
    }

    @Test
    void forged_events_of_a_person_are_no_more(CapturedOutput log) {
        var page = Page.open(this, "/", signIn(person(Role.OWNER)));

        page.say(this, 0, events(100));

        assertThat(lines(log)).isLessThanOrEqualTo(1);
        assertThat(log.getAll()).doesNotContain("\tat ");
    }

    @Test
    void what_is_no_message_at_all_is_no_more(CapturedOutput log) {
        var cookie = session(get("/login"));
        var page = Page.open(this, "/login", cookie);
        var nonsense = new String[] {
            "", "{", "[]", "null", "nonsense", "{\"rpc\":1}", "{\"csrfToken\":\"" + page.token() + "\",\"rpc\":[{}]}"
        };

        for (var content : nonsense) {
            assertThat(post("/?v-r=uidl&v-uiId=" + page.ui(), content, cookie).status())
                    .isBetween(200, 599);
            assertThat(post("/?v-r=uidl&v-uiId=99", content, cookie).status()).isBetween(200, 599);
        }

        assertThat(lines(log)).as(log.getAll()).isLessThanOrEqualTo(2 * nonsense.length);
        assertThat(log.getAll()).doesNotContain("\tat ");
    }

    @Test
    void a_message_is_not_endless() {
        var page = Page.open(this, "/login", session(get("/login")));
        var chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";

        var answer = RawHttp.exchange(
                port,
                head("POST", "/?v-r=uidl&v-uiId=" + page.ui(), 0, page.cookie(), "Transfer-Encoding: chunked"),
                chunk.repeat(17));

        assertThat(answer.status()).isEqualTo(413);
    }

    private static long lines(CapturedOutput log) {
        return log.getAll()
                .lines()
                .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                .count();
    }

    private static String events(int many) {
        return IntStream.range(0, many)
                .mapToObj("{\"type\":\"event\",\"node\":%d,\"event\":\"click\",\"data\":{}}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /// What a page of the console knows of itself.
    private record Page(String cookie, String ui, String token) {

        static Page open(EdgeTest edge, String address, String cookie) {
            var init = edge.get("/" + INIT + address.substring(1), cookie).body();
            return new Page(cookie, in(init, "\"v-uiId\":(\\d+)"), in(init, "\"Vaadin-Security-Key\":\"([^\"]+)\""));
        }

        private static String in(String text, String pattern) {
            var found = Pattern.compile(pattern).matcher(text);
            assertThat(found.find()).as(text).isTrue();
            return found.group(1);
        }

        RawHttp.Answer say(EdgeTest edge, int number, String events) {
            var message = "{\"csrfToken\":\"%s\",\"rpc\":%s,\"syncId\":%d,\"clientId\":%d}"
                    .formatted(token, events, number, number);
            return edge.post("/?v-r=uidl&v-uiId=" + ui, message, cookie);
        }
    }
}
