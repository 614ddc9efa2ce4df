package io.runtruth.operations.reads;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Who started the runs that a reader may see: what lists can be narrowed by. One look into an index for each person,
/// whatever the history (contract 13), and no word of anybody whose runs the reader may not see (I12).
@Service
public class InitiatorQueries {

    static final int MOST = 200;

    /// Begins at the first account and goes on from each to the next; of each the newest run. `%1$s`: where.
    private static final String FOUND = """
            with recursive starter (account, initiator_name, created_at) as (
                (select r.initiator_id, r.initiator_name, r.created_at
                from operation_run r
                where %1$s
                and r.initiator_id is not null
                order by r.initiator_id, r.created_at desc, r.id desc
                limit 1)
                union all
                select next.initiator_id, next.initiator_name, next.created_at
                from starter s
                cross join lateral (
                    select r.initiator_id, r.initiator_name, r.created_at
                    from operation_run r
                    where %1$s
                    and r.initiator_id > s.account
                    order by r.initiator_id, r.created_at desc, r.id desc
                    limit 1) next)
            (select account, initiator_name, created_at
            from starter
            limit :most)
            union all
            (select r.initiator_id, r.initiator_name, r.created_at
            from operation_run r
            where %1$s
            and r.initiator_id is null
            order by r.created_at desc, r.id desc
            limit 1)
            """;

    private static final String OF_WORKSPACE = FOUND.formatted("r.workspace_id = :workspace");

    private static final String OF_ENVIRONMENTS =
            """
            select found.account, found.initiator_name, found.created_at
            from unnest(cast(:places as uuid[])) as place (environment_id)
            cross join lateral (%s) found
            """.formatted(FOUND.formatted("r.workspace_id = :workspace and r.environment_id = place.environment_id"));

    private final Access access;
    private final JdbcClient jdbc;

    InitiatorQueries(Access access, JdbcClient jdbc) {
        this.access = access;
        this.jdbc = jdbc;
    }

    /// By name, the system last; of more than 200 people in one place, 200 of them.
    public List<Starter> of(Actor actor, UUID workspaceId) {
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        return jdbc
                .sql(reach.all() ? OF_WORKSPACE : OF_ENVIRONMENTS)
                .param("workspace", workspaceId)
                .param("places", reach.environmentArray())
                .param("most", MOST)
                .query((row, _) -> new Starter(
                        new StartedBy(row.getObject("account", UUID.class)),
                        row.getString("initiator_name"),
                        row.getTimestamp("created_at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Starter::by, Function.identity(), newest()))
                .values()
                .stream()
                .sorted(Comparator.comparing((Starter it) -> it.by().isSystem())
                        .thenComparing(Starter::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(it -> it.by().word()))
                .toList();
    }

    private static BinaryOperator<Starter> newest() {
        return BinaryOperator.maxBy(Comparator.comparing(Starter::lastAt));
    }

    /// @param name as it was when they last started one
    /// @param lastAt when that was
    public record Starter(StartedBy by, String name, Instant lastAt) {}
}
