package io.runtruth.environments;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;

interface ManagedEnvironmentRepository extends JpaRepository<ManagedEnvironment, UUID> {

    Optional<ManagedEnvironment> findByWorkspaceIdAndSlug(UUID workspaceId, String slug);

    Optional<ManagedEnvironment> findByWorkspaceIdAndId(UUID workspaceId, UUID id);

    @NativeQuery("""
            select id
            from managed_environment
            where workspace_id = :workspace
            and id = :environment
            and archived_at is null
            for no key update
            """)
    Optional<UUID> holdUnlessArchived(UUID workspace, UUID environment);
}
