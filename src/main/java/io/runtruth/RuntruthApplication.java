package io.runtruth;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class RuntruthApplication {

    public static void main(String[] args) {
        SpringApplication.run(RuntruthApplication.class, args);
    }

    /// In microseconds, as PostgreSQL keeps them: what is stored is read back equal.
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
