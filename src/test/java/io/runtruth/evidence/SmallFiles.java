package io.runtruth.evidence;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/// Small evidence files for tests.
final class SmallFiles {

    private SmallFiles() {}

    /// A file of one failed check.
    ///
    /// @param target the account it names; `""` for none
    /// @param resource tells files apart
    static Upload upload(String target, String resource) {
        return upload("""
                [{"class_uid":2004,"metadata":{"event_code":"a","product":{"name":"Prowler"}},"status_code":"FAIL",
                "time":1767225600,"resources":[{"uid":"%s"}],"cloud":{"account":{"uid":"%s","name":"Contoso"}}}]
                """.formatted(resource, target));
    }

    static Upload upload(String text) {
        return Upload.of("evidence.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
