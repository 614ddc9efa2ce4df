package io.runtruth.restore;

import io.runtruth.restore.RestoreRaceFacts.Counts;
import io.runtruth.restore.RestoreRaceFacts.Item;
import io.runtruth.restore.RestoreRaceStage.Confirmed;
import io.runtruth.testing.interleaving.Race;
import io.runtruth.testing.interleaving.Racer;
import io.runtruth.testing.interleaving.Trace;
import io.runtruth.testing.interleaving.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One confirmed restore, those who race for it and for its documents, and what must hold afterwards: it
/// has ended, and the target is what its results say, document by document.
final class RestoreRace implements World {

    private static final int MOST_LOOKS = 3;
    private static final Set<String> DOCUMENTS = Set.of("a.json", "b.json", "c.json", "d.json", "only.json");
    private static final String FINISHES = "update restore_run set state = 'completed'";

    private final RestoreRaceStage stage;
    private final Confirmed restore;
    private final List<Racer> racers = new ArrayList<>();

    private RestoreRace(RestoreRaceStage stage) {
        this.stage = stage;
        this.restore = stage.confirmed();
    }

    /// A worker was taken for dead and works on; another one takes the run over. Somebody asks it to stop,
    /// somebody else changes a document, and the reconciler looks.
    static RestoreRace takenOver(RestoreRaceStage stage) {
        var race = new RestoreRace(stage);
        var silent = stage.silentWorker(race.restore, true);
        return race.with("first", () -> stage.workAs(silent))
                .second()
                .with("canceller", () -> stage.cancel(race.restore))
                .changer()
                .with("reconciler", stage::pass);
    }

    /// Nobody asks it to stop: a restore in which two workers write the same documents comes to its own
    /// end.
    static RestoreRace twice(RestoreRaceStage stage) {
        var race = new RestoreRace(stage);
        var silent = stage.silentWorker(race.restore, true);
        return race.with("first", () -> stage.workAs(silent)).second().changer();
    }

    /// The same where the queue has lost the run: the reconciler gives it back.
    static RestoreRace lost(RestoreRaceStage stage) {
        var race = new RestoreRace(stage);
        var silent = stage.silentWorker(race.restore, false);
        return race.with("first", () -> stage.workAs(silent))
                .second()
                .with("reconciler", stage::pass)
                .with("canceller", () -> stage.cancel(race.restore))
                .changer();
    }

    /// The first worker is dead and had written a part; the next one finds it. The document that was
    /// written is changed by somebody meanwhile, and so is one that was not.
    static RestoreRace died(RestoreRaceStage stage) {
        var race = new RestoreRace(stage);
        stage.hasDied(race.restore);
        return race.second()
                .with("canceller", () -> stage.cancel(race.restore))
                .changer()
                .with("maker", () -> stage.change(race.restore, "b.json"))
                .with("reconciler", stage::pass);
    }

    private RestoreRace second() {
        return with("second", () -> {
            for (var looks = 1; !stage.work(restore.scope()) && looks < MOST_LOOKS; looks++) {
                Race.giveWay();
            }
        });
    }

    private RestoreRace changer() {
        return with("changer", () -> stage.change(restore, "a.json"));
    }

    private RestoreRace with(String name, Racer.Part part) {
        racers.add(new Racer(name, part));
        return this;
    }

    @Override
    public List<Racer> racers() {
        return racers;
    }

    @Override
    public List<String> broken(Trace trace) {
        stage.letEverythingEnd(restore);
        var end = stage.facts(restore);
        var asked = new Asked(end, trace, new ArrayList<>());
        asked.itHasEndedOnce();
        asked.itsEndIsWhatItsResultsSay();
        asked.onlyTheConfirmedDocumentsWereWritten();
        asked.theDocumentIsAsItsResultSays("a.json");
        asked.theDocumentIsAsItsResultSays("b.json");
        asked.theTrailSaysItOnce();

        stage.pass();
        var again = stage.facts(restore);
        asked.says(again.equals(end), "I7: another pass made of %s%n  this: %s".formatted(end, again));
        return asked.broken;
    }

    private record Asked(RestoreRaceFacts end, Trace trace, List<String> broken) {

