package io.runtruth.testing;

import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.StructuredText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tool writes beside a result, of which a test says what it is about.
public final class NotesBuilder {

    private final List<FrameworkReference> references = new ArrayList<>();
    private @Nullable String group;
    private @Nullable String product;
    private @Nullable String impact;
    private @Nullable String effort;
    private @Nullable String licence;
    private @Nullable StructuredText detail;
    private @Nullable StructuredText remedy;
    private @Nullable StructuredText rationale;

    private NotesBuilder() {}

    public static NotesBuilder someNotes() {
        return new NotesBuilder();
    }

    public NotesBuilder group(String group) {
        this.group = group;
        return this;
    }

    public NotesBuilder product(String product) {
        this.product = product;
        return this;
    }

    public NotesBuilder impact(@Nullable String impact) {
        this.impact = impact;
        return this;
    }

    public NotesBuilder effort(@Nullable String effort) {
        this.effort = effort;
        return this;
    }

    public NotesBuilder licence(String licence) {
        this.licence = licence;
        return this;
    }

    public NotesBuilder references(List<FrameworkReference> more) {
        references.addAll(more);
        return this;
    }

    public NotesBuilder detail(@Nullable StructuredText detail) {
        this.detail = detail;
        return this;
    }

    public NotesBuilder remedy(@Nullable StructuredText remedy) {
        this.remedy = remedy;
        return this;
    }

    public NotesBuilder rationale(@Nullable StructuredText rationale) {
        this.rationale = rationale;
        return this;
    }

    public CheckNotes build() {
        return new CheckNotes(group, product, impact, effort, licence, references, detail, remedy, rationale);
    }
}
