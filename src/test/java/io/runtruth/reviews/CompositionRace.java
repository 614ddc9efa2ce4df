package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.operations.OperationRun;
import io.runtruth.reviews.RaceInvariants.Answer;
import io.runtruth.reviews.RaceInvariants.Report;
import io.runtruth.shared.Scope;
import io.runtruth.testing.interleaving.Race;
import io.runtruth.testing.interleaving.Racer;
import io.runtruth.testing.interleaving.Trace;
import io.runtruth.testing.interleaving.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One environment, and those who race for it.
final class CompositionRace implements World {

    private static final int MOST_LOOKS = 3;

    private final RaceStage stage;
    private final Scope scope;
    private final @Nullable OperationRun silent;
    private final Set<UUID> withoutEntry;
    private final List<Racer> racers = new ArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<Report> reports = new CopyOnWriteArrayList<>();

    private CompositionRace(RaceStage stage, Scope scope, @Nullable OperationRun silent, boolean keptEntry) {
        this.stage = stage;
        this.scope = scope;
        this.silent = silent;
        this.withoutEntry = silent == null || keptEntry ? Set.of() : Set.of(silent.id());
    }

    /// Nothing has been started: two people start the same, a worker takes up what comes, the environment is archived.
    static CompositionRace starts(RaceStage stage) {
        var race = new CompositionRace(stage, stage.environment(), null, true);
        return race.starter("first", stage.first())
                .starter("second", stage.second())
                .worker()
                .archiver();
    }

    /// A worker went silent, and the queue offers its run again: another worker takes it up, the silent one speaks up
    /// after all, somebody starts the same, somebody cancels, and what is ready is published.
    static CompositionRace silentWorker(RaceStage stage) {
        var scope = stage.environment();
        var race = new CompositionRace(stage, scope, stage.runOfSilentWorker(scope, true), true);
        return race.starter("first", stage.first())
                .worker()
                .lateFinisher()
                .canceller()
                .publisher();
    }

    private CompositionRace starter(String name, Actor.Person person) {
        return with(name, () -> answers.add(new Answer(person.name(), stage.start(person, scope))));
    }

    private CompositionRace worker() {
        return with("worker", () -> untilDone(() -> stage.work(scope)));
    }

    private CompositionRace archiver() {
        return with("archiver", () -> stage.archive(scope));
    }

    private CompositionRace lateFinisher() {
        return with("late", () -> reports.add(new Report(silent.attempt(), stage.finishLate(silent))));
    }

    private CompositionRace canceller() {
        return with("canceller", () -> stage.cancel(silent));
    }

    private CompositionRace publisher() {
        stage.publishedBefore(scope);
        return with("publisher", () -> untilDone(() -> stage.publish(scope)));
    }

    private CompositionRace with(String name, Racer.Part part) {
        racers.add(new Racer(name, part));
        return this;
    }

    private static void untilDone(BooleanSupplier look) {
        for (var looks = 1; !look.getAsBoolean() && looks < MOST_LOOKS; looks++) {
            Race.giveWay();
        }
    }

    @Override
    public List<Racer> racers() {
        return racers;
    }

    @Override
    public List<String> broken(Trace trace) {
        var after = stage.facts(scope);
        var broken = new ArrayList<>(RaceInvariants.always(after, withoutEntry));
        broken.addAll(RaceInvariants.answers(after, answers));
        broken.addAll(RaceInvariants.reports(reports));
        stage.letEverythingEnd(scope);
        var end = stage.facts(scope);
        broken.addAll(RaceInvariants.always(end, Set.of()));
        broken.addAll(RaceInvariants.inTheEnd(end));
        return broken;
    }
}
