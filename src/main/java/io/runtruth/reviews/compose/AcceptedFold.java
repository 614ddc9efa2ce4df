package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is accepted of what was found. Of several accepted risks that are about one check the narrowest counts:
/// that of a resource, then that of an ordinal, then that of the id with its version. A check that the tool
/// hides itself is never accepted beside that.
final class AcceptedFold {

    private final List<AcceptedRisk> risks;
    private final List<Map<CheckResult, Long>> found = new ArrayList<>();
    private final Map<Named, List<Integer>> positions = new HashMap<>();

    AcceptedFold(List<AcceptedRisk> risks) {
        this.risks = risks;
        for (var risk : risks) {
            positions
                    .computeIfAbsent(new Named(risk.tool(), risk.control()), _ -> new ArrayList<>())
                    .add(found.size());
            found.add(new EnumMap<>(CheckResult.class));
        }
    }

    /// @return the position of the risk that is accepted; null where nothing is
    @Nullable
    Integer add(SnapshotFold snapshot, Check check) {
        if (risks.isEmpty() || check.suppressed()) {
            return null;
        }
        var position = narrowest(snapshot.source().tool(), check);
        if (position == null) {
            return null;
        }
        found.get(position).merge(check.result(), 1L, Long::sum);
        if (!AcceptedRisk.isAcceptable(check.result())) {
            return null;
        }
        snapshot.accept(check);
        return position;
    }

    private @Nullable Integer narrowest(String tool, Check check) {
        Integer narrowest = null;
        for (var position : positions(tool, check).toList()) {
            if (isAbout(risks.get(position), check)
                    && (narrowest == null || width(risks.get(position)) < width(risks.get(narrowest)))) {
                narrowest = position;
            }
        }
        return narrowest;
    }

    private Stream<Integer> positions(String tool, Check check) {
        return Stream.of(check.controlId(), check.baseId())
                .distinct()
                .flatMap(control -> positions.getOrDefault(new Named(tool, control), List.of()).stream());
    }

    private static boolean isAbout(AcceptedRisk risk, Check check) {
        if (risk.ordinal() == null) {
            return risk.resource() == null || risk.resource().equals(check.resource());
        }
        // each resource has its own first and second: one of none is about what was found on none
        return risk.ordinal() == check.ordinal() && Objects.equals(risk.resource(), check.resource());
    }

    private static int width(AcceptedRisk risk) {
        return (risk.resource() == null ? 2 : 0) + (risk.ordinal() == null ? 1 : 0);
    }

    List<AcceptedChecks> risks() {
        return IntStream.range(0, risks.size())
                .mapToObj(position -> new AcceptedChecks(risks.get(position), found.get(position)))
                .toList();
    }

    private record Named(String tool, String control) {}
}
