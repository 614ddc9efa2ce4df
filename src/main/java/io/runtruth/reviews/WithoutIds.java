package io.runtruth.reviews;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Span;
import io.runtruth.evidence.WebAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Texts of evidence without the ids of accounts, tenants and resources: what has a name keeps it, what has none is
/// shown as [#MARK].
final class WithoutIds {

    static final String MARK = "[id]";

    private static final int SHORTEST = 6;

    private static final String UUIDS = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern ID = Pattern.compile(UUIDS + "|(?<![\\d.,])\\d{12}(?![\\d.,]*\\d)");

    private static final String TO_THE_END = "[^\\s\"'<>]+";

    /// A page of the web, whose path is that of no resource. An address of Google Cloud's services is none.
    private static final String PAGE = "https?://(?![\\w.-]+\\.googleapis\\.com/)" + TO_THE_END;

    private static final String ARN = "arn:[\\w-]+:[^\\s:]*:[^\\s:]*:[^\\s:]*:" + TO_THE_END;

    /// Neither within a word nor within another path.
    private static final String BEGINNING = "(?<![\\w./-])";

    /// AWS, Azure, Google Cloud: what stands behind the last of their separators is the name.
    private static final Pattern PATH = Pattern.compile("(?<page>" + PAGE + ")|" + ARN
            + "|" + BEGINNING + "(?:https?:)?(?://)?[\\w.-]{1,200}\\.googleapis\\.com/" + TO_THE_END
            + "|" + BEGINNING + "/(?:subscriptions|providers)/" + TO_THE_END
            + "|" + BEGINNING + "/?(?:projects|organizations|folders)/[^\\s\"'<>/]+/" + TO_THE_END);

    private static final Pattern IN_PAGE = Pattern.compile(ARN);

    /// What stands behind it is called as a person is.
    private static final Pattern OF_PERSON = Pattern.compile(":(?:user|assumed-role|federated-user)/");

    private static final Pattern SEPARATOR = Pattern.compile("[/:](?=[^/:]*$)");

    private final List<Pattern> known;
    private final Map<String, String> told = new HashMap<>();

    /// @param targets ids that the evidence gives its targets
    WithoutIds(Collection<String> targets) {
        known = targets.stream()
                .filter(id -> id.length() >= SHORTEST)
                .distinct()
                .map(id -> Pattern.compile(Pattern.quote(id), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    String text(String text) {
        return told.computeIfAbsent(text, this::masked);
    }

    /// What a catalogue calls a part of its own may look like the id of an account; it is none, unless it holds that
    /// of a target.
    String ofCatalogue(String id) {
        var isTarget = known.stream().anyMatch(it -> it.matcher(id).find());
        return !isTarget && ID.matcher(id).matches() ? id : text(id);
    }

    private String masked(String text) {
        var named = PATH.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group("page") == null ? lastPart(found.group()) : page(found.group())));
        var masked = ID.matcher(named).replaceAll(Matcher.quoteReplacement(MARK));
        for (var id : known) {
            masked = id.matcher(masked).replaceAll(Matcher.quoteReplacement(MARK));
        }
        return masked;
    }

    /// Of it goes only what is an id wherever it stands.
    private static String page(String url) {
        return IN_PAGE.matcher(url).replaceAll(found -> Matcher.quoteReplacement(lastPart(found.group())));
    }

    private static String lastPart(String path) {
        var end = path.length();
        while (end > 0 && "/:*".indexOf(path.charAt(end - 1)) >= 0) {
            end--;
        }
        if (OF_PERSON.matcher(path).find()) {
            return MARK;
        }
        var parts = SEPARATOR.split(path.substring(0, end));
        return parts[parts.length - 1];
    }

    @Nullable
    String orNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /// Empty where nothing but an id is left of it.
    Optional<String> resource(@Nullable String resource) {
        return Optional.ofNullable(resource).map(this::text).filter(it -> !it.isBlank() && !it.equals(MARK));
    }

    /// Null where the address would tell an id, or is none.
    @Nullable
    String address(@Nullable String url) {
        return WebAddress.parse(url)
                .map(WebAddress::url)
                .filter(it -> text(it).equals(it))
                .orElse(null);
    }

    StructuredText of(StructuredText text) {
        return new StructuredText(text.blocks().stream().map(this::block).toList());
    }

    private Block block(Block block) {
        return switch (block) {
            case StructuredText.Heading(var line) -> new StructuredText.Heading(line(line));
            case StructuredText.Paragraph(var line) -> new StructuredText.Paragraph(line(line));
            case StructuredText.Items(var ordered, var items) ->
                new StructuredText.Items(ordered, items.stream().map(this::line).toList());
            case StructuredText.Table(var header, var rows) ->
                new StructuredText.Table(
                        header.stream().map(this::line).toList(),
                        rows.stream()
                                .map(row -> row.stream().map(this::line).toList())
                                .toList());
        };
    }

    private Line line(Line line) {
        return new Line(line.spans().stream()
                .map(span -> new Span(text(span.text()), address(span.url())))
                .toList());
    }
}
