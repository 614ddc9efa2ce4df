package io.runtruth.reviews;

import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the checks of one finding stood in the reviews that were published before (contract 6): the same checks, as
/// drift compares them, by control without its version, ordinal and resource.
///
/// @param now as they stand in this review; what is accepted as what it is
/// @param earlier the newest first, at least one; the newest 12 of those that the actor may see, or fewer where these
///     are too much to compare
/// @param isCut whether there may be earlier ones
public record FindingHistory(FindingGroup now, List<Past> earlier, boolean isCut) {

    public FindingHistory {
        earlier = List.copyOf(earlier);
    }

    /// How many of the reviews before, one after the other, have a check that stood as it stands now.
    public int unchanged() {
        var unchanged = 0;
        while (unchanged < earlier.size() && earlier.get(unchanged).states().containsKey(now)) {
            unchanged++;
        }
        return unchanged;
    }

    /// The first review of those that have said the same ever since; empty where this one is new in saying it.
    public Optional<Neighbour> since() {
        var unchanged = unchanged();
        return unchanged == 0
                ? Optional.empty()
                : Optional.of(earlier.get(unchanged - 1).review());
    }

    /// The one that last said something else; empty where none did.
    public Optional<Past> before() {
        return earlier.stream().skip(unchanged()).findFirst();
    }

    /// @param isPart whether the review has evidence of this tool and target
    /// @param states how many of the checks stood how
    /// @param absent how many of them there were none of
    public record Past(Neighbour review, boolean isPart, Map<FindingGroup, Long> states, long absent) {

        public Past {
            var copy = new EnumMap<FindingGroup, Long>(FindingGroup.class);
            copy.putAll(states);
            states = Collections.unmodifiableMap(copy);
        }
    }
}
