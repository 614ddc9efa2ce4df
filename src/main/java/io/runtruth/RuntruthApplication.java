package io.runtruth;

import io.runtruth.node.NodeStart;
import io.runtruth.node.ReadyLine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts a node: the console, the queue's worker, or both (SPEC 4).
@SpringBootApplication
public class RuntruthApplication {

    public static void main(String[] args) {
        var application = new SpringApplication(RuntruthApplication.class);
        application.addListeners(new NodeStart(), new ReadyLine());
        application.run(args);
    }
}
