package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.StructuredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An observation that carries a result in its properties, or one in the properties of each of its subjects; then
/// the worst of them is the check's, and all are kept in its detail.
final class OscalObservation {

    private static final int MAX_SUBJECTS = 50;
    private static final JsonPaths PROP = JsonPaths.of("name", "class", "value");
    private static final List<CheckResult> WORST_FIRST = List.of(
            CheckResult.FAIL,
            CheckResult.ERROR,
            CheckResult.UNKNOWN,
            CheckResult.NOT_ASSESSED,
            CheckResult.INFORMATIONAL,
            CheckResult.NOT_APPLICABLE,
            CheckResult.PASS);
    private static final Set<String> NAMES = Set.of("uuid", "props", "subjects", "methods", "collected");

    private final Properties properties = new Properties();
    private final List<Subject> subjects = new ArrayList<>();
    private int subjectCount;
    private @Nullable String worst;
    private boolean isNamed;
    private @Nullable String title;
    private @Nullable String description;
    private @Nullable String remarks;

    static OscalObservation read(JsonCursor in) {
        var observation = new OscalObservation();
        in.object(name -> observation.field(in, name));
        return observation;
    }

    private void field(JsonCursor in, String name) {
        isNamed |= NAMES.contains(name);
        switch (name) {
            case "title" -> title = in.text();
            case "description" -> description = in.text();
            case "remarks" -> remarks = in.text();
            case "props" -> in.items(() -> properties.add(in.select(PROP)));
            case "subjects" -> in.items(() -> subject(in));
            default -> {}
        }
    }

    private void subject(JsonCursor in) {
        var subject = new Subject();
        in.object(name -> {
            switch (name) {
                case "subject-uuid" -> subject.uuid = in.text();
                case "title" -> subject.title = Cleaned.line(in.text(), 200);
                case "props" -> in.items(() -> subject.properties.add(in.select(PROP)));
                default -> {}
            }
        });
        subjectCount++;
        if (subjects.size() < MAX_SUBJECTS) {
            subjects.add(subject);
        }
        var result = subject.properties.result;
        if (result != null && (worst == null || rank(result) < rank(worst))) {
            worst = result;
        }
    }

    private static int rank(String result) {
        return WORST_FIRST.indexOf(outcome(result).result());
    }

    /// Whether it has what every observation has.
    boolean isNamed() {
        return isNamed;
    }

    CheckDraft draft(OscalOutline outline) {
        var raw = properties.result == null ? worst : properties.result;
        var control = properties.control == null ? properties.rule : properties.control;
        var found = found();
        return new CheckDraft()
                .control(control, PlainText.title(title, description))
                .result(raw, outcome(raw))
                .severity(properties.severity, Severities.ofWord(properties.severity))
                .resource(resource(outline))
                .found(found)
                .notes(new NotesDraft().group(properties.policy).detail(found).build());
    }

    private static NormalisedResult outcome(@Nullable String raw) {
        return switch (XccdfWords.word(raw)) {
            case "satisfied" -> NormalisedResult.of(CheckResult.PASS);
            case "not-satisfied" -> NormalisedResult.of(CheckResult.FAIL);
            default -> XccdfWords.outcome(raw);
        };
    }

    /// The rule, where the control is named apart from it, and the item, where the document has several.
    private @Nullable String resource(OscalOutline outline) {
        var rule = properties.control == null ? null : properties.rule;
        var isOneOfSeveral = subjects.size() == 1 && outline.targets().size() > 1;
        var uuid = isOneOfSeveral ? subjects.getFirst().uuid : null;
        var item = uuid == null ? null : outline.inventoryItem(uuid);
        var parts = Stream.of(rule, item).filter(part -> part != null).collect(Collectors.joining(", "));
        return parts.isEmpty() ? null : parts;
    }

    private @Nullable StructuredText found() {
        var to = new StructureBuilder(true);
        MarkdownText.into(to, description);
        MarkdownText.into(to, remarks);
        subjects.stream().filter(subject -> subject.properties.result != null).forEach(subject -> {
            to.text((subject.title == null ? "?" : subject.title) + ": " + subject.properties.result);
            to.breakLine();
            to.text(subject.properties.reason == null ? "" : subject.properties.reason);
            to.breakLine();
        });
        to.text(subjectCount > MAX_SUBJECTS ? "… (" + MAX_SUBJECTS + "/" + subjectCount + ")" : "");
        return to.text();
    }

    private static final class Subject {
        private final Properties properties = new Properties();
        private @Nullable String uuid;
        private @Nullable String title;
    }

    /// The properties that say what was checked and how it came out. The class is the surer sign; converters name
    /// the properties themselves as they like.
    private static final class Properties {
        private @Nullable String control;
        private @Nullable String rule;
        private @Nullable String result;
        private @Nullable String severity;
        private @Nullable String policy;
        private @Nullable String reason;
        private boolean isResultByClass;

        void add(JsonValues prop) {
            var value = prop.first("value");
            var type = prop.firstOr("", "class");
            switch (prop.firstOr("", "name").toLowerCase(Locale.ROOT)) {
                case "control-id" -> control = value;
                case "assessment-rule-id" -> rule = value;
                case "severity" -> severity = value;
                case "policy-id" -> policy = value;
                case "reason" -> reason = value;
                case "result", "state" -> result = isResultByClass ? result : value;
                default -> {}
            }
            switch (type) {
                case "scc_check_name_id" -> rule = value;
                case "scc_check_severity" -> severity = value;
                case "scc_result" -> {
                    result = value;
                    isResultByClass = true;
                }
                default -> {}
            }
        }
    }
}
