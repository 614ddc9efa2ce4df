package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.reviews.RaceInvariants.Answer;
import io.runtruth.reviews.RaceInvariants.Report;
import io.runtruth.reviews.RaceStage.Silent;
import io.runtruth.shared.Scope;
import io.runtruth.testing.interleaving.Race;
import io.runtruth.testing.interleaving.Racer;
import io.runtruth.testing.interleaving.Trace;
import io.runtruth.testing.interleaving.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One environment, those who race for it, and what must hold afterwards.
final class CompositionRace implements World {

    private static final int MOST_LOOKS = 3;
    private static final int LAST_ATTEMPT = 3;
    private static final List<String> RECONCILING = List.of("reconciler", "second reconciler", "checker");

    private final RaceStage stage;
    private final Scope scope;
    private final Set<UUID> withoutEntry = new HashSet<>();
    private final List<Racer> racers = new ArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final List<Answer> retries = new CopyOnWriteArrayList<>();
    private final List<Report> reports = new CopyOnWriteArrayList<>();

    private final List<String> untrue = new CopyOnWriteArrayList<>();
    /// The run that is tried again, where one is.
    private @Nullable UUID before;

    private CompositionRace(RaceStage stage) {
        this.stage = stage;
        this.scope = stage.environment();
    }

    /// Nothing was started before. Two people start the same, a worker takes up what comes, the environment is
    /// archived.
    static CompositionRace starts(RaceStage stage) {
        var race = new CompositionRace(stage);
        return race.starter("first", stage.first())
                .starter("second", stage.second())
                .worker()
                .with("archiver", () -> stage.archive(race.scope));
    }

    /// A worker went silent, and the queue offers its run again. Another worker takes it up, the silent one
    /// speaks up after all, somebody starts the same, somebody cancels, and what is ready is published.
    static CompositionRace silent(RaceStage stage) {
        var race = new CompositionRace(stage);
        var silent = stage.silentWorker(race.scope, 1, true);
        return race.starter("first", stage.first())
                .worker()
                .latecomer(silent)
                .with("canceller", () -> stage.cancel(silent.run().id()))
                .publisher();
    }

    /// A worker went silent, and the queue has lost its run. The recurring pass and a person look at it at once,
    /// the silent one speaks up, somebody starts the same, and what is ready is published.
    static CompositionRace lost(RaceStage stage) {
        return lost(stage, 1);
    }

    /// The same on the last attempt: without proof, the run has failed.
    static CompositionRace spent(RaceStage stage) {
        return lost(stage, LAST_ATTEMPT);
    }

    private static CompositionRace lost(RaceStage stage, int attempt) {
        var race = new CompositionRace(stage);
        var silent = race.lostRun(attempt);
        return race.starter("first", stage.first())
                .with("reconciler", stage::pass)
                .with("second reconciler", stage::pass)
                .with("checker", () -> stage.check(silent.run()))
                .latecomer(silent)
                .publisher();
    }

    /// A worker picked an entry and then stood still: it goes on while its entry is given to another worker.
    static CompositionRace slow(RaceStage stage) {
        var race = new CompositionRace(stage);
        var picked = stage.slowWorker(race.scope);
        return race.starter("first", stage.first())
                .worker()
                .with("reconciler", stage::pass)
                .with("slow", () -> stage.workOn(picked));
    }

    /// A worker has just picked an entry whose run is still queued: somebody cancels it, and two passes look at it.
    static CompositionRace picked(RaceStage stage) {
        var race = new CompositionRace(stage);
        var picked = stage.pickedWorker(race.scope);
        return race.starter("first", stage.first())
                .with("picker", () -> stage.workOn(picked))
                .with("canceller", () -> stage.cancel(UUID.fromString(picked.taskInstance())))
                .with("reconciler", stage::pass)
                .with("second reconciler", stage::pass);
    }

    /// A node has lost the session with its lock and works on. Another one sees the lock free, a worker takes up
    /// what that gives back, and the node begins again.
    static CompositionRace severed(RaceStage stage) {
        var race = new CompositionRace(stage);
        var picked = stage.severedWorker(race.scope);
        return race.starter("first", stage.first())
                .worker()
                .with("severed", () -> stage.workOn(picked))
                .with("watcher", stage::lookForDeadNodes)
                .with("returner", stage::severedNodeBegins);
    }

