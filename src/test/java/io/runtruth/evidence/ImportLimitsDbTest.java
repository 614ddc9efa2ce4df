package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That imports keep to their budget and their deadline, and leave nothing behind.
@Tag("I15")
class ImportLimitsDbTest extends DatabaseTest {

    @TempDir
    private Path folder;

    private final EvidenceService evidence;
    private final EvidenceStagingService staging;
    private final ImportBudget budget;
    private final RuntruthProperties properties;
    private final TestWorkspaces some;
    private final Scope scope;
    private final Actor.Person ann;

    ImportLimitsDbTest(
            EvidenceService evidence,
            EvidenceStagingService staging,
            ImportBudget budget,
            RuntruthProperties properties,
            TestWorkspaces some) {
        this.evidence = evidence;
        this.staging = staging;
        this.budget = budget;
        this.properties = properties;
        this.some = some;
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
        assertThatThrownBy(() -> EvidenceFiles.read(
                        Files.writeString(file, "[{\"class_uid\":2004}]"), ReadOptions.NONE, staged::add))
                .hasMessage("evidence.took_too_long");
    }

    @Test
    void what_was_packed_is_kept_under_the_name_and_the_digest_of_what_is_in_it() throws IOException {
        var text = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(text)) {
            gzip.write("""
                    [{"class_uid":2004,"status_code":"FAIL","cloud":{"account":{"uid":"a"}}}]""".getBytes(StandardCharsets.UTF_8));
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
}
