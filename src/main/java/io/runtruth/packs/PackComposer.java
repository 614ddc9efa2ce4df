package io.runtruth.packs;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.FileFacts;
import io.runtruth.evidence.Severity;
import io.runtruth.packs.PackBlock.BarPart;
import io.runtruth.packs.PackBlock.FactsBlock;
import io.runtruth.packs.PackBlock.GridBlock;
import io.runtruth.packs.PackBlock.GridCell;
import io.runtruth.packs.PackBlock.GridColumn;
import io.runtruth.packs.PackBlock.GridRow;
import io.runtruth.packs.PackBlock.HeadingBlock;
import io.runtruth.packs.PackBlock.ItemsBlock;
import io.runtruth.packs.PackBlock.OwnWordsBlock;
import io.runtruth.packs.PackBlock.PackRun;
import io.runtruth.packs.PackBlock.ParagraphBlock;
import io.runtruth.packs.PackBlock.ParagraphKind;
import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.DocumentWords;
import io.runtruth.packs.words.DriftSentences;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.FirstWords;
import io.runtruth.packs.words.OpenQuestions;
import io.runtruth.packs.words.OwnWords;
import io.runtruth.packs.words.PostureRow;
import io.runtruth.packs.words.SourceName;
import io.runtruth.packs.words.SourceSentences;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.LeftOut;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.texts.ForeignText;
import io.runtruth.texts.Language;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// A review as one document, in the order of contract 6: the first page answers, the rest proves. Pure: the same
/// review, profile and language are the same document, wherever and whenever it is composed.
final class PackComposer {

    private final ReviewContent content;
    private final PackReview review;
    private final PackProfile profile;
    private final DocumentWords words;
    private final FindingWords findingWords;
    private final SourceSentences sentences;
    private final List<PackBlock> blocks = new ArrayList<>();
    private final Set<ReviewSection> said = EnumSet.noneOf(ReviewSection.class);

    private PackComposer(ReviewContent content, PackReview review, PackProfile profile, DocumentWords words) {
        this.content = content;
        this.review = review;
        this.profile = profile;
        this.words = words;
        this.findingWords = new FindingWords(content, words);
        this.sentences = new SourceSentences(content, findingWords, words);
    }

    /// @param content what the profile tells of the review
    static PackDocument compose(
            ReviewContent content, PackReview review, PackProfile profile, Language language, DocumentWords words) {
        return new PackComposer(content, review, profile, words).document(language);
    }

    private PackDocument document(Language language) {
        front();
        var firstPage = blocks.size();
        if (review.drift() != null) {
            section(ReviewSection.DRIFT.code());
            new PackDrift(review.drift(), profile, words).addTo(blocks);
        }
        findings();
        new PackFrameworks(content, profile, words).addTo(blocks);
        operations();
        if (profile.isInternal()) {
            posture();
        }
        identity();
        provenance();
        reading();
        blocks.addAll(firstPage, ownWordsOfOthers());
        var state = words.text("review.status." + review.status().code());
        return new PackDocument(
                language,
                title(),
                words.text("pack.subject", name(), words.text("pack.profile." + profile.code())),
                words.text(
                        "pack.footer",
                        name(),
                        words.text("pack.profile." + profile.code()),
                        state,
                        review.shortFingerprint()),
                findingWords.isOneOfSeveral(),
                pageOf(),
                new PackDocument.PackHead(review.letterhead(), words.text("pack.logo")),
                new LongTexts(words).shortened(blocks));
    }

    private String name() {
        return ForeignText.shown(FirstWords.cut(content.environment().name()));
    }

    private String title() {
        return words.text("pack.title", name());
    }

    private PackDocument.PageOf pageOf() {
        var parts = words.text("pack.page", "\uE000", "\uE001").split("[\uE000\uE001]", -1);
        return new PackDocument.PageOf(parts[0], parts[1], parts[2]);
    }

    private void heading(int level, String id, String text) {
        blocks.add(new HeadingBlock(level, id, text));
    }

    private void section(String code) {
        heading(2, "section-" + code, words.text("document.section." + code));
        ReviewSection.ofDocument(code).ifPresent(this::ownWords);
    }

    private void ownWords(ReviewSection section) {
        said.add(section);
        review.notes().stream()
                .filter(note -> note.section() == section)
                .map(note -> ownWords(note, new OwnWords(words).label(note)))
                .forEach(blocks::add);
    }

