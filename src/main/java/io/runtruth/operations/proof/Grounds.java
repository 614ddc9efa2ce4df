package io.runtruth.operations.proof;

import io.runtruth.operations.BusinessRecord;
import io.runtruth.operations.ReconciliationEvidence;
import org.jspecify.annotations.Nullable;

/// What a decision rests on.
///
/// @param reasonCode of the row of the decision table that matched; the tail of its texts' keys
/// @param related the record that the run ended by; null where there is none
/// @param evidence the facts, so that the table can be run on them again
public record Grounds(String reasonCode, @Nullable BusinessRecord related, ReconciliationEvidence evidence) {

    public Grounds {
        if (evidence.considered().size() > ReconciliationEvidence.MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "evidence holds at most " + ReconciliationEvidence.MOST_ENTRIES + " entries a list");
        }
    }
}
