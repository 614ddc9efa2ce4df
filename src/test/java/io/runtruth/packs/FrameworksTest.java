package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.packs.words.FrameworkPosture;
import io.runtruth.packs.words.Frameworks;
import io.runtruth.packs.words.Frameworks.Framework;
import io.runtruth.packs.words.SourceName;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Provenance;
import io.runtruth.reviews.ReviewContent.TopRisks;
import io.runtruth.texts.Language;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Evidence names frameworks, and may name as many and call them as it likes.
class FrameworksTest {

    private static final String TOLD = " more frameworks that are not shown; shown are the 50 with the most findings.";

    @Test
    void of_many_those_with_most_findings_are_kept_then_by_name_and_the_others_are_counted() {
        var content = naming(
                of(0, IntStream.range(100, 200).mapToObj(it -> "F " + it)),
                of(0, Stream.of("F 199", "F 198")),
                of(0, Stream.of("F 199")));
        var frameworks = new Frameworks(content);

        assertThat(frameworks.named())
                .extracting(Framework::name)
                .containsExactlyElementsOf(
                        Stream.concat(IntStream.range(100, 148).mapToObj(it -> "F " + it), Stream.of("F 198", "F 199"))
                                .toList());
        assertThat(frameworks.more()).isEqualTo(50);
        assertThat(text(content, PackFormat.HTML)).contains("The tools name 50" + TOLD);
        var json = JsonMapper.shared().readTree(text(content, PackFormat.JSON));
        assertThat(json.get("frameworks").size()).isEqualTo(50);
        assertThat(json.get("frameworks_left_out").asInt()).isEqualTo(50);
    }

    @Test
    void where_all_are_shown_nothing_is_said_of_more() {
        var content = naming(of(0, IntStream.range(0, 50).mapToObj(it -> "F " + it)));

        assertThat(new Frameworks(content).named()).hasSize(50);
        assertThat(text(content, PackFormat.HTML)).doesNotContain(TOLD);
        assertThat(text(content, PackFormat.JSON)).doesNotContain("frameworks_left_out");
    }

    @Test
    void all_postures_are_those_of_each() {
        var content = naming(
                of(0, Stream.of("CIS 2.0", "Other")),
                of(1, Stream.of("CIS 2.0")),
                of(0, Stream.of("Other", "CIS 2.0")));
        var frameworks = new Frameworks(content);

        assertThat(frameworks.postures())
                .hasSize(3)
                .isEqualTo(frameworks.named().stream()
                        .map(it -> frameworks.posture(it, content.findings().controls()))
                        .toList())
                .extracting(FrameworkPosture::findings)
                .containsOnly(3L);
    }

    @Test
    void a_name_that_is_given_here_is_never_one_that_a_tool_writes() {
        var given = "CIS 2.0 · "
                + SourceName.of(
                        SomePacks.content().provenance().snapshots().getFirst().source());
        var content = naming(of(0, Stream.of("CIS 2.0", given, given + " (2)")), of(1, Stream.of("CIS 2.0")));
        var frameworks = new Frameworks(content);

        assertThat(frameworks.named())
                .extracting(Framework::name)
                .containsExactlyInAnyOrder(given, given + " (2)", given + " (3)", given + " (4)");
        assertThat(frameworks.byName(given)).map(Framework::family).contains(given);
        assertThat(frameworks.byName(given + " (3)")).map(Framework::family).contains("CIS 2.0");
        assertThat(frameworks.byName(given + " (4)")).map(Framework::family).contains("CIS 2.0");
    }

    private static Finding of(int source, Stream<String> frameworks) {
        var some = SomePacks.content().findings().controls().getFirst();
        return new Finding(
                source,
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
                frameworks.map(it -> new FrameworkReference(it, "1.1")).toList(),
                null,
                null,
                some.remediationUrl(),
                some.suppression(),
                some.accepted(),
                some.checks(),
                List.of());
    }

    /// Of two sources that are called alike.
    private static ReviewContent naming(Finding... findings) {
        var content = SomePacks.content();
        return new ReviewContent(
                content.schemaVersion(),
                content.rulesVersion(),
                content.environment(),
                content.completeness(),
                content.executiveSummary(),
                content.controlPosture(),
                new TopRisks(0, 0, List.of()),
                new Findings(
                        content.findings().counts(),
                        findings.length,
                        findings.length,
                        null,
                        List.of(findings),
                        List.of()),
                content.acceptedSuppressed(),
                content.operationsHealth(),
                new Provenance(
                        Collections.nCopies(2, content.provenance().snapshots().getFirst()), List.of()));
    }

    private static String text(ReviewContent content, PackFormat format) {
        return new String(
                SomePacks.bytes(content, new PackOrder(PackProfile.TECHNICAL, format, Language.ENGLISH)),
                StandardCharsets.UTF_8);
    }
}
