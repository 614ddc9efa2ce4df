package io.runtruth.packs;

import io.runtruth.packs.PackBlock.FactsBlock;
import io.runtruth.packs.PackBlock.FindingBlock;
import io.runtruth.packs.PackBlock.GridBlock;
import io.runtruth.packs.PackBlock.GridCell;
import io.runtruth.packs.PackBlock.GridColumn;
import io.runtruth.packs.PackBlock.GridRow;
import io.runtruth.packs.PackBlock.HeadingBlock;
import io.runtruth.packs.PackBlock.ItemsBlock;
import io.runtruth.packs.PackBlock.LabelledFact;
import io.runtruth.packs.PackBlock.OwnWordsBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.words.DocumentWords;
import java.util.List;

/// No text of a document is longer than a page: what is, says so, and where the rest is. Laying out a line that never
/// ends would take as long as its square.
final class LongTexts {

    static final int MOST = 3_000;

    private final DocumentWords words;

    LongTexts(DocumentWords words) {
        this.words = words;
    }

    List<PackBlock> shortened(List<PackBlock> blocks) {
        return blocks.stream().map(this::shortened).toList();
    }

    private PackBlock shortened(PackBlock block) {
        return switch (block) {
            case HeadingBlock(var level, var id, var text) -> new HeadingBlock(level, id, shortened(text));
            case ParagraphBlock(var kind, var runs) -> new ParagraphBlock(kind, runs(runs));
            case ItemsBlock(var ordered, var items) ->
                new ItemsBlock(ordered, items.stream().map(this::runs).toList());
            case FactsBlock(var facts) ->
                new FactsBlock(facts.stream()
                        .map(it -> new LabelledFact(
                                shortened(it.label()),
                                it.lines().stream().map(this::runs).toList()))
                        .toList());
            case GridBlock grid -> grid(grid);
            // a person wrote it, and no more than fits
            case OwnWordsBlock own -> own;
            case FindingBlock it ->
                new FindingBlock(
                        it.level(),
                        it.severity(),
                        it.severityWord(),
                        shortened(it.title()),
                        runs(it.facts()),
                        shortened(it.body()));
        };
    }

    private GridBlock grid(GridBlock grid) {
        return new GridBlock(
                shortened(grid.caption()),
                grid.columns().stream()
                        .map(it -> new GridColumn(shortened(it.name()), it.isNumber(), it.share()))
                        .toList(),
                grid.rows().stream()
                        .map(row -> new GridRow(
                                row.cells().stream()
                                        .map(it -> new GridCell(runs(it.runs()), it.bar()))
                                        .toList(),
                                row.isSum(),
                                row.isHeaded()))
                        .toList());
    }

    private List<PackRun> runs(List<PackRun> runs) {
        return runs.stream().map(this::run).toList();
    }

    private PackRun run(PackRun run) {
        return switch (run) {
            case PackRun.WordsRun(var text) -> new PackRun.WordsRun(shortened(text));
            case PackRun.CodeRun(var text) -> new PackRun.CodeRun(shortened(text));
            case PackRun.LinkRun(var text, var url) -> new PackRun.LinkRun(shortened(text), url);
            case PackRun.MarkRun mark -> mark;
        };
    }

    String shortened(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        var end = text.offsetByCodePoints(0, text.codePointCount(0, MOST) - 1);
        return text.substring(0, end) + " " + words.text("pack.more_characters", text.length() - end);
    }
}
