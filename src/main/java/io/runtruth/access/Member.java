package io.runtruth.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account's role in a workspace.
@Entity
class Member {

    @EmbeddedId
    private MemberKey key;

    private String role;
    private boolean allEnvironments;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(
            name = "member_environment",
            joinColumns = {
                @JoinColumn(name = "workspace_id", referencedColumnName = "workspace_id"),
                @JoinColumn(name = "account_id", referencedColumnName = "account_id")
            })
    @Column(name = "environment_id")
    private Set<UUID> environments = new HashSet<>();

    private @Nullable String registration;

    @Version
    private @Nullable Long version;

    protected Member() {}

    Member(MemberKey key, Share share) {
        this.key = key;
        this.role = share.role().code();
        become(share);
    }

    /// Of a group, and not by hand.
    ///
    /// @param registration of the provider that tells of it
    Member(MemberKey key, Share share, String registration) {
        this(key, share);
        this.registration = registration;
    }

    boolean isBy(String provider) {
        return provider.equals(registration);
    }

    /// No group changes it from now on.
    void becomeByHand() {
        registration = null;
    }

    Share share() {
        return new Share(Role.of(role), allEnvironments ? null : environments);
    }

    boolean isAs(Share other) {
        return role.equals(other.role().code())
                && allEnvironments == (other.environments() == null)
                && (allEnvironments || environments.equals(other.environments()));
    }

    void become(Share share) {
        role = share.role().code();
        allEnvironments = share.environments() == null;
        environments.clear();
        if (share.environments() != null) {
            environments.addAll(share.environments());
        }
    }

    @Nullable
    Long version() {
        return version;
    }

    @Embeddable
    record MemberKey(
            @Column(name = "workspace_id") UUID workspaceId,
            @Column(name = "account_id") UUID accountId) {}
}
