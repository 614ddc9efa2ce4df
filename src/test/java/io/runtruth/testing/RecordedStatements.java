package io.runtruth.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// The statements of one thread with their parameters, recorded so that they can be played again with other ids and
/// without anything of ours around them: what the database alone takes for the same.
@TestComponent
public class RecordedStatements implements BeanPostProcessor {

    private final ThreadLocal<List<Recorded>> recording = new ThreadLocal<>();

    /// What this thread does in the database, in order.
    public List<Recorded> of(Runnable work) {
        var recorded = new ArrayList<Recorded>();
        recording.set(recorded);
        try {
            work.run();
        } finally {
            recording.remove();
        }
        return List.copyOf(recorded);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? recorded(source) : bean;
    }

    private DataSource recorded(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                return recording.get() == null ? connection : proxy(Connection.class, ofConnection(connection));
            }
        };
    }

    private InvocationHandler ofConnection(Connection connection) {
        return (_, method, arguments) -> {
            var result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement && recording.get() != null) {
                var recorded = new Recorded((String) arguments[0], new ArrayList<>());
                recording.get().add(recorded);
                return proxy(PreparedStatement.class, ofStatement(statement, recorded));
            }
            return result;
        };
    }

    private static InvocationHandler ofStatement(PreparedStatement statement, Recorded recorded) {
        return (_, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments[0] instanceof Integer) {
                recorded.parameters.add(new Parameter(method, arguments.clone()));
            }
            return call(statement, method, arguments);
        };
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /// One statement and what was given to it.
    public record Recorded(String sql, List<Parameter> parameters) {

        /// Runs it with other values, and reads what comes back.
        ///
        /// @param other what to give in place of a value that was recorded
        public void play(Connection connection, UnaryOperator<Object> other) throws SQLException {
            try (var statement = connection.prepareStatement(sql)) {
                for (var parameter : parameters) {
                    parameter.give(statement, other);
                }
                if (statement.execute()) {
                    read(statement);
                }
            }
        }

        private static void read(PreparedStatement statement) throws SQLException {
            try (var rows = statement.getResultSet()) {
                var columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (var column = 1; column <= columns; column++) {
                        rows.getObject(column);
                    }
                }
            }
        }
    }

    /// @param arguments the place, the value, and what else the call took
    record Parameter(Method method, Object[] arguments) {

        void give(PreparedStatement statement, UnaryOperator<Object> other) {
            var given = arguments.clone();
            given[1] = given[1] instanceof Object[] several ? several(several, other) : other.apply(given[1]);
            try {
                method.invoke(statement, given);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Object[] several(Object[] values, UnaryOperator<Object> other) {
            var given = Arrays.copyOf(values, values.length);
            Arrays.setAll(given, n -> other.apply(values[n]));
            return given;
        }
    }
}
