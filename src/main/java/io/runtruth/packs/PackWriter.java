package io.runtruth.packs;

import io.runtruth.packs.words.DocumentWords;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.shared.Problem;
import io.runtruth.texts.LocalForms;
import io.runtruth.texts.Texts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes a review in a format. Times are UTC, and nothing but the review, the profile, the language and the paper
/// is in the bytes, so that the same are the same again.
@Component
class PackWriter {

    /// What a pack that is made in memory may hold of texts: four times as much as a document that shares none.
    private static final long MOST_CHARACTERS = 16_000_000;

    private final Texts texts;

    PackWriter(Texts texts) {
        this.texts = texts;
    }

    /// @param content what the profile tells of the review, as `review` is too
    void write(ReviewContent content, PackReview review, PackOrder order, OutputStream out) throws IOException {
        var pack = new Pack(content, review, order);
        if (order.format().holdsAllTexts()) {
            requireFitting(pack.content);
        }
        if (order.format() == PackFormat.ZIP) {
            new ZipPack(content, review, order, pack.words, pack::write).write(out);
        } else {
            pack.write(order.format(), out);
        }
        out.flush();
    }

    /// A text that many findings share stands with each of them here.
    private static void requireFitting(ReviewContent content) {
        var findings = content.findings();
        if (findings == null) {
            return;
        }
        var lengths = findings.texts().stream()
                .mapToLong(text -> text.plain().length())
                .toArray();
        long characters = 0;
        for (var finding : findings.controls()) {
            characters += length(lengths, finding.rationale()) + length(lengths, finding.remedy());
            for (var found : finding.found()) {
                characters += length(lengths, found.detail());
            }
        }
        if (characters > MOST_CHARACTERS) {
            throw new Problem.Conflict("pack.too_large");
        }
    }

    private static long length(long[] lengths, @Nullable Integer text) {
        return text == null ? 0 : lengths[text];
    }

    private final class Pack {

        private final ReviewContent content;
        private final PackReview review;
        private final PackOrder order;
        private final DocumentWords words;

        private Pack(ReviewContent content, PackReview review, PackOrder order) {
            this.content = content;
            this.review = review;
            this.order = order;
            this.words = DocumentWords.of(texts, new LocalForms(order.language().locale(), ZoneId.of("UTC")));
        }

        private void write(PackFormat format, OutputStream out) throws IOException {
            switch (format) {
                case PDF -> PdfPack.write(document(), order.paper(), review.asOf(), out);
                case DOCX -> DocxPack.write(document(), order.paper(), review.asOf(), out);
                case HTML -> HtmlPack.write(document(), writer(out));
                case JSON -> out.write(JsonPack.write(content, review, order.profile(), order.language(), words));
                case CSV -> new CsvPack(content, words).writeFindings(out);
                case ACTION_PLAN -> new CsvPack(content, words).writePlan(out);
                case OSCAL -> out.write(OscalPack.write(content, review, order.profile(), words));
                case ZIP -> throw new IllegalArgumentException("a pack within a pack");
            }
        }

        private PackDocument document() {
            return PackComposer.compose(content, review, order.profile(), order.language(), words);
        }

        private static BufferedWriter writer(OutputStream out) {
            return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        }
    }
}
