package io.runtruth.evidence.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real outputs of the tools, which are not part of the project: a folder beside it, or the one that the system
/// property `runtruth.samples` names. `FACTS.json` in it says what a correct reader finds.
final class SampleFiles {

    static final Path FOLDER = Path.of(System.getProperty("runtruth.samples", "../shared/samples/evidence"));

    private SampleFiles() {}

    static boolean areThere() {
        return Files.isRegularFile(FOLDER.resolve("FACTS.json"));
    }

    /// By path within the folder.
    static Map<String, JsonNode> facts() {
        var facts = JsonMapper.shared().readTree(FOLDER.resolve("FACTS.json")).get("files");
        var byPath = new TreeMap<String, JsonNode>();
        facts.propertyNames().forEach(path -> byPath.put(path, facts.get(path)));
        return byPath;
    }
}
