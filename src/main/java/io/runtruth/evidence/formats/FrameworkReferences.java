package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes.FrameworkReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The requirements that a check is about, each once, in the order of the file. Of more than there is room for the
/// last one says how many of how many are shown.
final class FrameworkReferences {

    static final int MAX_REFERENCES = 50;

    private static final int MAX_CHARS = 100;

    private final Set<FrameworkReference> kept = new LinkedHashSet<>();
    private int unseen;

    /// Nothing without both.
    void add(@Nullable String framework, @Nullable String id) {
        var cleanFramework = Cleaned.line(framework, MAX_CHARS);
        var cleanId = Cleaned.line(id, MAX_CHARS);
        if (cleanFramework != null && cleanId != null) {
            add(new FrameworkReference(cleanFramework, cleanId));
        }
    }

    private void add(FrameworkReference reference) {
        if (kept.size() < MAX_REFERENCES) {
            kept.add(reference);
        } else if (!kept.contains(reference)) {
            unseen++;
        }
    }

    void addAll(FrameworkReferences others) {
        others.kept.forEach(this::add);
        unseen += others.unseen;
    }

    List<FrameworkReference> list() {
        if (unseen == 0) {
            return List.copyOf(kept);
        }
        var listed = new ArrayList<>(kept);
        int shown = MAX_REFERENCES - 1;
        listed.set(shown, new FrameworkReference("…", "(" + shown + "/" + (MAX_REFERENCES + unseen) + ")"));
        return listed;
    }

    /// What they take as text, for a budget.
    String[] texts() {
        return kept.stream()
                .map(reference -> reference.framework() + reference.id())
                .toArray(String[]::new);
    }
}