    private OwnWordsBlock ownWords(ReviewNote note, String label) {
        var body = new ArrayList<PackBlock>();
        new PackTexts(words, Integer.MAX_VALUE).addTo(body, note.words());
        return new OwnWordsBlock(label, new OwnWords(words).byline(note), body);
    }

    /// What the reviewer says of sections that this document does not have stands on the first page.
    private List<OwnWordsBlock> ownWordsOfOthers() {
        return review.notes().stream()
                .filter(note -> !said.contains(note.section()))
                .map(note -> ownWords(note, new OwnWords(words).labelOfSection(note)))
                .toList();
    }

    private void paragraph(String text) {
        blocks.add(ParagraphBlock.of(text));
    }

    private void note(String text) {
        blocks.add(ParagraphBlock.of(ParagraphKind.NOTE, text));
    }

    // the first page

    private void front() {
        heading(1, "review", title());
        note(state());
        var questions = new OpenQuestions(content, words);
        var sources = content.provenance().snapshots();
        if (!sources.isEmpty()) {
            paragraph(words.text("pack.intro." + profile.code(), name()));
        }
        for (var snapshot : sources) {
            note(sentences.identity(snapshot.source(), review.asOf()));
            if (sources.size() == 1) {
                coverage(questions);
            }
            blocks.add(ParagraphBlock.of(ParagraphKind.LEAD, sentences.facts(snapshot)));
        }
        if (sources.size() > 1) {
            coverage(questions);
        }
        if (review.drift() != null) {
            paragraph(new DriftSentences(words).sentence(review.drift()));
        }
        if (content.executiveSummary() == null) {
            blocks.add(ParagraphBlock.of(ParagraphKind.LEAD, words.text("document.front.nothing")));
        } else {
            heading(2, "section-areas", words.text("document.front.areas"));
            sources.stream().filter(it -> it.counts().total() > 0).forEach(this::areas);
            heading(2, "section-risks", words.text("document.front.risks"));
            new PackRisks(content, findingWords, words).addTo(blocks);
        }
        var open = questions.others();
        if (!open.isEmpty()) {
            heading(2, "section-open", words.text("document.front.open"));
            blocks.add(ItemsBlock.of(open));
        }
        ownWords(ReviewSection.WHOLE);
    }

    /// State, when it was composed and published, and how old everything is from then on.
    private String state() {
        var state = words.text("review.status." + review.status().code());
        var composed = words.forms().date(review.composedAt());
        var published = review.published();
        return published == null
                ? words.text("pack.state.composed", state, composed, review.shortFingerprint())
                : words.text(
                        "pack.state.published",
                        state,
                        composed,
                        words.forms().date(published.at()),
                        review.shortFingerprint(),
                        published.number());
    }

    private void coverage(OpenQuestions questions) {
        questions
                .coverage()
                .or(() -> java.util.Optional.ofNullable(content.executiveSummary())
                        .map(it -> words.text("pack.coverage_all", it.coverage().checks())))
                .ifPresent(this::paragraph);
    }

    private void areas(SnapshotProvenance snapshot) {
        var rows = sentences.firstAreas(sentences.posture(snapshot));
        var shown = new ArrayList<GridRow>();
        rows.forEach((name, row) -> shown.add(area(name, row, false)));
        var sum = PostureRow.sum(rows.values().stream());
        if (rows.size() > 1) {
            shown.add(area(words.text("document.table.sum"), sum, true));
        }
        blocks.add(new GridBlock(
                findingWords.isOneOfSeveral()
                        ? SourceName.of(snapshot.source())
                        : words.text("pack.areas_of", SourceName.tool(snapshot.source())),
                List.of(
                        new GridColumn(words.text("document.posture.area"), false, 29),
                        new GridColumn(words.text("document.posture.spread"), false, 28),
                        new GridColumn(words.text("document.findings.group.not_met"), true, 13),
                        new GridColumn(words.text("document.findings.group.warning"), true, 15),
                        new GridColumn(words.text("document.front.met"), true, 15)),
                shown));
    }

    private GridRow area(String name, PostureRow row, boolean isSum) {
        var rated = row.of(CheckResult.PASS) + row.of(CheckResult.FAIL) + row.of(CheckResult.WARNING);
        return new GridRow(
                List.of(
                        GridCell.of(name),
                        new GridCell(List.of(), isSum ? null : bar(row)),
                        number(row.of(CheckResult.FAIL)),
                        number(row.of(CheckResult.WARNING)),
                        GridCell.of(
                                rated == 0 ? "–" : words.text("document.front.of", row.of(CheckResult.PASS), rated))),
                isSum);
    }

