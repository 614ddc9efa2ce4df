package io.runtruth.environments;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ManagedEnvironmentRepository extends JpaRepository<ManagedEnvironment, UUID> {

    Optional<ManagedEnvironment> findByWorkspaceIdAndSlug(UUID workspaceId, String slug);

    Optional<ManagedEnvironment> findByWorkspaceIdAndId(UUID workspaceId, UUID id);
}
