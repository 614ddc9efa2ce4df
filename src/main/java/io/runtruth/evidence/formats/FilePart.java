package io.runtruth.evidence.formats;

import io.runtruth.environments.TargetIdentity;
import io.runtruth.shared.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A part of a file that holds the results of several: a tenant, a scan. One is read, and a person says which; they
/// are never merged.
///
/// @param choice by which a program can name it; null where only its place in the file tells it from the others
/// @param names what it may be called by, without regard to case
record FilePart(@Nullable TargetIdentity choice, String shown, List<String> names) {

    private static final int MOST_SHOWN = 20;
    private static final int MAX_CHARS = 120;

    FilePart {
        var clean = Cleaned.line(shown, MAX_CHARS);
        shown = clean == null ? "?" : clean;
        names = List.copyOf(names);
    }

    /// Of a system that the file names by an id, if by anything.
    static FilePart named(String id, String name) {
        var choice = id.isBlank() ? null : new TargetIdentity(id, Cleaned.line(name, MAX_CHARS));
        return new FilePart(choice, name.isEmpty() ? id : name + " (" + id + ")", List.of(id, name));
    }

    /// The index of the part that is meant.
    ///
    /// @param parts at least one
    /// @param wanted what the person said; `null` for the only one
    /// @throws Problem.InvalidInput the code, with what there is to choose from, where that is not exactly one
    static int chosen(List<FilePart> parts, @Nullable String wanted, String code) {
        var matches = IntStream.range(0, parts.size())
                .filter(i -> parts.size() == 1 && wanted == null || parts.get(i).isCalled(wanted))
                .boxed()
                .toList();
        if (matches.size() != 1) {
            throw new Problem.InvalidInput(code, shown(parts), choices(parts));
        }
        return matches.getFirst();
    }

    private boolean isCalled(@Nullable String wanted) {
        return shown.equalsIgnoreCase(wanted) || names.stream().anyMatch(name -> name.equalsIgnoreCase(wanted));
    }

    private static List<TargetIdentity> choices(List<FilePart> parts) {
        return parts.stream()
                .map(FilePart::choice)
                .filter(Objects::nonNull)
                .limit(MOST_SHOWN)
                .toList();
    }

    private static String shown(List<FilePart> parts) {
        return parts.stream().limit(MOST_SHOWN).map(FilePart::shown).collect(Collectors.joining(", "));
    }
}
