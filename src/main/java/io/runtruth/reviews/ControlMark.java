package io.runtruth.reviews;

import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import java.util.List;

/// How a control stands in a review, as the database writes it into one number.
///
/// @param result of its checks the worst; those that the tool hides count where there are no others
/// @param severity of those with this result the worst
/// @param accepted all of it that is not met or warns is accepted
record ControlMark(FindingGroup result, Severity severity, boolean accepted) {

    /// The worst first. What is accepted is one of the first two (decision 0024).
    static final List<FindingGroup> RESULTS = List.of(
            FindingGroup.NOT_MET,
            FindingGroup.WARNING,
            FindingGroup.ERROR,
            FindingGroup.MANUAL,
            FindingGroup.NOT_ASSESSED,
            FindingGroup.UNKNOWN,
            FindingGroup.MET,
            FindingGroup.INFORMATIONAL,
            FindingGroup.NOT_APPLICABLE,
            FindingGroup.SUPPRESSED);

    static ControlMark of(int stored) {
        return new ControlMark(RESULTS.get(stored / 16 - 1), Severity.values()[stored % 16 / 2 - 1], stored % 2 == 1);
    }

    /// From 1, the worst first.
    static int rank(FindingGroup result) {
        return RESULTS.indexOf(result) + 1;
    }
}