        void itHasEndedOnce() {
            says(end.run().status().equals("completed"), "I6: nobody ends it: " + end.run());
            says(end.ends().equals(List.of(end.run().outcome())), "I4: it ended as " + end.ends());
        }

        void itsEndIsWhatItsResultsSay() {
            var run = end.run();
            switch (end.state()) {
                case "completed" -> {
                    says(counted().equals(end.counts()), "counted are %s: %s".formatted(counted(), end));
                    says(run.outcome().equals(outcome(counted())), "5.2: another end than its results: " + end);
                }
                case "refused" -> {
                    says("restore.refused".equals(run.failureCode()), "5.2: refused, and it ended as " + run);
                    says(end.items().values().stream().allMatch(it -> it.result() == null), "7: refused: " + end);
                    says(end.files().values().stream().filter("2"::equals).count() == 1, "7: it was written: " + end);
                }
                default -> says(run.outcome().equals("cancelled"), "5.2: unfinished, and it ended as " + end);
            }
        }

        private Counts counted() {
            return new Counts(results("applied"), results("unchanged"), results("skipped"), results("failed"), (int)
                    end.items().values().stream().filter(Item::contradicted).count());
        }

        private int results(String result) {
            return (int)
                    end.items().values().stream().filter(it -> it.is(result)).count();
        }

        private static String outcome(Counts counts) {
            if (counts.contradicted() > 0) {
                return "blocked";
            }
            if (counts.applied() + counts.unchanged() == 0) {
                return "failed";
            }
            return counts.skipped() + counts.failed() == 0 ? "succeeded" : "partially_succeeded";
        }

        void onlyTheConfirmedDocumentsWereWritten() {
            says(DOCUMENTS.containsAll(end.files().keySet()), "7: left over: " + end.files());
            for (var untouched :
                    Map.of("c.json", "1", "d.json", "2", "only.json", "1").entrySet()) {
                says(
                        untouched.getValue().equals(end.files().get(untouched.getKey())),
                        "7: nobody confirmed it: " + end.files());
            }
            says(end.item("c.json").result() == null, "7: nobody confirmed it: " + end.item("c.json"));
        }

        /// It was not to be written, or it was not yet: that it was not asked for it is.
        void theDocumentIsAsItsResultSays(String path) {
            var item = end.item(path);
            var is = end.files().get(path);
            if (item.result() == null) {
                says(!end.state().equals("completed"), "7: it has ended without a result: " + item);
                return;
            }
            switch (item.result()) {
                case "applied" -> applied(item, is);
                case "skipped" ->
                    says(
                            RestoreRaceStage.THEIRS.equals(is) && "changed".equals(item.reason()),
                            "7: skipped, and it is %s: %s".formatted(is, item));
                default -> says(false, "7: nothing kept anybody from writing it: " + item);
            }
        }

        /// What somebody changes after it was read back is nothing that the restore could tell of.
        private void applied(Item item, String is) {
            var readBack = readBack(item.path()).orElse(is);
            says(
                    item.contradicted() != "2".equals(readBack) || !end.state().equals("completed"),
                    "7: read back as %s, and it says %s".formatted(readBack, item));
            says("2".equals(is) || RestoreRaceStage.THEIRS.equals(is), "7: it is %s: %s".formatted(is, item));
        }

        /// As it was last read by who ended the restore; empty where that was after the race.
        private Optional<String> readBack(String path) {
            var begin = "has read " + path + ": ";
            return List.of("first", "second").stream()
                    .map(name -> trace.of(name).toList())
                    .filter(steps -> steps.stream().anyMatch(it -> it.startsWith(FINISHES)))
                    .flatMap(steps -> steps.stream()
                            .takeWhile(it -> !it.startsWith(FINISHES))
                            .filter(it -> it.startsWith(begin)))
                    .reduce((_, last) -> last)
                    .map(it -> it.substring(begin.length()));
        }

        void theTrailSaysItOnce() {
            var ends = end.trail().stream()
                    .filter(it -> it.equals("restore.completed") || it.equals("restore.refused"))
                    .toList();
            var expected = end.state().equals("completed") || end.state().equals("refused")
                    ? List.of("restore." + end.state())
                    : List.of();
            says(ends.equals(expected), "I11: the trail says " + ends);
        }

        void says(boolean holds, String otherwise) {
            if (!holds) {
                broken.add(otherwise);
            }
        }
    }
}
