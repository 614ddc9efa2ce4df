package io.runtruth.operations.proof;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.operations.queue.QueueClock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes what system operators ask of the reconciler: a pass, now.
@Service
public class PassRequestService {

    private final Access access;
    private final ReconcilerPassRepository passes;
    private final AuditTrail audit;
    private final QueueClock clock;

    PassRequestService(Access access, ReconcilerPassRepository passes, AuditTrail audit, QueueClock clock) {
        this.access = access;
        this.passes = passes;
        this.audit = audit;
        this.clock = clock;
    }

    /// Asks the recurring pass to run now, on whichever node takes jobs; it is not run here. The request, its
    /// place in the queue and the audit entry commit together.
    ///
    /// @return the request, by which [io.runtruth.operations.reads.SystemQueries] finds the pass that answers it
    /// @throws io.runtruth.shared.Problem.NotFound for anybody but a system operator
    @Transactional
    public long request(Actor actor) {
        access.requireSystemOperator(actor);
        var request = passes.request(actor, clock.now());
        audit.append(
                actor,
                null,
                new AuditTrail.Entry("reconciler.pass_requested", "pass_request", audited(request), Map.of()));
        return request;
    }

    /// Requests are numbered; the trail names every subject by an id of one form.
    static UUID audited(long request) {
        return new UUID(0, request);
    }
}
