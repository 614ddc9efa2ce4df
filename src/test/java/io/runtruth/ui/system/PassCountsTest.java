package io.runtruth.ui.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.texts.Phrase;
import io.runtruth.ui.system.PassCounts.RuleCount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassCountsTest {

    @Test
    void the_largest_number_stands_first() {
        var counts = PassCounts.of(
                8,
                Map.of("review.failed", 1, "review.ready_same_fingerprint", 5),
                Map.of("end", 6, "broken", 2),
                Map.of());

        assertThat(counts.decided())
                .containsExactly(
                        new RuleCount(5, Phrase.of("rule.review.ready_same_fingerprint")),
                        new RuleCount(1, Phrase.of("rule.review.failed")));
        assertThat(counts.followed()).first().isEqualTo(new RuleCount(6, Phrase.of("consequence.end")));
        assertThat(counts.leftAlone()).isEmpty();
    }
}
