package io.runtruth.reviews.compose;

import io.runtruth.evidence.StructuredText;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.compose.FindingsFold.ListedLine;
import io.runtruth.reviews.compose.FindingsFold.NamedControl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the findings of a composition into its content, each text once.
final class FindingsInWords {

    private final Map<StructuredText, Integer> texts = new LinkedHashMap<>();

    /// @param counts of all checks
    Findings of(Map<FindingGroup, Long> counts, List<NamedControl> named) {
        var controls = new ArrayList<Finding>();
        named.forEach(control -> controls.add(finding(control)));
        return new Findings(
                counts,
                named.stream().mapToLong(NamedControl::checks).sum(),
                named.stream().mapToLong(control -> control.lines().size()).sum(),
                named.stream().filter(NamedControl::isRationaleLeftOut).count(),
                controls,
                List.copyOf(texts.keySet()));
    }

    private Finding finding(NamedControl named) {
        var control = named.control();
        var told = named.lines().isEmpty() ? null : named.lines().getFirst().told();
        var beside = told == null ? null : told.beside();
        return new Finding(
                control.snapshot().position(),
                control.group(),
                control.reason(),
                control.result(),
                beside == null ? null : beside.rawResult(),
                control.controlId(),
                named.baseId().equals(control.controlId()) ? null : named.baseId(),
                control.title(),
                control.severity(),
                beside == null ? null : beside.rawSeverity(),
                control.area(),
                beside == null ? null : beside.section(),
                beside == null ? null : beside.product(),
                beside == null ? null : beside.impact(),
                beside == null ? null : beside.effort(),
                beside == null ? null : beside.licence(),
                beside == null ? List.of() : beside.references(),
                index(named.rationale()),
                told == null ? null : index(told.remedy()),
                beside == null ? null : beside.remediationUrl(),
                control.suppression(),
                control.accepted(),
                named.checks(),
                named.lines().stream().map(this::found).toList());
    }

    private Found found(ListedLine line) {
        return new Found(line.resource(), index(line.told().detail()));
    }

    private @Nullable Integer index(@Nullable StructuredText text) {
        return text == null ? null : texts.computeIfAbsent(text, _ -> texts.size());
    }
}
