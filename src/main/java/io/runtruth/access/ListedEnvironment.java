package io.runtruth.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// An environment that somebody's rights name.
public record ListedEnvironment(UUID id, String slug, String name) {

    /// For a row of a table of lists, named `l`, whose columns select it.
    static final String SQL = """
            array(
                select e.id || ' ' || e.slug || ' ' || e.name
                from %s l
                join managed_environment e on e.id = l.environment_id
                where %s
                order by e.name, e.id) as environments
            """;

    static List<ListedEnvironment> of(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("environments").getArray())
                .map(it -> it.split(" ", 3))
                .map(it -> new ListedEnvironment(UUID.fromString(it[0]), it[1], it[2]))
                .toList();
    }
}