    /// A page reads a run while its worker ends it.
    static CompositionRace read(RaceStage stage) {
        var race = new CompositionRace(stage);
        var picked = stage.pickedWorker(race.scope);
        var run = UUID.fromString(picked.taskInstance());
        return race.with("worker", () -> stage.workOn(picked)).with("reader", () -> {
            if (stage.freshness(run) == Freshness.State.LOST) {
                race.untrue.add("a run that had its worker was shown as lost");
            }
        });
    }

    /// The queue has lost the run of a worker that went silent and now does its work all over again, and everybody
    /// else is there.
    static CompositionRace everybody(RaceStage stage) {
        var race = new CompositionRace(stage);
        var silent = race.lostRun(1);
        return race.starter("first", stage.first())
                .starter("second", stage.second())
                .worker()
                .with("reconciler", stage::pass)
                .with("late", () -> stage.workLate(silent))
                .publisher();
    }

    /// A review is ready, and newer evidence is there. Two people refresh it, somebody starts the same, a worker
    /// takes up what comes, what is ready is published, and the environment is archived.
    static CompositionRace refreshed(RaceStage stage) {
        var race = new CompositionRace(stage);
        var review = new ReviewRef(race.scope, stage.outdated(race.scope));
        return race.refresher("first", stage.first(), review)
                .refresher("second", stage.second(), review)
                .starter("owner", stage.owner())
                .worker()
                .publisher()
                .with("archiver", () -> stage.archive(race.scope));
    }

    /// A run was cancelled. Two people try it again, somebody starts the same, a worker takes up what comes, the
    /// reconciler looks, and the environment is archived.
    static CompositionRace retried(RaceStage stage) {
        var race = new CompositionRace(stage);
        var before = stage.cancelled(race.scope);
        race.before = before;
        return race.retrier("first", stage.first(), before)
                .retrier("second", stage.second(), before)
                .starter("owner", stage.owner())
                .worker()
                .with("reconciler", stage::pass)
                .with("archiver", () -> stage.archive(race.scope));
    }

    private CompositionRace refresher(String name, Actor.Person person, ReviewRef review) {
        return with(name, () -> answers.add(new Answer(person.name(), stage.refresh(person, review))));
    }

    private CompositionRace retrier(String name, Actor.Person person, UUID run) {
        return with(name, () -> {
            var answer = new Answer(person.name(), stage.again(person, run));
            answers.add(answer);
            retries.add(answer);
        });
    }

    private Silent lostRun(int attempt) {
        var silent = stage.silentWorker(scope, attempt, false);
        withoutEntry.add(silent.run().id());
        return silent;
    }

    private CompositionRace starter(String name, Actor.Person person) {
        return with(name, () -> answers.add(new Answer(person.name(), stage.start(person, scope))));
    }

    private CompositionRace worker() {
        return with("worker", () -> untilDone(() -> stage.work(scope)));
    }

    private CompositionRace latecomer(Silent silent) {
        return with(
                "late",
                () -> stage.finishLate(silent)
                        .ifPresent(came -> reports.add(new Report(silent.run().attempt(), came))));
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
        var broken = new ArrayList<String>(untrue);
        var after = stage.facts(scope);
        broken.addAll(RaceInvariants.always(after, withoutEntry));
        broken.addAll(RaceInvariants.answers(after, answers));
        broken.addAll(RaceInvariants.retries(after, before, retries));
        broken.addAll(RaceInvariants.reports(reports));
        broken.addAll(reviewsWrittenByReconciling(trace));
        broken.addAll(startsOnceArchived(trace));

        stage.letEverythingEnd(scope);
        var end = stage.facts(scope);
        broken.addAll(RaceInvariants.always(end, Set.of()));
        broken.addAll(RaceInvariants.inTheEnd(end));
        broken.addAll(RaceInvariants.published(end, stage.oncePublished()));

        stage.pass();
        broken.addAll(RaceInvariants.idempotent(end, stage.facts(scope)));
        return broken;
    }

    private static List<String> reviewsWrittenByReconciling(Trace trace) {
        return RECONCILING.stream()
                .flatMap(trace::of)
                .filter(what -> what.matches("(insert into|update|delete from) environment_review .*"))
                .map(what -> "I8: reconciling wrote a review: " + what)
                .toList();
    }

    private static List<String> startsOnceArchived(Trace trace) {
        return trace.after("archiver", "commit")
                .filter(what -> what.contains("insert into operation_run"))
                .map(_ -> "6.2: started although the environment's archiving had been committed")
                .toList();
    }
}
