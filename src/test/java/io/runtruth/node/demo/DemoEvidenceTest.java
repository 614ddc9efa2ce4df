package io.runtruth.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import io.runtruth.evidence.formats.EvidenceFiles;
import io.runtruth.evidence.formats.ReadOptions;
import io.runtruth.node.demo.DemoEvidence.Assessment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoEvidenceTest {

    private static final Instant COLLECTED_AT = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Check> checks = new ArrayList<>();

    @TempDir
    private Path folder;

    private static Assessment about(long seed) {
        return new Assessment("demo-tenant", "Contoso demo", COLLECTED_AT, seed, 0);
    }

    private FileFacts read(byte[] file) throws IOException {
        var path = Files.write(folder.resolve("demo.json"), file);
        return EvidenceFiles.recognised(path, ReadOptions.NONE, () -> {}).read(checks::add);
    }

    private void isPlausible(FileFacts facts) {
        assertThat(facts.total()).isBetween(30L, 80L);
        assertThat(facts.targetId()).isEqualTo("demo-tenant");
        assertThat(facts.targetName()).isEqualTo("Contoso demo");
        assertThat(facts.collectedAt()).isEqualTo(COLLECTED_AT);
        assertThat(facts.warnings()).isEmpty();
        assertThat(facts.summaryDifferences()).isEmpty();
        assertThat(facts.byResult())
                .containsKeys(CheckResult.PASS, CheckResult.FAIL)
                .doesNotContainKey(CheckResult.UNKNOWN);
        assertThat(checks)
                .extracting(Check::controlId)
                .allMatch(id -> id.toLowerCase().startsWith("demo"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_demo_file_of_controls_is_read_like_a_real_one(long seed) throws IOException {
        var facts = read(DemoEvidence.scubaGear(about(seed)));

        assertThat(facts.format()).isEqualTo(EvidenceFormat.SCUBAGEAR);
        isPlausible(facts);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_demo_file_of_findings_is_read_like_a_real_one(long seed) throws IOException {
        var facts = read(DemoEvidence.prowler(about(seed)));

        assertThat(facts.format()).isEqualTo(EvidenceFormat.OCSF);
        isPlausible(facts);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void the_same_arguments_give_the_same_bytes_and_another_seed_others(long seed) {
        assertThat(DemoEvidence.scubaGear(about(seed))).isEqualTo(DemoEvidence.scubaGear(about(seed)));
        assertThat(DemoEvidence.prowler(about(seed))).isEqualTo(DemoEvidence.prowler(about(seed)));
        assertThat(DemoEvidence.scubaGear(about(seed))).isNotEqualTo(DemoEvidence.scubaGear(about(seed + 1)));
        assertThat(DemoEvidence.prowler(about(seed))).isNotEqualTo(DemoEvidence.prowler(about(seed + 1)));
    }
}
