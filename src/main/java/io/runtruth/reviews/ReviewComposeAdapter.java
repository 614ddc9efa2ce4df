package io.runtruth.reviews;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.proof.ReconciliationAdapter;
import io.runtruth.operations.proof.ReconciliationDecision;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Proves compositions by the reviews of their own workspace and environment (contract 5.1).
@Component
class ReviewComposeAdapter implements ReconciliationAdapter<ComposeFacts> {

    private final ComposeFactsQueries queries;

    ReviewComposeAdapter(ComposeFactsQueries queries) {
        this.queries = queries;
    }

    @Override
    public OperationType type() {
        return OperationType.REVIEW_COMPOSE;
    }

    @Override
    public Map<UUID, ComposeFacts> gather(List<RunInQuestion> batch) {
        return queries.of(batch);
    }

    @Override
    public ReconciliationDecision decide(ComposeFacts facts) {
        return ComposeDecisionTable.decide(facts);
    }
}
