package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Heading;
import io.runtruth.evidence.StructuredText.Items;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.evidence.StructuredText.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a reader finds beside a result, before its texts are cleaned and bounded. What a tool does not say stays
/// missing.
final class NotesDraft {

    static final int MAX_REFERENCES = 50;

    private static final int MAX_GROUP = 300;
    private static final int MAX_PRODUCT = 200;
    private static final int MAX_WORD = 100;
    private static final int MAX_LICENCE = 300;

    private final Set<FrameworkReference> references = new LinkedHashSet<>();
    private @Nullable String group;
    private @Nullable String product;
    private @Nullable String impact;
    private @Nullable String effort;
    private @Nullable String licence;
    private @Nullable StructuredText detail;
    private @Nullable StructuredText remedy;
    private @Nullable StructuredText rationale;
    private int unseen;

    NotesDraft group(@Nullable String group) {
        this.group = Cleaned.line(group, MAX_GROUP);
        return this;
    }

    NotesDraft product(@Nullable String product) {
        this.product = Cleaned.line(product, MAX_PRODUCT);
        return this;
    }

    NotesDraft impact(@Nullable String impact) {
        this.impact = Cleaned.line(impact, MAX_WORD);
        return this;
    }

    NotesDraft effort(@Nullable String effort) {
        this.effort = Cleaned.line(effort, MAX_WORD);
        return this;
    }

    NotesDraft licence(@Nullable String licence) {
        this.licence = Cleaned.line(licence, MAX_LICENCE);
        return this;
    }

    /// Nothing without both.
    NotesDraft reference(@Nullable String framework, @Nullable String id) {
        var cleanFramework = Cleaned.line(framework, MAX_WORD);
        var cleanId = Cleaned.line(id, MAX_WORD);
        if (cleanFramework == null || cleanId == null) {
            return this;
        }
        var reference = new FrameworkReference(cleanFramework, cleanId);
        if (references.size() < MAX_REFERENCES) {
            references.add(reference);
        } else if (!references.contains(reference)) {
            unseen++;
        }
        return this;
    }

    /// Kept where it is more than lines of words.
    NotesDraft detail(@Nullable StructuredText text) {
        detail = text != null && hasMoreThanLines(text) ? text : null;
        return this;
    }

    private static boolean hasMoreThanLines(StructuredText text) {
        return text.blocks().stream().anyMatch(block -> switch (block) {
            case Items _, Table _ -> true;
            case Heading heading -> hasLink(heading.line());
            case Paragraph paragraph -> hasLink(paragraph.line());
        });
    }

    private static boolean hasLink(Line line) {
        return line.spans().stream().anyMatch(span -> span.url() != null);
    }

    NotesDraft remedy(@Nullable StructuredText text) {
        remedy = text;
        return this;
    }

    NotesDraft rationale(@Nullable StructuredText text) {
        rationale = text;
        return this;
    }

    /// Of more references than there is room for the last one says how many of how many are shown.
    CheckNotes build() {
        var listed = new ArrayList<>(references);
        if (unseen > 0) {
            int shown = MAX_REFERENCES - 1;
            listed.set(shown, new FrameworkReference("…", "(" + shown + "/" + (MAX_REFERENCES + unseen) + ")"));
        }
        return new CheckNotes(group, product, impact, effort, licence, listed, detail, remedy, rationale);
    }
}
