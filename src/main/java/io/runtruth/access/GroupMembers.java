package io.runtruth.access;

import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.access.ProvidedIdentity.GroupGrant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Brings the memberships that came of somebody's groups in line with the groups that they are in now (contract 8),
/// in the caller's transaction. What was given by hand is never changed.
@Component
class GroupMembers {

    private static final Logger LOG = LoggerFactory.getLogger(GroupMembers.class);

    private final IdentityRepository identities;
    private final WorkspaceRepository workspaces;
    private final MemberService members;

    GroupMembers(IdentityRepository identities, WorkspaceRepository workspaces, MemberService members) {
        this.identities = identities;
        this.workspaces = workspaces;
        this.members = members;
    }

    /// Whether the groups give anything that there is.
    boolean admits(ProvidedIdentity identity) {
        return !wanted(identity).isEmpty();
    }

    /// Nothing changes where the provider has not said which groups they are.
    void align(UUID accountId, ProvidedIdentity identity) {
        if (identity.grants() != null) {
            align(accountId, identity.registration(), wanted(identity));
        }
    }

    void endAll(UUID accountId, String registration) {
        align(accountId, registration, Map.of());
    }

    /// In one order, so that two who want the same wait for each other and not for ever.
    private void align(UUID accountId, String registration, Map<UUID, Share> wanted) {
        var places = new HashSet<>(wanted.keySet());
        places.addAll(identities.workspacesBy(registration, accountId));
        places.stream()
                .sorted()
                .forEach(workspace ->
                        members.align(new MemberRef(workspace, accountId), wanted.get(workspace), registration));
    }

    /// Of several groups for one workspace the first of the configuration counts.
    private Map<UUID, Share> wanted(ProvidedIdentity identity) {
        var wanted = new HashMap<UUID, Share>();
        var grants = Optional.ofNullable(identity.grants()).orElseGet(ArrayList::new);
        for (var grant : grants) {
            var workspace = workspaces.findBySlug(grant.workspace()).map(Workspace::id);
            var share = workspace.map(it -> share(it, grant));
            if (workspace.isEmpty() || share.isEmpty()) {
                LOG.warn(
                        "groups of {} are mapped to the workspace {}, of which there is none like that",
                        identity.registration(),
                        grant.workspace());
            } else {
                wanted.putIfAbsent(workspace.get(), share.get());
            }
        }
        return wanted;
    }

    /// @return null where none of the environments is there: never all of them instead
    private @Nullable Share share(UUID workspaceId, GroupGrant grant) {
        if (grant.environments().isEmpty()) {
            return Share.of(grant.role());
        }
        var environments = identities.environments(workspaceId, grant.environments());
        return environments.isEmpty() ? null : new Share(grant.role(), new HashSet<>(environments));
    }
}
