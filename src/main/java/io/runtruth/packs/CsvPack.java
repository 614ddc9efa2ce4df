package io.runtruth.packs;

import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.shared.CsvTable;
import io.runtruth.shared.KeyPage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A review's findings as tables. That of findings has a row for each check that is listed and one for those of a
/// control that are only counted, so that `checks` adds up to all; its words are codes, the same in every language.
/// The action plan is for people: what is open, in their words, with columns to fill in, which are filled in
/// where a risk is accepted.
final class CsvPack {

    private static final List<String> COLUMNS = List.of(
            "tool",
            "target",
            "group",
            "reason",
            "result",
            "raw_result",
            "severity",
            "raw_severity",
            "control_id",
            "title",
            "area",
            "section",
            "resource",
            "checks",
            "detail",
            "remedy",
            "remediation_url",
            "references",
            "suppression_reason",
            "suppression_until",
            "accepted_reason",
            "accepted_until",
            "accepted_by",
            "accepted_at",
            "accepted_owner");

    private static final List<String> PLAN = List.of(
            "severity",
            "state",
            "control",
            "title",
            "area",
            "source",
            "checks",
            "todo",
            "guidance",
            "decision",
            "owner",
            "due",
            "note");

    private static final Set<FindingGroup> OPEN = EnumSet.of(
            FindingGroup.NOT_MET, FindingGroup.WARNING, FindingGroup.ERROR, FindingGroup.MANUAL, FindingGroup.ACCEPTED);

    private final ReviewContent content;
    private final FindingWords findingWords;
    private final DocumentWords words;

    CsvPack(ReviewContent content, DocumentWords words) {
        this.content = content;
        this.words = words;
        this.findingWords = new FindingWords(content, words);
    }

    void writeFindings(OutputStream out) throws IOException {
        var rows = Optional.ofNullable(content.findings()).stream()
                .flatMap(all -> all.controls().stream().flatMap(CsvPack::rows))
                .toList();
        write(new CsvTable<>("findings.csv", COLUMNS, this::findingCells), rows, out);
    }

    private static Stream<FoundRow> rows(Finding finding) {
        var listed = finding.found().stream().map(found -> new FoundRow(finding, found, 1));
        var rest = finding.checks() - finding.found().size();
        return rest > 0 ? Stream.concat(listed, Stream.of(new FoundRow(finding, null, rest))) : listed;
    }

    private List<@Nullable String> findingCells(FoundRow row) {
        var finding = row.finding();
        var findings = java.util.Objects.requireNonNull(content.findings());
        var source = content.provenance().snapshots().get(finding.source()).source();
        var target = source.target();
        var suppression = finding.suppression();
        var accepted = AcceptedWords.of(content, finding);
        var found = row.found();
        return Arrays.asList(
                join(" ", source.tool(), source.toolVersion()),
                join(" ", target.name(), target.id()),
                finding.group().code(),
                finding.reason() == null ? null : finding.reason().code(),
                finding.result().code(),
                finding.rawResult(),
                finding.severity().code(),
                finding.rawSeverity(),
                finding.controlId(),
                finding.title(),
                finding.area(),
                finding.section(),
                found == null ? null : found.resource(),
                Long.toString(row.checks()),
                found == null ? null : plain(findings, found.detail()),
                plain(findings, finding.remedy()),
                finding.remediationUrl(),
                String.join(
                        "; ",
                        finding.references().stream()
                                .map(it -> it.framework() + " " + it.id())
                                .toList()),
                suppression == null ? null : suppression.reason(),
                suppression == null || suppression.until() == null
                        ? null
                        : suppression.until().toString(),
                accepted.map(AcceptedRisk::reason).orElse(null),
                accepted.map(it -> it.until().toString()).orElse(null),
                accepted.map(AcceptedRisk::acceptedBy).orElse(null),
                accepted.map(it -> it.acceptedAt().toString()).orElse(null),
                accepted.map(AcceptedRisk::owner).orElse(null));
    }

    private static String join(String between, @Nullable String... parts) {
        return String.join(
                between, Arrays.stream(parts).filter(java.util.Objects::nonNull).toList());
    }

    private static @Nullable String plain(Findings findings, @Nullable Integer index) {
        return findings.text(index).map(text -> text.plain()).orElse(null);
    }

    void writePlan(OutputStream out) throws IOException {
        var rows = Optional.ofNullable(content.findings()).stream()
                .flatMap(all -> all.controls().stream())
                .filter(it -> OPEN.contains(it.group()))
                .toList();
        var columns = PLAN.stream().map(it -> words.text("pack.plan." + it)).toList();
        write(new CsvTable<>("action-plan.csv", columns, this::planCells), rows, out);
    }

    private List<@Nullable String> planCells(Finding finding) {
        var findings = java.util.Objects.requireNonNull(content.findings());
        var cells = new ArrayList<@Nullable String>();
        cells.add(words.text("check.severity." + finding.severity().code()));
        cells.add(words.text("document.findings.group." + finding.group().code()));
        cells.add(finding.controlId());
        cells.add(finding.title());
        cells.add(findingWords.area(finding.source(), finding.area()));
        cells.add(findingWords.sourceName(finding.source()));
        cells.add(Long.toString(finding.checks()));
        cells.add(plain(findings, finding.remedy()));
        cells.add(finding.remediationUrl());
        AcceptedWords.of(content, finding).ifPresent(risk -> {
            cells.add(words.text("document.findings.group.accepted"));
            cells.add(risk.owner());
            cells.add(risk.until().toString());
            cells.add(risk.reason());
        });
        while (cells.size() < PLAN.size()) {
            cells.add(null);
        }
        return cells;
    }

    private static <R> void write(CsvTable<R> table, List<R> rows, OutputStream out) throws IOException {
        table.write(_ -> new KeyPage<>(rows, Optional.empty()), () -> out);
    }

    /// @param found null for those that are only counted
    private record FoundRow(Finding finding, @Nullable Found found, long checks) {}
}
