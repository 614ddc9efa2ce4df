package io.runtruth.packs;

import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries.WorkspaceName;
import io.runtruth.packs.chain.EvidenceChain;
import io.runtruth.packs.chain.ExportLayout;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.texts.Language;
import io.runtruth.texts.LocalForms;
import io.runtruth.texts.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/// A run or a review as evidence, ready to be written.
///
/// @param version of Runtruth
/// @param files by their names, in their order, the chain among them
/// @param isComplete whether the chain has all that there is
record EvidenceExport(
        ExportSubject of,
        WorkspaceName workspace,
        Actor by,
        Instant at,
        String version,
        Language language,
        Map<String, byte[]> files,
        EvidenceChain chain,
        boolean isComplete) {

    /// Letters, digits, dots and hyphens.
    String fileName() {
        return "%s-%s-%s-%s-evidence.zip"
                .formatted(
                        of.slug().replaceAll("[^A-Za-z0-9-]", "-"),
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        of.word(),
                        of.shortId());
    }

    void write(Texts texts, OutputStream out) throws IOException {
        var zip = new EvidenceZip(out, at);
        zip.add("README.txt", readme(texts).getBytes(StandardCharsets.UTF_8));
        for (var file : files.entrySet()) {
            zip.add(file.getKey(), file.getValue());
        }
        zip.finish(manifest());
        out.flush();
    }

    private String readme(Texts texts) {
        var words = DocumentWords.of(texts, new LocalForms(language.locale(), ZoneId.of("UTC")));
        return EvidenceReadme.of(
                words,
                words.text("export.readme.title." + of.word(), of.environment(), of.shortId()),
                words.text("export.readme.origin", words.forms().dateTime(at), by.name(), workspace.name(), version),
                files.keySet());
    }

    private Map<String, Object> manifest() {
        return JsonPack.fields()
                .with("schema", ExportLayout.SCHEMA)
                .with("schema_version", ExportLayout.SCHEMA_VERSION)
                .with("subject", of.named())
                .with("workspace", Map.of("slug", workspace.slug(), "name", workspace.name()))
                .with(
                        "environment",
                        Map.of(
                                "id", of.scope().environmentId().toString(),
                                "slug", of.slug(),
                                "name", of.environment()))
                .with("exported_at", at.toString())
                .with("exported_by", Map.of("kind", by.kind(), "name", by.name()))
                .with("runtruth_version", version)
                .with("language", language.code())
                .with(
                        "chain",
                        Map.of(
                                "entries",
                                chain.length(),
                                "head",
                                ExportLayout.DIGEST + chain.head(),
                                "complete",
                                isComplete))
                .map();
    }
}
