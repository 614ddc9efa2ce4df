package io.runtruth.reviews;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What starting a composition came to (contract 6.2): four truthful answers.
///
/// It is kept with its request id as JSON in which the case is the name of the only member (I14): names and
/// components stay as they are for as long as answers are kept, and for a node of the release before.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
public sealed interface StartResult {

    /// Nothing existed, or a draft that nobody worked on was taken up again.
    @JsonTypeName("dispatched")
    record Dispatched(UUID runId, UUID reviewId) implements StartResult {}

    /// The same content is being composed already.
    @JsonTypeName("reused")
    record ReusedActiveRun(UUID runId, UUID reviewId, Joined joined) implements StartResult {}

    /// A ready or published review has this content.
    @JsonTypeName("available")
    record AlreadyAvailable(UUID reviewId, ReviewStatus status) implements StartResult {}

    @JsonTypeName("refused")
    record Refused(RefusalReason reason, @Nullable Integer ageDays) implements StartResult {}

    /// Whose start was joined, and since when it runs.
    record Joined(String name, Instant since) {}

    enum RefusalReason {
        ENVIRONMENT_ARCHIVED("environment.archived"),
        NO_EVIDENCE("evidence.missing"),
        /// There is evidence, but none as young as the workspace asks for; `ageDays` is the youngest's.
        EVIDENCE_TOO_OLD("evidence.too_old");

        private final String code;

        RefusalReason(String code) {
            this.code = code;
        }

        /// The tail of its text's key, and the API's `reason`.
        public String code() {
            return code;
        }
    }
}