    private static List<BarPart> bar(PostureRow row) {
        var parts = new ArrayList<BarPart>();
        for (var result : CheckResult.values()) {
            if (row.of(result) > 0) {
                parts.add(new BarPart(result.code(), row.of(result)));
            }
        }
        if (row.suppressed() > 0) {
            parts.add(new BarPart("suppressed", row.suppressed()));
        }
        return parts;
    }

    private GridCell number(long number) {
        return GridCell.of(words.forms().number(number));
    }

    // what proves it

    private void findings() {
        var findings = content.findings();
        if (findings == null) {
            if (content.topRisks() != null) {
                section("top_risks");
                new NamedEarlier(content, findingWords, words).addRisks(blocks);
            }
            if (content.acceptedSuppressed() != null) {
                section("accepted_suppressed");
                new NamedEarlier(content, findingWords, words).addSuppressed(blocks);
            }
            return;
        }
        section("findings");
        paragraph(words.text(
                "document.findings.shown",
                findings.total(),
                findings.total(),
                findings.controls().size()));
        note(words.text("pack.profile." + profile.code() + ".findings"));
        if (findings.named() < findings.total()) {
            paragraph(words.text("document.findings.cut", findings.named(), findings.total()));
        }
        if (profile.isInternal() && findings.listed() < findings.named()) {
            paragraph(words.text("document.findings.listed", findings.listed(), findings.named()));
        }
        if (profile.isInternal() && findings.rationalesLeftOut() != null) {
            paragraph(words.text("document.findings.rationales_left_out", findings.rationalesLeftOut()));
        }
        var acceptedWords = new AcceptedWords(findingWords, words);
        var groups = new PackFindings(content, findings, profile, findingWords, acceptedWords, words);
        for (var group : FindingGroup.values()) {
            groups.addTo(blocks, group);
        }
        acceptedWords.unneeded(content).ifPresent(this::paragraph);
    }

    private void operations() {
        var health = content.operationsHealth();
        if (health == null || health.runs() == 0) {
            return;
        }
        section("operations_health");
        paragraph(words.text(
                "document.operations.runs",
                health.runs(),
                words.forms().date(health.from()),
                words.forms().date(health.to())));
        var rows = new ArrayList<GridRow>();
        health.outcomes()
                .forEach((outcome, count) -> rows.add(
                        new GridRow(List.of(GridCell.of(words.text("run.outcome." + outcome)), number(count)), false)));
        rows.add(new GridRow(List.of(GridCell.of(words.text("document.table.sum")), number(health.runs())), true));
        blocks.add(new GridBlock(
                words.text("document.operations.caption"),
                List.of(
                        new GridColumn(words.text("document.operations.outcome"), false, 70),
                        new GridColumn(words.text("document.operations.count"), true, 30)),
                rows));
    }

    private void posture() {
        if (content.controlPosture() == null) {
            return;
        }
        section("control_posture");
        var index = 0;
        for (var posture : content.controlPosture().snapshots()) {
            heading(3, "posture-" + index++, findingWords.sourceName(findingWords.source(posture.snapshotId())));
            blocks.add(postures(
                    "document.posture.by_area",
                    "document.posture.area",
                    allAreas(posture).entrySet().stream().toList()));
            blocks.add(postures(
                    "document.posture.by_severity",
                    "document.posture.severity",
                    PostureRow.bySeverity(posture).entrySet().stream()
                            .map(it -> Map.entry(severity(it.getKey()), it.getValue()))
                            .toList()));
        }
    }

    private Map<String, PostureRow> allAreas(SnapshotPosture posture) {
        return sentences.areas(posture);
    }

    private String severity(Severity severity) {
        return words.text("check.severity." + severity.code());
    }

    private GridBlock postures(String caption, String first, List<Map.Entry<String, PostureRow>> rows) {
        var sum = PostureRow.sum(rows.stream().map(Map.Entry::getValue));
        var results = sum.occurring();
        var columns = new ArrayList<GridColumn>();
        columns.add(new GridColumn(words.text(first), false, 24));
        results.forEach(it -> columns.add(new GridColumn(words.text("check.result." + it.code()), true, 10)));
        if (sum.suppressed() > 0) {
            columns.add(new GridColumn(words.text("document.posture.suppressed"), true, 10));
        }
        columns.add(new GridColumn(words.text("document.table.all"), true, 10));
        var shown = new ArrayList<GridRow>();
        rows.forEach(it -> shown.add(postureRow(it.getKey(), it.getValue(), sum, false)));
        shown.add(postureRow(words.text("document.table.sum"), sum, sum, true));
        return new GridBlock(words.text(caption), columns, shown);
    }

