package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// An answer that breaks off after it began (contract 11).
@DirtiesContext
@Import(CutAnswerEdgeTest.Configured.class)
class CutAnswerEdgeTest extends EdgeTest {

    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    @Test
    void what_is_whole_ends_with_the_last_chunk() {
        assertThat(asked("/api/v1/long/whole").body()).endsWith(LAST_CHUNK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/long/broken", "/api/v1/long/unread"})
    void what_breaks_off_does_not_look_whole(String address) {
        var answer = asked(address);

        assertThat(answer.body()).contains(Long.LINE).doesNotEndWith(LAST_CHUNK);
    }

    private RawHttp.Answer asked(String address) {
        return get(address, person(Role.OWNER).bearer());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Configured {

        @Bean
        Long answerOfManyLines() {
            return new Long();
        }
    }

    @RestController
    static class Long {

        static final String LINE = "a line of a long table\n";
        private static final int LINES = 2_000;

        @GetMapping("/api/v1/long/whole")
        void whole(HttpServletResponse response) throws IOException {
            for (int i = 0; i < LINES; i++) {
                response.getOutputStream().print(LINE);
            }
        }

        @GetMapping("/api/v1/long/broken")
        void broken(HttpServletResponse response) throws IOException {
            whole(response);
            throw new IllegalStateException("broken off");
        }

        @GetMapping("/api/v1/long/unread")
        void unread(HttpServletResponse response) throws IOException {
            whole(response);
            throw new QueryTimeoutException("the next page was not read");
        }
    }
}
