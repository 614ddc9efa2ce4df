package io.runtruth.environments;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One customer system under governance.
@Entity
class ManagedEnvironment {

    @Id
    private UUID id;

    private UUID workspaceId;
    private String slug;
    private String name;
    private @Nullable Instant archivedAt;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected ManagedEnvironment() {}

    ManagedEnvironment(UUID workspaceId, String slug, String name, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.workspaceId = workspaceId;
        this.slug = slug;
        this.name = name;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    @Nullable
    Long version() {
        return version;
    }

    void rename(String newName) {
        name = newName;
    }

    /// @return false where it is not archived
    boolean restore() {
        if (archivedAt == null) {
            return false;
        }
        archivedAt = null;
        return true;
    }

    /// @return false where it is archived already
    boolean archive(Instant at) {
        if (archivedAt != null) {
            return false;
        }
        archivedAt = at;
        return true;
    }
}
