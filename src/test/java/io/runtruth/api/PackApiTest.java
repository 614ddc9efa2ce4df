package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.texts.Language;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;

class PackApiTest extends ApiTest {

    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final ManualQueue queue;

    private Scope scope;
    private Actor.Person reviewer;
    private UUID review;
    private UUID run;

    PackApiTest(TestWorkspaces some, TestEvidence evidence, ManualQueue queue) {
        this.some = some;
        this.evidence = evidence;
        this.queue = queue;
    }

    @BeforeEach
    void start() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass", "fail", "manual");
        var answer = post(reviewer, address(scope) + "/reviews");
        review = UUID.fromString(answer.text("/review/id"));
        run = UUID.fromString(answer.text("/run/id"));
    }

    private MockHttpServletResponse pack(String what) {
        return raw(call(HttpMethod.GET, packs() + what).with(signedIn(reviewer)));
    }

    private String packs() {
        return address(scope.workspaceId()) + "/reviews/" + review + "/packs/";
    }

    @Test
    void a_pack_is_in_the_language_of_the_workspace_where_nobody_asks_for_another() {
        queue.work(run);
        assertThat(pack("technical.html").getHeader("Content-Disposition")).contains("-technical-en.html");

        some.writeDocumentsIn(scope.workspaceId(), Language.GERMAN);

        assertThat(pack("technical.html").getHeader("Content-Disposition")).contains("-technical-de.html");
        assertThat(pack("technical.html?language=en").getHeader("Content-Disposition"))
                .contains("-technical-en.html");
    }

    @ParameterizedTest
    @CsvSource({
        "pdf, application/pdf",
        "html, text/html;charset=UTF-8",
        "docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "json, application/json",
        "csv, text/csv;charset=UTF-8;header=present",
        "action-plan.csv, text/csv;charset=UTF-8;header=present",
        "oscal.json, application/json",
        "zip, application/zip",
    })
    void a_pack_is_a_file_whose_digest_is_told(String format, String type) throws NoSuchAlgorithmException {
        queue.work(run);

        var answer = pack("technical." + format + "?language=de");

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo(type);
        assertThat(answer.getHeader("Content-Disposition"))
                .matches("attachment; filename=\"[a-z0-9-]+-technical-de\\." + format.replace(".", "\\.") + "\"");
        var digest = MessageDigest.getInstance("SHA-256").digest(answer.getContentAsByteArray());
        assertThat(answer.getHeader("ETag")).isEqualTo('"' + HexFormat.of().formatHex(digest) + '"');
        assertThat(answer.getHeader("Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        assertThat(pack("technical." + format + "?language=de").getHeader("ETag"))
                .isEqualTo(answer.getHeader("ETag"));
    }

    @Test
    void an_archive_holds_every_other_form() throws IOException {
        queue.work(run);

        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(pack("customer.zip").getContentAsByteArray()))) {
            assertThat(java.util.stream.Stream.generate(() -> next(zip)).takeWhile(java.util.Objects::nonNull))
                    .containsExactly(
                            "README.txt",
                            "review.pdf",
                            "review.html",
                            "review.docx",
                            "review.json",
                            "findings.csv",
                            "action-plan.csv",
                            "assessment-results.oscal.json",
                            "review-pack.schema.json",
                            "manifest.json",
                            "SHA256SUMS");
        }
    }

    private static String next(ZipInputStream zip) {
        try {
            var entry = zip.getNextEntry();
            return entry == null ? null : entry.getName();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "reviews"})
    void an_export_of_evidence_is_a_file_whose_digest_is_told(String what) throws NoSuchAlgorithmException {
        queue.work(run);
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);
        var id = what.equals("runs") ? run : review;
        var address = address(scope.workspaceId()) + "/" + what + "/" + id + "/evidence.zip";

        var answer = raw(call(HttpMethod.GET, address + "?language=de").with(signedIn(auditor)));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo("application/zip");
        assertThat(answer.getHeader("Content-Disposition"))
                .matches("attachment; filename=\"[a-z0-9-]+-(run|review)-[0-9a-f]{8}-evidence\\.zip\"");
        var digest = MessageDigest.getInstance("SHA-256").digest(answer.getContentAsByteArray());
        assertThat(answer.getHeader("ETag")).isEqualTo('"' + HexFormat.of().formatHex(digest) + '"');
        assertThat(get(auditor, address + "?language=fr").code()).isEqualTo("request.parameter");
    }

    @Test
    void the_evidence_of_what_goes_on_cannot_be_exported_yet() {
        var auditor = some.person(scope.workspaceId(), Role.AUDITOR);

        var ofRun = get(auditor, address(scope.workspaceId()) + "/runs/" + run + "/evidence.zip");
        var ofReview = get(auditor, address(scope.workspaceId()) + "/reviews/" + review + "/evidence.zip");

        assertThat(ofRun.status()).isEqualTo(409);
        assertThat(ofRun.code()).isEqualTo("export.run_active");
        assertThat(ofReview.code()).isEqualTo("export.not_composed");
    }

    @Test
    void a_review_without_a_document_has_no_pack_yet() {
        var answer = get(reviewer, packs() + "executive.html");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("pack.not_composed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"everybody.pdf", "customer.exe", "customer.", "customer.pdf.zip"})
    void a_profile_or_format_that_there_is_not_is_not_found(String what) {
        queue.work(run);

        assertThat(get(reviewer, packs() + what).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"language=fr", "paper=a3"})
    void a_language_or_paper_that_there_is_not_is_said(String parameter) {
        queue.work(run);

        var answer = get(reviewer, packs() + "customer.pdf?" + parameter);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("request.parameter");
    }
}
