package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.CheckResult;
import io.runtruth.node.demo.DemoFiles;
import io.runtruth.packs.ComposedReviews.Composed;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.testing.DatabaseTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever form it has, the numbers are those of the review, and add up; and none of its findings is missing, nor
/// begins on a page without a word.
class PackCountsDbTest extends DatabaseTest {

    private static final String KEEP = System.getProperty("runtruth.packs.keep");

    private final ComposedReviews reviews;

    PackCountsDbTest(ComposedReviews reviews) {
        this.reviews = reviews;
    }

    static Stream<Path> samples() {
        return ComposedReviews.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void counts_by_result_and_area_add_up_in_every_form_of_a_real_file(Path file) throws IOException {
        assumeTrue(Files.isRegularFile(file), () -> "no sample files in " + ComposedReviews.SAMPLES);
        var composed = reviews.of(file);
        assumeTrue(composed.isPresent(), () -> "refused by its name: " + file);

        addUp(composed.get(), file.getFileName().toString());
    }

    @Test
    void counts_by_result_and_area_add_up_in_every_form() throws IOException {
        addUp(reviews.of("results.json", DemoFiles.newerContoso()), "some.json");
    }

    @Test
    void what_is_accepted_is_counted_once_and_with_what_it_is_in_every_form() throws IOException {
        var before = reviews.of("results.json", DemoFiles.newerContoso());
        var failed = before.content().findings().controls().stream()
                .filter(it -> it.result() == CheckResult.FAIL)
                .findFirst()
                .orElseThrow();
        var tool = before.content()
                .provenance()
                .snapshots()
                .get(failed.source())
                .source()
                .tool();

        var composed = reviews.accepting(before, tool, failed.controlId());

        assertThat(composed.content().findings().counts()).containsKey(FindingGroup.ACCEPTED);
        addUp(composed, "accepted.json");
    }

    @Test
    void a_control_of_many_checks_counts_each_of_them() throws IOException {
        var one = """
                {"class_uid":2004,"metadata":{"event_code":"%s","product":{"name":"Prowler","version":"5.1"}},
                "status_code":"%s","time":1767225600,"resources":[{"uid":"%s"}],
                "cloud":{"account":{"uid":"account-1","name":"Contoso"}}}
                """;
        var file = Stream.of(
                        one.formatted("a", "FAIL", "r1"),
                        one.formatted("a", "FAIL", "r2"),
                        one.formatted("a", "FAIL", "r3"),
                        one.formatted("a", "PASS", "r4"),
                        one.formatted("b", "PASS", "r5"),
                        one.formatted("b", "PASS", "r6"))
                .collect(Collectors.joining(",", "[", "]"));

        addUp(reviews.of("prowler.json", file.getBytes(StandardCharsets.UTF_8)), "many.json");
    }

    private static void addUp(Composed composed, String name) throws IOException {
        for (var profile : PackProfile.values()) {
            var forms = new PackForms(composed, profile);
            if (KEEP != null) {
                forms.keep(Path.of(KEEP), name);
            }
            assertThat(forms.barsWithoutWords()).as("%s", profile).isEmpty();
            var content = composed.content();
            var byResult = new TreeMap<String, Long>();
            content.provenance().snapshots().forEach(it -> {
                it.counts().results().forEach((result, count) -> byResult.merge(group(result), count, Long::sum));
                it.accepted().forEach((result, count) -> {
                    byResult.merge(group(result), -count, Long::sum);
                    byResult.merge("accepted", count, Long::sum);
                });
                byResult.merge("suppressed", it.counts().totalSuppressed(), Long::sum);
            });
            byResult.values().removeIf(count -> count == 0);

            if (content.findings() == null) {
                continue;
            }
            for (var form : forms.all()) {
                assertThat(form.byGroup())
                        .as("%s %s by result", profile, form.name())
                        .isEqualTo(byResult);
                assertThat(form.openByArea().values().stream()
                                .mapToLong(it -> it)
                                .sum())
                        .as("%s %s by area", profile, form.name())
                        .isEqualTo(open(byResult));
            }
            if (profile == PackProfile.TECHNICAL) {
                var named = named(content.findings().controls());
                for (var form : forms.all()) {
                    var text = form.text().replaceAll("\\s", "");
                    assertThat(named)
                            .as("%s names all", form.name())
                            .allMatch(id -> text.contains(id.replaceAll("\\s", "")));
                }
            }
        }
    }

    private static String group(CheckResult result) {
        return switch (result) {
            case PASS -> "met";
            case FAIL -> "not_met";
            default -> result.code();
        };
    }

    private static long open(Map<String, Long> byGroup) {
        return byGroup.getOrDefault("not_met", 0L)
                + byGroup.getOrDefault("warning", 0L)
                + byGroup.getOrDefault("accepted", 0L);
    }

    private static List<String> named(List<Finding> findings) {
        return findings.stream().map(Finding::controlId).distinct().toList();
    }
}
