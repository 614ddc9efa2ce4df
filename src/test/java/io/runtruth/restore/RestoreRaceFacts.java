package io.runtruth.restore;

import io.runtruth.restore.RestoreRaceStage.Confirmed;
import io.runtruth.testing.TestTargets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Everything that the database and the target know of one restore at one moment.
///
/// @param ends how its run ended, one for each time that it did
/// @param trail what the audit trail says of it, in order
/// @param files each file of the target, whatever its name
record RestoreRaceFacts(
        Run run,
        String state,
        Counts counts,
        Map<String, Item> items,
        List<String> ends,
        List<String> trail,
        Map<String, String> files) {

    static RestoreRaceFacts of(JdbcClient jdbc, Confirmed restore) {
        return new RestoreRaceFacts(
                jdbc.sql("select status, outcome, failure_code, attempt from operation_run where id = ?")
                        .param(restore.run())
                        .query(Run.class)
                        .single(),
                jdbc.sql("select state from restore_run where id = ?")
                        .param(restore.id())
                        .query(String.class)
                        .single(),
                jdbc.sql("select applied, unchanged, skipped, failed, contradicted from restore_run where id = ?")
                        .param(restore.id())
                        .query(Counts.class)
                        .single(),
                jdbc.sql("""
                        select path, chosen, result, reason, found_digest is not null as contradicted
                        from restore_item
                        where restore_id = ?
                        """).param(restore.id()).query(Item.class).list().stream()
                        .collect(Collectors.toMap(Item::path, Function.identity())),
                jdbc.sql("""
                        select outcome
                        from run_event
                        where run_id = ?
                        and to_status = 'completed'
                        order by id
                        """).param(restore.run()).query(String.class).list(),
                jdbc.sql("select action from audit_entry where subject_id = ? order by id")
                        .param(restore.id().toString())
                        .query(String.class)
                        .list(),
                TestTargets.all(restore.target()));
    }

    Item item(String path) {
        return items.get(path);
    }

    record Run(String status, String outcome, @Nullable String failureCode, int attempt) {}

    record Counts(int applied, int unchanged, int skipped, int failed, int contradicted) {}

    /// @param contradicted it was read back otherwise than its result says
    record Item(
            String path,
            boolean chosen,
            @Nullable String result,
            @Nullable String reason,
            boolean contradicted) {

        boolean is(String asked) {
            return asked.equals(result);
        }
    }
}
