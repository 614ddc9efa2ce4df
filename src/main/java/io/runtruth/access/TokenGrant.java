package io.runtruth.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a token leaves of its person's rights (contract 8).
///
/// @param workspaceId the only one that it is for; null: across workspaces, as a system operator
/// @param environments the only ones that it reaches; null: all that its person does
public record TokenGrant(
        UUID tokenId,
        @Nullable UUID workspaceId,
        Set<Capability> capabilities,
        @Nullable Set<UUID> environments) {

    public TokenGrant {
        capabilities = Set.copyOf(capabilities);
        environments = environments == null ? null : Set.copyOf(environments);
    }

    boolean isAcrossWorkspaces() {
        return workspaceId == null;
    }

    Set<Capability> within(Set<Capability> ofPerson) {
        var both = EnumSet.noneOf(Capability.class);
        both.addAll(ofPerson);
        both.retainAll(capabilities);
        return both;
    }

    Reach within(Reach ofPerson) {
        if (environments == null) {
            return ofPerson;
        }
        var both = ofPerson.all()
                ? environments
                : environments.stream()
                        .filter(ofPerson.environments()::contains)
                        .collect(Collectors.toSet());
        return new Reach(ofPerson.workspaceId(), false, both);
    }
}
