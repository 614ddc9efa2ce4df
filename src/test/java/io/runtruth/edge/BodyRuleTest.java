package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class BodyRuleTest {

    @ParameterizedTest
    @CsvSource({
        "/login, , 64KB",
        "/, , 64KB",
        "/w/demo/operations, v-r=push, 64KB",
        "/, v-r=heartbeat, 64KB",
        "/logout, , 64KB",
        "/apix, , 64KB",
        "/, v-r=uidl&v-uiId=0, 1MB",
        "/w/demo/reviews, v-uiId=3&v-r=uidl, 1MB",
        "/, v-r=uidlx, 64KB",
        "/api, , 1MB",
        "/api/v1/workspaces, , 1MB",
        "/api/v1/workspaces/demo/environments/a/reviews, , 1MB",
        "/api/v1/workspaces/demo/environments/a/evidence/1, , 1MB",
        "/api/v1/workspaces/demo/environments/a/evidence, , 257MB",
        "/api/v1/workspaces/demo/environments/a/snapshots, , 257MB",
        "/VAADIN/dynamic/resource/0/key/upload, , 257MB"
    })
    void each_address_takes_as_much_as_it_needs(String path, String query, DataSize most) {
        assertThat(BodyRule.of(path, query).most()).isEqualTo(most);
    }

    @Test
    void nothing_is_slow_before_the_grace_is_over() {
        assertThat(BodyRule.FORM.isTooSlow(0, BodyRule.GRACE)).isFalse();
        assertThat(BodyRule.FORM.isTooSlow(0, BodyRule.GRACE.plusMillis(1))).isTrue();
    }

    @Test
    void after_it_the_least_rate_counts() {
        var rate = BodyRule.EVIDENCE.leastPerSecond().toBytes();
        var after = BodyRule.GRACE.plusSeconds(100);

        assertThat(BodyRule.EVIDENCE.isTooSlow(100 * rate, after)).isFalse();
        assertThat(BodyRule.EVIDENCE.isTooSlow(100 * rate - 1, after)).isTrue();
    }

    @Test
    void in_the_end_everything_is_too_slow() {
        var much = Long.MAX_VALUE / 1_000;

        assertThat(BodyRule.FORM.isTooSlow(much, Duration.ofSeconds(30))).isFalse();
        assertThat(BodyRule.FORM.isTooSlow(much, Duration.ofSeconds(31))).isTrue();
        assertThat(BodyRule.EVIDENCE.isTooSlow(much, Duration.ofMinutes(61))).isTrue();
    }
}
