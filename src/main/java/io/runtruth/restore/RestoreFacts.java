package io.runtruth.restore;

import io.runtruth.shared.Scope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known about a restore's run, for [RestoreDecisionTable]. A restore of another workspace or environment
/// is no fact: it is dropped here, whoever gathered it (I9).
///
/// @param scope of the run; null where it names no environment
/// @param alive whether, by the queue's records, somebody works on it or will
/// @param bound the restores that the run was started for; one, where all is well
record RestoreFacts(UUID workspaceId, @Nullable Scope scope, boolean alive, List<RestoreFact> bound) {

    RestoreFacts {
        bound = bound.stream().filter(it -> it.scope().equals(scope)).toList();
    }

    record RestoreFact(UUID id, Scope scope, RestoreState state, ItemCounts items) {}

    /// How many documents came to what; each 0 or more.
    ///
    /// @param contradicted were read back otherwise than their results say
    record ItemCounts(int applied, int unchanged, int skipped, int failed, int contradicted) {

        ItemCounts {
            if (applied < 0 || unchanged < 0 || skipped < 0 || failed < 0 || contradicted < 0) {
                throw new IllegalArgumentException("items are counted from 0");
            }
        }

        /// Documents that are as they were meant to be.
        int reached() {
            return applied + unchanged;
        }

        int missed() {
            return skipped + failed;
        }
    }
}
