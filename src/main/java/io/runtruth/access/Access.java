package io.runtruth.access;

import io.runtruth.access.MembershipQueries.MembershipRow;
import io.runtruth.access.RefusedActions.RefusedBecause;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who may do what, where (contract 8). Called by the services and queries themselves, so that the console and
/// the API cannot differ. Not a member, or an environment outside the list: `NotFound`. A member without the
/// capability: `Forbidden`. What is refused is kept in the log. A token narrows its person's rights, as they are
/// at this moment, and never adds to them; an account that is disabled has none. In a suspended workspace no member
/// has any: `Forbidden` with `workspace.suspended`, while to strangers it stays as if it were not there.
@Component
public class Access {

    private static final String NOT_FOUND = "not_found";
    private static final String FORBIDDEN = "forbidden";

    private final MembershipQueries memberships;

    private final RefusedActions refused;

    Access(MembershipQueries memberships, RefusedActions refused) {
        this.memberships = memberships;
        this.refused = refused;
    }

    /// For one environment and what belongs to it.
    public void require(Actor actor, Scope scope, Capability capability) {
        if (actor instanceof Actor.System) {
            return;
        }
        var membership = membership(actor, scope.workspaceId());
        if (membership.isEmpty()) {
            refused.of(actor, scope, capability, RefusedBecause.NO_MEMBER);
            throw new Problem.NotFound(NOT_FOUND);
        }
        if (membership.get().suspended()) {
            refused.of(actor, scope, capability, RefusedBecause.SUSPENDED);
            throw suspended();
        }
        if (!membership.get().reach().covers(scope)) {
            refused.of(actor, scope, capability, RefusedBecause.OTHER_ENVIRONMENT);
            throw new Problem.NotFound(NOT_FOUND);
        }
        if (!membership.get().may(capability)) {
            refused.of(actor, scope, capability, RefusedBecause.NO_RIGHT);
            throw forbidden(actor);
        }
    }

    /// For the workspace itself, or a list in it.
    ///
    /// @return the part of the workspace that the list may show
    public Reach require(Actor actor, UUID workspaceId, Capability capability) {
        if (actor instanceof Actor.System) {
            return new Reach(workspaceId, true, java.util.Set.of());
        }
        var membership = membership(actor, workspaceId);
        if (membership.isEmpty()) {
            refused.of(actor, workspaceId, capability, RefusedBecause.NO_MEMBER);
            throw new Problem.NotFound(NOT_FOUND);
        }
        if (membership.get().suspended()) {
            refused.of(actor, workspaceId, capability, RefusedBecause.SUSPENDED);
            throw suspended();
        }
        if (!membership.get().may(capability)) {
            refused.of(actor, workspaceId, capability, RefusedBecause.NO_RIGHT);
            throw forbidden(actor);
        }
        var reach = membership.get().reach();
        if (capability == Capability.WORKSPACE_MANAGE && !reach.all()) {
            // of the workspace itself nobody manages a part: a token for some environments
            refused.of(actor, workspaceId, capability, RefusedBecause.NO_RIGHT);
            throw forbidden(actor);
        }
        return reach;
    }

    /// For giving somebody this role: a token hands on no more than it has itself. Who may give roles at all has been
    /// asked before.
    void requireToGive(Actor actor, UUID workspaceId, Role role) {
        if (isToken(actor)) {
            role.capabilities().forEach(capability -> {
                if (!require(actor, workspaceId, capability).all()) {
                    throw forbidden(actor);
                }
            });
        }
    }

    /// For what would make whoever has a token its person, or another one.
    ///
    /// @throws Problem.Forbidden `token.person_only`
    void requireSystemOperatorThemselves(Actor actor) {
        requireSystemOperator(actor);
        if (actor instanceof Actor.Person person) {
            person.themselves();
        }
    }

    private static Problem.Forbidden forbidden(Actor actor) {
        return new Problem.Forbidden(isToken(actor) ? "token.capability" : FORBIDDEN);
    }

    /// What every member of a suspended workspace is told, whatever they ask for.
    static Problem.Forbidden suspended() {
        return new Problem.Forbidden("workspace.suspended");
    }

    /// For whether a workspace is in use at all: no member decides that, an owner neither.
    void requireSystemOperatorToSuspend(Actor actor, UUID workspaceId) {
        if (!isSystemOperator(actor)) {
            if (membership(actor, workspaceId).isEmpty()) {
                refused.ofLookingAcross(actor);
                throw new Problem.NotFound(NOT_FOUND);
            }
            throw new Problem.Forbidden("workspace.suspending");
        }
    }

    /// For what an owner of the workspace may, and whoever looks across all of them.
    public void requireOwnerOrSystemOperator(Actor actor, UUID workspaceId) {
        if (!isSystemOperator(actor)) {
            require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        }
    }

    /// For what looks across workspaces; to anybody else it does not exist.
    public void requireSystemOperator(Actor actor) {
        if (!isSystemOperator(actor)) {
            refused.ofLookingAcross(actor);
            throw new Problem.NotFound(NOT_FOUND);
        }
    }

    boolean isSystemOperator(Actor actor) {
        return switch (actor) {
            case Actor.System _ -> true;
            case Actor.Person person ->
                (person.token() == null || person.token().isAcrossWorkspaces())
                        && memberships.isSystemOperator(person.account());
        };
    }

    private static boolean isToken(Actor actor) {
        return actor instanceof Actor.Person person && person.token() != null;
    }

    /// For controls that are absent without the capability; the service still decides.
    public boolean can(Actor actor, UUID workspaceId, Capability capability) {
        return actor instanceof Actor.System
                || membership(actor, workspaceId)
                        .map(member -> member.may(capability))
                        .orElse(false);
    }

    private Optional<MembershipRow> membership(Actor actor, UUID workspaceId) {
        return switch (actor) {
            case Actor.System _ -> Optional.empty();
            case Actor.Person person -> {
                var token = person.token();
                var membership = memberships.find(workspaceId, person.account());
                yield token == null ? membership : membership.flatMap(it -> it.within(token));
            }
        };
    }
}
