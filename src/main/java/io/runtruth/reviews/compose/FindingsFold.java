package io.runtruth.reviews.compose;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.Check.Suppression;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Gap;
import java.time.chrono.ChronoLocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every check by name, those of one control together. How many a control has is whole for all that are named;
/// which of them are listed with resource and texts is what comes first in the order of the document, as far as it
/// fits.
final class FindingsFold {

    /// Controls named, and checks listed.
    static final int MOST = 20_000;

    private static final Comparator<Control> IN_ORDER_OF_READING = comparing(Control::group)
            .thenComparing(Control::reason, nullsFirst(naturalOrder()))
            .thenComparing(Control::severity)
            .thenComparing(Control::controlId)
            .thenComparing(Control::title)
            .thenComparing(control -> control.snapshot().position())
            .thenComparing(Control::area)
            .thenComparing(Control::result)
            .thenComparing(Control::suppressionReason, nullsFirst(naturalOrder()))
            .thenComparing(Control::suppressedUntil, nullsFirst(naturalOrder()))
            .thenComparing(Control::accepted, nullsFirst(naturalOrder()));

    static final Comparator<ListedPlace> BY_RESOURCE = comparing(ListedPlace::control, IN_ORDER_OF_READING)
            .thenComparing(ListedPlace::resource, nullsFirst(naturalOrder()))
            .thenComparing(ListedPlace::ordinal);

    private final Map<FindingGroup, Long> counts = new EnumMap<>(FindingGroup.class);
    private final Fitting<Control, Counted> controls = new Fitting<>(MOST, IN_ORDER_OF_READING, new Names());
    private final SharedTexts texts = new SharedTexts();
    private final Fitting<ListedPlace, Listed> listed = new Fitting<>(MOST, BY_RESOURCE, texts);
    private final Rationales rationales = new Rationales();

    /// @param accepted position among the accepted risks, where it is one
    void add(SnapshotFold snapshot, Check check, @Nullable Integer accepted) {
        var control = Control.of(snapshot, check, accepted);
        counts.merge(control.group(), 1L, Long::sum);
        controls.at(control, () -> new Counted(control)).ifPresent(counted -> {
            counted.checks++;
            counted.isOf(check.baseId());
            var place = new ListedPlace(counted.control, check.resource(), check.ordinal());
            listed.at(place, () -> new Listed(ToolWords.by(check)))
                    .ifPresent(_ -> rationales.add(place, check.notes().rationale()));
        });
    }

    /// Checks by group, all of them.
    Map<FindingGroup, Long> counts() {
        return counts;
    }

    /// What is named, in the order of reading.
    List<NamedControl> named() {
        var lines = new HashMap<Control, List<ListedLine>>();
        var explained = new LinkedHashMap<Control, ListedPlace>();
        listed.kept().forEach((place, check) -> {
            var ofControl = lines.computeIfAbsent(place.control(), _ -> new ArrayList<>());
            if (ofControl.isEmpty() && check.told.explained()) {
                explained.put(place.control(), place);
            }
            ofControl.add(new ListedLine(place.resource(), place.ordinal(), check.told));
        });
        var fitting = rationales.beside(texts, explained.values());
        return controls.kept().entrySet().stream()
                .map(it -> new NamedControl(
                        it.getKey(),
                        it.getValue().baseId,
                        it.getValue().checks,
                        lines.getOrDefault(it.getKey(), List.of()),
                        fitting.get(explained.get(it.getKey()))))
                .toList();
    }

    /// What the checks of one finding have in common.
    record Control(
            SnapshotFold snapshot,
            FindingGroup group,
            @Nullable Gap reason,
            CheckResult result,
            Severity severity,
            String controlId,
            String title,
            String area,
            @Nullable Suppression suppression,
            @Nullable Integer accepted) {

        static Control of(SnapshotFold snapshot, Check check, @Nullable Integer accepted) {
            var group = accepted == null ? groupOf(check) : FindingGroup.ACCEPTED;
            return new Control(
                    snapshot,
                    group,
                    group == FindingGroup.NOT_ASSESSED ? CoverageFold.gap(check).orElseThrow() : null,
                    check.result(),
                    check.severity(),
                    check.controlId(),
                    check.title(),
                    check.area(),
                    check.suppression(),
                    accepted);
        }

        private static FindingGroup groupOf(Check check) {
            return check.suppressed() ? FindingGroup.SUPPRESSED : FindingGroup.of(check.result());
        }

        private @Nullable String suppressionReason() {
            return suppression == null ? null : suppression.reason();
        }

        /// As a date among dates, which compares with nothing else.
        private @Nullable ChronoLocalDate suppressedUntil() {
            return suppression == null ? null : suppression.until();
        }
    }

    /// Where a check stands in the document.
    record ListedPlace(Control control, @Nullable String resource, int ordinal) {}

    /// A check while it fits.
    static final class Listed {

        ToolWords told;

        private Listed(ToolWords told) {
            this.told = told;
        }
    }

    /// @param baseId the id without the version behind it
    /// @param checks all of the control
    /// @param lines those that are listed, by resource and ordinal
    /// @param rationale why the first of them matters, as far as that fits
    record NamedControl(
            Control control,
            String baseId,
            long checks,
            List<ListedLine> lines,
            @Nullable StructuredText rationale) {

        boolean isRationaleLeftOut() {
            return rationale == null
                    && !lines.isEmpty()
                    && lines.getFirst().told().explained();
        }
    }

    record ListedLine(@Nullable String resource, int ordinal, ToolWords told) {}

    private static final class Counted {

        private final Control control;
        private long checks;
        private String baseId = "";

        Counted(Control control) {
            this.control = control;
        }

        /// The same for all, unless a tool names one control in two ways: then the first.
        void isOf(String id) {
            baseId = baseId.isEmpty() || id.compareTo(baseId) < 0 ? id : baseId;
        }
    }

    /// Names are texts of a file too, and as long as it makes them.
    private static final class Names implements Fitting.Load<Control, Counted> {

        private static final long MOST_CHARACTERS = 8_000_000;

        private long characters;

        @Override
        public void add(Control control, Counted counted) {
            characters += length(control);
        }

        @Override
        public void remove(Control control, Counted counted) {
            characters -= length(control);
        }

        @Override
        public boolean isTooHeavy() {
            return characters > MOST_CHARACTERS;
        }

        private static long length(Control control) {
            var reason = control.suppressionReason();
            return (long) control.controlId().length()
                    + control.title().length()
                    + control.area().length()
                    + (reason == null ? 0 : reason.length());
        }
    }
}
