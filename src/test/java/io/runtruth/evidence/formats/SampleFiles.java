package io.runtruth.evidence.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real outputs of the tools, which are not part of the project: a folder beside it, or the one that the system
/// property `runtruth.samples` names, and a second set beside that. `FACTS.json` in them says what a correct reader
/// finds.
final class SampleFiles {

    static final Path FOLDER = Path.of(System.getProperty("runtruth.samples", "../shared/samples/evidence"));
    static final Path SECOND_FOLDER = FOLDER.resolveSibling("evidence-2");

    private SampleFiles() {}

    static boolean areThere() {
        return Files.isRegularFile(FOLDER.resolve("FACTS.json"));
    }

    /// Those of one of the formats that have their facts in `FACTS-MORE.json`.
    static Map<Path, JsonNode> furtherFacts(String format) {
        var byFile = new TreeMap<Path, JsonNode>();
        var facts = FOLDER.resolve("FACTS-MORE.json");
        if (Files.isRegularFile(facts)) {
            var files = JsonMapper.shared().readTree(facts).get("files");
            files.propertyNames().stream()
                    .filter(path -> path.startsWith(format + "/"))
                    .forEach(path -> byFile.put(FOLDER.resolve(path), files.get(path)));
        }
        return byFile;
    }

    /// Of both sets, by the file itself.
    static Map<Path, JsonNode> facts() {
        var byFile = new TreeMap<Path, JsonNode>();
        for (var folder : List.of(FOLDER, SECOND_FOLDER)) {
            var facts = folder.resolve("FACTS.json");
            if (Files.isRegularFile(facts)) {
                var files = JsonMapper.shared().readTree(facts).get("files");
                files.propertyNames().forEach(path -> byFile.put(folder.resolve(path), files.get(path)));
            }
        }
        return byFile;
    }
}
