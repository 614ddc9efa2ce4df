package io.runtruth;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.testing.DatabaseTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A row that is deleted is looked for in every table that may point at it: without an index there, each deletion
/// reads that whole table.
class ForeignKeysDbTest extends DatabaseTest {

    /// Constraint, and why it needs none.
    private static final Map<String, String> WITHOUT = Map.of();

    private final JdbcClient jdbc;

    ForeignKeysDbTest(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An index will do that begins with the key's columns, in any order, or with an id among them: ids are unique
    /// everywhere, unlike a workspace's, which many rows have in common. A partial one must hold every row that
    /// points anywhere.
    @Test
    void every_foreign_key_has_an_index_on_the_side_that_points() {
        var without = jdbc.sql("""
                with key as (
                    select k.conname, k.conrelid, k.conkey,
                        array(
                            select a.attnum
                            from pg_attribute a
                            where a.attrelid = k.conrelid
                            and a.attnum = any (k.conkey)
                            and a.attname <> 'workspace_id') as ids
                    from pg_constraint k
                    where k.contype = 'f'
                    and k.connamespace = 'public'::regnamespace)
                select key.conname
                from key
                where not exists (
                    select 1
                    from pg_index i
                    where i.indrelid = key.conrelid
                    and i.indisvalid
                    and (i.indpred is null
                        or pg_get_expr(i.indpred, i.indrelid) = (
                            select '(' || a.attname || ' IS NOT NULL)'
                            from pg_attribute a
                            where a.attrelid = i.indrelid
                            and a.attnum = i.indkey[0]
                            and a.attnum = any (key.conkey)))
                    and (i.indkey[0] = any (key.ids)
                        or (i.indkey::smallint[])[0:cardinality(key.conkey) - 1] @> key.conkey))
                order by key.conname
                """).query(String.class).list();

        assertThat(without).containsExactlyInAnyOrderElementsOf(WITHOUT.keySet());
    }
}
