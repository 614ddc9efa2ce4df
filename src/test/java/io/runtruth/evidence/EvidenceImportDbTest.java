package io.runtruth.evidence;

import static io.runtruth.testing.NotesBuilder.someNotes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.evidence.ImportResult.AlreadyKnown;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.evidence.ImportResult.NeedsConfirmation;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.node.RuntruthProperties;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.Meanwhile;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("I15")
class EvidenceImportDbTest extends DatabaseTest {

    private static final int CROWD = 16;

    private static final CheckNotes SOME_NOTES = someNotes()
            .group("Legacy sign-in")
            .product("Entra ID")
            .effort("low")
            .references(List.of(new CheckNotes.FrameworkReference("NIST 800-53", "AC-2")))
            .remedy(new StructuredText(List.of(
                    new StructuredText.Heading(Line.of("How")),
                    new StructuredText.Paragraph(new Line(List.of(
                            new StructuredText.Span("See ", null),
                            new StructuredText.Span("the guide", "https://example.org/guide")))),
                    new StructuredText.Items(true, List.of(Line.of("open"), Line.of("save"))),
                    new StructuredText.Table(
                            List.of(Line.of("Name"), Line.of("State")), List.of(List.of(Line.of("a"), Line.of("")))))))
            .build();

    private final EvidenceService evidence;
    private final EvidenceQueries queries;
    private final EvidenceStagingService staging;
    private final EnvironmentQueries environments;
    private final EnvironmentService environmentService;
    private final RuntruthProperties properties;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Scope scope;
    private final Actor.Person reviewer;

