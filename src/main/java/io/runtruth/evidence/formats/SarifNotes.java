package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run says of its rules and results beside the outcome (formats 2.5). What is said of a rule is taken apart
/// once for many of its results.
final class SarifNotes {

    private static final int MAX_KEPT = 200;

    private final Map<SarifRule, OfRule> kept = new IdentityHashMap<>();

    private record OfRule(
            @Nullable StructuredText rationale, @Nullable StructuredText remedy) {}

    /// @param message with its links
    NotesDraft of(SarifRun run, SarifResult result, @Nullable SarifRule rule, @Nullable String message) {
        var notes = new NotesDraft().detail(linked(message));
        if (rule != null) {
            var ofRule = ofRule(rule);
            notes.rationale(ofRule.rationale).remedy(ofRule.remedy);
            rule.about().taxa().forEach(taxon -> add(run, taxon, notes));
        }
        result.taxa().forEach(taxon -> add(run, taxon, notes));
        // of this result alone, unlike what the catalogue says of its rule
        return result.fix() == null ? notes : notes.remedy(SarifText.structured(result.fix(), true));
    }

    private static @Nullable StructuredText linked(@Nullable String message) {
        return message == null || !message.contains("](http") ? null : SarifText.structured(message, true);
    }

    /// A category of the tool's own is its grouping.
    private static void add(SarifRun run, SarifTaxon taxon, NotesDraft notes) {
        var category = run.category(taxon);
        if (category == null) {
            notes.reference(taxon.framework(), taxon.id());
        } else {
            notes.group(category);
        }
    }

    private OfRule ofRule(SarifRule rule) {
        if (kept.size() == MAX_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(rule, SarifNotes::read);
    }

    private static OfRule read(SarifRule rule) {
        var about = rule.about();
        if (about.helpMarkdown() != null) {
            var help = MarkdownText.described(about.helpMarkdown());
            var why = help.why() == null ? SarifText.structured(description(rule), false) : help.why();
            return new OfRule(why, help.remedy());
        }
        var help = about.help();
        return new OfRule(SarifText.structured(help == null ? description(rule) : help, false), null);
    }

    /// Where it is more than the title.
    private static @Nullable String description(SarifRule rule) {
        var description = rule.about().description();
        return description == null || description.strip().equals(rule.title()) ? null : description;
    }
}
