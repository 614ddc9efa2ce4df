package io.runtruth;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class RuntruthApplication {

    public static void main(String[] args) {
        SpringApplication.run(RuntruthApplication.class, args);
    }
}
