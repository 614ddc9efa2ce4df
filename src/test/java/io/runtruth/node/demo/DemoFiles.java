package io.runtruth.node.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Files of the demo's own generator, for tests of other packages.
public final class DemoFiles {

    private DemoFiles() {}

    /// A later run of the tool on the demo's first environment: the same target, other results.
    public static byte[] newerContoso() {
        return DemoEvidence.scubaGear(new DemoEvidence.Assessment(
                UUID.nameUUIDFromBytes("Contoso".getBytes(StandardCharsets.UTF_8))
                        .toString(),
                "Contoso demo",
                Instant.now().minus(1, ChronoUnit.HOURS),
                7));
    }
}
