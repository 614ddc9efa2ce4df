package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.node.RuntruthProperties.FirstOwnerSettings;
import io.runtruth.operations.queue.NodeRole;
import io.runtruth.shared.StartRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RuntruthPropertiesTest {

    @Test
    void nothing_has_to_be_set() {
        var properties = bind(Map.of());

        assertThat(properties.dataDir()).isEqualTo(Path.of("data"));
        assertThat(properties.quickStart()).isTrue();
        assertThat(properties.role()).isEqualTo(NodeRole.BOTH);
        assertThat(properties.demo()).isNull();
        assertThat(properties.evidenceMaxAge()).isEqualTo(Duration.ofDays(35));
        assertThat(properties.first()).isEmpty();
    }

    @Test
    void everything_may_be_set_by_environment_variables() {
        var properties = bind(Map.of(
                "RUNTRUTH_DATA_DIR", "/data",
                "RUNTRUTH_QUICK_START", "false",
                "RUNTRUTH_ROLE", "worker",
                "RUNTRUTH_DEMO", "false",
                "RUNTRUTH_DEMO_PASSWORD", "known",
                "RUNTRUTH_EVIDENCE_MAX_AGE", "90d",
                "RUNTRUTH_FIRST_OWNER", "ada",
                "RUNTRUTH_FIRST_OWNER_PASSWORD", "long enough",
                "RUNTRUTH_FIRST_WORKSPACE", "main"));

        assertThat(properties.dataDir()).isEqualTo(Path.of("/data"));
        assertThat(properties.quickStart()).isFalse();
        assertThat(properties.role()).isEqualTo(NodeRole.WORKER);
        assertThat(properties.demo()).isFalse();
        assertThat(properties.demoPassword()).isEqualTo("known");
        assertThat(properties.evidenceMaxAge()).isEqualTo(Duration.ofDays(90));
        assertThat(properties.first()).contains(new FirstOwnerSettings("ada", "long enough", "main"));
    }

    @Test
    void blank_is_as_good_as_not_set() {
        var properties = bind(Map.of("RUNTRUTH_DEMO", "", "RUNTRUTH_DEMO_PASSWORD", "", "RUNTRUTH_FIRST_OWNER", " "));

        assertThat(properties.demo()).isNull();
        assertThat(properties.demoPassword()).isNull();
        assertThat(properties.first()).isEmpty();
    }

    @Test
    void a_first_owner_without_a_password_or_workspace_is_refused() {
        assertThatThrownBy(() -> bind(Map.of("RUNTRUTH_FIRST_OWNER", "ada")))
                .hasRootCauseInstanceOf(StartRefused.class)
                .rootCause()
                .hasMessageContaining("must be set together");
    }

    @Test
    void a_limit_of_less_than_a_day_is_refused() {
        assertThatThrownBy(() -> bind(Map.of("RUNTRUTH_EVIDENCE_MAX_AGE", "23h")))
                .hasRootCauseInstanceOf(StartRefused.class);
    }

    @Test
    void passwords_do_not_show_in_its_text() {
        var properties = bind(Map.of(
                "RUNTRUTH_DEMO_PASSWORD", "hidden1",
                "RUNTRUTH_FIRST_OWNER", "ada",
                "RUNTRUTH_FIRST_OWNER_PASSWORD", "hidden2",
                "RUNTRUTH_FIRST_WORKSPACE", "main"));

        assertThat(properties + " " + properties.first()).doesNotContain("hidden");
    }

    private static RuntruthProperties bind(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return Binder.get(environment).bindOrCreate("runtruth", RuntruthProperties.class);
    }
}
