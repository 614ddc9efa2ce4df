package io.runtruth.evidence.formats;

import io.runtruth.environments.TargetIdentity;
import io.runtruth.shared.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A part of a file that holds the results of several: a tenant, a scan. One is read, and a person says which; they
/// are never merged.
///
/// @param choice by which a program can name it; null where only its place in the file tells it from the others
/// @param names what it may be called by, without regard to case
record FilePart(@Nullable TargetIdentity choice, String shown, List<String> names) {

    static final int MAX_CHARS = 120;
    private static final int MOST_SHOWN = 20;

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

    /// Names of parts in the order of the file, each of which only one is called by: of alike ones each says the how
    /// manieth part it is.
    ///
    /// @param most characters
    static List<String> toldApart(List<String> names, int most) {
        var clean = names.stream()
                .map(name -> Objects.requireNonNullElse(Cleaned.line(name, most), "?"))
                .toList();
        var counts = clean.stream().collect(Collectors.groupingBy(FilePart::key, Collectors.counting()));
        var taken = new HashSet<>(counts.keySet());
        return IntStream.range(0, clean.size())
                .mapToObj(i -> counts.getOrDefault(key(clean.get(i)), 1L) == 1
                        ? clean.get(i)
                        : numbered(clean.get(i), i + 1, clean.size(), taken, most))
                .toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Another one may be called so already, by a file that means to be.
    private static String numbered(String name, int first, int step, Set<String> taken, int most) {
        for (int number = first; ; number += step) {
            var end = " (" + number + ")";
            var numbered = Cleaned.line(name, most - end.length()) + end;
            if (taken.add(key(numbered))) {
                return numbered;
            }
        }
    }

    /// The index of the part that is meant.
    ///
    /// @param parts at least one
    /// @param wanted what the person said; `null` for the only one
    /// @throws Problem.InvalidInput the code, with what there is to choose from, where that is not exactly one
    static int chosen(List<FilePart> parts, @Nullable String wanted, String code) {
        if (parts.size() == 1 && wanted == null) {
            return 0;
        }
        var chosen = matches(parts, part -> part.isChoice(wanted));
        var matches = chosen.size() == 1 ? chosen : matches(parts, part -> part.isCalled(wanted));
        if (matches.size() != 1) {
            throw new Problem.InvalidInput(code, shown(parts), choices(parts));
        }
        return matches.getFirst();
    }

    private static List<Integer> matches(List<FilePart> parts, Predicate<FilePart> isMeant) {
        return IntStream.range(0, parts.size())
                .filter(i -> isMeant.test(parts.get(i)))
                .boxed()
                .toList();
    }

    /// What it is offered as comes before what else it may be called by: another part may bear that as a name.
    private boolean isChoice(@Nullable String wanted) {
        return choice != null && choice.id().equalsIgnoreCase(wanted);
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