    EvidenceImportDbTest(
            EvidenceService evidence,
            EvidenceQueries queries,
            EvidenceStagingService staging,
            EnvironmentQueries environments,
            EnvironmentService environmentService,
            RuntruthProperties properties,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            TestWorkspaces some) {
        this.evidence = evidence;
        this.queries = queries;
        this.staging = staging;
        this.environments = environments;
        this.environmentService = environmentService;
        this.properties = properties;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.scope = some.environment(some.workspace());
        this.reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    private EvidenceSnapshot imported(Upload upload) {
        return ((Imported) evidence.importFile(reviewer, scope, upload)).snapshot();
    }

    private NeedsConfirmation doubtful(Upload upload) {
        return (NeedsConfirmation) evidence.importFile(reviewer, scope, upload);
    }

    private long count(String sql) {
        return jdbc.sql(sql).param(scope.environmentId()).query(Long.class).single();
    }

    private long imports() {
        return count("select count(*) from evidence_import where environment_id = ?");
    }

    private long snapshots() {
        return count("select count(*) from evidence_snapshot where environment_id = ?");
    }

    @Test
    void an_imported_file_is_read_back_as_it_was() throws IOException {
        var result = imported(SmallFiles.upload("account-1", "r1"));

        var stored = queries.detail(reviewer, scope, result.id());
        assertThat(stored).isEqualTo(result);
        assertThat(stored.facts().total()).isEqualTo(1);
        assertThat(stored.collectedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(stored.importedBy()).isEqualTo(reviewer.name());
        assertThat(queries.checks(scope, result.id(), 0, 10))
                .extracting(Check::resource)
                .containsExactly("r1");
        assertThat(queries.checks(scope, result.id(), 1, 10)).isEmpty();
        assertThat(Files.list(properties.dataDir().resolve("uploads"))).isEmpty();
    }

    @Test
    void every_part_of_a_check_survives_the_database() {
        var scuba = SmallFiles.upload("""
            {"MetaData":{"Tool":"ScubaGear","TenantId":"t","TimestampZulu":"2026-03-01T10:00:00Z"},"Results":{"AAD":[
             {"GroupReferenceURL":"https://example.org/a","Controls":[{"Control ID":"MS.AAD.1.1v1","Requirement":"On",
              "Result":"Omitted","OriginalResult":"Fail","Criticality":"Shall","Details":"a\\nb \\\\ \\" {}, NULL",
              "Comments":["Accepted"],"ResolutionDate":"2026-12-31"},
              {"Control ID":"MS.AAD.2.1v1","Result":"N/A"}]}]}}
            """);
        var read = new ArrayList<Check>();
        var file = imported(scuba);

        read.addAll(queries.checks(scope, file.id(), 0, 1));
        read.addAll(queries.checks(scope, file.id(), 1, 1));

        assertThat(read.getFirst().suppression())
                .isEqualTo(new Check.Suppression("Accepted", LocalDate.of(2026, 12, 31)));
        assertThat(read.getFirst().detail()).isEqualTo("a\nb \\ \" {}, NULL");
        assertThat(read).extracting(Check::baseId).containsExactly("MS.AAD.1.1", "MS.AAD.2.1");
        assertThat(read.getLast().detail()).isNull();
        assertThat(read.getLast().suppression()).isNull();
    }

    @Test
    void the_raw_bytes_are_kept() throws Exception {
        var file = imported(SmallFiles.upload("account-1", "r".repeat(3_000_000)));

        var gzip = new ByteArrayOutputStream();
        jdbc.sql("select content from evidence_chunk where import_id = ? order by position")
                .param(file.id())
                .query(byte[].class)
                .list()
                .forEach(gzip::writeBytes);
        var bytes = new GZIPInputStream(new ByteArrayInputStream(gzip.toByteArray())).readAllBytes();
        var digest = MessageDigest.getInstance("SHA-256").digest(bytes);

        assertThat(bytes).hasSize((int) file.file().sizeBytes());
        assertThat(file.file().digest()).isEqualTo("sha256:" + HexFormat.of().formatHex(digest));
    }

    @Test
    void the_same_bytes_again_are_the_same_snapshot() {
        var first = imported(SmallFiles.upload("account-1", "r1"));

        var again = evidence.importFile(reviewer, scope, SmallFiles.upload("account-1", "r1"));

        assertThat(again).isEqualTo(new AlreadyKnown(first));
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void a_crowd_with_the_same_bytes_makes_one_snapshot() throws Exception {
        var start = new CountDownLatch(1);
        var results = new ArrayList<Future<ImportResult>>();
        try (var crowd = Executors.newFixedThreadPool(CROWD)) {
            for (int i = 0; i < CROWD; i++) {
                Callable<ImportResult> one = () -> {
                    start.await();
                    return evidence.importFile(reviewer, scope, SmallFiles.upload("account-1", "r1"));
                };
                results.add(crowd.submit(one));
            }
            start.countDown();
        }

        var ids = new ArrayList<UUID>();
        var isNew = 0;
        for (var result : results) {
            switch (result.get()) {
                case Imported(var snapshot) -> {
                    ids.add(snapshot.id());
                    isNew++;
                }
                case AlreadyKnown(var snapshot) -> ids.add(snapshot.id());
                case NeedsConfirmation other -> throw new AssertionError(other);
            }
        }
        assertThat(ids).hasSize(CROWD).containsOnly(ids.getFirst());
        assertThat(isNew).isEqualTo(1);
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void two_first_files_of_different_targets_at_once_are_not_both_taken_without_a_question() throws Exception {
        var start = new CountDownLatch(1);
        var results = new ArrayList<Future<ImportResult>>();
        try (var crowd = Executors.newFixedThreadPool(CROWD)) {
            for (int i = 0; i < CROWD; i++) {
                var upload = SmallFiles.upload("account-" + i, "r1");
                Callable<ImportResult> one = () -> {
                    start.await();
                    return evidence.importFile(reviewer, scope, upload);
                };
                results.add(crowd.submit(one));
            }
            start.countDown();
        }

        var taken = 0;
        for (var result : results) {
            taken += result.get() instanceof Imported ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
        assertThat(environments.targets(scope)).hasSize(1);
    }

    @Test
    void a_refused_file_leaves_nothing() {
        var broken = SmallFiles.upload("[{\"class_uid\":2004,\"status_code\":\"PASS\"},");

        assertThatThrownBy(() -> evidence.importFile(reviewer, scope, broken)).hasMessage("evidence.truncated");

        assertThat(imports()).isZero();
    }

    @Test
    void what_is_staged_is_visible_to_nobody_until_it_is_finished() {
        var importId = staging.begin(reviewer, scope);
        staging.addChecks(scope, importId, 0, List.of(aCheck()));

        assertThat(queries.checks(scope, importId, 0, 10)).isEmpty();
        assertThat(queries.page(reviewer, scope, null, 10).items()).isEmpty();
        assertThat(queries.newest(scope)).isEmpty();
    }

    private static Check aCheck() {
        return new Check(
                "a",
                "a",
                1,
                "A",
                CheckResult.PASS,
                "PASS",
                null,
                Severity.LOW,
                null,
                null,
                "",
                null,
                null,
                null,
                SOME_NOTES);
    }

    @Test
    void what_a_tool_says_of_a_check_is_kept_with_its_structure() {
        var importId = staging.begin(reviewer, scope);
        staging.addChecks(scope, importId, 0, List.of(aCheck()));

        assertThat(jdbc.sql("select notes ->> 'product' from evidence_check where import_id = ?")
                        .param(importId)
                        .query(String.class)
                        .single())
                .isEqualTo("Entra ID");
        var finished = imported(SmallFiles.upload("account-1", "r1"));
        jdbc.sql("""
            update evidence_check c
            set notes = (select notes from evidence_check where import_id = :from)
            where import_id = :to
            """).param("from", importId).param("to", finished.id()).update();
        assertThat(queries.checks(scope, finished.id(), 0, 10))
                .extracting(Check::notes)
                .containsExactly(SOME_NOTES);
    }

    @Test
    void an_abandoned_import_is_removed_and_a_finished_one_never() {
        var finished = imported(SmallFiles.upload("account-1", "r1"));
        var abandoned = staging.begin(reviewer, scope);
        staging.addChecks(scope, abandoned, 0, List.of(aCheck()));

        while (staging.removeAbandoned(Instant.now().plusSeconds(60)) > 0) {}

        assertThat(imports()).isEqualTo(1);
        assertThat(queries.checks(scope, finished.id(), 0, 10)).hasSize(1);
    }

    @Test
    void the_first_file_says_what_the_environment_is_known_by() {
        var file = imported(SmallFiles.upload("Account-1", "r1"));

        assertThat(file.confirmedBy()).isNull();
        assertThat(environments.targets(scope)).containsExactly(new TargetIdentity("account-1", "Contoso"));
        assertThat(imported(SmallFiles.upload("ACCOUNT-1", "r2")).confirmedBy()).isNull();
    }

    @Test
    void another_target_is_taken_only_when_it_is_confirmed_and_is_known_from_then_on() {
        imported(SmallFiles.upload("account-1", "r1"));
        var asked = doubtful(SmallFiles.upload("account-2", "r2"));
        assertThat(asked.target()).isEqualTo(new TargetIdentity("account-2", "Contoso"));
        assertThat(asked.known()).extracting(TargetIdentity::id).containsExactly("account-1");
        assertThat(snapshots()).isEqualTo(1);

        var confirmed = ((Imported) evidence.confirm(reviewer, scope, asked.uploadId())).snapshot();

        assertThat(confirmed.confirmedBy()).isEqualTo(reviewer.name());
        assertThat(queries.checks(scope, confirmed.id(), 0, 10)).hasSize(1);
        assertThat(imported(SmallFiles.upload("account-2", "r3")).confirmedBy()).isNull();
    }

    @Test
    void a_file_without_a_target_is_taken_only_when_it_is_confirmed_and_adds_none() {
        var asked = doubtful(SmallFiles.upload("", "r1"));
        assertThat(asked.target()).isNull();

        evidence.confirm(reviewer, scope, asked.uploadId());

        assertThat(snapshots()).isEqualTo(1);
        assertThat(environments.targets(scope)).isEmpty();
    }

    @Test
    void a_confirmation_that_comes_with_the_file_is_recorded() {
        var file = imported(SmallFiles.upload("", "r1").confirmed());

        assertThat(file.confirmedBy()).isEqualTo(reviewer.name());
    }

    @Test
    void a_confirmation_given_twice_is_gone_the_second_time() {
        var asked = doubtful(SmallFiles.upload("", "r1"));
        evidence.confirm(reviewer, scope, asked.uploadId());

        assertThatThrownBy(() -> evidence.confirm(reviewer, scope, asked.uploadId()))
                .isInstanceOf(Problem.NotFound.class)
                .hasMessage("evidence.upload_gone");
    }

    @Test
    void two_uploads_of_the_same_unnamed_file_that_are_both_confirmed_are_one_snapshot() {
        var one = doubtful(SmallFiles.upload("", "r1"));
        var other = doubtful(SmallFiles.upload("", "r1"));

        var first = (Imported) evidence.confirm(reviewer, scope, one.uploadId());

        assertThat(evidence.confirm(reviewer, scope, other.uploadId())).isEqualTo(new AlreadyKnown(first.snapshot()));
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void a_discarded_upload_is_gone_and_a_finished_one_can_not_be_discarded() {
        var asked = doubtful(SmallFiles.upload("", "r1"));
        var file = imported(SmallFiles.upload("account-1", "r2"));

        evidence.discard(reviewer, scope, asked.uploadId());
        evidence.discard(reviewer, scope, file.id());

        assertThat(imports()).isEqualTo(1);
        assertThat(snapshots()).isEqualTo(1);
    }

    @Test
    void an_archived_environment_takes_nothing_any_more() {
        var asked = doubtful(SmallFiles.upload("", "r1"));
        environmentService.change(new Actor.System("test"), scope, new EnvironmentChange(null, true, null));

        assertThatThrownBy(() -> evidence.importFile(reviewer, scope, SmallFiles.upload("account-1", "r2")))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessage("environment.archived");
        assertThatThrownBy(() -> evidence.confirm(reviewer, scope, asked.uploadId()))
                .hasMessage("environment.archived");
    }

    /// The archiving is not committed yet when the import comes to its end: whoever only looks does not see it.
    @Test
    void an_import_that_ends_while_its_environment_is_being_archived_is_refused() throws Exception {
        var asked = doubtful(SmallFiles.upload("", "r1"));
        var isArchived = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);

        try (var people = Executors.newFixedThreadPool(2)) {
            var archiver = people.submit(() -> transaction.executeWithoutResult(_ -> {
                jdbc.sql("update managed_environment set archived_at = now() where id = ?")
                        .param(scope.environmentId())
                        .update();
                isArchived.countDown();
                Meanwhile.await(mayCommit);
            }));
            Meanwhile.await(isArchived);
            var importer = people.submit(() -> evidence.confirm(reviewer, scope, asked.uploadId()));
            Awaitility.await().until(() -> importer.isDone() || Meanwhile.somebodyWaitsForALock(jdbc));
            mayCommit.countDown();
            archiver.get();

            assertThatThrownBy(importer::get).rootCause().hasMessage("environment.archived");
        }
        assertThat(snapshots()).isZero();
    }

    @Test
    void cleaning_up_reads_what_is_unfinished_and_not_the_history() {
        transaction.executeWithoutResult(it -> {
            it.setRollbackOnly();
            removeWhatOthersAbandoned();
            history(5_000);
            var abandoned = staging.begin(reviewer, scope);
            var before = rowsRead();

            var removed = staging.removeAbandoned(Instant.now().plusSeconds(60));

            assertThat(removed).isPositive();
            assertThat(jdbc.sql("select count(*) from evidence_import where id = ?")
                            .param(abandoned)
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(rowsRead() - before).isLessThan(100);
        });
    }

    /// It is removed a few at a time, the oldest first.
    private void removeWhatOthersAbandoned() {
        int removed;
        do {
            removed = staging.removeAbandoned(Instant.now().plusSeconds(60));
        } while (removed > 0);
    }

    private void history(int finished) {
        jdbc.sql("""
            insert into evidence_import (id, workspace_id, environment_id, started_at)
            select md5(:environment::text || n)::uuid, :workspace, :environment, now() - n * interval '1 hour'
            from generate_series(1, :finished) n
            """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("finished", finished)
                .update();
        jdbc.sql("""
            insert into evidence_snapshot
                (id, workspace_id, environment_id, file_name, size_bytes, file_digest, tenant, tool,
                collected_at, imported_at, imported_by, facts)
            select id, workspace_id, environment_id, 'file.json', 1, 'sha256:' || md5(id::text) || md5(id::text), '',
                'Tool', started_at, started_at, 'Somebody', '{}'
            from evidence_import
            where environment_id = ?
            """).param(scope.environmentId()).update();
        jdbc.sql("analyze evidence_import, evidence_snapshot").update();
    }

    private long rowsRead() {
        return jdbc.sql("""
            select sum(seq_tup_read + idx_tup_fetch)
            from pg_stat_xact_user_tables
            where relname in ('evidence_import', 'evidence_snapshot')
            """).query(Long.class).single();
    }

    @Test
    void a_time_that_has_not_come_yet_is_not_trusted() {
        var file = imported(SmallFiles.upload("""
            [{"class_uid":2004,"time":4102444800,"cloud":{"account":{"uid":"account-1"}}}]
            """));

        assertThat(file.collectedAt()).isEqualTo(file.importedAt());
        assertThat(file.collectedAtUpload()).isTrue();
        assertThat(queries.detail(reviewer, scope, file.id())).isEqualTo(file);
    }

    @Test
    void two_tenants_of_one_file_are_two_snapshots() {
        var tenants = """
            {"Tenants":[{"TenantName":"One","ExecutedAt":"2026-03-01T10:00:00Z","Tests":[{"Id":"A","Result":"Passed"}]},
            {"TenantName":"Two","ExecutedAt":"2026-03-01T10:00:00Z","Tests":[{"Id":"A","Result":"Failed"}]}]}
            """;
        var one = SmallFiles.upload(tenants).confirmed();
        var other = SmallFiles.upload(tenants).confirmed();

        imported(new Upload(one.fileName(), one.content(), null, "One", true));
        imported(new Upload(other.fileName(), other.content(), null, "Two", true));

        assertThat(snapshots()).isEqualTo(2);
    }

    @Test
    void an_import_is_a_change_and_an_entry_of_the_audit_trail() {
        var file = imported(SmallFiles.upload("account-1", "r1"));

        assertThat(jdbc.sql("select kind from committed_change where subject_id = ?")
                        .param(file.id())
                        .query(String.class)
                        .list())
                .containsExactly("EVIDENCE");
        assertThat(jdbc.sql("select actor_name from audit_entry where subject_id = ?")
                        .param(file.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly(reviewer.name());
    }

    private static final String ZERO_TRUST = """
        {"ExecutedAt":"%s","TenantId":"t","Tests":[{"TestId":"1","TestStatus":"Passed"},{"TestId":"2","TestStatus":"Failed"}]}
        """;

    private static Upload forced(String text, EvidenceFormat format) {
        var content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new Upload("evidence.json", content, format, null, true);
    }

    @Test
    void a_file_forced_to_be_what_it_is_not_leaves_nothing_behind() {
        var text = ZERO_TRUST.formatted("2026-01-01T00:00:00Z");

        assertThatThrownBy(() -> evidence.importFile(reviewer, scope, forced(text, EvidenceFormat.MAESTER)))
                .hasMessage("evidence.format_mismatch");
        var snapshot = imported(forced(text, null));

        assertThat(snapshot.facts().byResult())
                .containsEntry(CheckResult.PASS, 1L)
                .containsEntry(CheckResult.FAIL, 1L);
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void bytes_once_taken_for_another_format_are_not_known_and_give_way() {
        var text = ZERO_TRUST.formatted("2026-01-01T00:00:00Z");
        var wrong = imported(forced(text, null));
        jdbc.sql("update evidence_snapshot set tool = 'Maester', imported_at = imported_at - interval '1 day',"
                        + " facts = jsonb_set(jsonb_set(facts, '{format}', '\"MAESTER\"'), '{tool}',"
                        + " '\"Maester\"') where id = ?")
                .param(wrong.id())
                .update();
        assertThat(queries.newest(scope)).extracting(EvidenceSnapshot::id).containsExactly(wrong.id());

        var right = imported(forced(text, null));

        assertThat(queries.newest(scope)).extracting(EvidenceSnapshot::id).containsExactly(right.id());
        assertThat(evidence.importFile(reviewer, scope, forced(text, null))).isInstanceOf(AlreadyKnown.class);
    }

    @Test
    void a_time_that_has_not_come_yet_is_named_and_not_believed() {
        var snapshot = imported(forced(ZERO_TRUST.formatted("2231-01-01T00:00:00Z"), null));

        var stored = queries.detail(reviewer, scope, snapshot.id());
        assertThat(stored.collectedAtUpload()).isTrue();
        assertThat(stored.collectedAt()).isEqualTo(stored.importedAt());
        assertThat(stored.facts().warnings()).contains("time_in_future");
        assertThat(stored.facts().collectedAt()).isEqualTo(Instant.parse("2231-01-01T00:00:00Z"));
    }

    @Test
    void a_time_without_a_zone_is_the_time_of_collection() {
        var snapshot = imported(forced(ZERO_TRUST.formatted("2026-01-01T10:00:00"), null));

        assertThat(snapshot.collectedAt()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(snapshot.collectedAtUpload()).isFalse();
        assertThat(snapshot.facts().warnings()).contains("time_without_offset");
    }

    @Test
    void one_account_of_a_file_that_was_imported_whole_is_another_piece_of_evidence() {
        var finding =
                "{\"SchemaVersion\":\"2018-10-08\",\"ProductArn\":\"arn:aws:securityhub:::product/aws/securityhub\","
                        + "\"AwsAccountId\":\"%s\",\"GeneratorId\":\"c\",\"Compliance\":{\"Status\":\"FAILED\"}}";
        var text = "[" + finding.formatted("111111111111") + "," + finding.formatted("222222222222") + "]";
        evidence.importFile(reviewer, scope, SmallFiles.upload(text).confirmed());

        var content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        var one = evidence.importFile(reviewer, scope, new Upload("a.json", content, null, "222222222222", true));

        assertThat(one).isInstanceOf(Imported.class);
        assertThat(((Imported) one).snapshot().facts().total()).isEqualTo(1);
    }

    @Test
    void content_that_breaks_off_is_refused_and_leaves_nothing() throws IOException {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> evidence.importFile(reviewer, scope, Upload.of("evidence.json", broken)))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("evidence.not_whole");
        assertThat(Files.list(properties.dataDir().resolve("uploads"))).isEmpty();
    }
}
