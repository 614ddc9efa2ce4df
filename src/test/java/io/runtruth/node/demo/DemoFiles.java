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
        return newer("Contoso");
    }

    /// The same for another one of its environments.
    public static byte[] newerFabrikam() {
        return newer("Fabrikam");
    }

    private static byte[] newer(String name) {
        return DemoEvidence.scubaGear(new DemoEvidence.Assessment(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                name + " demo",
                Instant.now().minus(1, ChronoUnit.HOURS),
                7,
                0));
    }
}
