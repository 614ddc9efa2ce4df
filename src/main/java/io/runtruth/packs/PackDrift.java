package io.runtruth.packs;

import io.runtruth.evidence.ChangeKind;
import io.runtruth.evidence.ChangedCheck;
import io.runtruth.packs.PackBlock.HeadingBlock;
import io.runtruth.packs.PackBlock.ItemsBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.PackBlock.ParagraphKind;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.DriftSentences;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDrift.Comparison;
import io.runtruth.reviews.ReviewDrift.SourceDrift;
import io.runtruth.texts.ForeignText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What changed since the review that was published before: the executive pack counts, the others name.
final class PackDrift {

    private static final int NAMED_OUTSIDE = 20;

    private final ReviewDrift drift;
    private final PackProfile profile;
    private final DocumentWords words;
    private final DriftSentences sentences;

    PackDrift(ReviewDrift drift, PackProfile profile, DocumentWords words) {
        this.drift = drift;
        this.profile = profile;
        this.words = words;
        this.sentences = new DriftSentences(words);
    }

    void addTo(List<PackBlock> blocks) {
        blocks.add(ParagraphBlock.of(sentences.against(drift) + "."));
        var number = 0;
        for (var source : drift.sources()) {
            number++;
            if (drift.sources().size() > 1) {
                blocks.add(new HeadingBlock(3, "drift-" + number, ForeignText.shown(source.tool())));
            }
            blocks.add(ParagraphBlock.of(ParagraphKind.NOTE, sentences.evidence(source)));
            if (source.comparison() == Comparison.COMPARED) {
                compared(blocks, source);
            }
        }
    }

    private void compared(List<PackBlock> blocks, SourceDrift source) {
        var kinds = Arrays.stream(ChangeKind.values())
                .filter(kind -> source.of(kind).count() > 0)
                .toList();
        if (profile == PackProfile.EXECUTIVE) {
            if (!kinds.isEmpty()) {
                blocks.add(ItemsBlock.of(kinds.stream()
                        .map(kind -> sentences.kind(kind, source.of(kind).count()))
                        .toList()));
            }
        } else {
            kinds.forEach(kind -> named(blocks, source, kind));
        }
        blocks.add(ParagraphBlock.of(words.text("evidence.changes.unchanged_count", source.unchanged())));
    }

    private void named(List<PackBlock> blocks, SourceDrift source, ChangeKind kind) {
        var changed = source.of(kind);
        var shown = profile.isInternal()
                ? changed.first()
                : changed.first().stream().limit(NAMED_OUTSIDE).toList();
        blocks.add(ParagraphBlock.of(ParagraphKind.LABEL, sentences.kind(kind, changed.count())));
        blocks.add(new ItemsBlock(false, shown.stream().map(this::line).toList()));
        if (shown.size() < changed.count()) {
            blocks.add(ParagraphBlock.of(
                    ParagraphKind.NOTE,
                    words.text(
                            "evidence.changes.cut", shown.size(), words.forms().number(changed.count()))));
        }
    }

    private List<PackRun> line(ChangedCheck check) {
        var runs = new ArrayList<PackRun>();
        runs.add(new PackRun.CodeRun(ForeignText.shown(check.controlId())));
        runs.add(new PackRun.WordsRun(" " + ForeignText.shown(check.title()) + " ("
                + words.text("check.severity." + check.severity().code()) + "): " + sentences.results(check)));
        if (profile.isInternal() && check.resource() != null) {
            runs.add(new PackRun.WordsRun(" · " + ForeignText.shown(check.resource())));
        }
        return runs;
    }
}
