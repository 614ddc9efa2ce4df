package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One result of a run, as far as a check is made of it (SARIF 2.1.0, 3.27).
final class SarifResult {

    private static final int MAX_ARGUMENTS = 100;
    private static final int MAX_ARGUMENT = 4_000;
    private static final JsonPaths LOCATION = JsonPaths.of(
            "physicalLocation.artifactLocation.uri",
            "physicalLocation.artifactLocation.uriBaseId",
            "physicalLocation.artifactLocation.index",
            "physicalLocation.region.startLine",
            "logicalLocations.fullyQualifiedName",
            "logicalLocations.name");
    private static final JsonPaths LOCATIONS = JsonPaths.of().each("locations", LOCATION);
    private static final JsonPaths TARGET = JsonPaths.of("uri", "uriBaseId", "index");
    private static final JsonPaths SUPPRESSION =
            JsonPaths.of("kind", "status", "state", "justification", "properties.expiryUtc");
    private static final JsonPaths SUPPRESSIONS = JsonPaths.of().each("suppressions", SUPPRESSION);
    private static final JsonPaths FIX = JsonPaths.of("description.text");
    private static final JsonPaths PROVENANCE = JsonPaths.of("invocationIndex");
    private static final JsonPaths PROPERTIES = JsonPaths.of("security-severity");

    private final List<String> arguments = new ArrayList<>();
    private SarifReference rule = SarifReference.NONE;
    private String kind = "fail";
    private @Nullable String ruleId;
    private int ruleIndex = -1;
    private @Nullable String level;
    private @Nullable String baseline;
    private @Nullable String messageText;
    private @Nullable String messageMarkdown;
    private @Nullable String messageId;
    private @Nullable String score;
    private int invocation = -1;
    private @Nullable JsonValues locations;
    private @Nullable JsonValues target;
    private @Nullable JsonValues suppressions;
    private List<SarifTaxon> taxa = List.of();
    private @Nullable String fix;

    static SarifResult read(JsonCursor in) {
        var result = new SarifResult();
        in.object(name -> result.field(in, name));
        return result;
    }

    private void field(JsonCursor in, String name) {
        switch (name) {
            case "ruleId" -> ruleId = in.text();
            case "ruleIndex" -> ruleIndex = SarifReference.number(in.text());
            case "rule" -> rule = SarifReference.read(in);
            case "kind" -> kind = textOr(in, "fail");
            case "level" -> level = in.text();
            case "baselineState" -> baseline = in.text();
            case "message" -> in.object(part -> message(in, part));
            case "locations" -> locations = in.selectListed(LOCATIONS, "locations");
            case "analysisTarget" -> target = in.isObject() ? in.select(TARGET) : null;
            case "taxa" -> taxa = SarifTaxon.ofResult(in);
            case "fixes" -> in.items(() -> fix(in));
            case "suppressions" -> suppressions = in.selectListed(SUPPRESSIONS, "suppressions");
            case "provenance" ->
                invocation = in.isObject()
                        ? SarifReference.number(in.select(PROVENANCE).first("invocationIndex"))
                        : -1;
            case "properties" -> score = in.isObject() ? in.select(PROPERTIES).first("security-severity") : null;
            default -> {}
        }
    }

    /// The first one that is described.
    private void fix(JsonCursor in) {
        if (fix == null && in.isObject()) {
            fix = in.select(FIX).first("description.text");
        }
    }

    private static String textOr(JsonCursor in, String fallback) {
        var text = in.text();
        return text == null || text.isBlank() ? fallback : text;
    }

    private void message(JsonCursor in, String part) {
        switch (part) {
            case "text" -> messageText = in.text();
            case "markdown" -> messageMarkdown = in.text();
            case "id" -> messageId = in.text();
            case "arguments" -> in.items(() -> argument(in.text()));
            default -> {}
        }
    }

    /// One that can't be read still has its place.
    private void argument(@Nullable String argument) {
        if (arguments.size() < MAX_ARGUMENTS) {
            var text = argument == null ? "" : argument;
            arguments.add(text.substring(0, Math.min(text.length(), MAX_ARGUMENT)));
        }
    }

    /// How it names its rule, with all that it says about that.
    SarifReference rule() {
        return rule.or(ruleId, ruleIndex);
    }

    String kind() {
        return kind;
    }

    @Nullable
    String level() {
        return level;
    }

    @Nullable
    String score() {
        return score;
    }

    int invocation() {
        return invocation;
    }

    boolean isGone() {
        return "absent".equals(baseline);
    }

    List<SarifTaxon> taxa() {
        return taxa;
    }

    /// What would mend it, in the tool's words.
    @Nullable
    String fix() {
        return fix;
    }

    SarifSuppression suppression() {
        return suppressions == null
                ? SarifSuppression.NONE
                : SarifSuppression.of(suppressions.each("suppressions"), suppressions.count("suppressions"));
    }

    /// What the tool says, with its arguments put in and without marks.
    @Nullable
    String message(SarifRun run, @Nullable SarifRule ofResult) {
        var linked = linkedMessage(run, ofResult);
        if (linked != null) {
            return SarifText.unlinked(linked);
        }
        return messageMarkdown == null ? null : PlainText.ofMarkdown(SarifText.filled(messageMarkdown, arguments));
    }

    /// The same, with the marks of its links; `null` where it is written in Markdown only.
    @Nullable
    String linkedMessage(SarifRun run, @Nullable SarifRule ofResult) {
        if (messageText != null && !messageText.isBlank()) {
            return SarifText.filled(messageText, arguments);
        }
        var named = messageId == null ? null : run.message(ofResult, rule(), messageId);
        return named == null ? null : SarifText.filled(named, arguments);
    }

    /// Where it is: the first place, else what was looked at. Without the line, which moves whenever a file is
    /// edited.
    @Nullable
    String resource(SarifRun run) {
        var file = file(run);
        var place = firstLocation();
        if (file != null || place == null) {
            return file;
        }
        return place.first("logicalLocations.fullyQualifiedName", "logicalLocations.name");
    }

    private @Nullable JsonValues firstLocation() {
        return locations == null || locations.each("locations").isEmpty()
                ? null
                : locations.each("locations").getFirst();
    }

    private @Nullable String file(SarifRun run) {
        var place = firstLocation();
        var file = place == null
                ? null
                : path(
                        run,
                        place.first("physicalLocation.artifactLocation.uri"),
                        place.first("physicalLocation.artifactLocation.uriBaseId"),
                        place.first("physicalLocation.artifactLocation.index"));
        var isNowhere = place == null
                || file == null && place.first("logicalLocations.fullyQualifiedName", "logicalLocations.name") == null;
        return isNowhere && target != null
                ? path(run, target.first("uri"), target.first("uriBaseId"), target.first("index"))
                : file;
    }

    private static @Nullable String path(
            SarifRun run, @Nullable String uri, @Nullable String base, @Nullable String index) {
        if (uri != null) {
            return run.path(uri, base);
        }
        var artifact = run.artifact(SarifReference.number(index));
        return artifact == null ? null : run.path(artifact.uri(), artifact.base());
    }

    /// `main.tf:7`; `null` where no line of the first place is said.
    @Nullable
    String line(SarifRun run) {
        var place = firstLocation();
        var line = place == null ? null : place.first("physicalLocation.region.startLine");
        var file = file(run);
        return line == null || file == null ? null : file + ":" + line;
    }
}
