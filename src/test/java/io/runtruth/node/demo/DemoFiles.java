package io.runtruth.node.demo;

import java.time.Instant;

/// The demo's files, for tests of other parts.
public final class DemoFiles {

    private static final Instant COLLECTED_AT = Instant.parse("2026-10-20T08:00:00Z");

    private DemoFiles() {}

    public static byte[] scubaGear() {
        return DemoEvidence.scubaGear(
                new DemoEvidence.Assessment("demo-tenant-0001", "Demo tenant", COLLECTED_AT, 1));
    }
}
