package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a tool says about one of its rules (SARIF 2.1.0, 3.49).
///
/// @param id `""` where it has none
/// @param score a number from 0 to 10 as text, as the tool wrote it
/// @param messages texts that results name by an id
/// @param about what it says at length
record SarifRule(
        String id,
        @Nullable String guid,
        @Nullable String title,
        @Nullable String level,
        @Nullable String score,
        @Nullable String helpUrl,
        Map<String, String> messages,
        About about) {

    /// @param description the full description, as plain text with links
    /// @param help as plain text with links; `null` where the tool writes it in Markdown, too
    /// @param taxa what the rule is related to, in the order of the file
    record About(
            @Nullable String description,
            @Nullable String help,
            @Nullable String helpMarkdown,
            List<SarifTaxon> taxa) {}

    private static final int MAX_TITLE = 1_000;
    private static final int MAX_MESSAGE = 4_000;
    private static final int MAX_URL = 2_000;
    private static final int MAX_WORD = 100;

    static SarifRule read(JsonCursor in, DefinitionBudget budget) {
        var messages = new HashMap<String, String>();
        var values = new HashMap<String, String>();
        var taxa = new ArrayList<SarifTaxon>();
        in.object(name -> {
            switch (name) {
                case "id", "guid", "name", "helpUri" -> put(values, name, in.text());
                case "shortDescription", "fullDescription" -> put(values, name, text(in));
                case "defaultConfiguration" ->
                    put(values, "level", in.select(LEVEL).first("level"));
                case "properties" -> {
                    var properties = in.select(PROPERTIES);
                    put(values, "score", properties.first("security-severity"));
                    SarifTaxon.ofTags(properties.all("tags"), taxa);
                }
                case "help" -> {
                    var help = in.select(MESSAGE);
                    put(values, "help", help.first("text"));
                    put(values, "helpMarkdown", help.first("markdown"));
                }
                case "relationships" -> SarifTaxon.ofRelationships(in, taxa);
                case "messageStrings" -> messages(in, messages, budget);
                default -> {}
            }
        });
        var title = first(values, "shortDescription", "name", "fullDescription");
        var rule = new SarifRule(
                values.getOrDefault("id", ""),
                values.get("guid"),
                Cleaned.line(SarifText.unlinked(title), MAX_TITLE),
                Cleaned.line(values.get("level"), MAX_WORD),
                Cleaned.line(values.get("score"), MAX_WORD),
                Cleaned.url(values.get("helpUri"), MAX_URL),
                messages.isEmpty() ? Map.of() : messages,
                new About(
                        budget.prose(values.get("fullDescription")),
                        budget.prose(values.containsKey("helpMarkdown") ? null : values.get("help")),
                        budget.prose(values.get("helpMarkdown")),
                        List.copyOf(taxa)));
        budget.spend(in, rule.id, rule.guid, rule.title, rule.helpUrl);
        taxa.forEach(taxon -> budget.spend(in, taxon.id(), taxon.framework()));
        return rule;
    }

    private static final JsonPaths LEVEL = JsonPaths.of("level");
    private static final JsonPaths PROPERTIES = JsonPaths.of("security-severity", "tags");
    private static final JsonPaths MESSAGE = JsonPaths.of("text", "markdown");

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, value);
        }
    }

    private static @Nullable String first(Map<String, String> values, String... names) {
        for (var name : names) {
            if (values.containsKey(name)) {
                return values.get(name);
            }
        }
        return null;
    }

    /// The plain text of a message in several formats, else its Markdown without the marks.
    private static @Nullable String text(JsonCursor in) {
        if (!in.isObject()) {
            return null;
        }
        var message = in.select(MESSAGE);
        var text = message.first("text");
        return text == null ? PlainText.ofMarkdown(message.first("markdown")) : text;
    }

    static void messages(JsonCursor in, Map<String, String> into, DefinitionBudget budget) {
        in.object(id -> {
            var text = Cleaned.lines(text(in), MAX_MESSAGE);
            if (text != null) {
                budget.spend(in, id, text);
                into.put(id, text);
            }
        });
    }

    boolean isCalled(@Nullable String wanted) {
        return wanted == null || wanted.equals(id) || wanted.startsWith(id + "/");
    }
}
