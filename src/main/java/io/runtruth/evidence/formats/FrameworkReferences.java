package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes.FrameworkReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The requirements that a check is about, each once, in the order of the file. Of more than there is room for the
/// last one says how many of how many are shown; beyond 500 it says that there are more.
final class FrameworkReferences {

    static final int MAX_REFERENCES = 50;

    private static final int MAX_COUNTED = 500;
    private static final int MAX_CHARS = 100;

    private final Set<FrameworkReference> met = new LinkedHashSet<>();
    private boolean more;

    /// Nothing without both.
    void add(@Nullable String framework, @Nullable String id) {
        var cleanFramework = Cleaned.line(framework, MAX_CHARS);
        var cleanId = Cleaned.line(id, MAX_CHARS);
        if (cleanFramework != null && cleanId != null) {
            add(new FrameworkReference(cleanFramework, cleanId));
        }
    }

    private void add(FrameworkReference reference) {
        if (met.size() < MAX_COUNTED) {
            met.add(reference);
        } else if (!met.contains(reference)) {
            more = true;
        }
    }

    void addAll(FrameworkReferences others) {
        others.met.forEach(this::add);
        more |= others.more;
    }

    List<FrameworkReference> list() {
        if (met.size() <= MAX_REFERENCES) {
            return List.copyOf(met);
        }
        int shown = MAX_REFERENCES - 1;
        var counted = "(" + shown + "/" + met.size() + (more ? "+)" : ")");
        return Stream.concat(met.stream().limit(shown), Stream.of(FrameworkReference.more(counted)))
                .toList();
    }

    /// What they take as text, for a budget.
    String[] texts() {
        return met.stream()
                .map(reference -> reference.framework() + reference.id())
                .toArray(String[]::new);
    }
}
