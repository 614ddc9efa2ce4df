package io.runtruth;

import io.runtruth.node.DatabaseCommand;
import io.runtruth.node.NodeStart;
import io.runtruth.node.ReadyLine;
import io.runtruth.node.StartSettings;
import io.runtruth.node.VerifyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts a node: the console, the queue's worker, or both (contract 4).
@SpringBootApplication
public class RuntruthApplication {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int CARRIERS_PER_PROCESSOR = 8;

    /// Starts a node, or does what [DatabaseCommand] or [VerifyCommand] is asked for instead.
    public static void main(String[] args) {
        DatabaseCommand.of(args).ifPresent(command -> System.exit(command.run()));
        VerifyCommand.of(args).ifPresent(command -> System.exit(command.run()));
        var quick = StartSettings.takeQuickStart(args);
        shareProcessors();
        var application = new SpringApplication(RuntruthApplication.class);
        application.addListeners(new NodeStart(), new ReadyLine(), quick);
        application.run(args);
    }

    /// A virtual thread that computes keeps its carrier until it waits. With one carrier for each processor, two
    /// password hashes would keep everybody else; with more, the system shares the processors out among them.
    private static void shareProcessors() {
        if (System.getProperty(CARRIERS) == null) {
            var carriers = CARRIERS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
            System.setProperty(CARRIERS, Integer.toString(carriers));
        }
    }
}
