package io.runtruth.restore;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.proof.ReconciliationAdapter;
import io.runtruth.operations.proof.ReconciliationDecision;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Proves restores by their records (contract 5.2). It does not look into a target: what a worker that died had
/// written is found by the next attempt, which reads it.
@Component
class RestoreAdapter implements ReconciliationAdapter<RestoreFacts> {

    private final RestoreFactsQueries queries;

    RestoreAdapter(RestoreFactsQueries queries) {
        this.queries = queries;
    }

    @Override
    public OperationType type() {
        return OperationType.RESTORE_EXECUTE;
    }

    @Override
    public Map<UUID, RestoreFacts> gather(List<RunInQuestion> batch) {
        return queries.of(batch);
    }

    @Override
    public ReconciliationDecision decide(RestoreFacts facts) {
        return RestoreDecisionTable.decide(facts);
    }
}
