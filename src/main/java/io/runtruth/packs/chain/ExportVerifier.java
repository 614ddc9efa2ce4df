package io.runtruth.packs.chain;

import io.runtruth.shared.CanonicalJson;
import io.runtruth.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether an exported run or review is as it was exported. The file is a stranger's: it is read in place,
/// nothing is unpacked, no more than a line of it is in memory, and nothing of what people wrote in it is
/// told.
public final class ExportVerifier {

    private static final int MOST_OF_A_LINE = 1 << 20;
    private static final Set<String> OF_A_LINE = Set.of("before", "entry", "kind", "position");
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (.+)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:._-]{1,60}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final FileChannel file;
    private final Consumer<String> say;
    private final Map<String, String> digests = new TreeMap<>();
    private @Nullable StoredArchive archive;
    private boolean isWhole = true;

    private ExportVerifier(FileChannel file, Consumer<String> say) {
        this.file = file;
        this.say = say;
    }

    /// What came of it.
    public enum Verdict {
        WHOLE,
        /// Something is not as it was exported.
        CHANGED,
        /// It can't be read, or is no export that this release knows.
        NOT_CHECKED
    }

    /// @param digest of the file as it was exported, 64 hexadecimal digits; null where it is not known
    /// @param say takes a line for each check
    public static Verdict verify(Path path, @Nullable String digest, Consumer<String> say) {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new ExportVerifier(file, say).verify(digest);
        } catch (IOException _) {
            say.accept("The file can't be read.");
            return Verdict.NOT_CHECKED;
        }
    }

    private Verdict verify(@Nullable String digest) throws IOException {
        if (!StoredArchive.isOne(file)) {
            return notChecked();
        }
        var own = digest(Channels.newInputStream(file.position(0)));
        say.accept("SHA-256 of the file: " + own);
        if (digest != null) {
            check("digest", () -> sameDigest(own, digest));
        }
        check("archive", this::readAll);
        if (archive != null) {
            var manifest = manifest();
            if (manifest != null && !isKnown(manifest)) {
                return notChecked();
            }
            checkFiles(manifest);
        }
        say.accept(conclusion(digest != null));
        return isWhole ? Verdict.WHOLE : Verdict.CHANGED;
    }

    private Verdict notChecked() {
        say.accept("This is no evidence export, or one of a later release of Runtruth.");
        return Verdict.NOT_CHECKED;
    }

    private String conclusion(boolean isKnown) {
        if (!isWhole) {
            return "NOT VERIFIED: this is not what was exported.";
        }
        return isKnown
                ? "VERIFIED: this is the file of that digest, and whole."
                : "VERIFIED: it is whole. That nobody made it anew shows only where its SHA-256 is the one that the "
                        + "audit trail of the workspace has of the export.";
    }

    private void check(String what, Check check) throws IOException {
        try {
            say.accept("ok      " + what + ": " + check.run());
        } catch (NotAsExported e) {
            isWhole = false;
            say.accept("FAILED  " + what + ": " + e.getMessage());
        }
    }

    private static String sameDigest(String own, String digest) throws NotAsExported {
        if (!own.equals(digest)) {
            throw new NotAsExported("the file has another one than was given");
        }
        return "the one that was given";
    }

    private String readAll() throws IOException, NotAsExported {
        var opened = StoredArchive.of(file);
        archive = opened;
        var damaged = new ArrayList<String>();
        for (var each : opened.files().entrySet()) {
            var sum = new CRC32();
            digests.put(each.getKey(), digest(new CheckedInputStream(opened.content(each.getValue()), sum)));
            if ((int) sum.getValue() != each.getValue().crc()) {
                damaged.add(each.getKey());
            }
        }
        require(damaged.isEmpty(), "damaged: %s", damaged);
        return opened.files().size() + " files, nothing else";
    }

    private static String digest(InputStream in) throws IOException {
        var digest = Sha256.begin();
        var buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Null where it can't be read, which is told.
    private @Nullable JsonNode manifest() throws IOException {
        try {
            return canonical(small(ExportLayout.MANIFEST));
        } catch (NotAsExported e) {
            isWhole = false;
            say.accept("FAILED  manifest: " + e.getMessage());
            return null;
        }
    }

    private static boolean isKnown(JsonNode manifest) {
        return manifest.path("schema").asString("").equals(ExportLayout.SCHEMA)
                && manifest.path("schema_version").asInt(0) == ExportLayout.SCHEMA_VERSION;
    }

    private void checkFiles(@Nullable JsonNode manifest) throws IOException {
        check(ExportLayout.SUMS, this::sums);
        if (manifest != null) {
            check("manifest", () -> named(manifest));
            check("chain", () -> chain(manifest));
        }
        if (digests.containsKey(ExportLayout.FINGERPRINT)) {
            check("fingerprint", this::fingerprint);
        }
        if (manifest != null && isWhole) {
            say.accept("It is of %s %s, exported %s."
                    .formatted(
                            plain(manifest.at("/subject/type")),
                            plain(manifest.at("/subject/id")),
                            plain(manifest.path("exported_at"))));
        }
    }

    private static String plain(JsonNode value) {
        var text = value.asString("");
        return PLAIN.matcher(text).matches() ? text : "?";
    }

    private String sums() throws IOException, NotAsExported {
        var listed = new TreeMap<String, String>();
        for (var line : new String(small(ExportLayout.SUMS), StandardCharsets.ISO_8859_1).split("\n")) {
            var sum = SUM.matcher(line);
            require(sum.matches(), "a line is not one of a digest and a file");
            require(listed.put(sum.group(2), sum.group(1)) == null, "a file is named twice");
        }
        var files = new TreeMap<>(digests);
        files.remove(ExportLayout.SUMS);
        requireSame(files, listed);
        return listed.size() + " files";
    }

    private String named(JsonNode manifest) throws NotAsExported {
        var listed = new TreeMap<String, String>();
        for (var each : manifest.path("files")) {
            var name = each.path("name").asString("");
            var stored = opened().files().get(name);
            require(
                    stored == null || each.path("size_bytes").asLong(-1) == stored.bytes(),
                    "a file has another size than it names");
            var digest = each.path("digest").asString("").replaceFirst("^" + ExportLayout.DIGEST, "");
            require(listed.put(name, digest) == null, "a file is named twice");
        }
        var files = new TreeMap<>(digests);
        files.keySet().removeAll(List.of(ExportLayout.SUMS, ExportLayout.MANIFEST));
        requireSame(files, listed);
        return listed.size() + " files, with sizes";
    }

    /// Names of files of the archive are plain; of those that only a list names nothing is told.
    private static void requireSame(Map<String, String> files, Map<String, String> listed) throws NotAsExported {
        var more = new TreeSet<>(files.keySet());
        more.removeAll(listed.keySet());
        require(more.isEmpty(), "not named: %s", more);
        require(files.keySet().containsAll(listed.keySet()), "a file that is named is not there");
        var changed = new TreeSet<>(files.keySet());
        changed.removeIf(name -> Objects.equals(files.get(name), listed.get(name)));
        require(changed.isEmpty(), "changed: %s", changed);
    }

    private String chain(JsonNode manifest) throws IOException, NotAsExported {
        var stored = opened().files().get(ExportLayout.CHAIN);
        require(stored != null, "it is not there");
        var head = EvidenceChain.BEGINNING;
        var length = 0;
        try (var in = opened().content(Objects.requireNonNull(stored))) {
            for (var line = line(in); line != null; line = line(in)) {
                checkEntry(line, length, head, manifest);
                head = Sha256.hex(line);
                length++;
            }
        }
        var ends = manifest.path("chain");
        require(
                ends.path("entries").asInt(-1) == length
                        && ends.path("head").asString("").equals(ExportLayout.DIGEST + head),
                "it does not end where the manifest says");
        return "%d entries, each follows from the one before; head %s".formatted(length, head);
    }

    private static byte @Nullable [] line(InputStream in) throws IOException, NotAsExported {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                require(line.size() == 0, "its last line is cut");
                return null;
            }
            require(line.size() < MOST_OF_A_LINE, "a line is longer than in any export");
            line.write(next);
        }
        return line.toByteArray();
    }

    private static void checkEntry(byte[] line, int position, String before, JsonNode manifest) throws NotAsExported {
        JsonNode entry;
        try {
            entry = canonical(line);
        } catch (NotAsExported _) {
            throw new NotAsExported("entry %d is not written as in an export".formatted(position));
        }
        require(Set.copyOf(entry.propertyNames()).equals(OF_A_LINE), "entry %d is none", position);
        require(
                entry.path("before").asString("").equals(before)
                        && entry.path("position").asInt(-1) == position,
                "entry %d does not follow from the one before it",
                position);
        require(
                position > 0
                        || entry.path("kind").asString("").equals(ExportLayout.SUBJECT)
                                && entry.path("entry").equals(manifest.path("subject")),
                "it begins as one of something else than the manifest says");
    }

    private String fingerprint() throws IOException, NotAsExported {
        var said = canonical(small(ExportLayout.REVIEW)).path("fingerprint").asString("");
        require(
                said.equals(digests.get(ExportLayout.FINGERPRINT)),
                "that of the review is not the digest of what it was composed from");
        return "of the review, is the digest of what it was composed from";
    }

    private byte[] small(String name) throws IOException, NotAsExported {
        var stored = opened().files().get(name);
        if (stored == null) {
            throw new NotAsExported(name + " is not there");
        }
        require(stored.bytes() <= MOST_OF_A_LINE, "%s is longer than in any export", name);
        try (var in = opened().content(stored)) {
            return in.readAllBytes();
        }
    }

    /// @throws NotAsExported also for JSON that is not in its one canonical form
    private static JsonNode canonical(byte[] bytes) throws NotAsExported {
        try {
            var json = JSON.readTree(bytes);
            if (Arrays.equals(CanonicalJson.bytes(CanonicalValues.of(json)), bytes)) {
                return json;
            }
        } catch (JacksonException | IllegalArgumentException _) {
            // told below, as the other way of being none
        }
        throw new NotAsExported("it is not written as in an export");
    }

    private static void require(boolean holds, String otherwise, Object... arguments) throws NotAsExported {
        if (!holds) {
            throw new NotAsExported(otherwise.formatted(arguments));
        }
    }

    private StoredArchive opened() {
        return Objects.requireNonNull(archive, "read first");
    }

    /// One check, which says what it found.
    private interface Check {

        String run() throws IOException, NotAsExported;
    }
}
