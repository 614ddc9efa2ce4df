package io.runtruth.restore;

import io.runtruth.operations.OperationRun;
import io.runtruth.operations.proof.ReconciliationAdapter.RunInQuestion;
import io.runtruth.restore.RestoreFacts.ItemCounts;
import io.runtruth.restore.RestoreFacts.RestoreFact;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Gathers what [RestoreDecisionTable] asks, for a batch of runs in one statement: the restores that were started
/// as the run, and the one that the run names, unless that was started as another; each within the run's own
/// workspace and environment, and at most one more than the evidence can hold.
@Component
class RestoreFactsQueries {

    private static final int MOST = 21;

    private final JdbcClient jdbc;

    RestoreFactsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, RestoreFacts> of(List<RunInQuestion> batch) {
        var runs = batch.stream().map(RunInQuestion::run).toList();
        var rows = jdbc
                .sql("""
                select asked.run_id, r.*
                from unnest(cast(:runs as uuid[]), cast(:workspaces as uuid[]), cast(:environments as uuid[]),
                    cast(:restores as uuid[])) as asked (run_id, workspace_id, environment_id, restore_id)
                join lateral (
                    select id, state, applied, unchanged, skipped, failed, contradicted
                    from restore_run
                    where workspace_id = asked.workspace_id
                    and environment_id = asked.environment_id
                    and (run_id = asked.run_id or id = asked.restore_id and run_id is null)
                    order by id
                    limit :most) r on true
                """)
                .param("runs", array(runs, OperationRun::id))
                .param("workspaces", array(runs, OperationRun::workspaceId))
                .param("environments", array(runs, OperationRun::environmentId))
                .param("restores", array(runs, run -> run.subject().recordId()))
                .param("most", MOST)
                .query((row, _) -> new Row(
                        row.getObject("run_id", UUID.class),
                        row.getObject("id", UUID.class),
                        Coded.stored(RestoreState.class, row.getString("state")),
                        new ItemCounts(
                                row.getInt("applied"),
                                row.getInt("unchanged"),
                                row.getInt("skipped"),
                                row.getInt("failed"),
                                row.getInt("contradicted"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::runId));
        var facts = new HashMap<UUID, RestoreFacts>();
        batch.forEach(it ->
                facts.put(it.run().id(), facts(it, rows.getOrDefault(it.run().id(), List.of()))));
        return facts;
    }

    private static UUID[] array(List<OperationRun> runs, Function<OperationRun, @Nullable UUID> id) {
        return runs.stream().map(id).toArray(UUID[]::new);
    }

    private static RestoreFacts facts(RunInQuestion asked, List<Row> rows) {
        var run = asked.run();
        var scope = run.environmentId() == null ? null : run.scope();
        return new RestoreFacts(
                run.workspaceId(),
                scope,
                asked.alive(),
                scope == null
                        ? List.of()
                        : rows.stream().map(row -> row.in(scope)).toList());
    }

    private record Row(UUID runId, UUID restoreId, RestoreState state, ItemCounts items) {

        RestoreFact in(Scope scope) {
            return new RestoreFact(restoreId, scope, state, items);
        }
    }
}
