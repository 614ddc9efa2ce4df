package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.FirstEnvironments.FirstEnvironment;
import io.runtruth.access.SetupService.FirstSteps;
import io.runtruth.shared.Problem;
import io.runtruth.testing.Meanwhile;
import io.runtruth.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The set-up of a database of its own, in which nobody can sign in yet. Each test but the last leaves it so.
@SpringBootTest(properties = {"runtruth.role=web", "runtruth.demo=false"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("db")
class SetupDbTest {

    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private final SetupService setup;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SetupDbTest(SetupService setup, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.setup = setup;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    void nobodyCanSignIn() {
        assertThat(setup.isOpen()).isTrue();
    }

    @Test
    @Order(1)
    void a_code_that_no_start_printed_or_that_is_too_old_opens_nothing() {
        var code = setup.issueCode().orElseThrow();
        assertThat(code).matches("([0-9A-Z]{5}-){5}[0-9A-Z]");
        jdbc.sql("update setup_code set expires_at = now() - interval '1 second'")
                .update();

        assertThat(refusal(code)).isEqualTo("setup.code");
        assertThat(refusal("7GQ2M")).isEqualTo("setup.code");
        assertThat(jdbc.sql("select count(*) from account").query(Long.class).single())
                .isZero();
    }

    @Test
    @Order(2)
    void what_fails_half_way_leaves_nothing_and_the_code_opens_still() {
        var code = setup.issueCode().orElseThrow();
        var twice = List.of(new FirstEnvironment("contoso", "One"), new FirstEnvironment("contoso", "Two"));

        assertThatThrownBy(() -> setup.complete(code, steps("anna", twice)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("environment.exists");

        assertThat(jdbc.sql("""
                        select (select count(*) from account) + (select count(*) from workspace)
                            + (select count(*) from audit_entry)
                        """).query(Long.class).single()).isZero();
        assertThat(setup.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.77", "2001:db8:0:1::%x"})
    @Order(3)
    void a_stranger_has_a_few_tries_from_all_addresses_that_are_theirs(String address) {
        for (var tries = 0; tries < SetupService.TRIES_AT_ONCE; tries++) {
            assertThat(refusalFrom(address.formatted(tries))).isEqualTo("setup.code");
        }

        assertThat(refusalFrom(address.formatted(0xffff))).isEqualTo("setup.throttled");
    }

    private String refusalFrom(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            return refusal("wrong");
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    @Test
    @Order(4)
    void of_two_who_set_up_at_once_one_does_and_the_code_opens_nothing_any_more() throws Exception {
        var environments = List.of(new FirstEnvironment("contoso-cloud", "Contoso cloud"));
        var made = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var code = setup.issueCode().orElseThrow();

        try (var threads = Executors.newFixedThreadPool(3)) {
            var winner = threads.submit(() -> transaction.execute(_ -> {
                var done = setup.complete(code, steps("anna", environments));
                made.countDown();
                Meanwhile.await(mayCommit);
                return done;
            }));
            Meanwhile.await(made);
            var loser = threads.submit(() -> refusal(code));
            var node = threads.submit(() -> setup.first(steps("berta", environments)));
            while (!loser.isDone() && !Meanwhile.somebodyWaitsForALock(jdbc)) {
                LockSupport.parkNanos(20_000_000);
            }
            mayCommit.countDown();

            assertThat(winner.get(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(loser.get(20, TimeUnit.SECONDS)).isEqualTo("setup.done");
            assertThat(node.get(20, TimeUnit.SECONDS)).isEmpty();
        }

        assertThat(jdbc.sql("select string_agg(action, ' ' order by id) from audit_entry")
                        .query(String.class)
                        .single())
                .isEqualTo("account.created workspace.created member.added environment.created");
        assertThat(setup.isOpen()).isFalse();
        assertThat(setup.issueCode()).isEmpty();
    }

    private String refusal(String code) {
        try {
            setup.complete(code, steps("anna", List.of()));
            return "done";
        } catch (Problem problem) {
            return problem.code();
        }
    }

    private static FirstSteps steps(String name, List<FirstEnvironment> environments) {
        return new FirstSteps(
                new NewAccount(name, "Anna", "quite long and rare", true, false), "contoso", "Contoso", environments);
    }
}
