package io.runtruth.packs;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditQueries.AuditRow;
import io.runtruth.access.WorkspaceQueries.WorkspaceName;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.reads.RunQueries.EventOfRun;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.packs.chain.ExportLayout;
import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Sha256;
import io.runtruth.testing.RunRowBuilder;
import io.runtruth.texts.Language;
import io.runtruth.texts.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;

/// Exports of a run that a test has at hand, without a database, and what somebody could make of one.
final class SomeExports {

    static final Instant AT = Instant.parse("2026-11-29T10:00:00Z");

    private SomeExports() {}

    static byte[] ofRun(Language language) {
        var run = RunRowBuilder.aRun()
                .ended(RunOutcome.SUCCEEDED)
                .of(new UUID(7, 7))
                .row();
        var entries = new ChainEntries(
                List.of(
                        event(run.id(), 1, EventKind.DISPATCHED),
                        event(run.id(), 2, EventKind.JOINED),
                        event(run.id(), 3, EventKind.PICKED_UP),
                        event(run.id(), 4, EventKind.COMPLETED)),
                List.of(run),
                List.of(new AuditRow(
                        9,
                        RunRowBuilder.AT.plusSeconds(2),
                        "user",
                        "Ada “<b>”\u202E",
                        "10.0.0.1",
                        "run.joined",
                        "operation_run",
                        run.id().toString(),
                        null,
                        null,
                        "{\"share\": 0.5, \"via\": \"api\"}")));
        var of = ExportSubject.of(run);
        var chain = entries.chain(of.named());
        var files = new LinkedHashMap<String, byte[]>();
        files.put("run.json", CanonicalJson.bytes(EvidenceJson.run(run)));
        files.put(ExportLayout.CHAIN, chain.bytes());
        var out = new ByteArrayOutputStream();
        try {
            new EvidenceExport(
                            of,
                            new WorkspaceName("northwind", "Northwind"),
                            new Actor.Person(new UUID(1, 1), "Olivia Owner", false),
                            AT,
                            "1.0",
                            language,
                            files,
                            chain,
                            entries.isComplete())
                    .write(new Texts(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static EventOfRun event(UUID run, long number, EventKind kind) {
        return new EventOfRun(
                run,
                number,
                new TimelineEntry(
                        kind,
                        RunRowBuilder.AT.plusSeconds(number),
                        "user",
                        "Ada",
                        1,
                        "node-1",
                        null,
                        null,
                        null,
                        null,
                        Map.of("request", "r" + number)));
    }

    static Map<String, byte[]> files(byte[] zip) {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static byte[] zip(Map<String, byte[]> files) {
        try {
            var out = new ByteArrayOutputStream();
            var zip = new StoredZip(out, AT);
            for (var file : files.entrySet()) {
                zip.add(file.getKey(), file.getValue());
            }
            zip.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Map<String, byte[]> files) {
        return new ArrayList<>(new String(files.get(ExportLayout.CHAIN), StandardCharsets.UTF_8)
                .lines()
                .toList());
    }

    static void put(Map<String, byte[]> files, List<String> lines) {
        files.put(ExportLayout.CHAIN, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// As somebody leaves it who has made all digests of files anew, and only the chain's are missing.
    static void makeAnew(Map<String, byte[]> files) {
        var manifest = new String(files.get(ExportLayout.MANIFEST), StandardCharsets.UTF_8);
        var listed = new ArrayList<>();
        files.forEach((name, bytes) -> {
            if (!name.equals(ExportLayout.MANIFEST) && !name.equals(ExportLayout.SUMS)) {
                listed.add(Map.of(
                        "name", name, "size_bytes", bytes.length, "digest", ExportLayout.DIGEST + Sha256.hex(bytes)));
            }
        });
        manifest = manifest.replaceFirst(
                "\"files\":\\[[^\\]]*\\]",
                "\"files\":" + CanonicalJson.text(listed).replace("\\", "\\\\"));
        files.put(ExportLayout.MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
        var sums = new StringBuilder();
        files.forEach((name, bytes) -> {
            if (!name.equals(ExportLayout.SUMS)) {
                sums.append(Sha256.hex(bytes)).append("  ").append(name).append('\n');
            }
        });
        files.put(ExportLayout.SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
    }
}
