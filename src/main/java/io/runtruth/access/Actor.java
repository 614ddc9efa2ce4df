package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// On whose behalf something is done; first parameter of every service.
public sealed interface Actor {

    /// As it is shown and kept with what was done, whatever becomes of the account.
    String name();

    /// `user`, `token` or `system`, as stored and as the API writes it.
    String kind();

    Optional<UUID> accountId();

    /// @param systemOperator as it was at sign-in, for what is drawn; [Access] reads the right itself
    /// @param token what the token that was sent in the person's place leaves of their rights; null where they are
    ///     there themselves
    record Person(
            UUID account,
            String name,
            boolean systemOperator,
            @Nullable TokenGrant token) implements Actor {

        public Person(UUID account, String name, boolean systemOperator) {
            this(account, name, systemOperator, null);
        }

        @Override
        public String kind() {
            return token == null ? "user" : "token";
        }

        /// @throws Problem.Forbidden `token.person_only` for what no token may do
        public Person themselves() {
            if (token != null) {
                throw new Problem.Forbidden("token.person_only");
            }
            return this;
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