    private GridRow postureRow(String name, PostureRow row, PostureRow sum, boolean isSum) {
        var cells = new ArrayList<GridCell>();
        cells.add(GridCell.of(name));
        sum.occurring().forEach(result -> cells.add(number(row.of(result))));
        if (sum.suppressed() > 0) {
            cells.add(number(row.suppressed()));
        }
        cells.add(number(row.total()));
        return new GridRow(cells, isSum);
    }

    private void identity() {
        section("identity");
        var facts = new PackFacts(words).fact("document.identity.environment", name());
        var sources = content.provenance().snapshots().stream()
                .map(SnapshotProvenance::source)
                .toList();
        facts.lines(
                "document.identity.target", sources.stream().map(Source::target).map(this::target));
        facts.lines("document.identity.evidence", sources.stream().map(this::collected));
        facts.fact(
                "document.identity.status",
                words.text("review.status." + review.status().code()));
        facts.fact("document.identity.composed", words.forms().dateTime(review.composedAt()));
        var published = review.published();
        if (published != null) {
            facts.fact("pack.identity.published", words.forms().dateTime(published.at()));
            facts.fact("pack.identity.published_by", published.by());
        }
        facts.lines(
                "document.identity.completeness",
                Stream.concat(
                        Stream.of(words.text("review.completeness."
                                + content.completeness().state().code())),
                        content.completeness().reasons().entrySet().stream()
                                .map(it -> words.text(
                                        "review.completeness_reason."
                                                + it.getKey().code(),
                                        it.getValue()))));
        facts.code("document.identity.fingerprint", review.fingerprint());
        if (profile.isInternal()) {
            facts.code("pack.identity.id", review.id().toString());
        }
        facts.fact("document.provenance.rules", words.forms().number(content.rulesVersion()));
        facts.fact("pack.identity.profile", words.text("pack.profile." + profile.code()));
        blocks.add(facts.shown());
        note(words.text("pack.profile." + profile.code() + ".leaves_out"));
    }

    private String target(DocumentTarget target) {
        var known = SourceName.target(target);
        return known.isEmpty()
                ? words.text(profile.isInternal() ? "document.identity.target_unnamed" : "pack.target_untold")
                : known;
    }

    private String collected(Source source) {
        var at = words.forms().dateTime(source.collectedAt());
        var tool = SourceName.tool(source);
        if (source.collectedAtUpload()) {
            return words.text("document.identity.uploaded", tool, at);
        }
        return words.text(
                source.timeWithoutZone() ? "document.identity.collected_without_zone" : "document.identity.collected",
                tool,
                at);
    }

    private void provenance() {
        section("provenance");
        var index = 0;
        for (var snapshot : content.provenance().snapshots()) {
            heading(3, "source-" + index++, SourceName.of(snapshot.source()));
            source(snapshot);
        }
        leftOut();
    }

    private void source(SnapshotProvenance snapshot) {
        var source = snapshot.source();
        var at = words.forms().dateTime(source.collectedAt());
        var facts = new PackFacts(words)
                .fact("document.provenance.format", words.text("evidence.format." + source.format()))
                .fact("document.provenance.target", SourceName.target(source.target()))
                .fact("document.provenance.confirmed_by", source.target().confirmedBy())
                .fact(
                        "document.provenance.collected",
                        source.collectedAtUpload()
                                ? words.text("document.provenance.collected_at_upload", at)
                                : source.timeWithoutZone() ? withoutZone(at) : at);
        file(facts, source.file());
        blocks.add(facts.shown());
        var rows = new ArrayList<GridRow>();
        source.rawResults()
                .forEach((word, count) ->
                        rows.add(new GridRow(List.of(GridCell.of(word(word)), number(count)), false)));
        rows.add(new GridRow(
                List.of(
                        GridCell.of(words.text("document.table.sum")),
                        number(snapshot.counts().total())),
                true));
        blocks.add(new GridBlock(
                words.text("document.provenance.raw_caption"),
                List.of(
                        new GridColumn(words.text("document.provenance.raw_word"), false, 70),
                        new GridColumn(words.text("document.provenance.raw_count"), true, 30)),
                rows));
        differences(source);
        if (source.failuresOnly()) {
            paragraph(words.text("document.provenance.failures_only"));
        }
        source.warnings().stream()
                .filter(code -> !code.equals(FileFacts.FAILURES_ONLY))
                .forEach(code -> paragraph(words.text("evidence.warning." + code)));
        source.skipped().forEach((code, count) -> paragraph(words.text("evidence.skipped." + code, count)));
    }

