package io.runtruth.access;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account's role in a workspace.
@Entity
class Member {

    @EmbeddedId
    private MemberKey key;

    private String role;
    private boolean allEnvironments;

    @Version
    private @Nullable Long version;

    protected Member() {}

    Member(MemberKey key, Role role, boolean allEnvironments) {
        this.key = key;
        this.role = role.code();
        this.allEnvironments = allEnvironments;
    }

    @Embeddable
    record MemberKey(UUID workspaceId, UUID accountId) {}
}
