package io.runtruth.reviews.compose;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.nullsFirst;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.TopRisks;
import io.runtruth.reviews.compose.FindingsFold.Control;
import io.runtruth.reviews.compose.FindingsFold.ListedLine;
import io.runtruth.reviews.compose.FindingsFold.NamedControl;
import io.runtruth.reviews.compose.ToolWords.Beside;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The first hundred risks (contract 6.1.1, content), and how many checks failed that nobody accepted. A risk
/// is a control of one snapshot with the failed checks that the findings name under one title and severity;
/// what they do not name is counted and not ranked. The rank is severity, then reach, then what the tool says
/// of impact and of effort.
final class TopRisksFold {

    static final int RISKS = 100;

    private static final List<String> COSTS = List.of("none", "low", "medium", "high");

    private static final Comparator<Group> FIRST_THINGS_FIRST = comparing((Group group) -> group.key.severity())
            .thenComparing(comparingLong((Group group) -> group.affected).reversed())
            .thenComparingInt(group -> cost(group.impact()))
            .thenComparingInt(group -> cost(group.effort()))
            .thenComparing(group -> group.key.controlId())
            .thenComparing(group -> group.key.title())
            .thenComparingInt(group -> group.key.snapshot().position());

    private final Map<Severity, Long> failed = new EnumMap<>(Severity.class);
    private long open;

    /// @param accepted whether somebody accepted the risk: then it is counted, and not ranked
    void add(Check check, boolean accepted) {
        if (check.result() == CheckResult.FAIL && !check.suppressed()) {
            failed.merge(check.severity(), 1L, Long::sum);
            open += accepted ? 0 : 1;
        }
    }

    /// All failed checks that are not suppressed, listed or not, accepted or not.
    Map<Severity, Long> failedBySeverity() {
        return failed;
    }

    /// @param named in the order of the findings
    TopRisks topRisks(List<NamedControl> named) {
        var groups = new LinkedHashMap<Key, Group>();
        for (int index = 0; index < named.size(); index++) {
            var control = named.get(index).control();
            if (control.group() == FindingGroup.NOT_MET) {
                groups.computeIfAbsent(Key.of(control), Group::new).add(named.get(index), index);
            }
        }
        var risks = groups.values().stream()
                .sorted(FIRST_THINGS_FIRST)
                .limit(RISKS)
                .map(Group::risk)
                .toList();
        var shown = risks.stream().mapToLong(Risk::affected).sum();
        return new TopRisks(open, shown, risks);
    }

    /// What costs little goes first, what nobody says anything of goes last.
    private static int cost(@Nullable String word) {
        var place = COSTS.stream().filter(cost -> cost.equalsIgnoreCase(word)).findFirst();
        return place.map(COSTS::indexOf).orElse(COSTS.size());
    }

    private record Key(Severity severity, String controlId, String title, SnapshotFold snapshot) {

        static Key of(Control control) {
            return new Key(control.severity(), control.controlId(), control.title(), control.snapshot());
        }
    }

    private static final class Group {

        private static final int RESOURCES = 10;

        private static final Comparator<ListedLine> BY_RESOURCE = comparing(
                        ListedLine::resource, nullsFirst(Comparator.<String>naturalOrder()))
                .thenComparing(comparingInt(ListedLine::ordinal));

        private final Key key;
        private final List<ListedLine> lines = new ArrayList<>();
        private @Nullable ListedLine first;
        private String area = "";
        private int finding = -1;
        private long affected;

        Group(Key key) {
            this.key = key;
        }

        void add(NamedControl named, int index) {
            affected += named.checks();
            lines.addAll(named.lines());
            var line = named.lines().isEmpty() ? null : named.lines().getFirst();
            if (finding < 0 || (line != null && (first == null || BY_RESOURCE.compare(line, first) < 0))) {
                first = line;
                area = named.control().area();
                finding = index;
            }
        }

        private @Nullable Beside beside() {
            return first == null ? null : first.told().beside();
        }

        @Nullable
        String impact() {
            var beside = beside();
            return beside == null ? null : beside.impact();
        }

        @Nullable
        String effort() {
            var beside = beside();
            return beside == null ? null : beside.effort();
        }

        Risk risk() {
            var beside = beside();
            return new Risk(
                    key.snapshot().source().snapshotId(),
                    key.controlId(),
                    key.title(),
                    key.severity(),
                    beside == null ? null : beside.rawSeverity(),
                    area,
                    affected,
                    resources(),
                    null,
                    beside == null ? null : beside.remediationUrl(),
                    finding);
        }

        private List<String> resources() {
            return lines.stream()
                    .map(ListedLine::resource)
                    .flatMap(Stream::ofNullable)
                    .distinct()
                    .sorted()
                    .limit(RESOURCES)
                    .toList();
        }
    }
}
