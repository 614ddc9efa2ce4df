package io.runtruth.packs;

import io.runtruth.packs.words.DocumentWords;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All forms of a pack in one archive, with what is in it and the digests of all of it. Stored, and with the time of
/// the review, so that its bytes depend on nothing else.
final class ZipPack {

    private static final List<PackFormat> MEMBERS = List.of(
            PackFormat.PDF,
            PackFormat.HTML,
            PackFormat.DOCX,
            PackFormat.JSON,
            PackFormat.CSV,
            PackFormat.ACTION_PLAN,
            PackFormat.OSCAL);

    private final ReviewContent content;
    private final PackReview review;
    private final PackOrder order;
    private final DocumentWords words;
    private final PackMember member;
    private final Map<String, String> digests = new LinkedHashMap<>();

    /// @param member writes one of the forms
    ZipPack(ReviewContent content, PackReview review, PackOrder order, DocumentWords words, PackMember member) {
        this.content = content;
        this.review = review;
        this.order = order;
        this.words = words;
        this.member = member;
    }

    void write(OutputStream out) throws IOException {
        var zip = new StoredZip(out, review.asOf());
        add(zip, "README.txt", readme().getBytes(StandardCharsets.UTF_8));
        for (var format : MEMBERS) {
            var bytes = new ByteArrayOutputStream();
            member.write(format, bytes);
            add(zip, nameOf(format), bytes.toByteArray());
        }
        add(
                zip,
                "review-pack.schema.json",
                PackStyle.read("review-pack.schema.json").getBytes(StandardCharsets.UTF_8));
        add(zip, "manifest.json", CanonicalJson.bytes(manifest()));
        var sums = new StringBuilder();
        digests.forEach(
                (name, digest) -> sums.append(digest).append("  ").append(name).append('\n'));
        add(zip, "SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }

    static String nameOf(PackFormat format) {
        return switch (format) {
            case PDF -> "review.pdf";
            case HTML -> "review.html";
            case DOCX -> "review.docx";
            case JSON -> "review.json";
            case CSV -> "findings.csv";
            case ACTION_PLAN -> "action-plan.csv";
            case OSCAL -> "assessment-results.oscal.json";
            case ZIP -> "review.zip";
        };
    }

    private void add(StoredZip zip, String name, byte[] bytes) throws IOException {
        zip.add(name, bytes);
        digests.put(name, Sha256.hex(bytes));
    }

    private String readme() {
        var lines = new ArrayList<String>();
        var profile = "pack.profile." + order.profile().code();
        lines.add(words.text("pack.readme.title", content.environment().name(), words.text(profile)));
        lines.add("");
        lines.add(words.text(
                "pack.subject", words.text("review.status." + review.status().code()), review.fingerprint()));
        lines.add(words.text(profile + ".about"));
        lines.add(words.text(profile + ".leaves_out"));
        lines.add("");
        MEMBERS.forEach(format -> lines.add(words.text("pack.readme." + format.word())));
        lines.add("");
        lines.add(words.text("pack.readme.what"));
        lines.add(words.text("pack.readme.manifest"));
        lines.add(words.text("pack.readme.same"));
        return String.join("\n", lines) + "\n";
    }

    private Map<String, Object> manifest() {
        var files = new ArrayList<>();
        digests.forEach((name, digest) -> files.add(JsonPack.fields()
                .with("name", name)
                .with("digest", "sha256:" + digest)
                .map()));
        var evidence = content.provenance().snapshots().stream()
                .<Object>map(it -> evidence(it.source()))
                .toList();
        return JsonPack.fields()
                .with("schema", "runtruth.pack-manifest")
                .with("schema_version", 1)
                .with("profile", order.profile().code())
                .with("language", order.language().code())
                .with(
                        "review",
                        JsonPack.fields()
                                .with("fingerprint", review.fingerprint())
                                .with("status", review.status().code())
                                .with("content_digest", "sha256:" + Sha256.hex(content.canonicalBytes()))
                                .with("notes_digest", notesDigest())
                                .map())
                .with("evidence", evidence)
                .with("files", files)
                .map();
    }

    private @Nullable String notesDigest() {
        return review.notes().isEmpty()
                ? null
                : "sha256:" + Sha256.hex(CanonicalJson.bytes(Map.of("notes", JsonPack.notes(review.notes()))));
    }

    private static Map<String, Object> evidence(Source source) {
        var file = source.file();
        return JsonPack.fields()
                .with("tool", source.tool())
                .with("tool_version", source.toolVersion())
                .with("collected_at", source.collectedAt().toString())
                .with("digest", file == null ? null : file.fileDigest())
                .with("posture_digest", file == null ? null : file.postureDigest())
                .map();
    }

    /// Writes one form of the pack.
    interface PackMember {

        void write(PackFormat format, OutputStream out) throws IOException;
    }
}