    private void file(PackFacts facts, @Nullable DocumentFile file) {
        if (file != null) {
            facts.fact("document.provenance.file", file.name())
                    .fact(
                            "document.provenance.size",
                            words.text(
                                    "document.provenance.size_value",
                                    file.sizeBytes(),
                                    words.forms().size(DataSize.ofBytes(file.sizeBytes()))))
                    .code("document.provenance.file_digest", file.fileDigest())
                    .code("document.provenance.posture_digest", file.postureDigest());
        }
    }

    private String withoutZone(String at) {
        return words.text("document.provenance.collected_without_zone", at);
    }

    private String word(String rawResult) {
        return rawResult.equals(Source.OTHER_WORDS)
                ? words.text("document.provenance.raw_other")
                : ForeignText.shown(rawResult);
    }

    private void differences(Source source) {
        if (source.summaryDifferences().isEmpty()) {
            return;
        }
        blocks.add(new GridBlock(
                words.text("document.provenance.differences_caption"),
                List.of(
                        new GridColumn(words.text("document.provenance.difference"), false, 50),
                        new GridColumn(words.text("document.provenance.stated"), true, 25),
                        new GridColumn(words.text("document.provenance.counted"), true, 25)),
                source.summaryDifferences().stream()
                        .map(it -> new GridRow(
                                List.of(
                                        GridCell.of(ForeignText.shown(it.label())),
                                        number(it.stated()),
                                        number(it.counted())),
                                false))
                        .toList()));
    }

    private void leftOut() {
        var leftOut = content.provenance().leftOut();
        if (leftOut.isEmpty()) {
            return;
        }
        heading(3, "left-out", words.text("document.provenance.left_out"));
        paragraph(words.text("document.provenance.left_out_why"));
        blocks.add(ItemsBlock.of(leftOut.stream().map(this::leftOut).toList()));
    }

    private String leftOut(LeftOut it) {
        var at = words.forms().dateTime(it.collectedAt());
        return words.text(
                "document.provenance.left_out_one",
                it.tool(),
                SourceName.target(it.target()),
                it.timeWithoutZone() == null ? at : withoutZone(at),
                it.ageDays());
    }

    private void reading() {
        section("reading");
        paragraph(words.text("document.reading.rate"));
        paragraph(words.text("document.reading.fingerprint"));
        heading(3, "reading-results", words.text("document.reading.results"));
        var results = new PackFacts(words);
        for (var result : CheckResult.values()) {
            results.fact("check.result." + result.code(), words.text("document.reading.result." + result.code()));
        }
        results.fact("document.posture.suppressed", words.text("document.reading.suppressed"));
        blocks.add(results.shown());
        heading(3, "reading-severities", words.text("document.reading.severities"));
        var severities = new PackFacts(words);
        for (var severity : Severity.values()) {
            severities.fact(
                    "check.severity." + severity.code(), words.text("document.reading.severity." + severity.code()));
        }
        blocks.add(severities.shown());
    }

    /// What is known, each under its label; what is not is left out.
    static final class PackFacts {

        private final DocumentWords words;
        private final List<PackBlock.LabelledFact> facts = new ArrayList<>();

        PackFacts(DocumentWords words) {
            this.words = words;
        }

        PackFacts fact(String key, @Nullable String value) {
            return value == null || value.isBlank()
                    ? this
                    : run(words.text(key), new PackRun.WordsRun(ForeignText.shown(value)));
        }

        PackFacts code(String key, String value) {
            return run(words.text(key), new PackRun.CodeRun(value));
        }

        PackFacts run(String label, PackRun value) {
            facts.add(new PackBlock.LabelledFact(label, List.of(List.of(value))));
            return this;
        }

        void lines(String key, Stream<String> lines) {
            var shown = lines.distinct()
                    .map(it -> List.<PackRun>of(new PackRun.WordsRun(ForeignText.shown(it))))
                    .toList();
            if (!shown.isEmpty()) {
                facts.add(new PackBlock.LabelledFact(words.text(key), shown));
            }
        }

        boolean isEmpty() {
            return facts.isEmpty();
        }

        FactsBlock shown() {
            return new FactsBlock(List.copyOf(facts));
        }
    }
}
