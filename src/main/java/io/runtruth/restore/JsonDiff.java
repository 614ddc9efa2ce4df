package io.runtruth.restore;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// What is different between two forms of a document, by what it says: as a list of places, and as the text of the
/// document with lines taken out and put in, in which what is the same is folded. Values under names that stand
/// for secrets are never in it, only that they changed.
///
/// @param changes at most 500
/// @param lines at most 2,000
/// @param cut there is more
/// @param isText whether both are JSON; otherwise nothing can be shown but that they differ
public record JsonDiff(List<ChangedPlace> changes, List<DiffLine> lines, boolean cut, boolean isText) {

    static final int MOST_CHANGES = 500;
    static final int MOST_LINES = 2_000;
    private static final int LONGEST_VALUE = 2_000;
    private static final String HIDDEN = "••••";

    public JsonDiff {
        changes = List.copyOf(changes);
        lines = List.copyOf(lines);
    }

    public enum Op {
        ADDED,
        REMOVED,
        CHANGED
    }

    /// @param pointer RFC 6901
    /// @param before null where it was not there, or is a secret's
    /// @param after null where it is not there any more, or is a secret's
    /// @param secret it is not shown
    public record ChangedPlace(
            Op op,
            String pointer,
            @Nullable String before,
            @Nullable String after,
            boolean secret) {}

    public enum Mark {
        SAME,
        FOLDED,
        REMOVED,
        ADDED
    }

    /// @param depth of indentation, from 0
    /// @param folded how many values are not shown; 0 for any line but a folded one
    public record DiffLine(Mark mark, int depth, String text, int folded) {}

    /// A stretch of the text: what is on both sides, or what was taken out beside what was put in its place.
    ///
    /// @param before empty where something was only put in
    /// @param after the same lines as before where nothing changed; empty where something was only taken out
    public record Passage(List<DiffLine> before, List<DiffLine> after) {

        public Passage {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        public boolean isSame() {
            return before.equals(after);
        }
    }

    /// The lines as they stand side by side, in their order. One after the other, what is before and what is after
    /// in each are [#lines] again.
    public List<Passage> passages() {
        var passages = new ArrayList<Passage>();
        var same = new ArrayList<DiffLine>();
        var before = new ArrayList<DiffLine>();
        var after = new ArrayList<DiffLine>();
        for (var line : lines) {
            switch (line.mark()) {
                case SAME, FOLDED -> {
                    close(passages, before, after);
                    same.add(line);
                }
                case REMOVED -> {
                    close(passages, same, same);
                    if (!after.isEmpty()) {
                        close(passages, before, after);
                    }
                    before.add(line);
                }
                case ADDED -> {
                    close(passages, same, same);
                    after.add(line);
                }
            }
        }
        close(passages, same, same);
        close(passages, before, after);
        return List.copyOf(passages);
    }

    private static void close(List<Passage> passages, List<DiffLine> before, List<DiffLine> after) {
        if (!before.isEmpty() || !after.isEmpty()) {
            passages.add(new Passage(before, after));
            before.clear();
            after.clear();
        }
    }

    /// @param before null where there was none
    /// @param after null where there is none any more
    static JsonDiff of(byte @Nullable [] before, byte @Nullable [] after) {
        var one = before == null ? Optional.<JsonNode>empty() : DocumentReading.read(before);
        var two = after == null ? Optional.<JsonNode>empty() : DocumentReading.read(after);
        if (before != null && one.isEmpty() || after != null && two.isEmpty()) {
            return new JsonDiff(List.of(), List.of(), false, false);
        }
        var walk = new Walk();
        walk.value("", "", one.orElse(null), two.orElse(null), 0, "", false);
        return new JsonDiff(walk.changes, walk.lines, walk.cut, true);
    }

    private static final class Walk {

        private final List<ChangedPlace> changes = new ArrayList<>();
        private final List<DiffLine> lines = new ArrayList<>();
        private boolean cut;

        /// @param name with its colon, as it stands before the value; empty in an array
        /// @param tail a comma, but behind the last
        private void value(
                String pointer,
                String name,
                @Nullable JsonNode before,
                @Nullable JsonNode after,
                int depth,
                String tail,
                boolean secret) {
            if (before != null && before.equals(after)) {
                same(name, before, depth, tail, secret);
            } else if (secret || before == null || after == null || !isAlike(before, after)) {
                replaced(pointer, name, before, after, depth, tail, secret);
            } else if (before.isObject()) {
                line(Mark.SAME, depth, name + "{");
                object(pointer, before, after, depth + 1);
                line(Mark.SAME, depth, "}" + tail);
            } else {
                line(Mark.SAME, depth, name + "[");
                array(pointer, before, after, depth + 1);
                line(Mark.SAME, depth, "]" + tail);
            }
        }

