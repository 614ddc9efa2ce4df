package io.runtruth.testing.interleaving;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Stops racers before every statement, commit and rollback; everybody else does not notice it.
final class StoppingDataSource extends DelegatingDataSource {

    StoppingDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return stopping(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return stopping(super.getConnection(user, password));
    }

    private static Connection stopping(Connection connection) throws SQLException {
        return Race.isRacing()
                ? proxy(Connection.class, new OfConnection(connection, backend(connection)))
                : connection;
    }

    private static int backend(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                Race.refused(refused);
            }
            throw e.getCause();
        }
    }

    private static final class OfConnection implements InvocationHandler {

        private final Connection connection;
        private final int backend;
        private boolean wrote;

        OfConnection(Connection connection, int backend) {
            this.connection = connection;
            this.backend = backend;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            var name = method.getName();
            if (name.equals("commit") || name.equals("rollback")) {
                Race.stop(Stop.beforeEnd(backend, name, wrote));
                wrote = false;
            }
            var result = call(connection, method, arguments);
            return switch (result) {
                case CallableStatement statement -> proxy(CallableStatement.class, statement(statement, arguments));
                case PreparedStatement statement -> proxy(PreparedStatement.class, statement(statement, arguments));
                case Statement statement -> proxy(Statement.class, statement(statement, null));
                case null, default -> result;
            };
        }

        private InvocationHandler statement(Statement statement, Object @Nullable [] arguments) {
            var prepared = arguments == null ? null : (String) arguments[0];
            return (_, method, given) -> {
                if (method.getName().startsWith("execute")) {
                    stop(prepared != null ? prepared : given == null ? "batch" : (String) given[0]);
                }
                return call(statement, method, given);
            };
        }

        private void stop(String sql) {
            Race.stop(Stop.before(backend, sql));
            wrote |= Stop.isRacedFor(sql) && Stop.writes(sql);
        }
    }
}
