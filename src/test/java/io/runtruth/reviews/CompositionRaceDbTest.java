package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.queue.SeveredNode;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.interleaving.Explorer;
import io.runtruth.testing.interleaving.InterleavingConfiguration;
import io.runtruth.testing.interleaving.Schedule;
import io.runtruth.testing.interleaving.Script;
import java.util.Arrays;
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

/// Starts, workers, those who come late and those who change what is raced for, each on connections of its own, in
/// a thousand orders and more (contract 2).
///
/// `-Druntruth.races.schedules=N` plays so many in all; `-Druntruth.races.seed=scenario:seed` plays that one alone.
@Import({
    InterleavingConfiguration.class,
    RaceStage.class,
    TestWorkspaces.class,
    TestEvidence.class,
    ManualQueue.class,
    SeveredNode.class
})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "logging.level.io.runtruth.operations=warn",
            "spring.datasource.hikari.connection-init-sql=set deadlock_timeout = '50ms'"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("db")
class CompositionRaceDbTest {

    private static final Logger LOG = LoggerFactory.getLogger(CompositionRaceDbTest.class);
    private static final int SCHEDULES = Integer.getInteger("runtruth.races.schedules", 1_100);
    private static final String ONE = System.getProperty("runtruth.races.seed", "");
    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private final Explorer explorer;
    private final RaceStage stage;

    CompositionRaceDbTest(Explorer explorer, RaceStage stage) {
        this.explorer = explorer;
        this.stage = stage;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("I1")
    @Tag("I2")
    @Tag("I4")
    @Tag("I5")
    @Tag("I6")
    @Tag("I7")
    @Tag("I8")
    @Tag("I9")
    void whatever_the_order_every_invariant_holds_and_every_answer_is_true(Scenario scenario) {
        if (!ONE.isEmpty()) {
            replay(scenario, ONE);
            return;
        }

        var explored = explorer.explore(scenario.name(), () -> scenario.race(stage), scenario.share(SCHEDULES));

        LOG.info("{}: {}", scenario, explored);
        assertThat(explored.races()).isGreaterThan(explored.schedules() / 4);
    }

    @Test
    void the_same_seed_gives_the_same_race() {
        var seed = Schedule.of("31204/12>1/30>2");

        var once = explorer.replay("SILENT", () -> Scenario.SILENT.race(stage), seed);
        var again = explorer.replay("SILENT", () -> Scenario.SILENT.race(stage), seed);

        assertThat(again).hasToString(once.toString());
    }

    /// The run's end and the report did not see each other: neither was committed when the other looked.
    @Test
    @Tag("I4")
    void a_late_report_that_contradicts_flags_the_run_also_when_it_ends_at_that_moment() {
        var order = Script.begin()
                .before("worker", "insert into run_progress")
                .before("late", "commit")
                .then("canceller")
                .then("worker")
                .then("late");

        explorer.replay("SILENT", () -> Scenario.SILENT.race(stage), order);
    }

    /// The page had read the run as active, and its entry was gone when it asked for that.
    @Test
    void a_run_that_ends_while_a_page_is_read_is_not_shown_as_lost() {
        var order =
                Script.begin().before("reader", "with due as").then("worker").then("reader");

        explorer.replay("READ", () -> CompositionRace.read(stage), order);
    }

    private void replay(Scenario scenario, String seed) {
        if (seed.startsWith(scenario + ":")) {
            var schedule = Schedule.of(seed.substring(scenario.name().length() + 1));
            LOG.info("{}\n{}", seed, explorer.replay(scenario.name(), () -> scenario.race(stage), schedule));
        }
    }

    enum Scenario {
        STARTS(1, CompositionRace::starts),
        SILENT(1, CompositionRace::silent),
        LOST(1, CompositionRace::lost),
        SPENT(1, CompositionRace::spent),
        SLOW(1, CompositionRace::slow),
        REFRESHED(1, CompositionRace::refreshed),
        RETRIED(1, CompositionRace::retried),
        PICKED(1, CompositionRace::picked),
        SEVERED(1, CompositionRace::severed),
        EVERYBODY(2, CompositionRace::everybody);

        private final int share;
        private final Function<RaceStage, CompositionRace> race;

        Scenario(int share, Function<RaceStage, CompositionRace> race) {
            this.share = share;
            this.race = race;
        }

        /// Its part of so many schedules in all.
        int share(int schedules) {
            return schedules
                    * share
                    / Arrays.stream(values()).mapToInt(it -> it.share).sum();
        }

        CompositionRace race(RaceStage stage) {
            return race.apply(stage);
        }
    }
}
