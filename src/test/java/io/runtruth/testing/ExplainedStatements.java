package io.runtruth.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets PostgreSQL explain each query that a thread makes while it asks for that, as it was really executed: the
/// statement and its parameters are the ones of the code, not copies.
@TestComponent
public class ExplainedStatements implements BeanPostProcessor {

    private static final String EXPLAIN = "explain (analyze, buffers, timing off, format json) ";

    /// What does not grow with the history: who may see what, what places are called, and the work that is active.
    private static final Set<String> NO_HISTORY = Set.of(
            "account",
            "member",
            "member_environment",
            "workspace",
            "managed_environment",
            "notice_seen",
            "node",
            "scheduled_tasks");

    /// What these nodes give was read by the nodes below them, or from no table.
    private static final Set<String> READS_NO_TABLE = Set.of(
            "Subquery Scan",
            "CTE Scan",
            "Function Scan",
            "Values Scan",
            "WorkTable Scan",
            "Named Tuplestore Scan",
            "Bitmap Index Scan");

    private final ThreadLocal<List<Explained>> asked = new ThreadLocal<>();
    private final JsonMapper json = new JsonMapper();

    /// What the queries of the work cost, in the order in which they were made; the work is done twice.
    public List<Explained> of(Runnable work) {
        work.run();
        asked.set(new ArrayList<>());
        try {
            work.run();
            return List.copyOf(asked.get());
        } finally {
            asked.remove();
        }
    }

    /// @param rowsRead by all scans of what grows with the history, those included that a filter then threw away
    /// @param besideRead of what does not: people, places, the queue
    /// @param buffers pages of the cache and of the disk
    /// @param plan its scans, for the message of a test that fails
    public record Explained(String sql, long rowsRead, long besideRead, long buffers, String plan) {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? explaining(source) : bean;
    }

    private DataSource explaining(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return explaining(super.getConnection());
            }
        };
    }

    private Connection explaining(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    var made = call(method, connection, arguments);
                    return method.getName().equals("prepareStatement") && asked.get() != null
                            ? explaining(connection, (String) arguments[0], (PreparedStatement) made)
                            : made;
                });
    }

    private PreparedStatement explaining(Connection connection, String sql, PreparedStatement statement) {
        var parameters = new ArrayList<Call>();
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (_, method, arguments) -> {
                    if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                        parameters.add(new Call(method, arguments));
                    }
                    if (method.getName().equals("executeQuery")) {
                        asked.get().add(explain(connection, sql, parameters));
                    }
                    return call(method, statement, arguments);
                });
    }

    private Explained explain(Connection connection, String sql, List<Call> parameters) throws Throwable {
        try (var statement = connection.prepareStatement(EXPLAIN + sql)) {
            for (var parameter : parameters) {
                call(parameter.method(), statement, parameter.arguments());
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                var plan = json.readTree(rows.getString(1)).get(0).get("Plan");
                return new Explained(sql, rowsRead(plan, false), rowsRead(plan, true), buffers(plan), scans(plan));
            }
        }
    }

    /// A line for each node that reads a table.
    private static String scans(JsonNode node) {
        var lines = new StringBuilder();
        if (readsTable(node)) {
            lines.append("%n%s %s: %s rows, %s thrown away, %s times, expected %s"
                    .formatted(
                            node.get("Node Type").asString(),
                            node.path("Index Name")
                                    .asString(node.path("Relation Name").asString("")),
                            number(node, "Actual Rows"),
                            number(node, "Rows Removed by Filter"),
                            number(node, "Actual Loops"),
                            number(node, "Plan Rows")));
        }
        node.path("Plans").forEach(child -> lines.append(scans(child)));
        return lines.toString();
    }

    private static long rowsRead(JsonNode node, boolean besides) {
        var below = 0L;
        for (var child : node.path("Plans")) {
            below += rowsRead(child, besides);
        }
        return below + (readsTable(node) && isNoHistory(node) == besides ? Math.round(rows(node)) : 0);
    }

    private static double rows(JsonNode node) {
        return (number(node, "Actual Rows")
                        + number(node, "Rows Removed by Filter")
                        + number(node, "Rows Removed by Index Recheck"))
                * number(node, "Actual Loops");
    }

    private static boolean readsTable(JsonNode node) {
        var type = node.get("Node Type").asString();
        return type.endsWith("Scan") && !READS_NO_TABLE.contains(type);
    }

    private static boolean isNoHistory(JsonNode node) {
        return NO_HISTORY.contains(node.path("Relation Name").asString(""));
    }

    private static long buffers(JsonNode plan) {
        return Math.round(number(plan, "Shared Hit Blocks") + number(plan, "Shared Read Blocks"));
    }

    private static double number(JsonNode node, String field) {
        return node.has(field) ? node.get(field).asDouble() : 0;
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private record Call(Method method, Object[] arguments) {}
}
