package io.runtruth.packs.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.AreaPosture;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostureRowTest {

    private static final Counts FAILED = counts(Map.of(CheckResult.FAIL, 2L, CheckResult.PASS, 3L), 0);
    private static final Counts HIDDEN = counts(Map.of(CheckResult.MANUAL, 1L), 4);

    @Test
    void a_row_counts_every_check_once_and_the_failed_ones_by_severity() {
        var row = PostureRow.of(Map.of(Severity.HIGH, FAILED, Severity.LOW, HIDDEN));

        assertThat(row.total()).isEqualTo(10);
        assertThat(row.suppressed()).isEqualTo(4);
        assertThat(row.failed()).isEqualTo(Map.of(Severity.HIGH, 2L));
        assertThat(row.occurring()).containsExactly(CheckResult.PASS, CheckResult.FAIL, CheckResult.MANUAL);
    }

    @Test
    void the_rows_by_severity_hold_the_same_checks_as_those_by_area_and_the_folded_ones() {
        var posture = new SnapshotPosture(
                UUID.randomUUID(),
                List.of(
                        new AreaPosture("Mail", Map.of(Severity.HIGH, FAILED)),
                        new AreaPosture("Files", Map.of(Severity.HIGH, FAILED, Severity.LOW, HIDDEN))),
                Map.of(Severity.LOW, FAILED));

        var rows = PostureRow.bySeverity(posture);

        assertThat(rows.get(Severity.HIGH).total()).isEqualTo(10);
        assertThat(rows.get(Severity.LOW).total()).isEqualTo(10);
        assertThat(PostureRow.sum(rows.values().stream()).of(CheckResult.FAIL)).isEqualTo(6);
    }

    private static Counts counts(Map<CheckResult, Long> results, long suppressed) {
        return new Counts(results, suppressed == 0 ? Map.of() : Map.of(CheckResult.FAIL, suppressed));
    }
}
