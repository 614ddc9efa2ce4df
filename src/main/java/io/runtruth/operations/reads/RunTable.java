package io.runtruth.operations.reads;

import io.runtruth.access.Actor;
import io.runtruth.shared.CsvTable;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The runs of a list as CSV, for the console and the API: words and names are the API's, times are UTC.
@Component
public class RunTable {

    private static final CsvTable<RunRow> TABLE = new CsvTable<>(
            "runs.csv",
            List.of(
                    "id",
                    "type",
                    "environment",
                    "environment_name",
                    "status",
                    "outcome",
                    "freshness",
                    "attempt",
                    "initiator_kind",
                    "initiator",
                    "created_at",
                    "started_at",
                    "completed_at",
                    "failure_code",
                    "failure_reference",
                    "attention_code",
                    "attention",
                    "attention_taken_by",
                    "attention_until",
                    "attention_ended_at",
                    "decision",
                    "decision_reason",
                    "record_id"),
            RunTable::cells);

    private final RunQueries runs;

    RunTable(RunQueries runs) {
        this.runs = runs;
    }

    public String file() {
        return TABLE.file();
    }

    /// All that the filter leaves, newest first; each page with the right that the actor has at that moment.
    ///
    /// @throws io.runtruth.shared.Problem as [RunQueries#page]
    public void write(Actor actor, UUID workspaceId, RunFilter filter, CsvTable.Destination open) throws IOException {
        TABLE.write(after -> runs.page(actor, workspaceId, filter, after, RunQueries.MOST_ROWS), open);
    }

    private static List<@Nullable String> cells(RunRow row) {
        var environment = Optional.ofNullable(row.environment());
        var asked = Optional.ofNullable(row.attention());
        var known = Optional.ofNullable(row.reconciliation());
        return Arrays.asList(
                row.id().toString(),
                row.type().code(),
                environment.map(RunRow.RunEnvironment::slug).orElse(null),
                environment.map(RunRow.RunEnvironment::name).orElse(null),
                row.status().code(),
                row.outcome().code(),
                row.freshness().state().code(),
                Integer.toString(row.attempt()),
                row.initiator().kind(),
                row.initiator().name(),
                row.createdAt().toString(),
                moment(row.startedAt()),
                moment(row.completedAt()),
                row.failureCode(),
                row.failureReference(),
                row.attentionCode(),
                asked.map(RunTable::standing).orElse(null),
                asked.map(Attention::holder).map(Attention.Holder::name).orElse(null),
                asked.map(Attention::until).map(Instant::toString).orElse(null),
                asked.map(Attention::end).map(it -> it.at().toString()).orElse(null),
                known.map(it -> it.decision()).orElse(null),
                known.map(it -> it.reasonCode()).orElse(null),
                row.recordId() == null ? null : row.recordId().toString());
    }

    /// `open`, or how it ended.
    private static String standing(Attention attention) {
        return attention.end() == null ? "open" : attention.end().how();
    }

    private static @Nullable String moment(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
