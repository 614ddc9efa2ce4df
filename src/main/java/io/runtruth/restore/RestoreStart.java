package io.runtruth.restore;

import java.time.Instant;
import java.util.UUID;

/// What starting a restore came to.
public sealed interface RestoreStart {

    UUID restoreId();

    record RestoreDispatched(UUID restoreId, UUID runId) implements RestoreStart {}

    /// It had been started before, by this request or another.
    record AlreadyStarted(UUID restoreId, UUID runId) implements RestoreStart {}

    /// Another restore of the environment is under way.
    record OtherActive(UUID restoreId, UUID runId, String name, Instant since) implements RestoreStart {}

    record RestoreRefused(UUID restoreId, RestoreRefusal reason) implements RestoreStart {}

    enum RestoreRefusal {
        ENVIRONMENT_ARCHIVED("environment.archived"),
        /// A second person has not approved the preview as it is now.
        NOT_APPROVED("restore.not_approved"),
        /// The environment has another target than the preview was made of.
        TARGET_MOVED("restore.target_moved");

        private final String code;

        RestoreRefusal(String code) {
            this.code = code;
        }

        /// The tail of its text's key, and the API's `reason`.
        public String code() {
            return code;
        }
    }
}
