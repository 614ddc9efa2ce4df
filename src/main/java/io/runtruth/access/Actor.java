package io.runtruth.access;

import java.util.Optional;
import java.util.UUID;

/// On whose behalf something is done; first parameter of every service.
public sealed interface Actor {

    /// As it is shown and kept with what was done, whatever becomes of the account.
    String name();

    /// `user` or `system`, as stored and as the API writes it.
    String kind();

    Optional<UUID> accountId();

    /// @param systemOperator as it was at sign-in, for what is drawn; [Access] reads the right itself
    record Person(UUID account, String name, boolean systemOperator) implements Actor {
        @Override
        public String kind() {
            return "user";
        }

        @Override
        public Optional<UUID> accountId() {
            return Optional.of(account);
        }
    }

    /// The console itself: a job, the reconciler. Not bound to a workspace.
    record System(String name) implements Actor {
        @Override
        public String kind() {
            return "system";
        }

        @Override
        public Optional<UUID> accountId() {
            return Optional.empty();
        }
    }
}
