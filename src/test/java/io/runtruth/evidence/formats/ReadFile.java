package io.runtruth.evidence.formats;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.FileFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file that was read whole, for tests.
record ReadFile(FileFacts facts, List<Check> checks) {

    static ReadFile of(Path path) {
        return of(path, ReadOptions.NONE);
    }

    static ReadFile of(Path path, ReadOptions options) {
        var checks = new ArrayList<Check>();
        return new ReadFile(EvidenceFiles.recognised(path, options, () -> {}).read(checks::add), checks);
    }

    /// JSON written with single quotes, which reads better inside of Java.
    static ReadFile json(String quoted) {
        return of(quoted.replace('\'', '"'));
    }

    static ReadFile json(String quoted, ReadOptions options) {
        return of(quoted.replace('\'', '"'), options);
    }

    static ReadFile of(String text) {
        return of(text, ReadOptions.NONE);
    }

    static ReadFile of(String text, ReadOptions options) {
        return of(text.getBytes(StandardCharsets.UTF_8), options);
    }

    static ReadFile of(String text, Charset charset) {
        return of(text.getBytes(charset), ReadOptions.NONE);
    }

    static ReadFile of(byte[] bytes, ReadOptions options) {
        try {
            var path = Files.createTempFile("evidence", ".json");
            try {
                Files.write(path, bytes);
                return of(path, options);
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Check check() {
        return checks.getFirst();
    }

    Check check(String controlId) {
        return checks.stream()
                .filter(check -> check.controlId().equals(controlId))
                .findFirst()
                .orElseThrow();
    }
}
