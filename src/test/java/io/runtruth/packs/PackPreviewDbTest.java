package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.NewNote;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewNoteService;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.texts.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is shown before a review is published (contract 9, publishing).
class PackPreviewDbTest extends DatabaseTest {

    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");

    private final PackPreviewQueries previews;
    private final PackService packs;
    private final PackPlaces packPlaces;
    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final ReviewNoteService notes;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person reviewer;
    private ReviewRef ref;
    private int imported;

    PackPreviewDbTest(
            PackPreviewQueries previews,
            PackService packs,
            PackPlaces packPlaces,
            EnvironmentReviewService starts,
            PublicationService publication,
            ReviewNoteService notes,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.previews = previews;
        this.packs = packs;
        this.packPlaces = packPlaces;
        this.starts = starts;
        this.publication = publication;
        this.notes = notes;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void successor() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
        publication.publish(reviewer, composed("pass", "fail"), null);
        ref = composed("fail", "fail");
        notes.write(reviewer, ref, ReviewSection.WHOLE, new NewNote("For all of you.", false, NewNote.NONE));
        notes.write(reviewer, ref, ReviewSection.FINDINGS, new NewNote("Among us.", true, NewNote.NONE));
    }

    @ParameterizedTest
    @EnumSource
    void it_is_the_document_that_its_reader_gets_when_it_is_published(PackProfile profile) throws IOException {
        var before = text(previews.preview(reviewer, scope.workspaceId(), ref.id(), profile, Language.ENGLISH));
        publication.publish(reviewer, ref, null);

        var order = new PackOrder(profile, PackFormat.HTML, Language.ENGLISH);
        var after = text(packs.write(reviewer, scope.workspaceId(), ref.id(), order));

        assertThat(withoutMinutes(before)).isEqualTo(withoutMinutes(after));
        assertThat(before).contains("as review 2", "Since review 1 of", "For all of you.");
        assertThat(before.contains("Among us.")).isEqualTo(profile.isInternal());
        assertThat(Jsoup.parse(before).select("script")).isEmpty();
    }

    @Test
    void nothing_is_kept_of_it_and_nobody_is_told() throws IOException {
        var entries = entries();

        text(previews.preview(reviewer, scope.workspaceId(), ref.id(), PackProfile.CUSTOMER, Language.GERMAN));

        assertThat(entries()).isEqualTo(entries);
    }

    @Test
    void it_counts_what_a_reader_is_not_told() {
        var customer = previews.leftOut(reviewer, scope.workspaceId(), ref.id(), PackProfile.CUSTOMER);

        assertThat(customer)
                .containsEntry(LeftOutOfPack.INTERNAL_NOTES, 1L)
                .containsEntry(LeftOutOfPack.FILES, 1L)
                .doesNotContainKey(LeftOutOfPack.OPERATIONS_NOTES);
        assertThat(customer.get(LeftOutOfPack.PEOPLE)).isPositive();
        assertThat(previews.leftOut(reviewer, scope.workspaceId(), ref.id(), PackProfile.TECHNICAL))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EXECUTIVE, 1405", "CUSTOMER, 1005", "TECHNICAL, 5"})
    void findings_that_a_document_only_counts_are_told(PackProfile profile, long findings) {
        var results = new String[1506];
        Arrays.fill(results, "pass");
        results[0] = "fail";
        ref = composed(results);

        assertThat(previews.leftOut(reviewer, scope.workspaceId(), ref.id(), profile))
                .containsEntry(LeftOutOfPack.FINDINGS, findings);
    }

    @Test
    void who_looks_takes_no_place_of_who_hands_on() {
        try (var _ = packPlaces.enter(some.person(scope.workspaceId(), Role.REVIEWER));
                var _ = packPlaces.enter(some.person(scope.workspaceId(), Role.REVIEWER));
                var shown = previews.preview(
                        reviewer, scope.workspaceId(), ref.id(), PackProfile.CUSTOMER, Language.ENGLISH)) {
            assertThat(shown.sizeBytes()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATOR", "AUDITOR"})
    void who_does_not_publish_is_shown_none(Role role) {
        var person = some.person(scope.workspaceId(), role);

        assertThatThrownBy(() ->
                        previews.preview(person, scope.workspaceId(), ref.id(), PackProfile.CUSTOMER, Language.ENGLISH))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> previews.leftOut(person, scope.workspaceId(), ref.id(), PackProfile.CUSTOMER))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void a_pack_of_a_ready_review_follows_the_words() throws IOException {
        var order = new PackOrder(PackProfile.CUSTOMER, PackFormat.HTML, Language.ENGLISH);
        var before = text(packs.write(reviewer, scope.workspaceId(), ref.id(), order));
        assertThat(text(packs.write(reviewer, scope.workspaceId(), ref.id(), order)))
                .isEqualTo(before);

        notes.write(reviewer, ref, ReviewSection.WHOLE, new NewNote("Otherwise now.", false, 1));

        assertThat(before).contains("For all of you.");
        assertThat(text(packs.write(reviewer, scope.workspaceId(), ref.id(), order)))
                .contains("Otherwise now.")
                .doesNotContain("For all of you.");
    }

    /// The moment itself is in no other place than this.
    private static String withoutMinutes(String page) {
        return page.replaceAll("\\d{1,2}:\\d{2}:\\d{2}\\W[AP]M", "");
    }

    private long entries() {
        return jdbc.sql("select count(*) from audit_entry where workspace_id = ?")
                .param(scope.workspaceId())
                .query(Long.class)
                .single();
    }

    private static String text(WrittenPack pack) throws IOException {
        try (pack) {
            var out = new ByteArrayOutputStream();
            pack.sendTo(out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private ReviewRef composed(String... results) {
        evidence.snapshotOf(scope, "Tool", COLLECTED.plusSeconds(imported++), results);
        var started = (Dispatched) starts.create(
                reviewer, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return new ReviewRef(scope, started.reviewId());
    }
}