        private static boolean isAlike(JsonNode before, JsonNode after) {
            return before.isObject() && after.isObject() || before.isArray() && after.isArray();
        }

        private void same(String name, JsonNode value, int depth, String tail, boolean secret) {
            if (value.isContainer() && !value.isEmpty()) {
                var text = value.isObject() ? "{ … }" : "[ … ]";
                add(new DiffLine(Mark.FOLDED, depth, name + text + tail, value.size()));
            } else {
                line(Mark.SAME, depth, name + (secret ? HIDDEN : text(value)) + tail);
            }
        }

        private void replaced(
                String pointer,
                String name,
                @Nullable JsonNode before,
                @Nullable JsonNode after,
                int depth,
                String tail,
                boolean secret) {
            var op = before == null ? Op.ADDED : after == null ? Op.REMOVED : Op.CHANGED;
            if (changes.size() < MOST_CHANGES) {
                changes.add(new ChangedPlace(
                        op, pointer, secret ? null : brief(before), secret ? null : brief(after), secret));
            } else {
                cut = true;
            }
            whole(Mark.REMOVED, name, before, depth, tail, secret);
            whole(Mark.ADDED, name, after, depth, tail, secret);
        }

        private void whole(Mark mark, String name, @Nullable JsonNode value, int depth, String tail, boolean secret) {
            if (value == null || lines.size() >= MOST_LINES) {
                cut |= value != null;
                return;
            }
            if (secret) {
                line(mark, depth, name + HIDDEN + tail);
            } else if (value.isObject() && !value.isEmpty()) {
                line(mark, depth, name + "{");
                int left = value.size();
                for (var member : value.properties()) {
                    left--;
                    whole(
                            mark,
                            quoted(member.getKey()) + ": ",
                            member.getValue(),
                            depth + 1,
                            left > 0 ? "," : "",
                            SecretNames.hides(value, member.getKey()));
                }
                line(mark, depth, "}" + tail);
            } else if (value.isArray() && !value.isEmpty()) {
                line(mark, depth, name + "[");
                int left = value.size();
                for (var item : value) {
                    left--;
                    whole(mark, "", item, depth + 1, left > 0 ? "," : "", false);
                }
                line(mark, depth, "]" + tail);
            } else {
                line(mark, depth, name + text(value) + tail);
            }
        }

        /// In the order of the new form; what is gone comes last.
        private void object(String pointer, JsonNode before, JsonNode after, int depth) {
            var names = new LinkedHashSet<String>();
            after.propertyNames().forEach(names::add);
            before.propertyNames().forEach(names::add);
            int left = names.size();
            for (var name : names) {
                left--;
                value(
                        pointer + "/" + escaped(name),
                        quoted(name) + ": ",
                        before.get(name),
                        after.get(name),
                        depth,
                        left > 0 ? "," : "",
                        SecretNames.hides(before, name) || SecretNames.hides(after, name));
            }
        }

        /// What is the same at both ends stays; between, one place is compared with the next.
        private void array(String pointer, JsonNode before, JsonNode after, int depth) {
            int head = 0;
            int most = Math.min(before.size(), after.size());
            while (head < most && before.get(head).equals(after.get(head))) {
                head++;
            }
            int tail = 0;
            while (tail < most - head
                    && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
                tail++;
            }
            folded(head, depth);
            int longer = Math.max(before.size(), after.size()) - tail;
            for (int i = head; i < longer; i++) {
                var one = i < before.size() - tail ? before.get(i) : null;
                var two = i < after.size() - tail ? after.get(i) : null;
                value(pointer + "/" + i, "", one, two, depth, i < longer - 1 || tail > 0 ? "," : "", false);
            }
            folded(tail, depth);
        }

        private void folded(int values, int depth) {
            if (values > 0) {
                add(new DiffLine(Mark.FOLDED, depth, "…", values));
            }
        }

        private void line(Mark mark, int depth, String text) {
            add(new DiffLine(mark, depth, text, 0));
        }

        private void add(DiffLine line) {
            if (lines.size() < MOST_LINES) {
                lines.add(line);
            } else {
                cut = true;
            }
        }

        private static @Nullable String brief(@Nullable JsonNode value) {
            if (value == null) {
                return null;
            }
            if (value.isContainer()) {
                return value.isObject() ? "{ … }" : "[ … ]";
            }
            return text(value);
        }

        private static String text(JsonNode value) {
            var text = value.toString();
            return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + " …" : text;
        }

        private static String quoted(String name) {
            return StringNode.valueOf(name).toString();
        }

        private static String escaped(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }
    }
}
