package io.runtruth.faults;

import static org.awaitility.Awaitility.await;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.SnapshotService;
import io.runtruth.restore.TargetService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TargetServer;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Restores that something is done to, each of an environment of its own, and what became of them: by the
/// database, and by reading the target with an eye of its own, document by document.
@TestComponent
class FaultyRestores {

    private static final Actor SETUP = new Actor.System("test");
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);
    private static final RestoreRequest REQUEST = new RestoreRequest(Via.API, null);

    private final RestoreService restores;
    private final SnapshotService snapshots;
    private final TargetService targetService;
    private final TestWorkspaces some;
    private final TestTargets targets;
    private final JdbcClient jdbc;

    FaultyRestores(
            RestoreService restores,
            SnapshotService snapshots,
            TargetService targetService,
            TestWorkspaces some,
            TestTargets targets,
            JdbcClient jdbc) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.targetService = targetService;
        this.some = some;
        this.targets = targets;
        this.jdbc = jdbc;
    }

    /// A folder that is to be restored, of so many documents.
    Faulty ofFolder(int documents, int sizeBytes) {
        var scope = some.environment(some.workspace());
        return filled(new FolderAt(targets.target(scope)), scope, documents, sizeBytes);
    }

    /// A target over HTTP.
    Faulty ofServer(int documents) {
        var scope = some.environment(some.workspace());
        var server = TargetServer.open();
        targetService.choose(SETUP, scope, server.address(), TargetServer.TOKEN);
        return filled(new ServerAt(server), scope, documents, 300);
    }

    /// Every third is to be made, every tenth says the same already, and one is not to be touched.
    private Faulty filled(Place place, Scope scope, int documents, int sizeBytes) {
        var faulty = new Faulty(scope, some.person(scope.workspaceId(), Role.OPERATOR), place);
        for (int i = 0; i < documents; i++) {
            var path = document(i);
            var filling = "x".repeat(i % 20 == 0 ? sizeBytes : 300);
            var text = "{\"v\":2,\"n\":" + i + ",\"f\":\"" + filling + "\"}\r\n";
            faulty.wanted.put(path, text);
            if (i % 10 == 9) {
                faulty.before.put(path, text.replace(",", " , "));
            } else if (i % 3 != 0) {
                faulty.before.put(path, "{\"v\":1,\"n\":" + i + "}");
            }
        }
        faulty.before.put("only.json", "{}");
        faulty.before.forEach(place::write);
        return faulty;
    }

    static String document(int number) {
        return "folder" + number % 3 + "/d" + number + ".json";
    }

    /// From the snapshot to its preview; nothing is written yet.
    void preview(Faulty faulty) {
        var archive = new ByteArrayInputStream(TestTargets.zip(faulty.wanted));
        var snapshot =
                snapshots.take(faulty.operator, faulty.scope, "a.zip", archive).snapshot();
        faulty.restore = restores.preview(faulty.operator, faulty.scope, new NewPreview(snapshot.id(), null, REQUEST))
                .id();
    }

    RestoreStart confirm(Faulty faulty) {
        var started = restores.start(faulty.operator, faulty.scope, faulty.restore, "Environment", null, REQUEST);
        if (started instanceof RestoreDispatched(var _, var run)) {
            faulty.run = run;
        }
        return started;
    }

    Faulty start(Faulty faulty) {
        preview(faulty);
        confirm(faulty);
        return faulty;
    }

    /// The server notices that a process is gone.
    void endSessions(String node) {
        await("the sessions of " + node + " end")
                .until(() -> jdbc.sql(
                                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?")
                        .param(node)
                        .query(Boolean.class)
                        .list()
                        .isEmpty());
    }

    /// Whether a document that was confirmed has no result yet: so it was not read back either.
    boolean isUnderWay(Faulty faulty) {
        return jdbc.sql("select exists (select 1 from restore_item where restore_id = ? and chosen and result is null)")
                .param(faulty.restore)
                .query(Boolean.class)
                .single();
    }

    /// Waits until the run is completed and the queue is done with it, and says what is wrong with it.
    Restored ended(Faulty faulty, Duration limit) {
        try {
            await().atMost(limit)
                    .pollInterval(LOOK_EVERY)
                    .ignoreExceptionsInstanceOf(DataAccessException.class)
                    .until(() -> isSettled(faulty));
        } catch (ConditionTimeoutException _) {
            // what was not reached is in what is seen now
        }
        return look(faulty);
    }

    /// Waits for its end.
    boolean isBlocked(Faulty faulty, Duration limit) {
        await().atMost(limit).pollInterval(LOOK_EVERY).until(() -> isSettled(faulty));
        return look(faulty).ending().equals("blocked");
    }

    private boolean isSettled(Faulty faulty) {
        return jdbc.sql("""
                select status = 'completed'
                    and not exists (select 1 from scheduled_tasks where task_instance = operation_run.id::text)
                from operation_run
                where id = ?
                """).param(faulty.run).query(Boolean.class).single();
    }

    Restored look(Faulty faulty) {
        var run = jdbc.sql("select status, outcome, failure_code, attempt from operation_run where id = ?")
                .param(faulty.run)
                .query(Run.class)
                .single();
        var state = jdbc.sql("select state from restore_run where id = ?")
                .param(faulty.restore)
                .query(String.class)
                .single();
        var items = jdbc.sql("""
                select path, result, reason, found_digest is not null or coalesce(reason = 'gone', false) as contradicted
                from restore_item
                where restore_id = ?
                """).param(faulty.restore).query(Item.class).list().stream()
                .collect(Collectors.toMap(Item::path, Function.identity()));
        var ends = jdbc.sql("select count(*) from run_event where run_id = ? and to_status = 'completed'")
                .param(faulty.run)
                .query(Integer.class)
                .single();
        var asked = new Asked(faulty, run, state, items, faulty.place.all(), new ArrayList<>());
        asked.says(ends == 1, "it ended " + ends + " times");
        asked.itsEndIsWhatItsResultsSay();
        asked.theTargetIsWhatItsResultsSay();
        asked.itEndedAsExpected();
        return new Restored(
                run.attempt,
                run.ending(),
                asked.broken.stream()
                        .map(it -> "run %s: %s".formatted(faulty.run, it))
                        .toList());
    }

    /// @param ending the outcome, and the reason where it is not about what was restored
    record Restored(int attempts, String ending, List<String> wrong) {}

    /// @param contradicted it was read back otherwise than its result says
    record Item(
            String path, @Nullable String result, @Nullable String reason, boolean contradicted) {}

    record Run(String status, String outcome, @Nullable String failureCode, int attempt) {

        String ending() {
            return failureCode != null && failureCode.startsWith("run.") ? outcome + " " + failureCode : outcome;
        }
    }

    /// One environment, its target, and what may be found there.
    static final class Faulty {

        private final Scope scope;
        private final Actor operator;
        private final Place place;
        private final Map<String, String> before = new TreeMap<>();
        private final Map<String, String> wanted = new TreeMap<>();
        private final Map<String, String> theirs = new ConcurrentHashMap<>();
        private final Set<String> late = ConcurrentHashMap.newKeySet();
        private final Set<String> expected = new HashSet<>(Set.of("succeeded"));
        private UUID restore;
        private UUID run;

        Faulty(Scope scope, Actor operator, Place place) {
            this.scope = scope;
            this.operator = operator;
            this.place = place;
        }

        UUID run() {
            return run;
        }

        Place place() {
            return place;
        }

        Path folder() {
            return ((FolderAt) place).folder;
        }

        TargetServer server() {
            return ((ServerAt) place).server;
        }

        /// It may end so, and in no other way.
        Faulty expecting(String... outcomes) {
            expected.clear();
            expected.addAll(List.of(outcomes));
            return this;
        }

        /// Another restore of the same environment.
        Faulty another(String marked) {
            var other = new Faulty(scope, operator, place);
            other.before.putAll(before);
            wanted.forEach((path, text) -> other.wanted.put(path, text.replace("\"v\":2", "\"v\":" + marked)));
            return other;
        }

        /// The folder is another one now, and has to be filled again.
        void isFilledAnew() {
            before.forEach(place::write);
        }

        /// What another restore of the same environment has left.
        void foundAs(Faulty other) {
            before.clear();
            before.putAll(other.place.all());
        }

        /// Somebody else writes the document.
        void isChanged(String path) {
            var text = "{\"theirs\":\"" + path + "\"}";
            theirs.put(path, text);
            place.write(path, text);
        }

        /// It may have been read back before that.
        void wasLate(String path) {
            late.add(path);
        }
    }

    /// A target as it is seen past the product.
    sealed interface Place {
        void write(String path, String text);

        Map<String, String> all();

        void remove();
    }

    record FolderAt(Path folder) implements Place {

        @Override
        public void write(String path, String text) {
            // whole, as editors do
            var part = folder.resolveSibling(UUID.randomUUID() + ".theirs");
            try {
                Files.writeString(part, text);
                Files.createDirectories(folder.resolve(path).getParent());
                Files.move(part, folder.resolve(path), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Map<String, String> all() {
            return TestTargets.all(folder);
        }

        @Override
        public void remove() {
            try (var all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    record ServerAt(TargetServer server) implements Place {

        @Override
        public void write(String path, String text) {
            server.with(path, text);
        }

        @Override
        public Map<String, String> all() {
            return server.all();
        }

        @Override
        public void remove() {
            server.close();
        }
    }

    /// @param files the target now, whatever the names
    private record Asked(
            Faulty faulty,
            Run run,
            String state,
            Map<String, Item> items,
            Map<String, String> files,
            List<String> broken) {

        void itsEndIsWhatItsResultsSay() {
            says(run.status.equals("completed"), "it did not end: " + run);
            switch (state) {
                case "completed" ->
                    says(run.outcome.equals(outcome()), "its results say %s: %s".formatted(outcome(), run));
                case "refused" ->
                    says(
                            "restore.refused".equals(run.failureCode)
                                    && items.values().stream().allMatch(it -> it.result == null),
                            "it was refused: " + run);
                default ->
                    says(
                            run.outcome.equals("cancelled") || state.equals("not_begun") && wasAway(),
                            "it is " + state + ": " + run);
            }
        }

        /// Before the first write.
        private boolean wasAway() {
            return run.failureCode != null && run.failureCode.startsWith("restore.target_");
        }

        private String outcome() {
            if (items.values().stream().anyMatch(Item::contradicted)) {
                return "blocked";
            }
            var reached = results("applied") + results("unchanged");
            if (reached == 0) {
                return "failed";
            }
            return reached == items.size() ? "succeeded" : "partially_succeeded";
        }

        private long results(String result) {
            return items.values().stream()
                    .filter(it -> result.equals(it.result))
                    .count();
        }

        void theTargetIsWhatItsResultsSay() {
            files.keySet().stream()
                    .filter(it -> !faulty.before.containsKey(it) && !faulty.wanted.containsKey(it))
                    .forEach(it -> says(false, it + " is nobody's"));
            says(items.keySet().equals(faulty.wanted.keySet()), "other documents than were confirmed");
            says(
                    faulty.before.get("only.json").equals(files.get("only.json")),
                    "a document was written that nobody confirmed");
            items.values().forEach(it -> says(isAsItSays(it), "%s, and it is %.80s".formatted(it, files.get(it.path))));
        }

        private boolean isAsItSays(Item item) {
            var is = files.get(item.path);
            var isBefore = same(is, faulty.before.get(item.path));
            var isWanted = faulty.wanted.get(item.path).equals(is);
            var isTheirs = is != null && is.equals(faulty.theirs.get(item.path));
            var isUnread = "unread".equals(item.reason);
            return switch (item.result) {
                case null -> !state.equals("completed") && (isBefore || isTheirs);
                case "applied" ->
                    item.contradicted
                            ? isTheirs
                            : isWanted || isTheirs && (isUnread || faulty.late.contains(item.path));
                // it was not written: its bytes are what they were
                case "unchanged" ->
                    isBefore && !item.contradicted
                            || isTheirs && (item.contradicted || isUnread || faulty.late.contains(item.path));
                case "skipped" -> "changed".equals(item.reason) && (isTheirs || isBefore);
                case "failed" -> "unsure".equals(item.reason) ? isBefore || isWanted || isTheirs : isBefore || isTheirs;
                default -> false;
            };
        }

        private static boolean same(@Nullable String one, @Nullable String other) {
            return one == null ? other == null : one.equals(other);
        }

        void itEndedAsExpected() {
            says(faulty.expected.contains(run.outcome), "it was to end as %s: %s".formatted(faulty.expected, run));
        }

        void says(boolean holds, String otherwise) {
            if (!holds) {
                broken.add(otherwise);
            }
        }
    }
}
