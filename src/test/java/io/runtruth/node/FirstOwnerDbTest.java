package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.RuntruthApplication;
import io.runtruth.shared.StartRefused;
import io.runtruth.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/// What a start makes, and refuses, before anybody can reach the console: with a real port and a database of its
/// own.
@Tag("db")
class FirstOwnerDbTest {

    private final TestDatabase.Database database = TestDatabase.create();
    private final List<Integer> opened = new ArrayList<>();

    @Test
    void a_node_with_demo_accounts_is_never_reachable_from_elsewhere_not_even_for_a_moment() throws Exception {
        try (var demo = start(Map.of("runtruth.demo", "true", "runtruth.demo-password", "any"))) {
            assertThat(demo.isActive()).isTrue();
        }
        opened.clear();

        assertThatThrownBy(() -> start(Map.of("runtruth.demo", "false", "server.address", "0.0.0.0")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("demo accounts");

        assertThat(opened).isEmpty();
    }

    @Test
    void the_first_owner_is_there_when_the_port_opens_and_is_audited() throws Exception {
        try (var _ = start(Map.of(
                "runtruth.demo", "false",
                "runtruth.first-owner", "anna",
                "runtruth.first-owner-password",
                        "a sentence of eighty characters, which is more than the hash before this one took",
                "runtruth.first-workspace", "contoso"))) {
            assertThat(opened).hasSize(1);
        }

        assertThat(query("select string_agg(action, ' ' order by id) from audit_entry"))
                .isEqualTo("account.created workspace.created member.added");
        assertThat(query("select username || ' ' || system_operator from account"))
                .isEqualTo("anna true");
    }

    @ParameterizedTest
    @CsvSource({
        "anna, short, contoso, RUNTRUTH_FIRST_OWNER_PASSWORD must have 12 to 200 characters.",
        "anna, password1234, contoso, RUNTRUTH_FIRST_OWNER_PASSWORD is one of the commonest",
        "an na, a long and rare one, contoso, RUNTRUTH_FIRST_OWNER must be",
        "anna, a long and rare one, Con toso, RUNTRUTH_FIRST_WORKSPACE must be"
    })
    void a_variable_against_the_rules_is_refused_in_one_sentence(
            String name, String password, String workspace, String sentence) {
        assertThatThrownBy(() -> FirstOwner.asked(new RuntruthProperties.FirstOwnerSettings(name, password, workspace)))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void a_demo_password_that_nobody_could_sign_in_with_is_refused_in_one_sentence() {
        assertThatThrownBy(() -> start(Map.of("runtruth.demo", "true", "runtruth.demo-password", "x".repeat(201))))
                .rootCause()
                .isInstanceOf(StartRefused.class)
                .hasMessage("RUNTRUTH_DEMO_PASSWORD must have at most 200 characters.");
    }

    private ConfigurableApplicationContext start(Map<String, Object> settings) {
        var application = new SpringApplication(RuntruthApplication.class);
        var properties = new HashMap<>(settings);
        properties.put("runtruth.role", "web");
        properties.put("vaadin.productionMode", "true");
        properties.put("server.port", "0");
        properties.putIfAbsent("server.address", "127.0.0.1");
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.user());
        properties.put("spring.datasource.password", database.password());
        properties.put("spring.datasource.hikari.maximum-pool-size", "5");
        application.addListeners((ApplicationListener<WebServerInitializedEvent>)
                event -> opened.add(event.getWebServer().getPort()));
        return application.run(properties.entrySet().stream()
                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new));
    }

    private String query(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
