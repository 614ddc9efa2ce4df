package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.KeptEvidence;
import io.runtruth.operations.Reconciliation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Decisions as an earlier release left them in `context`: each can still be read, and replayed (contract 5). The
/// lines of the resource are what the database gave back after that release had reconciled the runs; they are
/// never edited.
@Tag("I9")
class KeptDecisionsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @MethodSource("kept")
    void the_table_decides_the_same_on_what_was_kept(JsonNode context) {
        var kept = JSON.treeToValue(context.get("reconciliation"), Reconciliation.class);

        var replayed = ComposeDecisionTable.decide(
                ComposeEvidence.keptWith(kept).orElseThrow().replayed());

        assertThat(replayed.code()).isEqualTo(kept.decision());
        assertThat(replayed.grounds().reasonCode()).isEqualTo(kept.reasonCode());
        assertThat(replayed.grounds().related()).isEqualTo(kept.related());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_was_kept_is_written_again_as_it_was(JsonNode context) {
        var kept = JSON.treeToValue(context.get("reconciliation"), Reconciliation.class);

        var evidence = ComposeEvidence.keptWith(kept).orElseThrow();

        assertThat(JSON.<JsonNode>valueToTree(kept)).isEqualTo(context.get("reconciliation"));
        assertThat(KeptEvidence.of(evidence).json()).isEqualTo(context.at("/reconciliation/evidence"));
    }

    @Test
    void decisions_of_every_reason_are_kept() {
        var reasons = kept().stream()
                .map(it -> it.at("/reconciliation/reason_code").asString())
                .collect(Collectors.toSet());

        assertThat(reasons).hasSize(16).contains("review.still_draft", "review.composed_by_other_run");
    }

    static List<JsonNode> kept() {
        try (var lines = KeptDecisionsTest.class.getResourceAsStream("decisions-of-0.1.jsonl")) {
            var text = new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
