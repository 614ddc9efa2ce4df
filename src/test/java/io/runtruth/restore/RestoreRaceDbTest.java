package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.work.ManualQueue;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.interleaving.Explorer;
import io.runtruth.testing.interleaving.InterleavingConfiguration;
import io.runtruth.testing.interleaving.Schedule;
import io.runtruth.testing.interleaving.Script;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// Workers that restore the same, those who stop them and those who change documents meanwhile, in hundreds
/// of orders of their statements and of what they do to files (contract 2, 7).
///
/// `-Druntruth.restore.races.schedules=N` plays so many in all; `-Druntruth.races.seed=scenario:seed` plays
/// that one alone.
@Import({
    InterleavingConfiguration.class,
    StoppingTargets.class,
    RestoreRaceStage.class,
    TestWorkspaces.class,
    TestTargets.class,
    ManualQueue.class
})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "logging.level.io.runtruth.operations=warn",
            "logging.level.io.runtruth.restore.RestoreJob=error",
            "spring.datasource.hikari.connection-init-sql=set deadlock_timeout = '50ms'"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("db")
class RestoreRaceDbTest {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreRaceDbTest.class);
    private static final int SCHEDULES = Integer.getInteger("runtruth.restore.races.schedules", 600);
    private static final String ONE = System.getProperty("runtruth.races.seed", "");
    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private final Explorer explorer;
    private final RestoreRaceStage stage;

    RestoreRaceDbTest(Explorer explorer, RestoreRaceStage stage) {
        this.explorer = explorer;
        this.stage = stage;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("runtruth.restore-root", TestTargets::rootPath);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("I4")
    @Tag("I6")
    @Tag("I7")
    void whatever_the_order_the_target_is_what_the_results_say(Scenario scenario) {
        if (!ONE.isEmpty()) {
            replay(scenario, ONE);
            return;
        }

        var explored =
                explorer.explore(scenario.name(), () -> scenario.race(stage), SCHEDULES / Scenario.values().length);

        LOG.info("{}: {}", scenario, explored);
        assertThat(explored.races()).isGreaterThan(explored.schedules() / 4);
    }

    @Test
    void the_same_seed_gives_the_same_race() {
        var seed = Schedule.of("201/12>1/30>2");

        var once = explorer.replay("TWICE", () -> Scenario.TWICE.race(stage), seed);
        var again = explorer.replay("TWICE", () -> Scenario.TWICE.race(stage), seed);

        assertThat(again).hasToString(once.toString());
    }

    /// The worker that was taken for dead had looked at the document before somebody changed it.
    @Test
    void a_document_that_was_skipped_is_not_overwritten_by_the_worker_that_was_taken_for_dead() {
        var order = Script.begin()
                .before("first", "writes part of attempt 1")
                .then("changer")
                .then("second")
                .then("first");

        explorer.replay("TWICE", () -> Scenario.TWICE.race(stage), order);
    }

    @Test
    void a_part_of_the_worker_that_was_taken_for_dead_is_not_put_over_what_somebody_changed() {
        var order = Script.begin()
                .before("first", "renames to a.json")
                .then("changer")
                .then("second")
                .then("first");

        explorer.replay("TWICE", () -> Scenario.TWICE.race(stage), order);
    }

    /// The one that takes over has looked for parts before there was any.
    @Test
    void a_part_that_is_made_while_another_worker_looks_is_not_put_over_what_somebody_changed() {
        var order = Script.begin()
                .before("first", "writes part of attempt 1")
                .before("second", "reads a.json")
                .before("first", "renames to a.json")
                .then("changer")
                .then("second")
                .then("first");

        explorer.replay("TWICE", () -> Scenario.TWICE.race(stage), order);
    }

    private void replay(Scenario scenario, String seed) {
        if (seed.startsWith(scenario + ":")) {
            var schedule = Schedule.of(seed.substring(scenario.name().length() + 1));
            LOG.info("{}\n{}", seed, explorer.replay(scenario.name(), () -> scenario.race(stage), schedule));
        }
    }

    enum Scenario {
        TAKEN_OVER(RestoreRace::takenOver),
        TWICE(RestoreRace::twice),
        LOST(RestoreRace::lost),
        DIED(RestoreRace::died);

        private final Function<RestoreRaceStage, RestoreRace> race;

        Scenario(Function<RestoreRaceStage, RestoreRace> race) {
            this.race = race;
        }

        RestoreRace race(RestoreRaceStage stage) {
            return race.apply(stage);
        }
    }
}
