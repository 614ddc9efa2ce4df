package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.evidence.formats.EvidenceFiles;
import io.runtruth.evidence.formats.ReadOptions;
import io.runtruth.node.RuntruthProperties;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.SettableClock;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.CannotCreateTransactionException;

/// That imports keep to their budget and their deadline, and leave nothing behind.
@Tag("I15")
class ImportLimitsDbTest extends DatabaseTest {

    @TempDir
    private Path folder;

    private final EvidenceService evidence;
    private final EvidenceStagingService staging;
    private final Access access;
    private final EnvironmentQueries environments;
    private final EvidenceQueries snapshots;
    private final EvidenceChangeQueries changeQueries;
    private final EvidenceChangeService changes;
    private final UploadSpool spool;
    private final ImportBudget budget;
    private final RuntruthProperties properties;
    private final TestWorkspaces some;
    private final Clock clock;
    private final Scope scope;
    private final Actor.Person ann;

    ImportLimitsDbTest(
            EvidenceService evidence,
            EvidenceStagingService staging,
            Access access,
            EnvironmentQueries environments,
            EvidenceQueries snapshots,
            EvidenceChangeQueries changeQueries,
            EvidenceChangeService changes,
            UploadSpool spool,
            ImportBudget budget,
            RuntruthProperties properties,
            TestWorkspaces some,
            Clock clock) {
        this.evidence = evidence;
        this.staging = staging;
        this.access = access;
        this.environments = environments;
        this.snapshots = snapshots;
        this.changeQueries = changeQueries;
        this.changes = changes;
        this.spool = spool;
        this.budget = budget;
        this.properties = properties;
        this.some = some;
        this.clock = clock;
        this.scope = some.environment(some.workspace());
        this.ann = some.person(scope.workspaceId(), Role.OPERATOR);
    }

    @Test
    void a_file_above_what_a_person_may_have_under_way_is_refused_and_nothing_of_it_stays() throws IOException {
        try (var other = budget.enter(ann, scope)) {
            other.arrived(512 << 20);

            assertThatThrownBy(() -> evidence.importFile(ann, scope, SmallFiles.upload("account-1", "r1")))
                    .isInstanceOf(Problem.TooMuch.class)
                    .hasMessage("import.bytes");
        }

        assertThat(spooled()).isZero();
        assertThat(evidence.importFile(ann, scope, SmallFiles.upload("account-1", "r1")))
                .isInstanceOf(Imported.class);
    }

    @Test
    void a_file_more_than_a_person_may_have_worked_on_at_once_waits_unread_and_is_taken_then() throws Exception {
        var places = Stream.generate(() -> budget.enter(ann, scope)).limit(4).toList();
        var content = new CountedStream(SmallFiles.upload("account-1", "r1").content());
        var result = new AtomicReference<ImportResult>();

        var sender = Thread.ofPlatform()
                .start(() -> result.set(evidence.importFile(ann, scope, Upload.of("fifth.json", content))));
        Awaitility.await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
        assertThat(content.reads).hasValue(0);
        assertThat(result).hasNullValue();
        places.forEach(ImportBudget.ImportPlace::close);
        sender.join(Duration.ofSeconds(20));

        assertThat(result.get()).isInstanceOf(Imported.class);
    }

