package io.runtruth.evidence.formats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the results of one run refer to: its tool's rules, which may stand after the results that need them, so they
/// are read first. The number of rules, and of file names, is bounded for the whole file.
final class SarifRun {

    private static final int MAX_ENTRIES = 50_000;
    private static final int MAX_TITLE = 300;
    private static final int MAX_URL = 500;
    private static final JsonPaths RULE = JsonPaths.of(
            "id",
            "name",
            "shortDescription.text",
            "fullDescription.text",
            "defaultConfiguration.level",
            "helpUri",
            "properties.security-severity");
    private static final JsonPaths OVERRIDE = JsonPaths.of("descriptor.id", "configuration.level");
    private static final JsonPaths ARTIFACT = JsonPaths.of("location.uri");

    private final List<List<Rule>> extensions = new ArrayList<>();
    private final List<String> artifacts = new ArrayList<>();
    private final Map<String, Rule> byId = new HashMap<>();
    private final Map<String, String> levelOverrides = new HashMap<>();
    private List<Rule> driver = List.of();
    private @Nullable String tool;
    private @Nullable String version;
    private @Nullable Instant endedAt;

    /// The runs of a file, without their results.
    static List<SarifRun> all(JsonFile file) {
        var runs = new ArrayList<SarifRun>();
        try (var in = file.open()) {
            var budget = new int[] {MAX_ENTRIES};
            in.object(name -> {
                if (name.equals("runs")) {
                    in.items(() -> runs.add(new SarifRun().read(in, budget)));
                }
            });
        }
        return runs;
    }

    private SarifRun read(JsonCursor in, int[] budget) {
        spend(in, budget);
        in.object(name -> {
            switch (name) {
                case "tool" -> in.object(part -> tool(in, part, budget));
                case "invocations" -> in.items(() -> in.object(part -> invocation(in, part, budget)));
                case "artifacts" -> in.items(() -> artifact(in, budget));
                default -> {}
            }
        });
        return this;
    }

    private void tool(JsonCursor in, String part, int[] budget) {
        switch (part) {
            case "driver" -> driver = driver(in, budget);
            case "extensions" ->
                in.items(() -> {
                    spend(in, budget);
                    var rules = new ArrayList<Rule>();
                    in.object(name -> rules(in, name, rules, budget));
                    extensions.add(rules);
                });
            default -> {}
        }
    }

    private List<Rule> driver(JsonCursor in, int[] budget) {
        var rules = new ArrayList<Rule>();
        in.object(name -> {
            switch (name) {
                case "name" -> tool = in.text();
                case "version" -> version = in.text();
                case "semanticVersion" -> version = version == null ? in.text() : version;
                default -> rules(in, name, rules, budget);
            }
        });
        return rules;
    }

    private void rules(JsonCursor in, String name, List<Rule> into, int[] budget) {
        if (name.equals("rules")) {
            in.items(() -> {
                spend(in, budget);
                var rule = rule(in.select(RULE));
                byId.putIfAbsent(rule.id(), rule);
                into.add(rule);
            });
        }
    }

    private static Rule rule(JsonValues rule) {
        return new Rule(
                rule.firstOr("", "id"),
                Cleaned.line(rule.first("shortDescription.text", "name", "fullDescription.text"), MAX_TITLE),
                Cleaned.line(rule.first("defaultConfiguration.level"), 20),
                Cleaned.line(rule.first("properties.security-severity"), 20),
                Cleaned.url(rule.first("helpUri"), MAX_URL));
    }

    private void invocation(JsonCursor in, String part, int[] budget) {
        switch (part) {
            case "endTimeUtc" -> endedAt = Times.later(endedAt, Times.withOffset(in.text()));
            case "ruleConfigurationOverrides" -> in.items(() -> override(in, budget));
            default -> {}
        }
    }

    private void override(JsonCursor in, int[] budget) {
        spend(in, budget);
        var override = in.select(OVERRIDE);
        var rule = override.first("descriptor.id");
        var level = override.first("configuration.level");
        if (rule != null && level != null) {
            levelOverrides.put(rule, level);
        }
    }

    private void artifact(JsonCursor in, int[] budget) {
        spend(in, budget);
        var uri = Cleaned.line(in.select(ARTIFACT).first("location.uri"), MAX_URL);
        artifacts.add(uri == null ? "" : uri);
    }

    private static void spend(JsonCursor in, int[] budget) {
        if (budget[0]-- == 0) {
            throw in.refusal("evidence.too_many_entries");
        }
    }

    String tool() {
        return tool == null ? "SARIF" : tool;
    }

    @Nullable
    String version() {
        return version;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    /// The rule of a result: by its place, else by its id, else by the id without its last part (`CA1000/1`).
    @Nullable
    Rule rule(@Nullable String id, int index, int extension) {
        var rules = extension < 0 || extension >= extensions.size() ? driver : extensions.get(extension);
        if (index >= 0 && index < rules.size() && fits(rules.get(index), id)) {
            return rules.get(index);
        }
        return id == null ? null : rule(id);
    }

    private @Nullable Rule rule(String id) {
        var named = byId.get(id);
        var slash = id.lastIndexOf('/');
        return named == null && slash > 0 ? byId.get(id.substring(0, slash)) : named;
    }

    private static boolean fits(Rule rule, @Nullable String id) {
        return id == null || id.equals(rule.id()) || id.startsWith(rule.id() + "/");
    }

    @Nullable
    String levelOverride(String ruleId) {
        return levelOverrides.get(ruleId);
    }

    @Nullable
    String artifact(int index) {
        return index >= 0 && index < artifacts.size() ? artifacts.get(index) : null;
    }

    /// @param score a number from 0 to 10 as text, as the tool wrote it
    record Rule(
            String id,
            @Nullable String title,
            @Nullable String level,
            @Nullable String score,
            @Nullable String helpUrl) {}
}
