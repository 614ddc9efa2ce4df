package io.runtruth.evidence.formats;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the suppressions of a result hide it (SARIF 2.1.0, 3.27.23): all of them are accepted, or say nothing
/// about it, and one at least has not ended. One that is rejected or still under review shows the result.
///
/// @param isAgreed whether there are suppressions, and all of them are accepted
/// @param ends of those that have one, by the property `expiryUtc`
/// @param isEndless whether one has no end
record SarifSuppression(
        boolean isAgreed,
        List<Instant> ends,
        boolean isEndless,
        @Nullable String reason) {

    static final SarifSuppression NONE = new SarifSuppression(false, List.of(), false, null);

    /// @param count how many there are; what is not among them may be a rejected one
    static SarifSuppression of(List<JsonValues> all, int count) {
        var meant = all.stream()
                .filter(one -> one.first("kind", "status", "state", "justification") != null)
                .toList();
        if (meant.isEmpty() || count > all.size()) {
            return NONE;
        }
        var ends = new ArrayList<Instant>();
        var isEndless = false;
        for (var one : meant) {
            var state = one.firstOr("accepted", "status", "state");
            if (!state.equalsIgnoreCase("accepted")) {
                return NONE;
            }
            var end = StatedTime.of(one.first("properties.expiryUtc")).at();
            isEndless |= end == null;
            if (end != null) {
                ends.add(end);
            }
        }
        var reason = meant.stream().map(one -> one.first("justification")).filter(text -> text != null);
        return new SarifSuppression(true, ends, isEndless, reason.findFirst().orElse(null));
    }

    /// @param at the moment that ends are compared with
    boolean holds(Instant at) {
        return isAgreed && (isEndless || ends.stream().anyMatch(end -> end.isAfter(at)));
    }

    boolean hasEnded(Instant at) {
        return isAgreed && !holds(at);
    }

    @Nullable
    LocalDate until() {
        return isEndless
                ? null
                : ends.stream()
                        .max(Instant::compareTo)
                        .map(end -> end.atZone(ZoneOffset.UTC).toLocalDate())
                        .orElse(null);
    }
}
