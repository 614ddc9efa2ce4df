package io.runtruth.operations.lists;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of views (contract 9): one's own, and, for whoever manages operations, those that all see. Each change
/// commits with its audit entry.
@Service
public class SavedViewService {

    /// In one workspace.
    public static final int MOST_OWN = 30;

    public static final int MOST_SHARED = 50;

    private static final String SUBJECT = "saved_view";

    private final Access access;
    private final SavedViewRepository views;
    private final AuditTrail audit;
    private final Clock clock;

    SavedViewService(Access access, SavedViewRepository views, AuditTrail audit, Clock clock) {
        this.access = access;
        this.views = views;
        this.audit = audit;
        this.clock = clock;
    }

    /// Safe to repeat: the same filter under the same name is there once.
    ///
    /// @return its id
    /// @throws Problem.NotFound for an environment that the actor may not see
    /// @throws Problem.Conflict `saved_view.name_taken`, `saved_view.too_many`
    @Transactional
    public UUID save(Actor.Person actor, UUID workspaceId, NewSavedView asked) {
        require(actor, workspaceId, asked.environmentId(), asked.shared());
        var whose = asked.shared() ? null : actor.account();
        views.hold(workspaceId, whose);
        var known = views.named(workspaceId, whose, asked.environmentId(), asked.name());
        if (known.isPresent()) {
            var there = known.get();
            var same = new NewSavedView(there.name(), there.filter(), there.environmentId(), there.shared());
            if (same.equals(asked)) {
                return there.id();
            }
            throw new Problem.Conflict("saved_view.name_taken");
        }
        var most = asked.shared() ? MOST_SHARED : MOST_OWN;
        if (views.count(workspaceId, whose) >= most) {
            throw new Problem.Conflict("saved_view.too_many", most);
        }
        var view =
                new SavedView(UUID.randomUUID(), asked.name(), asked.filter(), asked.environmentId(), asked.shared());
        views.insert(workspaceId, whose, view, clock.instant());
        audit.append(
                actor,
                workspaceId,
                AuditTrail.Entry.change("saved_view.created", SUBJECT, view.id(), Map.of(), told(view)));
        return view.id();
    }

    /// @param seen the name that it had when this was decided
    /// @throws Problem.Conflict `saved_view.name_taken`, `edit.changed_meanwhile`
    @Transactional
    public void rename(Actor.Person actor, UUID workspaceId, UUID viewId, String seen, String name) {
        var asked = Label.require(name);
        var view = held(actor, workspaceId, viewId, seen);
        var other = views.named(workspaceId, view.shared() ? null : actor.account(), view.environmentId(), asked);
        if (other.isPresent() && !other.get().id().equals(viewId)) {
            throw new Problem.Conflict("saved_view.name_taken");
        }
        views.rename(workspaceId, viewId, asked);
        audit.append(
                actor,
                workspaceId,
                AuditTrail.Entry.change(
                        "saved_view.renamed", SUBJECT, viewId, Map.of("name", view.name()), Map.of("name", asked)));
    }

    /// @param seen the name that it had when this was decided
    /// @throws Problem.Conflict `edit.changed_meanwhile`
    @Transactional
    public void delete(Actor.Person actor, UUID workspaceId, UUID viewId, String seen) {
        var view = held(actor, workspaceId, viewId, seen);
        views.delete(workspaceId, viewId);
        audit.append(
                actor,
                workspaceId,
                AuditTrail.Entry.change("saved_view.deleted", SUBJECT, viewId, told(view), Map.of()));
    }

    /// @throws Problem.NotFound also for another person's, and where the actor may not see its environment
    private SavedView held(Actor.Person actor, UUID workspaceId, UUID viewId, String seen) {
        access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        var shared = find(actor, workspaceId, viewId).shared();
        views.hold(workspaceId, shared ? null : actor.account());
        var view = find(actor, workspaceId, viewId);
        require(actor, workspaceId, view.environmentId(), view.shared());
        if (!view.name().equals(seen)) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        return view;
    }

    private SavedView find(Actor.Person actor, UUID workspaceId, UUID viewId) {
        return views.find(workspaceId, actor.account(), viewId).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// What lies outside of what they may see is not there; only then it matters what they may do.
    private void require(Actor.Person actor, UUID workspaceId, @Nullable UUID environmentId, boolean shared) {
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        if (environmentId != null && !reach.covers(new Scope(workspaceId, environmentId))) {
            throw new Problem.NotFound("not_found");
        }
        if (shared) {
            access.require(actor, workspaceId, Capability.OPERATIONS_MANAGE);
        }
    }

    private static Map<String, Object> told(SavedView view) {
        return Map.of("name", view.name(), "shared", view.shared());
    }
}
