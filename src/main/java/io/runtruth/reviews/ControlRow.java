package io.runtruth.reviews;

import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/// A control of a tool over the environments in use that its reader may see, each by its newest review that can be
/// read (contract 9).
///
/// @param wording as a tool wrote it last
/// @param severity the worst that it has anywhere
/// @param results environments by the worst result there; those whose review does not hold the control are not among
///     them
/// @param accepted of those where it is not met or warns, where all of that is accepted
/// @param environments all of them
public record ControlRow(
        Wording wording,
        Severity severity,
        Map<FindingGroup, Long> results,
        long accepted,
        long environments,
        ControlKey key) {

    public ControlRow {
        var inOrder = new EnumMap<FindingGroup, Long>(FindingGroup.class);
        inOrder.putAll(results);
        results = Collections.unmodifiableMap(inOrder);
    }

    public UUID id() {
        return wording.controlId();
    }

    public long of(FindingGroup result) {
        return results.getOrDefault(result, 0L);
    }

    public long of(Collection<FindingGroup> several) {
        return several.stream().mapToLong(this::of).sum();
    }

    /// Where no review that can be read holds it.
    public long absent() {
        return environments - of(results.keySet());
    }

    /// What a tool calls a control.
    ///
    /// @param controlId of tool and control: the same whatever else is written
    /// @param control the tool's id without the version behind it
    /// @param area `""` where the tool names none
    /// @param tellsFault the title says what is wrong; else it says what should be
    public record Wording(UUID controlId, String tool, String control, String title, String area, boolean tellsFault) {}

    /// Where a control stands in the list of those that fail most.
    ///
    /// @param weight of what is open, then of all that is not met, by number of environments, then of the severity
    public record ControlKey(long weight, String tool, String control) {}
}
