package io.runtruth.packs.words;

import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDrift.Side;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.texts.ForeignText;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What changed since another review, in sentences (contract 6, drift).
public record DriftSentences(DocumentWords words) {

    /// All of it in one or two.
    public String sentence(ReviewDrift drift) {
        var number = drift.against().number();
        var day = words.forms().date(drift.against().publishedAt());
        var counts = drift.counts();
        var told = new ArrayList<String>();
        if (!counts.isEmpty()) {
            var list = words.forms()
                    .list(counts.entrySet().stream()
                            .map(count -> words.text(
                                    "evidence.changes.count." + count.getKey().code(), count.getValue()))
                            .toList());
            told.add(words.text("document.drift.since", number, day, list));
        } else if (drift.notCompared() < drift.sources().size()) {
            told.add(words.text("document.drift.unchanged", number, day));
        }
        if (drift.notCompared() > 0) {
            told.add(words.text("document.drift.not_compared", drift.notCompared(), number, day));
        }
        return String.join(" ", told);
    }

    public String against(ReviewDrift drift) {
        return words.text(
                "document.drift.against",
                drift.against().number(),
                words.forms().date(drift.against().publishedAt()));
    }

    /// Which evidence of a source the two were composed from, and whether it could be compared.
    public String evidence(SourceDrift source) {
        return switch (source.comparison()) {
            case COMPARED -> sides(source);
            case NOTHING_COMPARABLE -> words.text("evidence.changes.nothing_comparable") + " " + sides(source);
            case ADDED -> words.text("document.drift.added", evidence(source.now()));
            case LEFT_OUT -> words.text("document.drift.left_out", evidence(source.before()));
        };
    }

    private String sides(SourceDrift source) {
        return words.text("document.drift.sides", evidence(source.before()), evidence(source.now()));
    }

    private String evidence(@Nullable Side side) {
        var known = Objects.requireNonNull(side, "the side that there is evidence of");
        return words.text(
                known.uploaded() ? "document.drift.uploaded" : "document.drift.collected",
                ForeignText.shown(Objects.requireNonNullElse(known.toolVersion(), "")),
                words.forms().date(known.collectedAt()));
    }

    /// How many checks changed in a way.
    public String kind(ChangeKind kind, long count) {
        return words.text(
                "document.drift.kind",
                words.text("evidence.changes.kind." + kind.code()),
                words.forms().number(count));
    }

    /// Before and now.
    public String results(ChangedCheck check) {
        return words.text("evidence.changes.from_to", result(check.from()), result(check.to()));
    }

    private String result(@Nullable String code) {
        if (code == null) {
            return words.text("evidence.changes.not_there");
        }
        return code.equals(ChangedCheck.SUPPRESSED)
                ? words.text("evidence.grid.suppressed")
                : words.text("check.result." + code);
    }
}
