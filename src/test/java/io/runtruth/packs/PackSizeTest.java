package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Language;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A text that many findings share is kept once, and stands with each of them in some packs.
class PackSizeTest {

    private static final int CHARACTERS = 16_000;

    @ParameterizedTest
    @EnumSource(
            value = PackFormat.class,
            names = {"JSON", "OSCAL", "ZIP"})
    void a_pack_that_would_not_fit_into_memory_is_refused(PackFormat format) {
        var content = sharing(1_001);

        assertThatThrownBy(() -> SomePacks.bytes(content, order(format)))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class,
                        problem -> assertThat(problem.code()).isEqualTo("pack.too_large"));
    }

    @Test
    void what_fits_is_written() {
        assertThat(SomePacks.bytes(sharing(900), order(PackFormat.JSON))).hasSizeGreaterThan(900 * CHARACTERS);
    }

    private static PackOrder order(PackFormat format) {
        return new PackOrder(PackProfile.TECHNICAL, format, Language.ENGLISH);
    }

    private static ReviewContent sharing(int findings) {
        var content = SomePacks.content();
        var some = content.findings().controls().getFirst();
        var one = new Finding(
                some.source(),
                some.group(),
                some.reason(),
                some.result(),
                some.rawResult(),
                some.controlId(),
                some.baseId(),
                some.title(),
                some.severity(),
                some.rawSeverity(),
                some.area(),
                some.section(),
                some.product(),
                some.impact(),
                some.effort(),
                some.licence(),
                some.references(),
                null,
                0,
                some.remediationUrl(),
                some.suppression(),
                some.accepted(),
                some.checks(),
                List.of());
        var text = new StructuredText(List.of(new StructuredText.Paragraph(Line.of("x".repeat(CHARACTERS)))));
        return new ReviewContent(
                content.schemaVersion(),
                content.rulesVersion(),
                content.environment(),
                content.completeness(),
                content.executiveSummary(),
                content.controlPosture(),
                null,
                new Findings(
                        content.findings().counts(),
                        findings,
                        findings,
                        null,
                        Collections.nCopies(findings, one),
                        List.of(text)),
                content.acceptedSuppressed(),
                content.operationsHealth(),
                content.provenance());
    }
}
