package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.RuntruthApplication;
import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.TokenService;
import io.runtruth.access.TokenService.NewToken;
import io.runtruth.access.WorkspaceService;
import io.runtruth.testing.SilentProxy;
import io.runtruth.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// A real server whose database has gone (contract 11).
@Tag("db")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageEdgeTest {

    private static final String PASSWORD = "a password before the outage";

    private final Map<String, String> tokens = new HashMap<>();
    private ConfigurableApplicationContext node;
    private int port;

    @BeforeAll
    void start() {
        var database = TestDatabase.create();
        var way = SilentProxy.to(database);
        node = new SpringApplication(RuntruthApplication.class)
                .run(
                        "--runtruth.role=web",
                        "--runtruth.demo=false",
                        "--runtruth.first-owner=anna",
                        "--runtruth.first-owner-password=" + PASSWORD,
                        "--runtruth.first-workspace=contoso",
                        "--vaadin.productionMode=true",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.datasource.url=" + way.database().url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.datasource.hikari.maximum-pool-size=5",
                        "--spring.datasource.hikari.connection-timeout=1000");
        port = ((WebServerApplicationContext) node).getWebServer().getPort();
        makeTokens();
        assertThat(call("/api/v1/workspaces").status()).isEqualTo(200);
        way.close();
    }

    private void makeTokens() {
        var anna =
                new Actor.Person(node.getBean(AccountService.class).find("anna").orElseThrow(), "anna", true);
        var workspace = node.getBean(WorkspaceService.class).find("contoso").orElseThrow();
        var service = node.getBean(TokenService.class);
        var nextWeek = node.getBean(Clock.class).instant().plus(Duration.ofDays(7));
        tokens.put(
                "/api/v1/workspaces",
                service.create(anna, new NewToken("t", workspace, Set.of(Capability.OPERATIONS_VIEW), null, nextWeek))
                        .secret());
        tokens.put(
                "/actuator/prometheus",
                service.create(anna, new NewToken("t", null, Set.of(), null, nextWeek))
                        .secret());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/workspaces", "/actuator/prometheus"})
    void a_call_is_told_to_come_again_also_where_it_is_the_sign_in_that_meets_it(String address) {
        var answer = call(address);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void a_person_who_signs_in_is_not_told_that_the_password_is_wrong() {
        var form = "username=anna&password=" + PASSWORD.replace(' ', '+');

        var answer = RawHttp.exchange(
                port,
                head(
                        "POST /login",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + form.length()),
                form);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("try again").doesNotContainIgnoringCase("password");
        assertThat(answer.header("Location")).isEmpty();
    }

    private RawHttp.Answer call(String address) {
        return RawHttp.exchange(port, head("GET " + address, "Authorization: Bearer " + tokens.get(address)), "");
    }

    private List<String> head(String line, String... headers) {
        var all = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: localhost:" + port, "Connection: close"));
        all.addAll(List.of(headers));
        return all;
    }
}
