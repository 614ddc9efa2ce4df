package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The zones that a person can choose for their times: those of the IANA that are named after a place, and UTC.
public final class TimeZones {

    private static final Set<String> AREAS = Set.of(
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific");

    private static final List<String> KNOWN = ZoneId.getAvailableZoneIds().stream()
            .filter(it -> it.equals("UTC") || it.contains("/") && AREAS.contains(it.substring(0, it.indexOf('/'))))
            .sorted()
            .toList();

    private TimeZones() {}

    /// By name.
    public static List<String> all() {
        return KNOWN;
    }

    static String require(String zone) {
        if (!KNOWN.contains(zone)) {
            throw new Problem.InvalidInput("account.time_zone");
        }
        return zone;
    }

    /// @return empty for none, and for one that this Java no longer knows
    static Optional<ZoneId> of(@Nullable String stored) {
        return Optional.ofNullable(stored).filter(KNOWN::contains).map(ZoneId::of);
    }
}
