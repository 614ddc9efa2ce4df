package io.runtruth.reviews.compose;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.TopRisks;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The most severe failed checks, those of one control together. The severity is part of what makes a group, so
/// that a group's rank never changes and the first hundred can be told in one pass over any number of checks in
/// any order.
final class TopRisksFold {

    static final int RISKS = 100;

    private static final Comparator<Key> MOST_SEVERE_FIRST = comparing(Key::severity)
            .thenComparing(Key::controlId)
            .thenComparing(Key::title)
            .thenComparingInt(key -> key.snapshot().position());

    private final Smallest<Key, Group> groups = new Smallest<>(RISKS, MOST_SEVERE_FIRST);
    private final Map<Severity, Long> failed = new EnumMap<>(Severity.class);

    void add(SnapshotFold snapshot, Check check) {
        if (check.result() == CheckResult.FAIL && !check.suppressed()) {
            failed.merge(check.severity(), 1L, Long::sum);
            groups.at(new Key(check.severity(), check.controlId(), check.title(), snapshot), () -> new Group(check))
                    .ifPresent(group -> group.add(check));
        }
    }

    /// All failed checks that are not suppressed, listed or not.
    Map<Severity, Long> failedBySeverity() {
        return failed;
    }

    TopRisks topRisks() {
        var risks = groups.kept().entrySet().stream()
                .map(group -> group.getValue().risk(group.getKey()))
                .toList();
        var shown = risks.stream().mapToLong(Risk::affected).sum();
        return new TopRisks(failed.values().stream().mapToLong(Long::longValue).sum(), shown, risks);
    }

    private record Key(Severity severity, String controlId, String title, SnapshotFold snapshot) {}

    private static final class Group {

        private static final int RESOURCES = 10;

        private static final Comparator<Check> BY_RESOURCE = comparing(
                        Check::resource, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                .thenComparing(comparingInt(Check::ordinal));

        private final Smallest<String, String> resources = new Smallest<>(RESOURCES, Comparator.naturalOrder());
        private Check first;
        private long affected;

        Group(Check first) {
            this.first = first;
        }

        void add(Check check) {
            affected++;
            first = BY_RESOURCE.compare(check, first) < 0 ? check : first;
            var resource = check.resource();
            if (resource != null) {
                resources.at(resource, () -> resource);
            }
        }

        Risk risk(Key key) {
            return new Risk(
                    key.snapshot().source().snapshotId(),
                    key.controlId(),
                    key.title(),
                    key.severity(),
                    first.rawSeverity(),
                    first.area(),
                    affected,
                    List.copyOf(resources.kept().keySet()),
                    first.detail(),
                    first.remediationUrl());
        }
    }
}
