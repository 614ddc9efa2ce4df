package io.runtruth.faults;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// The one thing that is added to a node whose clock is wrong: what it has for its own clock.
@TestConfiguration(proxyBeanMethods = false)
class FiveMinutesBehind {

    @Bean
    @Primary
    static Clock wrongClock() {
        return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
    }
}
