package io.runtruth.ui.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.FileFacts;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvidenceRowTest {

    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final Scope SCOPE = new Scope(new UUID(0, 1), new UUID(0, 2));

    @Test
    void a_posture_is_unchanged_since_the_oldest_of_an_unbroken_row() {
        var history = List.of(on(4, "same"), on(3, "same"), on(2, "same"), on(1, "other"), on(0, "same"));

        assertThat(EvidenceRow.of(history.getFirst(), history).unchangedSince()).isEqualTo(day(2));
    }

    @Test
    void the_first_of_its_kind_is_not_called_unchanged() {
        var history = List.of(on(2, "new"), on(1, "old"));

        assertThat(EvidenceRow.of(history.getFirst(), history).unchangedSince()).isNull();
    }

    @Test
    void the_times_of_collecting_count_and_not_the_order_of_importing() {
        var history = List.of(on(1, "same"), on(2, "same"));

        assertThat(EvidenceRow.of(history.getFirst(), history).unchangedSince()).isNull();
    }

    @Test
    void another_tool_or_target_says_nothing_about_this_one() {
        var newest = on(3, "same");
        var others = List.of(of("Other", "tenant", 2, "same"), of("Tool", "elsewhere", 1, "same"));

        assertThat(EvidenceRow.of(newest, others).unchangedSince()).isNull();
    }

    private static EvidenceSnapshot on(int day, String posture) {
        return of("Tool", "tenant", day, posture);
    }

    private static EvidenceSnapshot of(String tool, String target, int day, String posture) {
        var facts = new FileFacts(
                EvidenceFormat.OCSF,
                tool,
                null,
                target,
                null,
                "",
                day(day),
                0,
                Map.of(),
                Map.of(),
                0,
                posture,
                List.of(),
                Map.of(),
                List.of());
        var file = new EvidenceSnapshot.StoredFile("file.json", 1, "sha256:0");
        return new EvidenceSnapshot(UUID.randomUUID(), SCOPE, file, facts, day(day), false, START, "Somebody", null);
    }

    private static Instant day(int day) {
        return START.plus(day, ChronoUnit.DAYS);
    }
}
