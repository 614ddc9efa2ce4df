package io.runtruth.ui.kit;

import io.runtruth.texts.Phrase;
/// What the business records say of a run, in words and badges, the same on every screen (contract 5 and contract
/// 10).

public final class DecisionWording {

    private DecisionWording() {}

    /// A few words with an icon, marked with the code (contract 9).
    ///
    /// @param decision its code: `reconciled_succeeded`
    public static StatusBadge badge(String decision) {
        var words = words(decision).text();
        var badge = switch (decision) {
            case "reconciled_succeeded" -> new StatusBadge(Tone.GOOD, Glyph.DONE, words);
            case "reconciled_partial" -> new StatusBadge(Tone.WARNING, Glyph.HALF, words);
            case "reconciled_blocked" -> new StatusBadge(Tone.WARNING, Glyph.BLOCKED, words);
            case "attention_required" -> new StatusBadge(Tone.WARNING, Glyph.ATTENTION, words);
            case "reconciled_failed" -> new StatusBadge(Tone.BAD, Glyph.FAILED, words);
            case "still_active" -> new StatusBadge(Tone.ACTIVE, Glyph.OPERATIONS, words);
            default -> new StatusBadge(Tone.NEUTRAL, Glyph.UNKNOWN, words);
        };
        return badge.decision(decision);
    }

    public static Phrase words(String decision) {
        return Phrase.of("decision." + decision);
    }

    /// A sentence.
    public static Phrase sentence(String decision) {
        return Phrase.of("proof.decision." + decision);
    }

    /// What the row of the decision table says (contract 5.1 and contract 5.2).
    ///
    /// @param reasonCode of the row
    public static Phrase rule(String reasonCode) {
        return Phrase.of("rule." + reasonCode);
    }
}
