package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.packs.words.Frameworks;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.testing.DatabaseTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Of each framework that the tools name, whatever file they wrote: nothing is lost, and nothing is mapped that they
/// did not map.
class FrameworkCountsDbTest extends DatabaseTest {

    private final ComposedReviews reviews;

    FrameworkCountsDbTest(ComposedReviews reviews) {
        this.reviews = reviews;
    }

    static List<Path> samples() throws IOException {
        if (!Files.isDirectory(ComposedReviews.SAMPLES)) {
            return List.of(ComposedReviews.SAMPLES);
        }
        try (var files = Files.walk(ComposedReviews.SAMPLES, 2)) {
            return files.filter(it -> it.getNameCount() == ComposedReviews.SAMPLES.getNameCount() + 2)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_finding_is_under_a_requirement_or_not_mapped_in_each_framework_of_a_real_file(Path file)
            throws IOException {
        assumeTrue(Files.isRegularFile(file), () -> "no sample files in " + ComposedReviews.SAMPLES);
        var composed = reviews.of(file);
        assumeTrue(composed.isPresent(), () -> "refused by its name: " + file);
        var content = composed.get().content();
        assumeTrue(content.findings() != null, () -> "nothing but other things: " + file);
        var frameworks = new Frameworks(content);

        for (var posture : frameworks.postures()) {
            var framework = posture.framework();
            var mapped = themselves();
            posture.requirements().forEach(it -> mapped.addAll(it.findings()));
            var unmapped = themselves();
            unmapped.addAll(posture.notMapped());

            assertThat(mapped).as(framework.name()).isNotEmpty();
            assertThat(Collections.disjoint(mapped, unmapped))
                    .as(framework.name())
                    .isTrue();
            assertThat(mapped.size() + unmapped.size())
                    .as(framework.name())
                    .isEqualTo(content.findings().controls().size());
        }
        var told = content.findings().controls().stream()
                .flatMap(it -> it.references().stream())
                .filter(it -> !it.saysMore())
                .map(it -> it.id())
                .collect(Collectors.toSet());
        assertThat(frameworks.postures().stream()
                        .flatMap(it -> it.requirements().stream())
                        .map(it -> it.id())
                        .collect(Collectors.toSet()))
                .as("no requirement is dropped, and none invented")
                .isEqualTo(told);
        var json = JsonMapper.shared()
                .readTree(composed.get().pack(PackProfile.CUSTOMER, PackFormat.JSON))
                .get("frameworks");
        assertThat(json.size()).isEqualTo(frameworks.named().size());
        json.forEach(it -> assertThat(it.get("requirements").size()).isPositive());
    }

    private static Set<Finding> themselves() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
