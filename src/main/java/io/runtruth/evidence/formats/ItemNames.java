package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.shared.Problem;

/// Whether the items of a file have the names that its format gives them. A person may say that a file is of a
/// format; a file in which no item looks so is not taken for it (contract 12).
final class ItemNames {

    private final EvidenceFormat format;
    private long items;
    private long named;

    ItemNames(EvidenceFormat format) {
        this.format = format;
    }

    void item(boolean hasNames) {
        items++;
        named += hasNames ? 1 : 0;
    }

    /// @param hasList whether the file has the list that the items stand in; it may be empty
    /// @throws Problem.InvalidInput `evidence.format_mismatch`
    void require(boolean hasList) {
        if (!hasList || items > 0 && named == 0) {
            throw new Problem.InvalidInput("evidence.format_mismatch", format.title());
        }
    }
}
