package io.runtruth.reviews;

import tools.jackson.databind.node.ObjectNode;

/// Content that was stored in an earlier shape, in the newest one: what an earlier version did not know is said
/// to be unknown, nothing is made up and nothing is dropped.
final class ReviewContentUpgrade {

    private static final String VERSION = "schema_version";

    private ReviewContentUpgrade() {}

    static ObjectNode of(ObjectNode stored) {
        var second = isVersion(stored, 1) ? fromFirst(stored) : stored;
        var third = isVersion(second, 2) ? fromSecond(second) : second;
        var fourth = isVersion(third, 3) ? fromThird(third) : third;
        return isVersion(fourth, 4) ? fromFourth(fourth) : fourth;
    }

    private static boolean isVersion(ObjectNode stored, int version) {
        var stated = stored.path(VERSION);
        return stated.isIntegralNumber() && stated.asInt() == version;
    }

    /// Version 1 knew no zones of times, and of the remarks about a file only one.
    private static ObjectNode fromFirst(ObjectNode stored) {
        for (var snapshot : stored.path("provenance").path("snapshots")) {
            if (snapshot.path("source") instanceof ObjectNode source) {
                source.put("time_without_zone", false);
                source.putArray("warnings");
            }
        }
        stored.put(VERSION, 2);
        return stored;
    }

    /// Version 2 named what failed and what was suppressed only: there are no findings in it, which is not the same
    /// as none.
    private static ObjectNode fromSecond(ObjectNode stored) {
        stored.put(VERSION, 3);
        return stored;
    }

    /// Version 3 did not keep why a check matters: no finding has it, which is not the same as a tool that says
    /// nothing.
    private static ObjectNode fromThird(ObjectNode stored) {
        stored.put(VERSION, 4);
        return stored;
    }

    /// Version 4 knew no accepted risks: there were none.
    private static ObjectNode fromFourth(ObjectNode stored) {
        for (var snapshot : stored.path("provenance").path("snapshots")) {
            if (snapshot instanceof ObjectNode counted) {
                counted.putObject("accepted");
            }
        }
        if (stored.path("accepted_suppressed") instanceof ObjectNode section) {
            section.putArray("accepted");
        }
        stored.put(VERSION, 5);
        return stored;
    }
}
