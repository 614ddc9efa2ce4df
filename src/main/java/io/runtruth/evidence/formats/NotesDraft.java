package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Heading;
import io.runtruth.evidence.StructuredText.Items;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.evidence.StructuredText.Table;
import org.jspecify.annotations.Nullable;

/// What a reader finds beside a result, before its texts are cleaned and bounded. What a tool does not say stays
/// missing.
final class NotesDraft {

    private static final int MAX_GROUP = 300;
    private static final int MAX_PRODUCT = 200;
    private static final int MAX_WORD = 100;
    private static final int MAX_LICENCE = 300;

    private final FrameworkReferences references = new FrameworkReferences();
    private @Nullable String group;
    private @Nullable String product;
    private @Nullable String impact;
    private @Nullable String effort;
    private @Nullable String licence;
    private @Nullable StructuredText detail;
    private @Nullable StructuredText remedy;
    private @Nullable StructuredText rationale;

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
        references.add(framework, id);
        return this;
    }

    NotesDraft references(FrameworkReferences more) {
        references.addAll(more);
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

    CheckNotes build() {
        return new CheckNotes(group, product, impact, effort, licence, references.list(), detail, remedy, rationale);
    }
}
