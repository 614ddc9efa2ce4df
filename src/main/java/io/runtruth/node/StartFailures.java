package io.runtruth.node;

import io.runtruth.shared.StartRefused;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says in one line why a node did not start, where that can be said: for its own refusals, for a taken port, and
/// for what Spring Boot itself can explain. Anything else is a defect and keeps its stack trace.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements FailureAnalyzer, FailureAnalysisReporter {

    /// A prepared statement that is not there, or there twice; a setting that the pooler does not pass on.
    private static final Set<String> POOLER = Set.of("26000", "42P05", "08P01");

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused refused) {
                return new FailureAnalysis(String.valueOf(refused.getMessage()), null, refused);
            }
            if (cause instanceof PortInUseException taken) {
                return new FailureAnalysis(
                        "Port %d is taken: stop what listens there, or set SERVER_PORT to another one."
                                .formatted(taken.getPort()),
                        null,
                        taken);
            }
            if (cause instanceof SQLException sql && POOLER.contains(String.valueOf(sql.getSQLState()))) {
                return new FailureAnalysis(
                        "The database is reached through a pooler that shares its sessions: add ?prepareThreshold=0 to "
                                + "SPRING_DATASOURCE_URL, and extra_float_digits to the pooler's "
                                + "ignore_startup_parameters.",
                        null,
                        sql);
            }
        }
        return null;
    }

    @Override
    public void report(FailureAnalysis analysis) {
        var action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        System.err.println("Runtruth did not start. " + (analysis.getDescription() + action).replaceAll("\\s+", " "));
    }
}
