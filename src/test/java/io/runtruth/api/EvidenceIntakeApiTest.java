package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people have: packed files, and pipelines that import and compose in one call (contract 11).
class EvidenceIntakeApiTest extends ApiTest {

    private static final String REPORT = OCSF.formatted("r", "account-1");

    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final Scope scope;
    private final Actor.Person owner;

    EvidenceIntakeApiTest(TestWorkspaces some, JdbcClient jdbc) {
        this.some = some;
        this.jdbc = jdbc;
        this.scope = some.environment(some.workspace());
        this.owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    @Tag("I15")
    void the_same_report_is_one_snapshot_however_it_is_packed() {
        var first = upload(owner, evidence(""), REPORT);

        for (var packed : new byte[][] {gzip(bytes(REPORT)), zip(bytes(REPORT)), zip(gzip(bytes(REPORT)))}) {
            var again = send(owner, call(HttpMethod.POST, evidence("")).content(packed));
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        }
        var form = send(owner, form(zip(bytes(REPORT))));
        assertThat(form.text("/id")).as(form.body().toString()).isEqualTo(first.text("/id"));
        assertThat(first.text("/size_bytes")).isEqualTo(Integer.toString(REPORT.length()));
    }

    @Test
    void a_zip_gives_its_file_the_name_that_it_has_inside() {
        var answer = send(
                owner,
                call(HttpMethod.POST, evidence("?file_name=artifact.zip")).content(zip(bytes(REPORT))));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/file_name")).isEqualTo("results.json");
    }

    @Test
    void what_cannot_be_unpacked_is_refused_in_words_and_nothing_is_stored() {
        var cut = java.util.Arrays.copyOf(gzip(bytes(REPORT)), 60);

        var answer = send(owner, call(HttpMethod.POST, evidence("")).content(cut));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("evidence.packed_unreadable");
        assertThat(answer.text("/detail")).contains("Nothing was stored");
        assertThat(snapshots()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "identity", "GZIP"})
    void content_that_says_it_is_gzip_is_unpacked_by_what_it_is(String encoding) {
        var answer = send(
                owner,
                call(HttpMethod.POST, evidence(""))
                        .header("Content-Encoding", encoding)
                        .content(gzip(bytes(REPORT))));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/size_bytes")).isEqualTo(Integer.toString(REPORT.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "deflate", "gzip, gzip"})
    void content_of_another_encoding_is_refused_and_told_which_is_taken(String encoding) {
        var answer = send(
                owner,
                call(HttpMethod.POST, evidence(""))
                        .header("Content-Encoding", encoding)
                        .content(REPORT));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("request.content_encoding");
        assertThat(answer.response().getHeader("Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void a_form_that_is_encoded_as_a_whole_is_refused() {
        var answer = send(owner, form(bytes(REPORT)).header("Content-Encoding", "gzip"));

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void import_and_start_are_one_call() {
        var answer = upload(owner, evidence("?compose=true"), REPORT);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/format")).isEqualTo("ocsf");
        assertThat(answer.text("/start/result")).isEqualTo("dispatched");
        var run = get(owner, address(scope.workspaceId()) + "/runs/" + answer.text("/start/run/id"));
        assertThat(run.text("/review_id")).isEqualTo(answer.text("/start/review/id"));
    }

    @Test
    void without_compose_nothing_is_started_and_nothing_said_of_it() {
        var answer = upload(owner, evidence("?compose=false"), REPORT);

        assertThat(answer.body().has("start")).isFalse();
        assertThat(runs()).isZero();
    }

    @Test
    void a_file_that_is_known_starts_what_is_not_composed_yet() {
        upload(owner, evidence(""), REPORT);

        var answer = upload(owner, evidence("?compose=true"), REPORT);
        var again = upload(owner, evidence("?compose=true"), REPORT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/start/result")).isEqualTo("dispatched");
        assertThat(again.text("/start/result")).isEqualTo("reused_active_run");
        assertThat(again.text("/start/run/id")).isEqualTo(answer.text("/start/run/id"));
    }

    @Test
    void who_may_import_but_not_start_is_refused_before_anything_is_stored() {
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);

        var answer = upload(operator, evidence("?compose=true"), REPORT);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(snapshots()).isZero();
        assertThat(upload(operator, evidence(""), REPORT).status()).isEqualTo(201);
    }

    @Test
    void a_start_that_is_refused_stands_beside_the_snapshot() {
        var strict = some.environment(some.workspace(1));
        var person = some.person(strict.workspaceId(), Role.OWNER);

        var answer = upload(person, address(strict) + "/evidence?compose=true", REPORT);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("/start/result")).isEqualTo("refused");
        assertThat(answer.text("/start/reason")).isEqualTo("evidence.too_old");
    }

    @Test
    void a_file_of_another_target_starts_nothing_until_it_is_confirmed() {
        upload(owner, evidence(""), REPORT);
        var other = OCSF.formatted("r", "account-2");

        var refused = keyed("one", "?compose=true", other);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("evidence.target_unconfirmed");
        assertThat(runs()).isZero();

        assertThat(keyed("one", "?compose=true&confirm_target=true", other).text("/start/result"))
                .isEqualTo("dispatched");
    }

    @Test
    @Tag("I14")
    void the_same_request_id_again_gets_the_first_answer_of_both() {
        var first = keyed("one", "?compose=true", REPORT);

        var again = keyed("one", "?compose=true", REPORT);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("/start/result")).isEqualTo("dispatched");
    }

    @Test
    @Tag("I14")
    void the_same_request_id_with_another_file_is_refused_and_the_file_not_stored() {
        keyed("one", "?compose=true", REPORT);

        var other = keyed("one", "?compose=true", OCSF.formatted("other", "account-1"));
        var less = keyed("one", "", REPORT);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("request_id.reused");
        assertThat(less.status()).isEqualTo(422);
        assertThat(snapshots()).isOne();
    }

    @Test
    @Tag("I14")
    void a_request_id_whose_file_was_refused_can_be_used_again() {
        assertThat(keyed("one", "?compose=true", "{").status()).isEqualTo(400);

        assertThat(keyed("one", "?compose=true", REPORT).status()).isEqualTo(201);
    }

    @Test
    @Tag("I14")
    void without_compose_a_request_id_holds_for_the_import() {
        var first = keyed("one", "", REPORT);

        assertThat(keyed("one", "", REPORT).body()).isEqualTo(first.body());
        assertThat(keyed("two", "", REPORT).status()).isEqualTo(200);
    }

    @Test
    @Tag("I14")
    void many_at_once_under_one_request_id_get_one_answer() throws Exception {
        var ready = new CountDownLatch(1);
        Callable<Answer> one = () -> {
            ready.await();
            return keyed("one", "?compose=true", REPORT);
        };
        try (var crowd = Executors.newFixedThreadPool(8)) {
            var answers = IntStream.range(0, 8).mapToObj(_ -> crowd.submit(one)).toList();
            ready.countDown();
            var first = answers.getFirst().get();
            for (var answer : answers) {
                assertThat(answer.get().body()).isEqualTo(first.body());
                assertThat(answer.get().status()).isEqualTo(first.status());
            }
        }

        assertThat(snapshots()).isOne();
        assertThat(runs()).isOne();
    }

    @Test
    void of_a_file_with_several_tenants_the_answer_names_them_for_a_program() {
        var answer = upload(owner, evidence(""), """
                {"Tenants":[{"TenantId":"1","TenantName":"One","ExecutedAt":"2026-01-01T00:00:00Z","Tests":[{"Id":"a","Result":"Passed"}]},
                {"TenantId":"2","TenantName":"Two","ExecutedAt":"2026-01-01T00:00:00Z","Tests":[{"Id":"a","Result":"Failed"}]}]}
                """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("evidence.tenant_choice");
        assertThat(answer.body().at("/tenants").toString())
                .isEqualTo("[{\"id\":\"1\",\"name\":\"One\"},{\"id\":\"2\",\"name\":\"Two\"}]");
        assertThat(answer.text("/detail")).contains("One (1), Two (2)");
    }

    private String evidence(String query) {
        return address(scope) + "/evidence" + query;
    }

    private Answer keyed(String requestId, String query, String file) {
        return send(
                owner,
                call(HttpMethod.POST, evidence(query))
                        .header("Idempotency-Key", requestId)
                        .content(file));
    }

    private org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder<?> form(byte[] file) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(
                bytes("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n"));
        content.writeBytes(file);
        content.writeBytes(bytes("\r\n--edge--\r\n"));
        return call(HttpMethod.POST, evidence(""))
                .contentType("multipart/form-data; boundary=edge")
                .content(content.toByteArray());
    }

    private long snapshots() {
        return count("evidence_snapshot");
    }

    private long runs() {
        return count("operation_run");
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table + " where workspace_id = ?")
                .param(scope.workspaceId())
                .query(Long.class)
                .single();
    }

    private static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("reports/"));
            zip.putNextEntry(new ZipEntry("reports/results.json"));
            zip.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
