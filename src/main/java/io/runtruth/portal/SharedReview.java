package io.runtruth.portal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is told of a share link to whoever has it, before they read anything.
///
/// @param workspace name of who shares it
/// @param subject null where a passphrase is to be known first, and where the link opens nothing
public record SharedReview(
        UUID workspaceId,
        String workspace,
        ShareLinkState state,
        Instant expiresAt,
        boolean hasPassphrase,
        @Nullable SharedSubject subject) {

    /// @param environment name
    /// @param number of the publication in its environment
    /// @param isSuperseded whether a newer one was published since
    public record SharedSubject(String environment, int number, Instant publishedAt, boolean isSuperseded) {}
}
