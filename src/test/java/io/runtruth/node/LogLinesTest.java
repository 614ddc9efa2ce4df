package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.logback.ColorConverter;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// What the log makes of foreign text in a message, or in what was thrown.
class LogLinesTest {

    private static final String FORGED = "2026-01-01T00:00:00.000Z  INFO forged";

    private final LoggerContext context = new LoggerContext();

    @ParameterizedTest
    @ValueSource(strings = {"logging.pattern.console", "logging.pattern.file"})
    void no_line_of_foreign_text_looks_like_an_entry(String pattern) throws IOException {
        var lines = written(pattern, "name\n" + FORGED, new IllegalStateException("name\r\n" + FORGED));

        assertThat(lines).contains(FORGED).doesNotContain("\n" + FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logging.pattern.console", "logging.pattern.file"})
    void what_turns_a_line_around_or_hides_in_it_is_seen(String pattern) throws IOException {
        var lines = written(pattern, "a\u202eb\u200bc\u001b[2Kd", new IllegalStateException("e\u2066f"));

        assertThat(lines).contains("a?b?c?[2Kd").contains("e?f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logging.pattern.console", "logging.pattern.file"})
    void what_was_thrown_is_written_once(String pattern) throws IOException {
        var lines = written(pattern, "message", new IllegalStateException("thrown"));

        assertThat(lines).containsOnlyOnce("IllegalStateException: thrown").contains("\tat ");
    }

    private String written(String pattern, String message, Throwable thrown) throws IOException {
        var layout = new PatternLayout();
        layout.getInstanceConverterMap().put("clr", ColorConverter::new);
        layout.getInstanceConverterMap().put("wEx", ExtendedWhitespaceThrowableProxyConverter::new);
        layout.setContext(context);
        layout.setPattern(shipped().getProperty(pattern));
        layout.start();
        return layout.doLayout(
                new LoggingEvent("", context.getLogger("io.runtruth.test"), Level.WARN, message, thrown, null));
    }

    private static Properties shipped() throws IOException {
        return PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
    }
}
