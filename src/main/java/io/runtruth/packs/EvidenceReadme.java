package io.runtruth.packs;

import io.runtruth.packs.chain.ExportLayout;
import io.runtruth.packs.words.DocumentWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What stands in an export beside its files: what is in it, how to check it, and what that proves.
final class EvidenceReadme {

    private static final List<String> COMMANDS = List.of(
            "sha256sum -c SHA256SUMS",
            "java -jar runtruth.jar verify-export FILE.zip",
            "java -jar runtruth.jar verify-export FILE.zip SHA-256",
            "sed -n 1p chain.jsonl | tr -d '\\n' | sha256sum");

    private static final List<String> EXPLAINED =
            List.of("sums_check", "jar_check", "line_check", "proves", "not_signed", "not_said", "left_out");

    private EvidenceReadme() {}

    /// @param title what it is of
    /// @param origin from where, by whom and when
    /// @param files but for this one
    static String of(DocumentWords words, String title, String origin, Collection<String> files) {
        var lines = new ArrayList<>(List.of(title, origin, ""));
        files.forEach(name -> lines.add(name + ": " + words.text(key(name))));
        lines.add(ExportLayout.MANIFEST + ": " + words.text("export.readme.manifest"));
        lines.add(ExportLayout.SUMS + ": " + words.text("export.readme.sums"));
        lines.add("");
        lines.add(words.text("export.readme.check"));
        lines.add("");
        COMMANDS.forEach(it -> lines.add("  " + it));
        lines.add("");
        EXPLAINED.forEach(it -> lines.add(words.text("export.readme." + it)));
        return String.join("\n", lines) + "\n";
    }

    private static String key(String name) {
        return "export.readme.file." + name.substring(0, name.indexOf('.'));
    }
}
