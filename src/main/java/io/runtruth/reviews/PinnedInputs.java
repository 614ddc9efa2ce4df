package io.runtruth.reviews;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.DocumentEnvironment;
import io.runtruth.reviews.ReviewContent.LeftOut;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/// Everything that content depends on besides the fingerprint's inputs, as it was when the composition was started
/// (contract 6.1.1): composing twice gives the same bytes, whatever happened in between.
///
/// @param snapshotIds the evidence set
/// @param waivers the risks that were accepted at the start, as they were; `null`, where an earlier release
///     pinned, is none
/// @param leftOut evidence older than the workspace's limit, with its age at the start
public record PinnedInputs(
        DocumentEnvironment environment,
        List<UUID> snapshotIds,
        List<AcceptedRisk> waivers,
        List<LeftOut> leftOut,
        Operations operations) {

    public PinnedInputs {
        snapshotIds = List.copyOf(snapshotIds);
        waivers = waivers == null ? List.of() : List.copyOf(waivers);
        leftOut = List.copyOf(leftOut);
    }

    /// The environment's runs of the 30 days before the newest collection time; the newest 10,000 of them.
    ///
    /// @param outcomes how many ended how, by outcome code
    @JsonIgnoreProperties(Operations.PINNED_BEFORE)
    public record Operations(Instant from, Instant to, SortedMap<String, Long> outcomes) {

        /// The runs by id, which nothing read; still stored where the start was made by an earlier release.
        private static final String PINNED_BEFORE = "runIds";
    }
}
