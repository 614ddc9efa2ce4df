package io.runtruth.operations.lists;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of layouts (contract 9).
@Service
public class ListLayoutService {

    private final Access access;
    private final ListLayoutRepository layouts;
    private final AuditTrail audit;

    ListLayoutService(Access access, ListLayoutRepository layouts, AuditTrail audit) {
        this.access = access;
        this.layouts = layouts;
        this.audit = audit;
    }

    /// Their own; commits with its audit entry, where it was another one.
    @Transactional
    public void keep(Actor.Person actor, UUID workspaceId, ListLayout layout) {
        access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        if (layouts.keep(workspaceId, actor.account(), layout)) {
            audit.append(
                    actor,
                    workspaceId,
                    new AuditTrail.Entry(
                            "list.layout_chosen",
                            "account",
                            actor.account(),
                            Map.of(
                                    "hidden",
                                    layout.hidden().stream().sorted().toList(),
                                    "order",
                                    layout.order(),
                                    "compact",
                                    layout.compact())));
        }
    }
}
