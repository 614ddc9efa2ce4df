package io.runtruth.testing.interleaving;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A place where a racer waits for its turn: before a statement, a commit or a rollback.
///
/// @param backend the server's process id of the connection; 0 where no connection is involved
/// @param what for people: the first words of the statement
/// @param matters whether the order of this and what others do can make a difference
record Stop(int backend, String what, boolean matters) {

    private static final int SHOWN = 110;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern COLUMNS =
            Pattern.compile("^(select) .*? (from) |^(insert into \\w+) .*? (values|select) ");
    private static final List<String> RACED_FOR = List.of(
            "operation_run",
            "environment_review",
            "scheduled_tasks",
            "managed_environment",
            "join run_event",
            "restore_run",
            "restore_item");
    private static final Pattern WRITES = Pattern.compile("^(insert|update|delete|with)\\b|\\bfor (no key )?update\\b");

    static Stop before(int backend, String sql) {
        return new Stop(backend, words(sql), isRacedFor(sql));
    }

    /// The end of a transaction matters where it lets go of something.
    static Stop beforeEnd(int backend, String what, boolean wrote) {
        return new Stop(backend, what, wrote);
    }

    static Stop ofNoStatement(String what) {
        return new Stop(0, what, false);
    }

    /// Rows that only their own racer reads, that nobody changes, or that are only added under the lock of
    /// another, can be read and written in any order.
    static boolean isRacedFor(String sql) {
        return RACED_FOR.stream().anyMatch(sql.toLowerCase(Locale.ROOT)::contains);
    }

    static boolean writes(String sql) {
        return WRITES.matcher(words(sql).toLowerCase(Locale.ROOT)).find()
                || sql.toLowerCase(Locale.ROOT).contains("for no key update");
    }

    /// Without the lists of columns, which say little.
    private static String words(String sql) {
        var line = COLUMNS.matcher(SPACE.matcher(sql.strip()).replaceAll(" ")).replaceFirst("$1$3 … $2$4 ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " …";
    }
}
