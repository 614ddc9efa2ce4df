package io.runtruth.ui.kit;

import io.runtruth.texts.Phrase;

/// What the business records say of a run, in words and badges, the same on every screen (contract 5 and contract
/// 10).
///
/// @param decision its code: `reconciled_succeeded`
public record DecisionWording(String decision, Tone tone, Glyph glyph) {

    /// @param decision its code: `reconciled_succeeded`
    public static DecisionWording of(String decision) {
        return switch (decision) {
            case "reconciled_succeeded" -> new DecisionWording(decision, Tone.GOOD, Glyph.DONE);
            case "reconciled_partial" -> new DecisionWording(decision, Tone.WARNING, Glyph.HALF);
            case "reconciled_blocked" -> new DecisionWording(decision, Tone.WARNING, Glyph.BLOCKED);
            case "attention_required" -> new DecisionWording(decision, Tone.WARNING, Glyph.ATTENTION);
            case "reconciled_failed" -> new DecisionWording(decision, Tone.BAD, Glyph.FAILED);
            case "still_active" -> new DecisionWording(decision, Tone.ACTIVE, Glyph.OPERATIONS);
            default -> new DecisionWording(decision, Tone.NEUTRAL, Glyph.UNKNOWN);
        };
    }

    /// A few words with an icon, marked with the code (contract 9).
    public StatusBadge badge() {
        return new StatusBadge(tone, glyph, words().text()).decision(decision);
    }

    /// A few.
    public Phrase words() {
        return Phrase.of("decision." + decision);
    }

    /// What the row of the decision table says (contract 5.1 and contract 5.2).
    ///
    /// @param reasonCode of the row
    public static Phrase rule(String reasonCode) {
        return Phrase.of("rule." + reasonCode);
    }
}
