package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes.FrameworkReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The requirements that a check is about, each once, in the order of the file and as many as are kept.
final class FrameworkReferences {

    private static final int MAX_REFERENCES = 50;
    private static final int MAX_CHARS = 100;

    private final Set<FrameworkReference> all = new LinkedHashSet<>();

    void add(@Nullable String framework, @Nullable String id) {
        var cleanFramework = Cleaned.line(framework, MAX_CHARS);
        var cleanId = Cleaned.line(id, MAX_CHARS);
        if (cleanFramework != null && cleanId != null && all.size() < MAX_REFERENCES) {
            all.add(new FrameworkReference(cleanFramework, cleanId));
        }
    }

    List<FrameworkReference> list() {
        return List.copyOf(all);
    }
}
