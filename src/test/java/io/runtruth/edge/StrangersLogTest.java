package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.runtruth.testing.SettableClock;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;

class StrangersLogTest {

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final StrangersLog log = new StrangersLog(clock);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(StrangersLog.class);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    @Test
    void a_request_is_worth_one_entry() {
        var request = signedIn();

        log.fault(request, "it failed", "1", new IllegalStateException());
        log.fault(request, "it failed", "2", new IllegalStateException());

        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.getFirst().getFormattedMessage()).isEqualTo("it failed, reference 1");
        assertThat(lines.list.getFirst().getThrowableProxy()).isNotNull();
    }

    @Test
    void what_a_stranger_did_is_told_without_its_trace_and_without_what_was_sent() {
        log.fault(stranger(), "it failed", "1", new IllegalStateException("sent by a stranger"));

        assertThat(lines.list.getFirst().getFormattedMessage())
                .isEqualTo("it failed, nobody signed in, reference 1: IllegalStateException");
        assertThat(lines.list.getFirst().getThrowableProxy()).isNull();
    }

    @Test
    void of_strangers_there_are_only_so_many_lines_a_minute() {
        for (var request = 0; request < 3 * StrangersLog.MOST_A_MINUTE; request++) {
            log.fault(stranger(), "it failed", "1", new IllegalStateException());
        }
        assertThat(lines.list).hasSize(StrangersLog.MOST_A_MINUTE + 1);

        clock.advance(Duration.ofSeconds(61));
        log.fault(stranger(), "it failed", "1", new IllegalStateException());
        assertThat(lines.list).hasSize(StrangersLog.MOST_A_MINUTE + 2);
    }

    @Test
    void a_message_that_broke_before_it_came_to_us_is_no_fault_of_ours() {
        var inVaadin = List.of(
                "java.util.ArrayList",
                "com.vaadin.flow.server.communication.rpc.EventRpcHandler",
                "io.runtruth.ui.Later");
        var inAListener = List.of("io.runtruth.ui.View", "com.vaadin.flow.server.communication.rpc.EventRpcHandler");

        assertThat(StrangersLog.isMessageThatBroke(thrownIn(inVaadin))).isTrue();
        assertThat(StrangersLog.isMessageThatBroke(thrownIn(inAListener))).isFalse();
        assertThat(StrangersLog.isMessageThatBroke(thrownIn(List.of("java.lang.Thread"))))
                .isFalse();
    }

    private static Throwable thrownIn(List<String> places) {
        var thrown = new IllegalStateException();
        thrown.setStackTrace(places.stream()
                .map(place -> new StackTraceElement(place, "it", null, 1))
                .toArray(StackTraceElement[]::new));
        return thrown;
    }

    private static HttpServletRequest stranger() {
        return new MockHttpServletRequest();
    }

    private static HttpServletRequest signedIn() {
        var request = new MockHttpServletRequest();
        request.getSession().setAttribute("SPRING_SECURITY_CONTEXT", "somebody");
        return request;
    }
}