    @Test
    void a_file_that_is_refused_gives_its_place_back() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> evidence.importFile(ann, scope, SmallFiles.upload("{")))
                    .isInstanceOf(Problem.InvalidInput.class);
        }

        assertThat(evidence.importFile(ann, scope, SmallFiles.upload("account-1", "r1")))
                .isInstanceOf(Imported.class);
    }

    @Test
    void who_may_not_import_takes_no_place() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> evidence.importFile(auditor, scope, SmallFiles.upload("account-1", "r1")))
                    .isInstanceOf(Problem.Forbidden.class);
        }

        assertThat(budget.enter(auditor, scope)).isNotNull();
    }

    @Test
    void what_comes_after_the_deadline_is_not_staged() throws IOException {
        var clock = new SettableClock(Instant.parse("2026-11-01T08:00:00Z"));
        var staged = new StagedFile(staging, scope, UUID.randomUUID(), new ImportDeadline(clock));
        var file = Files.writeString(folder.resolve("some.json"), "[]");
        clock.advance(ImportDeadline.WITHIN.plus(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> staged.addBytes(file)).hasMessage("evidence.took_too_long");
        var read =
                EvidenceFiles.recognised(Files.writeString(file, "[{\"class_uid\":2004}]"), ReadOptions.NONE, () -> {});
        assertThatThrownBy(() -> read.read(staged::add)).hasMessage("evidence.took_too_long");
    }

    /// Most formats are gone through before their first check is read, some of them twice.
    @ParameterizedTest
    @EnumSource(Outlined.class)
    void the_deadline_is_looked_at_in_every_pass_through_a_file(Outlined file) throws IOException {
        var path = Files.writeString(folder.resolve("long.json"), file.text);
        var looked = new AtomicInteger();
        EvidenceFiles.recognised(path, ReadOptions.NONE, looked::incrementAndGet)
                .read(_ -> {});
        var checks = new AtomicInteger();
        int last = looked.get();

        for (int at = 1; at <= last; at++) {
            int end = at;
            looked.set(0);
            assertThatThrownBy(() -> EvidenceFiles.recognised(path, ReadOptions.NONE, () -> {
                                if (looked.incrementAndGet() == end) {
                                    throw new Problem.InvalidInput("evidence.took_too_long", 15L);
                                }
                            })
                            .read(_ -> checks.incrementAndGet()))
                    .hasMessage("evidence.took_too_long");
        }
        assertThat(last).as("portions in all passes").isGreaterThan(file.passes * file.text.length() / 10_000);
    }

    /// Without a check that could be looked at on the way.
    private enum Outlined {
        OSCAL(2, "{\"assessment-results\":{\"metadata\":{},\"results\":[{\"uuid\":\"%s\",\"observations\":[]}]}}"),
        SARIF(2, "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"%s\"}},\"results\":[]}]}"),
        HDF(
                3,
                "{\"platform\":{},\"statistics\":{},\"version\":\"1\",\"profiles\":[{\"title\":\"%s\",\"controls\":[]}]}"),
        ASFF(
                2,
                "{\"Findings\":[{\"SchemaVersion\":\"1\",\"ProductArn\":\"a\",\"Compliance\":{\"Status\":\"x\"},"
                        + "\"RecordState\":\"ARCHIVED\",\"Title\":\"%s\"}]}"),
        XCCDF(2, "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.2'><remark>%s</remark></TestResult>");

        private final int passes;
        private final String text;

        Outlined(int passes, String form) {
            this.passes = passes;
            this.text = form.replace("%s", "x".repeat(100_000));
        }
    }

    @Test
    void the_database_gone_while_a_refused_file_is_removed_does_not_hide_why_it_was_refused() {
        var away = new EvidenceService(
                access, environments, snapshots, new Away(staging), changeQueries, changes, spool, budget, clock);

        assertThatThrownBy(() -> away.importFile(ann, scope, SmallFiles.upload("[{\"class_uid\":2004},{]")))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("evidence.broken_json");
    }

    @Test
    void an_import_that_takes_too_long_is_ended_and_nothing_of_it_stays() {
        var late = new EvidenceService(
                access,
                environments,
                snapshots,
                staging,
                changeQueries,
                changes,
                spool,
                budget,
                new Hurried(Instant.parse("2026-11-01T08:00:00Z")));

        assertThatThrownBy(() -> late.importFile(ann, scope, SmallFiles.upload("account-1", "r1")))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("evidence.took_too_long");

        assertThat(snapshots.page(ann, scope, null, 1).items()).isEmpty();
    }

    @Test
    void what_was_packed_is_kept_under_the_name_and_the_digest_of_what_is_in_it() throws IOException {
        var text = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(text)) {
            gzip.write("""
                [{"class_uid":2004,"status_code":"FAIL","cloud":{"account":{"uid":"a"}}}]\
                """.getBytes(StandardCharsets.UTF_8));
        }

        var result = evidence.importFile(
                ann, scope, Upload.of("scan.json.GZ", new ByteArrayInputStream(text.toByteArray())));

        assertThat(((Imported) result).snapshot().file()).satisfies(file -> {
            assertThat(file.name()).isEqualTo("scan.json");
            assertThat(file.sizeBytes()).isEqualTo(73);
        });
    }

    private long spooled() throws IOException {
        try (var files = Files.list(properties.dataDir().resolve("uploads"))) {
            return files.count();
        }
    }

    /// A database that goes once an import has begun.
    private static final class Away extends EvidenceStagingService {

        private final EvidenceStagingService staging;

        Away(EvidenceStagingService staging) {
            super(null, null, null, null, null, null, null);
            this.staging = staging;
        }

        @Override
        public UUID begin(Actor actor, Scope scope) {
            return staging.begin(actor, scope);
        }

        @Override
        public void discard(Scope scope, UUID importId) {
            throw new CannotCreateTransactionException("the database is away");
        }
    }

    private static final class CountedStream extends FilterInputStream {

        private final AtomicInteger reads = new AtomicInteger();

        CountedStream(InputStream content) {
            super(content);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            reads.incrementAndGet();
            return super.read(into, offset, length);
        }
    }

    /// Of which ten minutes have gone by each time it is looked at.
    private static final class Hurried extends Clock {

        private Instant now;

        Hurried(Instant start) {
            now = start;
        }

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofMinutes(10));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
