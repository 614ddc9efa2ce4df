package io.runtruth.api.shapes;

import io.runtruth.restore.DocumentDifference;
import io.runtruth.restore.DocumentDifference.DifferenceKind;
import io.runtruth.restore.JsonDiff;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What differs between two snapshots, by document.
///
/// @param reformatted documents that say the same in other bytes
/// @param items a part of the documents, by path
/// @param nextCursor to be sent back as `cursor` for what follows; null where nothing does
/// @param within what differs in the one document that was asked for; null where none was
@SnakeCase
public record DifferencesJson(
        int added,
        int changed,
        int removed,
        int reformatted,
        List<DifferenceJson> items,
        @Nullable String nextCursor,
        @Nullable WithinJson within) {

    public static DifferencesJson of(
            Map<DifferenceKind, Integer> counts, List<DocumentDifference> items, @Nullable String next) {
        return new DifferencesJson(
                counts.getOrDefault(DifferenceKind.ADDED, 0),
                counts.getOrDefault(DifferenceKind.CHANGED, 0),
                counts.getOrDefault(DifferenceKind.REMOVED, 0),
                counts.getOrDefault(DifferenceKind.REFORMATTED, 0),
                items.stream()
                        .map(it -> new DifferenceJson(it.path(), it.kind().code()))
                        .toList(),
                next,
                null);
    }

    public DifferencesJson with(JsonDiff diff) {
        return new DifferencesJson(added, changed, removed, reformatted, items, nextCursor, WithinJson.of(diff));
    }

    /// @param change `added`, `changed`, `removed` or `reformatted`
    @SnakeCase
    record DifferenceJson(String path, String change) {}

    /// @param readable whether it is JSON in both; nothing else can be said of it where it is not
    /// @param changes at most 500
    /// @param cut there are more
    @SnakeCase
    record WithinJson(boolean readable, List<ChangedJson> changes, boolean cut) {

        private static WithinJson of(JsonDiff diff) {
            return new WithinJson(
                    diff.isText(), diff.changes().stream().map(ChangedJson::of).toList(), diff.cut());
        }
    }

    /// @param pointer as RFC 6901 has it
    /// @param before as JSON; null where it was not there, or is not shown
    /// @param after as JSON; null where it is not there any more, or is not shown
    /// @param secret its name says that it is a secret: that it changed is all that is told
    @SnakeCase
    record ChangedJson(
            String change,
            String pointer,
            @Nullable String before,
            @Nullable String after,
            boolean secret) {

        private static ChangedJson of(JsonDiff.ChangedPlace changed) {
            return new ChangedJson(
                    changed.op().name().toLowerCase(Locale.ROOT),
                    changed.pointer(),
                    changed.before(),
                    changed.after(),
                    changed.secret());
        }
    }
}
