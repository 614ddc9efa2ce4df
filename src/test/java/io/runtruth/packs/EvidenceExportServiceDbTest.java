package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.node.demo.DemoFiles;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.packs.ComposedReviews.Composed;
import io.runtruth.packs.chain.ExportVerifier;
import io.runtruth.packs.chain.ExportVerifier.Verdict;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Sha256;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.texts.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidenceExportServiceDbTest extends DatabaseTest {

    @TempDir
    private Path folder;

    private final ComposedReviews composedReviews;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final EvidenceExportService exports;
    private final EnvironmentReviewService reviews;
    private final RunProofService proofs;
    private final TestRuns runs;
    private final JdbcClient jdbc;

    private Composed composed;
    private UUID run;
    private Actor.Person auditor;

    EvidenceExportServiceDbTest(
            ComposedReviews composedReviews,
            TestWorkspaces some,
            TestEvidence evidence,
            EvidenceExportService exports,
            EnvironmentReviewService reviews,
            RunProofService proofs,
            OperationRunService runs,
            JdbcClient jdbc) {
        this.composedReviews = composedReviews;
        this.some = some;
        this.evidence = evidence;
        this.exports = exports;
        this.reviews = reviews;
        this.proofs = proofs;
        this.runs = new TestRuns(runs);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void compose() {
        composed = composedReviews.of("results.json", DemoFiles.newerContoso());
        run = jdbc.sql("select run_id from environment_review where id = ?")
                .param(composed.review)
                .query(UUID.class)
                .single();
        auditor = some.person(composed.scope.workspaceId(), Role.AUDITOR);
    }

    private byte[] ofRun(Actor actor, UUID id) {
        return bytes(exports.ofRun(actor, composed.scope.workspaceId(), id, null));
    }

    private byte[] ofReview(Actor actor) {
        return bytes(exports.ofReview(actor, composed.scope.workspaceId(), composed.review, Language.ENGLISH));
    }

    private static byte[] bytes(WrittenPack pack) {
        try (pack) {
            var bytes = new ByteArrayOutputStream();
            pack.sendTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertWhole(byte[] export) {
        var said = new ArrayList<String>();
        try {
            var file = Files.write(folder.resolve("export.zip"), export);
            assertThat(ExportVerifier.verify(file, Sha256.hex(export), said::add))
                    .as(String.join("\n", said))
                    .isEqualTo(Verdict.WHOLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_run_is_exported_with_what_happened_to_it_and_is_verified() {
        var export = ofRun(auditor, run);

        assertWhole(export);
        var files = SomeExports.files(export);
        assertThat(files.keySet())
                .containsExactly("README.txt", "run.json", "chain.jsonl", "manifest.json", "SHA256SUMS");
        var told = json(files, "run.json");
        assertThat(told.path("id").asString()).isEqualTo(run.toString());
        assertThat(told.path("outcome").asString()).isEqualTo("succeeded");
        assertThat(told.at("/record/id").asString()).isEqualTo(composed.review.toString());
        assertThat(kinds(files))
                .startsWith("subject")
                .containsSubsequence("timeline dispatched", "timeline picked_up", "timeline completed")
                .contains("audit review.composition_started")
                .hasSize(5);
        var manifest = json(files, "manifest.json");
        assertThat(manifest.at("/exported_by/name").asString()).isEqualTo(auditor.name());
        assertThat(manifest.at("/workspace/name").asString()).isEqualTo("Workspace");
        assertThat(manifest.at("/chain/complete").booleanValue()).isTrue();
    }

    private static JsonNode json(Map<String, byte[]> files, String name) {
        return JsonMapper.shared().readTree(files.get(name));
    }

    private static List<String> kinds(Map<String, byte[]> files) {
        return SomeExports.lines(files).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .map(line -> switch (line.path("kind").asString()) {
                    case "timeline" -> "timeline " + line.at("/entry/event").asString();
                    case "audit" -> "audit " + line.at("/entry/action").asString();
                    default -> line.path("kind").asString();
                })
                .toList();
    }

    @Test
    void a_decision_is_exported_with_the_facts_that_were_considered_and_who_joined() {
        evidence.snapshot(composed.scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
        var started = (Dispatched) reviews.create(composed.owner, composed.scope, new StartRequest(Via.CONSOLE, null));
        reviews.create(composed.owner, composed.scope, new StartRequest(Via.API, null));
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(started.runId().toString())
                .update();
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = ?")
                .param(started.runId())
                .update();
        jdbc.sql("update environment_review set status = 'ready', content = '{}' where id = ?")
                .param(started.reviewId())
                .update();
        proofs.prove(composed.owner, composed.scope.workspaceId(), started.runId(), false);

        var export = ofRun(auditor, started.runId());

        assertWhole(export);
        var files = SomeExports.files(export);
        assertThat(kinds(files))
                .contains(
                        "timeline joined",
                        "timeline reconciled",
                        "decision",
                        "audit run.joined",
                        "audit run.reconciled");
        var decision = SomeExports.lines(files).stream()
                .filter(line -> line.contains("\"kind\":\"decision\""))
                .findFirst()
                .orElseThrow();
        assertThat(decision)
                .contains(
                        "\"decision\":\"reconciled_succeeded\"",
                        "\"reason_code\":\"review.ready_same_fingerprint\"",
                        "\"considered_review_ids\":[\"" + started.reviewId() + "\"]");
    }

    @Test
    void a_review_is_exported_with_what_it_was_made_of_and_what_became_of_it() {
        composed.published();

        var export = ofReview(auditor);

        assertWhole(export);
        var files = SomeExports.files(export);
        assertThat(files.keySet())
                .containsExactly(
                        "README.txt",
                        "review.json",
                        "document.json",
                        "fingerprint.json",
                        "inputs.json",
                        "evidence.json",
                        "runs.json",
                        "chain.jsonl",
                        "manifest.json",
                        "SHA256SUMS");
        var review = json(files, "review.json");
        assertThat(files.get("document.json")).isEqualTo(composed.content().canonicalBytes());
        assertThat(review.path("content_digest").asString())
                .isEqualTo("sha256:" + Sha256.hex(files.get("document.json")));
        assertThat(review.path("fingerprint").asString()).isEqualTo(Sha256.hex(files.get("fingerprint.json")));
        assertThat(review.at("/publication/number").asInt()).isOne();
        assertThat(jdbc.sql("select file_digest from evidence_snapshot where environment_id = ?")
                        .param(composed.scope.environmentId())
                        .query(String.class)
                        .list())
                .containsExactly(
                        json(files, "evidence.json").at("/0/file_digest").asString());
        assertThat(json(files, "inputs.json").at("/snapshot_ids/0").asString())
                .isEqualTo(json(files, "evidence.json").at("/0/id").asString());
        assertThat(json(files, "runs.json").at("/0/id").asString()).isEqualTo(run.toString());
        assertThat(kinds(files))
                .startsWith("subject")
                .containsSubsequence("timeline dispatched", "timeline picked_up", "timeline completed")
                .containsSubsequence("audit review.composition_started", "audit review.published")
                .hasSize(6);
    }

    @Test
    void a_review_that_follows_another_is_exported_with_what_had_changed() {
        composed.published();
        evidence.snapshot(composed.scope, Instant.parse("2026-11-01T08:00:00Z"), "fail");
        var next = composedReviews.composed(composed.scope, composed.owner).published();

        var files = SomeExports.files(
                bytes(exports.ofReview(auditor, composed.scope.workspaceId(), next.review, Language.GERMAN)));

        assertThat(json(files, "drift.json").at("/against/review_id").asString())
                .isEqualTo(composed.review.toString());
        assertThat(json(files, "review.json").at("/publication/replaces/id").asString())
                .isEqualTo(composed.review.toString());
        assertThat(new String(files.get("README.txt"), StandardCharsets.UTF_8)).startsWith("Nachweis zum Review");
    }

    @Test
    void the_same_run_exported_again_is_the_same_chain() {
        var first = SomeExports.files(ofRun(auditor, run));
        var again = SomeExports.files(ofRun(composed.owner, run));

        assertThat(again.get("chain.jsonl")).isEqualTo(first.get("chain.jsonl"));
        assertThat(again.get("run.json")).isEqualTo(first.get("run.json"));
    }

    @Test
    void what_happens_later_is_added_behind_an_earlier_chain() {
        var first = SomeExports.lines(SomeExports.files(ofReview(auditor)));
        jdbc.sql("""
                insert into audit_entry
                    (workspace_id, at, actor_kind, actor_name, action, subject_type, subject_id, details)
                values (?, now() + interval '1 hour', 'user', 'Ada', 'review.archived', 'environment_review', ?, '{}')
                """)
                .params(composed.scope.workspaceId(), composed.review.toString())
                .update();

        var later = SomeExports.lines(SomeExports.files(ofReview(auditor)));

        assertThat(later).hasSize(first.size() + 1).startsWith(first.toArray(String[]::new));
    }

    @Test
    void an_export_is_in_the_audit_trail_with_the_digest_of_the_file_and_the_head_of_the_chain() {
        var export = ofRun(auditor, run);

        var manifest = json(SomeExports.files(export), "manifest.json");
        assertThat(jdbc.sql("""
                        select actor_name, details ->> 'file_digest' as file, details ->> 'chain_head' as head,
                            details ->> 'language' as language
                        from audit_entry
                        where action = 'run.evidence_exported'
                        and subject_id = ?
                        """).param(run.toString()).query().listOfRows())
                .containsExactly(Map.of(
                        "actor_name",
                        auditor.name(),
                        "file",
                        "sha256:" + Sha256.hex(export),
                        "head",
                        manifest.at("/chain/head").asString(),
                        "language",
                        "en"));
    }

    @Test
    @Tag("I12")
    void only_who_may_read_the_trail_of_the_environment_exports() {
        composed.published();
        var active = runs.running(composed.owner, composed.scope).id();
        for (var role : List.of(Role.REVIEWER, Role.OPERATOR, Role.CUSTOMER)) {
            var member = some.person(composed.scope.workspaceId(), role);
            assertThatThrownBy(() -> ofRun(member, run)).as(role.code()).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> ofRun(member, active)).as(role.code()).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> ofReview(member)).as(role.code()).isInstanceOf(Problem.Forbidden.class);
        }
        var here = some.personFor(composed.scope, Role.AUDITOR);
        assertWhole(ofRun(here, run));
        assertWhole(ofReview(here));
        assertThat(exported()).isEqualTo(2);
    }

    @Test
    @Tag("I12")
    void what_is_of_another_workspace_or_environment_is_not_there() {
        var elsewhere = some.personFor(some.environment(composed.scope.workspaceId()), Role.AUDITOR);
        var stranger = some.person(some.workspace(), Role.OWNER);

        for (var actor : List.of(elsewhere, stranger)) {
            assertThatThrownBy(() -> ofRun(actor, run)).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> ofReview(actor)).isInstanceOf(Problem.NotFound.class);
        }
        var other = composedReviews.of("results.json", DemoFiles.newerContoso());
        assertThatThrownBy(() -> exports.ofRun(other.owner, other.scope.workspaceId(), run, null))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> exports.ofReview(other.owner, other.scope.workspaceId(), composed.review, null))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(exported()).isZero();
    }

    private long exported() {
        return jdbc.sql("select count(*) from audit_entry where workspace_id = ? and action like '%.evidence_exported'")
                .param(composed.scope.workspaceId())
                .query(Long.class)
                .single();
    }

    @Test
    void what_happened_to_others_of_the_environment_is_not_told() {
        var other = runs.running(composed.owner, composed.scope);

        var chain = String.join("\n", SomeExports.lines(SomeExports.files(ofReview(auditor))));

        assertThat(chain).contains(run.toString()).doesNotContain(other.id().toString());
    }

    @Test
    void a_run_that_goes_on_and_a_review_without_a_document_are_refused() {
        var active = runs.running(composed.owner, composed.scope);
        assertThatThrownBy(() -> ofRun(auditor, active.id()))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, it -> assertThat(it.code()).isEqualTo("export.run_active"));

        jdbc.sql("update environment_review set status = 'failed', content = null where id = ?")
                .param(composed.review)
                .update();
        assertThatThrownBy(() -> ofReview(auditor))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, it -> assertThat(it.code()).isEqualTo("export.not_composed"));
    }
}
