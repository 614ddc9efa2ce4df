package io.runtruth.restore;

import io.runtruth.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Where a document lies in its set: names with `/` between them, the last of which ends in `.json`. It is a path
/// on every system that people use, and nothing in it leads elsewhere.
///
/// @param text at most 400 bytes
public record DocumentPath(String text) implements Comparable<DocumentPath> {

    private static final int LONGEST_BYTES = 400;
    private static final int LONGEST_NAME_BYTES = 200;
    private static final int MOST_NAMES = 16;
    private static final String ENDING = ".json";
    private static final String NEVER_IN_NAMES = "<>:\"|?*\\";
    private static final Set<String> RESERVED = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");

    /// @throws Problem.InvalidInput `snapshot.path_…`, with the path as its first argument
    public DocumentPath {
        var names = text.split("/", -1);
        if (text.startsWith("/") || text.length() > 1 && text.charAt(1) == ':') {
            throw refused("snapshot.path_absolute", text);
        }
        if (Arrays.stream(names).anyMatch(name -> name.equals("..") || name.equals("."))) {
            throw refused("snapshot.path_traversal", text);
        }
        if (bytes(text) > LONGEST_BYTES || names.length > MOST_NAMES) {
            throw new Problem.InvalidInput("snapshot.path_long", shown(text), LONGEST_BYTES, MOST_NAMES);
        }
        for (var name : names) {
            requireName(name, text);
        }
        if (!isDocument(text)) {
            throw refused("snapshot.path_no_document", text);
        }
    }

    /// Whether a file of this name is a document at all, in any case of letters.
    public static boolean isDocument(String name) {
        return name.length() > ENDING.length()
                && name.regionMatches(true, name.length() - ENDING.length(), ENDING, 0, ENDING.length());
    }

    /// What systems and tools put beside the files of people: `.git`, `.DS_Store`, `__MACOSX`. Not `.` and `..`.
    public static boolean isSystems(String name) {
        return name.equals("__MACOSX") || name.startsWith(".") && !name.equals(".") && !name.equals("..");
    }

    private static void requireName(String name, String path) {
        var isUnfit = name.isEmpty()
                || name.endsWith(".")
                || name.endsWith(" ")
                || name.startsWith(" ")
                || isSystems(name)
                || bytes(name) > LONGEST_NAME_BYTES
                || name.codePoints().anyMatch(DocumentPath::isUnfit);
        if (isUnfit) {
            throw refused("snapshot.path_name", path);
        }
        if (isReserved(name)) {
            throw refused("snapshot.path_reserved", path);
        }
    }

    private static boolean isUnfit(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> NEVER_IN_NAMES.indexOf(character) >= 0;
        };
    }

    /// Names of devices on some systems, whatever follows behind a dot: `NUL`, `com1.json`.
    private static boolean isReserved(String name) {
        var stem = name.split("\\.", 2)[0].strip().toUpperCase(Locale.ROOT);
        var isPort = stem.length() == 4
                && (stem.startsWith("COM") || stem.startsWith("LPT"))
                && "0123456789¹²³".indexOf(stem.charAt(3)) >= 0;
        return isPort || RESERVED.contains(stem);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Problem.InvalidInput refused(String code, String path) {
        return new Problem.InvalidInput(code, shown(path));
    }

    /// For a message: whatever the bytes, one line of no great length.
    public static String shown(String path) {
        var shown = path.codePoints()
                .map(c -> isUnfit(c) && NEVER_IN_NAMES.indexOf(c) < 0 ? '?' : c)
                .limit(120)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return shown.length() == 0 ? "?" : shown.toString();
    }

    /// Equal for two paths that are one on some system: that differ in case, or in how letters are put together.
    String twin() {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /// The same of each folder that it lies in.
    List<String> folderTwins() {
        var twin = twin();
        return IntStream.range(0, twin.length())
                .filter(at -> twin.charAt(at) == '/')
                .mapToObj(at -> twin.substring(0, at))
                .toList();
    }

    /// The folders that it lies in, from the first.
    public List<String> folders() {
        var names = text.split("/");
        return List.of(names).subList(0, names.length - 1);
    }

    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(DocumentPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
