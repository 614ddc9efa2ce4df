package io.runtruth.ui.kit;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.access.AuditQueries.AuditLine;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Texts;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An entry of the audit trail for people.
@Component
public class AuditWording {

    private static final int LONGEST = 300;

    /// Enough of an id to tell two apart by eye; the CSV has all of it.
    private static final int ID_SHOWN = 8;

    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final JsonMapper json;
    private final Texts texts;

    AuditWording(JsonMapper json, Texts texts) {
        this.json = json;
        this.texts = texts;
    }

    /// What was done; the action itself where a newer part has made it up since.
    public String action(AuditLine line) {
        var key = "settings.audit.action." + line.entry().action().replace('.', '_');
        return texts.has(key) ? I18NProvider.translate(key) : line.entry().action();
    }

    /// What it was done to: what that is called today, or the beginning of its id.
    public String subject(AuditLine line) {
        return line.subjectName() == null
                ? line.entry().subjectId().substring(0, ID_SHOWN)
                : ForeignText.shown(line.subjectName());
    }

    /// Where it is to be seen; empty where it is on no page.
    public Optional<String> path(AuditLine line, String workspace) {
        return Optional.ofNullable(
                switch (line.entry().subjectType()) {
                    case "operation_run" -> Routes.run(workspace, id(line));
                    case "environment_review" -> Routes.review(workspace, id(line));
                    case "managed_environment" ->
                        line.subjectSlug() == null ? null : Routes.environment(workspace, line.subjectSlug());
                    case "account", "invitation" -> Routes.settings(workspace, "members");
                    case "token" -> Routes.settings(workspace, "tokens");
                    case "waiver" -> Routes.acceptedRisks(workspace);
                    case "webhook" -> Routes.settings(workspace, "webhooks");
                    case "workspace" -> Routes.settings(workspace, "general");
                    default -> null;
                });
    }

    private static UUID id(AuditLine line) {
        return UUID.fromString(line.entry().subjectId());
    }

    /// The few values that changed, and what else is known of it; empty where there is nothing to say.
    public String values(AuditLine line) {
        var who = line.entry().actorName();
        var before = read(line.entry().before(), who);
        var after = read(line.entry().after(), who);
        var known = read(line.entry().details(), who);
        var changed = Stream.of(before, after)
                .flatMap(it -> it.keySet().stream())
                .distinct()
                .sorted()
                .map(name -> change(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")));
        var told = known.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> change(it.getKey(), "", it.getValue()));
        var all = Stream.concat(changed, told).filter(it -> !it.isEmpty()).collect(Collectors.joining(" · "));
        return ForeignText.shown(all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…");
    }

    private Map<String, String> read(@Nullable String object, String who) {
        return object == null
                ? Map.of()
                : json.readTree(object).properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, it -> shown(it.getKey(), it.getValue(), who)));
    }

    /// In the words of the console where the value is one of them: a role, a status, a yes or no.
    private String shown(String name, JsonNode value, String who) {
        if (value.isArray()) {
            return value.valueStream().map(it -> shown(name, it, who)).collect(Collectors.joining(", "));
        }
        var said = value.asString(value.toString());
        return switch (name) {
            case "role" -> word("settings.role.", said);
            case "status" -> word("review.status.", said);
            case "outcome" -> word("run.outcome.", said);
            case "decision" -> word("decision.", said);
            case "reason" -> word("reason.", said);
            case "source" -> word("proof.source.", said, who);
            case "via" -> word("settings.audit.via.", said);
            case "profile" -> word("pack.profile.", said);
            case "section", "sections" -> word("document.section.", said);
            case "capabilities" -> word("settings.capability.", said.toLowerCase(Locale.ROOT));
            case "events" -> word("settings.webhooks.event.", said.replace('.', '_'));
            case "told", "not_told" -> told(said);
            case "order", "hidden" -> word("operations.grid.", said);
            case "expires_at", "up_to" -> instant(said);
            default -> value.isBoolean() ? word("settings.audit.is.", said) : shortened(said);
        };
    }

    private static String shortened(String said) {
        return ID.matcher(said).matches() ? said.substring(0, ID_SHOWN) : said;
    }

    /// A kind, and the way by which it is told.
    private String told(String said) {
        var words = said.split(" ", 2);
        return words.length < 2
                ? said
                : word("settings.person.told.kind.", words[0]) + " (" + word("settings.person.told.by.", words[1])
                        + ")";
    }

    private static String instant(String said) {
        try {
            return LocalFormat.of(UI.getCurrent()).dateTime(Instant.parse(said));
        } catch (DateTimeParseException _) {
            return said;
        }
    }

    private String word(String keys, String code, Object... arguments) {
        return texts.has(keys + code) ? I18NProvider.translate(keys + code, arguments) : code;
    }

    private String change(String name, String before, String after) {
        if (before.isEmpty() && after.isEmpty()) {
            return "";
        }
        var key = "settings.audit.value." + name;
        var shown = (texts.has(key) ? I18NProvider.translate(key) : name) + ": ";
        if (before.isEmpty() || before.equals(after)) {
            return shown + after;
        }
        return shown + before + " → " + (after.isEmpty() ? "–" : after);
    }
}
